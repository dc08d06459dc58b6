// SPDX-License-Identifier: MIT
#include "tests/bench/frames_bench.h"

#include "core/server/openai_answer.h"
#include "core/server/query_protocol.h"
#include "core/server/stream_log.h"
#include "tests/bench/figures.h"
#include "tests/bench/json_bench.h"

#include <QJsonDocument>

#include <cmath>

namespace freshet::bench {

namespace {

constexpr int kFrameTokens = 200'000;
const QString kFrameId = QStringLiteral("query-1");

QStringList frameWords()
{
    QStringList words;
    for (int i = 0; i < kFrameTokens; ++i)
        words << QString::fromUtf8(benchWord(i));
    return words;
}

/// @p run gives the bytes that it wrote, which must be some for each token.
double tokensPerSecond(const std::function<qsizetype()> &run)
{
    const double us = bestCpuUs(5, [&] {
        if (run() < kFrameTokens * 20)
            qFatal("the benchmark lost some of its frames");
    });
    return std::round(kFrameTokens / us * 1e6);
}

qsizetype appendAndFrame(StreamLog &log, const QStringList &words)
{
    qsizetype bytes = 0;
    for (const QString &word : words)
        bytes += log.frame(log.appendToken(word), kFrameId).size();
    return bytes;
}

qsizetype replay(const StreamLog &log)
{
    qsizetype bytes = 0;
    for (int seq = 1; seq <= log.last(); ++seq)
        bytes += log.frame(seq, kFrameId).size();
    return bytes;
}

qsizetype openAiChunks(const QStringList &words)
{
    openai::ChatStreamWriter writer({QStringLiteral("chatcmpl-1"), QDateTime::fromSecsSinceEpoch(0), kFrameId},
        openai::ChatStreamWriter::UsageChunk::Left);
    qsizetype bytes = 0;
    for (const QString &word : words)
        bytes += writer.content(word).size();
    return bytes;
}

qsizetype byQJson(const QStringList &words)
{
    qsizetype bytes = 0;
    int seq = 0;
    for (const QString &word : words) {
        QJsonObject message = protocol::token(word);
        message.insert(QStringLiteral("id"), kFrameId);
        message.insert(QStringLiteral("seq"), ++seq);
        bytes += QJsonDocument(message).toJson(QJsonDocument::Compact).size();
    }
    return bytes;
}

} // namespace

QJsonObject measureFrames()
{
    const QStringList words = frameWords();
    StreamLog log;
    appendAndFrame(log, words);
    return {{"tokens_per_second", tokensPerSecond([&] {
                 StreamLog fresh;
                 return appendAndFrame(fresh, words);
             })},
        {"replayed_per_second", tokensPerSecond([&] { return replay(log); })},
        {"openai_chunks_per_second", tokensPerSecond([&] { return openAiChunks(words); })},
        {"qjsondocument_per_second", tokensPerSecond([&] { return byQJson(words); })},
        {"bytes_kept_per_token", rounded(static_cast<double>(log.memory()) / kFrameTokens)}};
}

} // namespace freshet::bench
