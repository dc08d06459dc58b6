// SPDX-License-Identifier: MIT
#include "ui/highlight/utf8_line.h"

#include <QString>

#include <algorithm>

namespace freshet {

Utf8Line::Utf8Line(QStringView line)
{
    m_text.reserve(line.size() + 1);
    if (std::all_of(line.begin(), line.end(), [](QChar c) { return c.unicode() < 0x80; })) {
        m_text = line.toLatin1() + '\n';
        return;
    }
    for (qsizetype i = 0, size = 1; i < line.size(); i += size) {
        const bool isPair = i + 1 < line.size() && line[i].isHighSurrogate() && line[i + 1].isLowSurrogate();
        size = isPair ? 2 : 1;
        const QByteArray bytes
            = line[i].isSurrogate() && !isPair ? QByteArrayLiteral("?") : line.sliced(i, size).toUtf8();
        m_text += bytes;
        m_units.insert(m_units.size(), bytes.size(), quint16(i));
    }
    m_text += '\n';
    m_units.append(quint16(line.size()));
}

} // namespace freshet
