// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/secret.h"

#include <QByteArrayList>

namespace freshet {

/// The byte sequences by which a secret is known when others have written it: plain, inside a JSON string, in a URL, as
/// hexadecimal digits, and as base64, also within longer base64 ("user:secret"). For taking it out of what is kept.
/// The longest come first. Nothing for a secret so short that ordinary text would hold it.
QByteArrayList secretForms(const Secret &secret);

} // namespace freshet
