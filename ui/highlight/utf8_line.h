// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>
#include <QStringView>

namespace freshet {

/// A line in UTF-8 with its line feed, and the way back to the UTF-16 that it came from.
class Utf8Line {
public:
    explicit Utf8Line(QStringView line);

    const QByteArray &text() const { return m_text; }
    qsizetype size() const { return m_text.size() - 1; } ///< In bytes, without the line feed.
    qsizetype unitAt(qsizetype byte) const { return m_units.isEmpty() ? byte : m_units[byte]; }

private:
    QByteArray m_text;
    QList<quint16> m_units; ///< Of each byte; empty for ASCII, where they are the same.
};

} // namespace freshet
