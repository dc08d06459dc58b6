// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QString>

namespace freshet {

/// Whether bytes are no text: a NUL among the first 8 kB, and neither a byte order mark nor text in UTF-16 that
/// explains it.
bool looksBinary(QByteArrayView bytes);

/// Bytes as text: by the byte order mark, else UTF-16 where they are that, else UTF-8 (with a few errors as U+FFFD),
/// else the charset that the document declares, else the one that guessedCharset() has evidence for, else Windows-1252
/// (which holds Latin-1). Never fails.
QString decodedText(QByteArrayView bytes, const QByteArray &declared = {});

/// Lone surrogates and U+FFFE, U+FFFF as U+FFFD; all offsets stay. SQLite stores nothing else as it was given.
QString wellFormedText(const QString &text);

/// The first @p longest units, or one less where that would cut a character in two.
QString shortenedText(const QString &text, qsizetype longest);

/// Well-formed, `\n` line ends; NUL, other control characters (not tab) and stray byte order marks gone.
QString canonicalText(const QString &foreignText);

} // namespace freshet
