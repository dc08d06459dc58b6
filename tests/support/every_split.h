// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>

namespace freshet::test {

/// Every way to cut @p bytes in two, and the byte-by-byte cut: the inputs of a chunk-proof decoder test.
inline QList<QByteArrayList> everySplit(const QByteArray &bytes)
{
    QList<QByteArrayList> splits;
    for (qsizetype cut = 0; cut <= bytes.size(); ++cut)
        splits << QByteArrayList{bytes.first(cut), bytes.sliced(cut)};
    QByteArrayList single;
    for (const char c : bytes)
        single << QByteArray(1, c);
    splits << single;
    return splits;
}

} // namespace freshet::test
