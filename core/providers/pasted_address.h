// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QUrl>

namespace freshet {

/// The address in what people paste: with blanks, line breaks, quotes or brackets around it, inside a curl command, a
/// Markdown link or an assignment, without a scheme, with a bare IPv6 address. http is added for what is near, https
/// for the rest.
///
/// The result has a lower-case scheme and host, no default port, no query and no fragment; its path is as it was typed.
/// Refused with a sentence (ErrorKind::BadRequest), which never repeats what was typed: another scheme, user info, a
/// query that says anything, a key in the place of an address, more than one address.
Result<QUrl> addressIn(const QString &pasted);

/// Whether @p host is on this machine or near it by its looks: a bare address, a name without a dot, or one that ends
/// like a name at home.
bool isNearHost(const QString &host);

} // namespace freshet
