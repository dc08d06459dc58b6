// SPDX-License-Identifier: MIT
#pragma once

namespace freshet {

/// Gives up, for the rest of this process, all that reading a document from a pipe does not need: files, the network,
/// other processes; and ends with the one that started it. What a document that takes the process over then asks of the
/// system is refused.
///
/// Linux alone, on x86-64 and 64-bit ARM; elsewhere, and where the system does not take it, nothing changes: limits are
/// set from outside in any case.
void enterReaderSandbox();

} // namespace freshet
