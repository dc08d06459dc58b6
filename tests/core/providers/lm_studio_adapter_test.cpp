// SPDX-License-Identifier: MIT
#include "core/providers/lm_studio_adapter.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace freshet;

namespace {

ChatRequest plainRequest(const QString &model) { return {.model = {"p", model}, .messages = {{ChatRole::User, "Hi"}}}; }

QJsonValue sentBody(const ChatRequest &request)
{
    const ProviderConfig config{.dialect = Dialect::LmStudio, .baseUrl = QUrl("http://127.0.0.1:1234/v1")};
    return QJsonDocument::fromJson(LmStudioAdapter().chatRequest(request, config).body).object();
}

/// The phases that a stream tells.
QList<PhaseInfo> phasesIn(const QByteArray &stream)
{
    const auto parser = LmStudioAdapter().chatParser({.status = 200}, {.name = "LM Studio"});
    QList<ChatChunk> chunks;
    (void)(*parser)->feed(stream, chunks);
    QList<PhaseInfo> phases;
    for (const ChatChunk &chunk : chunks) {
        if (chunk.phase)
            phases << *chunk.phase;
    }
    return phases;
}

} // namespace

class LmStudioAdapterTest : public QObject {
    Q_OBJECT

private slots:
    void asksNativelyOnlyForWhatThatCanTake();
    void sendsAPictureWithoutWords();
    void tellsHowToReason();
    void tellsHowFarItIs();
    void tellsThatTheNativeApiIsNotThere();
};

void LmStudioAdapterTest::asksNativelyOnlyForWhatThatCanTake()
{
    ProviderConfig config{.dialect = Dialect::LmStudio, .baseUrl = QUrl("https://h.example/studio/v1")};
    const auto path
        = [&](const ChatRequest &request) { return LmStudioAdapter().chatRequest(request, config).url.path(); };
    const QString native = QStringLiteral("/studio/api/v1/chat");
    const QString compatible = QStringLiteral("/studio/v1/chat/completions");
    const ChatRequest plain = plainRequest("m");
    QCOMPARE(path(plain), native);
    QCOMPARE(
        path({.model = {"p", "m"}, .messages = {{ChatRole::System, "S"}, {ChatRole::User, "U", {{"image/png", "x"}}}}}),
        native);
    ChatRequest request = plain;
    request.streaming = StreamMode::Whole;
    QCOMPARE(path(request), compatible);
    request = plain;
    request.options.stop = {"x"};
    QCOMPARE(path(request), compatible);
    request = plain;
    request.options.seed = 1;
    QCOMPARE(path(request), compatible);
    request = plain;
    request.messages = {{ChatRole::User, "a"}, {ChatRole::Assistant, "b"}, {ChatRole::User, "c"}};
    QCOMPARE(path(request), compatible);
    config.quirks.hasNativeApi = false;
    QCOMPARE(path(plain), compatible);
}

void LmStudioAdapterTest::tellsHowToReason()
{
    ChatRequest request = plainRequest("m");
    for (const auto &[effort, sent] :
        {std::pair{"none", "off"}, {"minimal", "low"}, {"medium", "medium"}, {"max", "high"}, {"on", "on"}}) {
        request.options.reasoningEffort = effort;
        QCOMPARE(sentBody(request)["reasoning"].toString(), sent);
    }
    request.known = ModelInfo{.canReason = false};
    QVERIFY(sentBody(request)["reasoning"].isUndefined());
    QCOMPARE(LmStudioAdapter().notesOn(request, {}), QStringList("sent without a reasoning effort: m does not reason"));
    request.streaming = StreamMode::Whole;
    QVERIFY(sentBody(request)["reasoning_effort"].isUndefined());
}

void LmStudioAdapterTest::sendsAPictureWithoutWords()
{
    ChatRequest request = plainRequest("m");
    request.messages = {{ChatRole::User, "", {{"image/png", "x"}}}};
    QCOMPARE(sentBody(request)["input"].toArray(),
        (QJsonArray{QJsonObject{{"type", "image"}, {"data_url", "data:image/png;base64,eA=="}}}));
}

void LmStudioAdapterTest::tellsHowFarItIs()
{
    const QList<PhaseInfo> phases = phasesIn("data: {\"type\":\"model_load.start\"}\n\n"
                                             "data: {\"type\":\"model_load.progress\",\"progress\":0.65}\n\n"
                                             "event: prompt_processing.progress\ndata: {\"progress\":0.5}\n\n"
                                             "data: {\"type\":\"prompt_processing.progress\",\"progress\":7}\n\n"
                                             "data: {\"type\":\"model_load.progress\",\"progress\":\"half\"}\n\n");
    QCOMPARE(phases,
        (QList<PhaseInfo>{{.phase = Phase::LoadingModel}, {.phase = Phase::LoadingModel, .progress = 0.65},
            {.phase = Phase::ReadingPrompt, .progress = 0.5}, {.phase = Phase::ReadingPrompt, .progress = 1},
            {.phase = Phase::LoadingModel}}));
}

void LmStudioAdapterTest::tellsThatTheNativeApiIsNotThere()
{
    ProviderConfig config{.name = "LM Studio", .dialect = Dialect::LmStudio};
    const HttpResponse head{.status = 200, .headers = {{"Content-Type", "application/json"}}};
    const auto refused = [&] {
        const auto parser = LmStudioAdapter().chatParser(head, config);
        QList<ChatChunk> chunks;
        (void)(*parser)->feed(R"x({"error":"Unexpected endpoint or method. (POST /api/v1/chat)"})x", chunks);
        return (*parser)->end(chunks).error();
    };
    QCOMPARE(refused().parameter, "endpoint");
    config.quirks.hasNativeApi = false;
    QCOMPARE(refused().parameter, "");
    QVERIFY(refused().message.contains("base URL"));
}

QTEST_GUILESS_MAIN(LmStudioAdapterTest)
#include "lm_studio_adapter_test.moc"
