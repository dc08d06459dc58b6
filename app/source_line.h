// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/citation.h"

namespace freshet {

/// "[1] Manual › Keys, p. 4 — /docs/manual.pdf", leaving out what the source does not have.
QString sourceLine(const Source &source);

} // namespace freshet
