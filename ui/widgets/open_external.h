// SPDX-License-Identifier: MIT
#pragma once

class QUrl;

namespace freshet {

/// Hands an address to the user's browser or mail program; the only way out of the window for what a model or a
/// document says. Only mailto, and http and https with a host and without user name or password: anything else may
/// start programs or show one address and open another. False when refused.
bool openExternal(const QUrl &url);

/// Hands a file or a folder of this machine to the desktop's program for it, which may do with it what it likes: only
/// for what ui/documents/document_opener has looked at. False where no program could be started.
bool openOnDesktop(const QUrl &file);

} // namespace freshet
