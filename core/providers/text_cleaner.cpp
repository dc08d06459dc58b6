// SPDX-License-Identifier: MIT
#include "core/providers/text_cleaner.h"

#include <algorithm>
#include <utility>

namespace freshet {

namespace {

bool isControlToDrop(QChar c)
{
    const char16_t unit = c.unicode();
    return (unit < 0x20 && unit != u'\t' && unit != u'\n') || (unit >= 0x7f && unit < 0xa0);
}

bool needsCleaning(QChar c) { return c.isSurrogate() || isControlToDrop(c); }

} // namespace

QString TextCleaner::push(const QString &piece)
{
    if (m_highSurrogate.isNull() && std::none_of(piece.begin(), piece.end(), needsCleaning))
        return piece;
    QString clean;
    clean.reserve(piece.size() + 1);
    for (const QChar c : piece) {
        if (c.isLowSurrogate()) {
            if (m_highSurrogate.isNull())
                clean += QChar::ReplacementCharacter;
            else
                (clean += std::exchange(m_highSurrogate, QChar())) += c;
            continue;
        }
        clean += end();
        if (c.isHighSurrogate())
            m_highSurrogate = c;
        else if (!isControlToDrop(c))
            clean += c;
    }
    return clean;
}

QString TextCleaner::end()
{
    return std::exchange(m_highSurrogate, QChar()).isNull() ? QString() : QString(QChar::ReplacementCharacter);
}

} // namespace freshet
