// SPDX-License-Identifier: MIT
#include "tests/bench/decoder_bench.h"

#include "core/providers/provider_adapter.h"
#include "tests/bench/figures.h"
#include "tests/bench/json_bench.h"

#include <functional>

namespace freshet::bench {

namespace {

constexpr int kDecodedTokens = 100'000;
constexpr qsizetype kSocketPiece = 16 * 1024;
constexpr qsizetype kSmallPiece = 1024;

QByteArray ollamaEvent(const QByteArray &text)
{
    return R"({"model":"some-model:8b","created_at":"2026-01-01T00:00:00.000000Z","message":{"role":"assistant",)"
           R"("content":")"
        + text + R"("},"done":false})" + '\n';
}

struct WireStream {
    Dialect dialect;
    QByteArray contentType;
    std::function<QByteArray(const QByteArray &)> event;
    QByteArray end;
};

QList<WireStream> wireStreams()
{
    return {
        {.dialect = Dialect::OpenAi,
            .contentType = "text/event-stream",
            .event = [](const QByteArray &text) -> QByteArray { return "data: " + openAiEvent(text) + "\n\n"; },
            .end = "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n"},
        {.dialect = Dialect::Ollama,
            .contentType = "application/x-ndjson",
            .event = ollamaEvent,
            .end = "{\"message\":{\"content\":\"\"},\"done\":true,\"done_reason\":\"stop\"}\n"}};
}

/// Reads @p pieces as HttpChatReply does; returns how many characters came out, or fails.
qsizetype decode(const WireStream &stream, const QByteArrayList &pieces)
{
    const ProviderConfig config{.id = "bench",
        .name = "Bench",
        .dialect = stream.dialect,
        .baseUrl = QUrl(QStringLiteral("http://127.0.0.1")),
        .key = Secret(QStringLiteral("bench-key-0123456789abcdefghijklmnopqrstuvwxyz"))};
    const HttpResponse head{.status = 200, .headers = {{"Content-Type", stream.contentType}}};
    const auto parser = adapterFor(stream.dialect)->chatParser(head, config);
    qsizetype characters = 0;
    const auto take = [&characters](const QList<ChatChunk> &chunks) {
        for (const ChatChunk &chunk : chunks)
            characters += chunk.text.size();
    };
    for (const QByteArray &piece : pieces) {
        QList<ChatChunk> chunks;
        if (!(*parser)->feed(piece, chunks))
            qFatal("the benchmark's stream is refused");
        take(chunks);
    }
    QList<ChatChunk> chunks;
    if (!(*parser)->end(chunks))
        qFatal("the benchmark's stream does not end well");
    take(chunks);
    return characters;
}

QByteArrayList cut(const QByteArray &bytes, qsizetype size)
{
    QByteArrayList pieces;
    for (qsizetype at = 0; at < bytes.size(); at += size)
        pieces << bytes.mid(at, size);
    return pieces;
}

QJsonObject tokenFigures(const WireStream &stream)
{
    QByteArrayList events;
    qsizetype characters = 0;
    for (int i = 0; i < kDecodedTokens; ++i) {
        const QByteArray word = benchWord(i);
        characters += word.size();
        events << stream.event(word);
    }
    const qsizetype bytes = events.first().size();
    events << stream.end;
    const auto figures = [&](const QByteArrayList &pieces) {
        const double us = bestCpuUs(5, [&] {
            if (decode(stream, pieces) != characters)
                qFatal("the benchmark lost some of its text");
        });
        return QJsonObject{{"us_per_token", rounded(us / kDecodedTokens)},
            {"tokens_per_second", std::round(kDecodedTokens / us * 1e6)}};
    };
    return {{"event_bytes", bytes}, {"pieces_of_16_kib", figures(cut(events.join(), kSocketPiece))},
        {"pieces_of_one_event", figures(events)}};
}

/// Nanoseconds a byte of an answer that is one line, of @p megabytes.
double longLine(const WireStream &stream, double megabytes, qsizetype pieceSize)
{
    const QByteArray text("All work and no play makes Jack a dull boy. ");
    const auto repeats = static_cast<qsizetype>(megabytes * 1e6) / text.size();
    const QByteArray bytes = stream.event(text.repeated(repeats)) + stream.end;
    const QByteArrayList pieces = cut(bytes, pieceSize > 0 ? pieceSize : bytes.size());
    return bestCpuUs(5, [&] { decode(stream, pieces); }) * 1000.0 / static_cast<double>(bytes.size());
}

QJsonObject lineFigures(const WireStream &stream)
{
    QJsonObject figures;
    for (const auto &[name, pieceSize] : {std::pair{"one_write", qsizetype(0)}, {"pieces_of_1_kib", kSmallPiece}}) {
        const double small = longLine(stream, 0.5, pieceSize);
        const double large = longLine(stream, 5, pieceSize);
        figures.insert(QLatin1String(name),
            QJsonObject{{"ns_per_byte_half_mb", rounded(small)}, {"ns_per_byte_5_mb", rounded(large)},
                {"ratio", rounded(large / small, 2)}});
    }
    return figures;
}

} // namespace

QJsonObject measureDecoder()
{
    QJsonObject figures;
    for (const WireStream &stream : wireStreams()) {
        QJsonObject own = tokenFigures(stream);
        own.insert(QStringLiteral("one_long_line"), lineFigures(stream));
        figures.insert(stream.dialect == Dialect::OpenAi ? QStringLiteral("openai") : QStringLiteral("ollama"), own);
    }
    figures.insert(QStringLiteral("json_us_per_event"),
        measureJson([](const std::function<void()> &run) { return bestCpuUs(5, run); }));
    return figures;
}

} // namespace freshet::bench
