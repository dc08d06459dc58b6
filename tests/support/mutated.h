// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QRandomGenerator>

#include <algorithm>

namespace freshet::test {

/// @p bytes after one to five small accidents: a byte or a bit is another one, some are gone, doubled or cut off, or
/// one of @p scraps stands between them.
inline QByteArray mutated(QByteArray bytes, QRandomGenerator &random, const QByteArrayList &scraps)
{
    for (int edits = random.bounded(1, 6); edits > 0; --edits) {
        const qsizetype at = random.bounded(int(bytes.size()) + 1);
        switch (random.bounded(6)) {
        case 0:
            if (at < bytes.size())
                bytes[at] = char(random.bounded(256));
            break;
        case 1:
            if (at < bytes.size())
                bytes[at] = char(bytes.at(at) ^ (1 << random.bounded(8)));
            break;
        case 2:
            bytes.insert(at, scraps.at(random.bounded(int(scraps.size()))));
            break;
        case 3:
            bytes.remove(at, random.bounded(40));
            break;
        case 4:
            bytes.insert(at, bytes.mid(random.bounded(int(bytes.size()) + 1), random.bounded(200)));
            break;
        default:
            bytes.truncate(std::max<qsizetype>(at, 1));
        }
    }
    return bytes;
}

} // namespace freshet::test
