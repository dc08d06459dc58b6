// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace freshet {

/// "image/png", "image/jpeg", "image/webp" or "image/gif", the kinds that go to models, by the first bytes of a file;
/// empty for any other.
QByteArray pictureType(QByteArrayView head);

} // namespace freshet
