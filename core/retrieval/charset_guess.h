// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QStringConverter>

#include <optional>

namespace freshet {

/// The order of the bytes of UTF-16 that has no byte order mark; nothing for what is none. Looks at the first 8 kB.
std::optional<QStringConverter::Encoding> guessedUtf16(QByteArrayView bytes);

/// The charset of a text that is no UTF-8, by what is written in it: "windows-31j" (Shift_JIS), "EUC-JP",
/// "windows-949" (EUC-KR), "GB18030", "Big5", "windows-1251", "KOI8-R" or "IBM866", as QStringDecoder knows them.
/// Null where there is no good evidence for any, which is so for all texts of western Europe. Looks at the first 64 kB.
const char *guessedCharset(QByteArrayView bytes);

} // namespace freshet
