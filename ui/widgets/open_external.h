// SPDX-License-Identifier: MIT
#pragma once

class QUrl;

namespace freshet {

/// Hands an address to the user's browser or mail program; the only way out of the window. Only mailto, and http and
/// https with a host and without user name or password: anything else may start programs or show one address and open
/// another. False when refused.
bool openExternal(const QUrl &url);

} // namespace freshet
