// SPDX-License-Identifier: MIT
#include "tests/bench/history_bench.h"

#include "core/history/history_worker.h"
#include "tests/bench/figures.h"

#include <QTemporaryDir>

namespace freshet::bench {

namespace {

constexpr int kTokensACommit = 13; ///< Of 50 a second in 250 ms.

/// In this thread, so that all of it is counted, and without the time between the tokens.
double storeAnswer(qint64 tokens)
{
    const QTemporaryDir dir;
    HistoryWorker worker(dir.filePath(QStringLiteral("chats.db")), {});
    const StoredMessage answer{.id = QStringLiteral("a"),
        .conversation = QStringLiteral("c"),
        .parent = QStringLiteral("q"),
        .role = ChatRole::Assistant,
        .state = StoredState::Streaming};
    worker.storeQuestion({.id = QStringLiteral("q"), .conversation = QStringLiteral("c")}, answer);
    const QString token = QStringLiteral("token ");
    const qint64 before = processCpuNs();
    for (qint64 i = 1; i <= tokens; ++i) {
        worker.append(answer.id, token);
        if (i % kTokensACommit == 0)
            worker.commit();
    }
    return double(processCpuNs() - before) / 1000.0;
}

} // namespace

QJsonObject measureHistory() { return perTokenFigures(storeAnswer); }

} // namespace freshet::bench
