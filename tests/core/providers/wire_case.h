// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/http_message.h"

#include <QHash>
#include <QJsonObject>
#include <QList>
#include <QSet>
#include <QString>

#include <chrono>
#include <optional>

namespace freshet::test {

/// One case of tests/data/wire: bytes of a server, and what they mean. The format stands at the top of those files.
struct WireCase {
    enum class End { Close, Hang, Reset, CloseWithoutLastChunk };

    QString id;
    QString title;
    HttpResponse head; ///< Without a body.
    QByteArrayList writes;
    QSet<qsizetype> flushedAfter; ///< Numbers of writes that arrive before the next one is sent.
    QHash<qsizetype, std::chrono::milliseconds> pauseBefore; ///< By the number of the write.
    std::optional<qsizetype> pieceSize; ///< Of @drip and @onewrite: how the writes are to be cut anew.
    bool isCompressed = false;
    End end = End::Close;
    QJsonObject expected;

    QByteArray bytes() const { return writes.join(); }
};

/// The dialects that have cases, with the name of their file.
QList<std::pair<Dialect, QString>> wireDialects();

QList<WireCase> wireCases(const QString &dialect); ///< Of tests/data/wire/DIALECT.txt.
QList<WireCase> wireCasesIn(const QByteArray &text);

} // namespace freshet::test
