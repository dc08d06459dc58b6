// SPDX-License-Identifier: MIT
#include "tests/bench/json_bench.h"

#include "core/base/json.h"
#include "tests/bench/figures.h"

#include <QJsonDocument>

#ifdef FRESHET_BENCH_SIMDJSON
#include <simdjson.h>
#endif
#ifdef FRESHET_BENCH_NLOHMANN
#include <nlohmann/json.hpp>
#endif

namespace freshet::bench {

namespace {

constexpr int kParsedEvents = 50'000;

QString contentOf(const QJsonValue &event)
{
    return event.toObject()["choices"].toArray().at(0).toObject()["delta"].toObject()["content"].toString();
}

QString byQJsonDocument(const QByteArray &event) { return contentOf(QJsonDocument::fromJson(event).object()); }

QString byOurs(const QByteArray &event) { return contentOf(*json::parse(event)); }

#ifdef FRESHET_BENCH_SIMDJSON
QString bySimdjson(const QByteArray &event)
{
    static simdjson::dom::parser parser;
    std::string_view content;
    const auto document = parser.parse(event.constData(), static_cast<size_t>(event.size()));
    if (document["choices"].at(0)["delta"]["content"].get(content) != simdjson::SUCCESS)
        return {};
    return QString::fromUtf8(content.data(), static_cast<qsizetype>(content.size()));
}
#endif

#ifdef FRESHET_BENCH_NLOHMANN
QString byNlohmann(const QByteArray &event)
{
    const auto document = nlohmann::json::parse(event.begin(), event.end(), nullptr, false);
    return QString::fromStdString(document["choices"][0]["delta"]["content"].get<std::string>());
}
#endif

} // namespace

QByteArray openAiEvent(const QByteArray &text)
{
    return R"({"id":"chatcmpl-Bx3kQ9vR0aZ7uY5wT2sN8pL6","object":"chat.completion.chunk","created":1760000000,)"
           R"("model":"some-model-2026-01-01","choices":[{"index":0,"delta":{"content":")"
        + text + R"("},"logprobs":null,"finish_reason":null}],"usage":null})";
}

QByteArray benchWord(qsizetype i)
{
    static const QByteArrayList words{"stream", " **of**", " words", ",", " `code`", " and", " more", ".", " A",
        " sentence", " [1]", " with", " list"};
    return words.at(i % words.size());
}

QJsonObject measureJson(const std::function<double(const std::function<void()> &run)> &cpuOf)
{
    QByteArrayList events;
    for (int i = 0; i < kParsedEvents; ++i)
        events << openAiEvent(benchWord(i));
    QJsonObject figures;
    const auto measure = [&](const char *name, QString (*parse)(const QByteArray &)) {
        const double us = cpuOf([&] {
            for (const QByteArray &event : std::as_const(events)) {
                if (parse(event).isEmpty())
                    qFatal("a parser lost a text");
            }
        });
        figures.insert(QLatin1String(name), rounded(us / kParsedEvents));
    };
    measure("qjsondocument", byQJsonDocument);
    measure("freshet", byOurs);
#ifdef FRESHET_BENCH_SIMDJSON
    measure("simdjson", bySimdjson);
#endif
#ifdef FRESHET_BENCH_NLOHMANN
    measure("nlohmann", byNlohmann);
#endif
    return figures;
}

} // namespace freshet::bench
