// SPDX-License-Identifier: MIT
#include "core/providers/openai_model_family.h"
#include "core/providers/provider_adapter.h"

#include <QTest>

using namespace freshet;

using Sampling = OpenAiModelFamily::Sampling;
using Surface = OpenAiSurface;

Q_DECLARE_METATYPE(freshet::OpenAiModelFamily::Sampling)

class OpenAiModelFamilyTest : public QObject {
    Q_OBJECT

private slots:
    void knowsWhatAFamilyTakes_data();
    void knowsWhatAFamilyTakes();
    void leavesModelsAloneThatItDoesNotKnow_data();
    void leavesModelsAloneThatItDoesNotKnow();
    void findsTheNearestEffort_data();
    void findsTheNearestEffort();
    void tellsWhatItLeavesOut();
    void keepsTheTemperatureWhereReasoningIsOff();
    void leavesOutStopOnlyWhereItIsRefused();
    void leavesOutWhatTheResponsesApiLacks();
    void saysNothingWhenAllIsSent();
    void knowsWhoReasons_data();
    void knowsWhoReasons();
    void knowsWhatOnlyTheResponsesApiServes_data();
    void knowsWhatOnlyTheResponsesApiServes();
    void knowsTheModelsThatTakeNoPictures();
    void asksTheResponsesApiOnlyWhereItIs();
};

void OpenAiModelFamilyTest::knowsWhatAFamilyTakes_data()
{
    QTest::addColumn<Sampling>("sampling");
    QTest::addColumn<QString>("chatEfforts");
    QTest::addColumn<QString>("responsesEfforts");
    const auto row = [](const char *id, Sampling sampling, const char *chat, const char *responses) {
        QTest::newRow(id) << sampling << chat << responses;
    };
    for (const char *id : {"gpt-4o", "gpt-4o-mini-2024-07-18", "gpt-4.1", "gpt-4.1-mini", "gpt-3.5-turbo", "gpt-4",
             "gpt-4-0613", "gpt-5-chat-latest", "ft:gpt-4o-mini:org::id", "chatgpt-4o-latest"})
        row(id, Sampling::Taken, "", "");
    for (const char *id : {"o1", "o3", "o3-mini", "o4-mini-2025-04-16"})
        row(id, Sampling::Refused, "low medium high", "low medium high");
    for (const char *id : {"gpt-5", "gpt-5-mini", "gpt-5-nano-2025-08-07", "ft:gpt-5:org::id"})
        row(id, Sampling::Refused, "minimal low medium high", "minimal low medium high");
    row("gpt-5.1", Sampling::TakenWithoutReasoning, "none low medium high", "none low medium high");
    for (const char *id : {"gpt-5.2", "gpt-5.4-mini", "gpt-5.5-2026-01-01"})
        row(id, Sampling::TakenWithoutReasoning, "none low medium high xhigh", "none low medium high xhigh");
    row("gpt-5.6-terra", Sampling::TakenWithoutReasoning, "none low medium high xhigh",
        "none low medium high xhigh max");
    for (const char *id : {"gpt-6-sol", "gpt-6-luna"})
        row(id, Sampling::TakenWithoutReasoning, "none low medium high xhigh max", "none low medium high xhigh max");
    for (const char *id : {"gpt-6-astra", "gpt-6.1-sol-2026-09-29", "gpt-6.2-sol", "gpt-6.2-astra"})
        row(id, Sampling::Refused, "low medium high xhigh", "low medium high xhigh max");
}

void OpenAiModelFamilyTest::knowsWhatAFamilyTakes()
{
    QFETCH(Sampling, sampling);
    QFETCH(QString, chatEfforts);
    QFETCH(QString, responsesEfforts);
    const QString id = QTest::currentDataTag();
    const auto chat = openAiModelFamily(id, Surface::ChatCompletions);
    const auto responses = openAiModelFamily(id, Surface::Responses);
    QVERIFY(chat && responses);
    QCOMPARE(chat->sampling, sampling);
    QCOMPARE(chat->efforts.join(' '), chatEfforts);
    QCOMPARE(responses->efforts.join(' '), responsesEfforts);
    QCOMPARE(chat->takesStop, id != QLatin1String("gpt-6-astra"));
}

void OpenAiModelFamilyTest::leavesModelsAloneThatItDoesNotKnow_data()
{
    QTest::addColumn<QString>("id");
    for (const char *id : {"llama3.2", "gpt-6.3-sol", "gpt-7", "gpt-oss-20b", "gpt-", "", "gpt-99999999999999999999",
             "openai/gpt-4o", "ft:", "o", "gpt-4x"})
        QTest::newRow(*id ? id : "nothing") << QString::fromLatin1(id);
}

void OpenAiModelFamilyTest::leavesModelsAloneThatItDoesNotKnow()
{
    QFETCH(QString, id);
    const GenerationOptions asked{.temperature = 1, .topP = 0.5, .reasoningEffort = "max", .stop = {"x"}};
    QCOMPARE(fittedToOpenAiFamily({"openai", id}, asked, Surface::ChatCompletions), (FittedOptions{asked, {}}));
}

void OpenAiModelFamilyTest::findsTheNearestEffort_data()
{
    QTest::addColumn<QString>("known");
    QTest::addColumn<QString>("nearest");
    QTest::newRow("none") << "low medium high"
                          << "low";
    QTest::newRow("minimal") << "none low medium"
                             << "low";
    QTest::newRow("max") << "low medium high xhigh"
                         << "xhigh";
    QTest::newRow("xhigh") << "low medium high"
                           << "high";
    QTest::newRow("medium") << "low medium high"
                            << "medium";
    QTest::newRow("enormous") << "low medium high"
                              << "";
}

void OpenAiModelFamilyTest::findsTheNearestEffort()
{
    QFETCH(QString, known);
    QFETCH(QString, nearest);
    QCOMPARE(nearestEffort(QTest::currentDataTag(), known.split(' ')), nearest);
}

void OpenAiModelFamilyTest::tellsWhatItLeavesOut()
{
    const FittedOptions fitted = fittedToOpenAiFamily({"openai", "gpt-6.1-sol"},
        {.temperature = 0, .topP = 1, .maxTokens = 5, .seed = 7, .reasoningEffort = "none", .stop = {"x"}},
        Surface::ChatCompletions);
    QCOMPARE(fitted.options, (GenerationOptions{.maxTokens = 5, .seed = 7, .reasoningEffort = "low", .stop = {"x"}}));
    QCOMPARE(fitted.notes,
        (QStringList{"sent with the reasoning effort \"low\": gpt-6.1-sol does not take \"none\"",
            "sent without temperature: gpt-6.1-sol does not take it",
            "sent without top_p: gpt-6.1-sol does not take it"}));
    QCOMPARE(fittedToOpenAiFamily({"openai", "gpt-4o"}, {.reasoningEffort = "low"}, Surface::ChatCompletions),
        (FittedOptions{{}, {"sent without a reasoning effort: gpt-4o does not reason"}}));
    QCOMPARE(fittedToOpenAiFamily({"openai", "gpt-4o"}, {.reasoningEffort = "none"}, Surface::ChatCompletions),
        FittedOptions());
}

void OpenAiModelFamilyTest::keepsTheTemperatureWhereReasoningIsOff()
{
    const GenerationOptions off{.temperature = 0.5, .reasoningEffort = "none"};
    QCOMPARE(fittedToOpenAiFamily({"openai", "gpt-5.5"}, off, Surface::ChatCompletions), (FittedOptions{off, {}}));
    QCOMPARE(fittedToOpenAiFamily({"openai", "gpt-5.5"}, {.temperature = 0.5}, Surface::ChatCompletions),
        (FittedOptions{{}, {"sent without temperature: gpt-5.5 takes it only with the reasoning effort \"none\""}}));
}

void OpenAiModelFamilyTest::leavesOutStopOnlyWhereItIsRefused()
{
    QCOMPARE(fittedToOpenAiFamily({"openai", "gpt-6-astra"}, {.stop = {"x"}}, Surface::ChatCompletions),
        (FittedOptions{{}, {"sent without stop: gpt-6-astra does not take it"}}));
    QVERIFY(
        fittedToOpenAiFamily({"openai", "gpt-6.2-astra"}, {.stop = {"x"}}, Surface::ChatCompletions).notes.isEmpty());
}

void OpenAiModelFamilyTest::leavesOutWhatTheResponsesApiLacks()
{
    QCOMPARE(fittedToOpenAiFamily(
                 {"openai", "unheard-of"}, {.temperature = 1, .seed = 3, .stop = {"x"}}, Surface::Responses),
        (FittedOptions{{.temperature = 1},
            {"sent without stop: the Responses API does not take it",
                "sent without seed: the Responses API does not take it"}}));
}

void OpenAiModelFamilyTest::saysNothingWhenAllIsSent()
{
    for (const char *id : {"gpt-6.2-sol", "gpt-4o", "o3", "gpt-5"}) {
        const GenerationOptions asked{.maxTokens = 10};
        QCOMPARE(fittedToOpenAiFamily({"openai", id}, asked, Surface::ChatCompletions), (FittedOptions{asked, {}}));
    }
}

void OpenAiModelFamilyTest::knowsWhoReasons_data()
{
    QTest::addColumn<bool>("reasons");
    for (const char *id : {"o1", "o3-mini", "gpt-5", "gpt-5-mini", "gpt-5.2-chat-latest", "gpt-6.2-sol", "gpt-10",
             "ft:gpt-5-mini:org::id"})
        QTest::newRow(id) << true;
    for (const char *id : {"gpt-4o", "gpt-4.1", "gpt-5-chat-latest", "omni-x", "llama", "gpt-oss-20b", "gpt-50x"})
        QTest::newRow(id) << false;
}

void OpenAiModelFamilyTest::knowsWhoReasons()
{
    QFETCH(bool, reasons);
    QCOMPARE(isOpenAiReasoningModel(QTest::currentDataTag()), reasons);
}

void OpenAiModelFamilyTest::knowsWhatOnlyTheResponsesApiServes_data()
{
    QTest::addColumn<bool>("isOnly");
    for (const char *id :
        {"o1-pro", "o3-pro-2025-06-10", "o4-mini-deep-research", "o3-deep-research-2025-06-26", "computer-use-preview",
            "gpt-5-pro", "gpt-5.5-pro", "gpt-5-codex", "gpt-5.1-codex-max", "gpt-5.1-codex-mini", "codex-mini-latest",
            "gpt-daybreak-1", "gpt-5.6-cyber-preview", "gpt-5.2-pro-2026-01-01"})
        QTest::newRow(id) << true;
    for (const char *id : {"gpt-6.2-sol", "gpt-4o", "o3", "o3-mini", "gpt-5", "gpt-4-proxy", "mycodex"})
        QTest::newRow(id) << false;
}

void OpenAiModelFamilyTest::knowsWhatOnlyTheResponsesApiServes()
{
    QFETCH(bool, isOnly);
    QCOMPARE(isResponsesOnly(QTest::currentDataTag()), isOnly);
}

void OpenAiModelFamilyTest::knowsTheModelsThatTakeNoPictures()
{
    for (const char *id : {"gpt-3.5-turbo", "gpt-4", "gpt-4-0613", "gpt-4-32k-0613", "o1-mini", "o3-mini-2025-01-31",
             "ft:gpt-3.5-turbo:org::id"})
        QVERIFY2(isOpenAiModelWithoutVision(id), id);
    for (const char *id : {"gpt-4o", "gpt-4.1-mini", "gpt-4-turbo", "o1", "o3", "gpt-5", "llama"})
        QVERIFY2(!isOpenAiModelWithoutVision(id), id);
}

void OpenAiModelFamilyTest::asksTheResponsesApiOnlyWhereItIs()
{
    const ProviderConfig openAi{.baseUrl = QUrl("https://api.openai.com/v1")};
    const ProviderConfig proxy{.baseUrl = QUrl("http://127.0.0.1:9/v1"), .quirks = {.hasResponsesApi = true}};
    const ProviderConfig other{.baseUrl = QUrl("http://127.0.0.1:9/v1")};
    const ProviderConfig ollama{.dialect = Dialect::Ollama, .quirks = {.hasResponsesApi = true}};
    QCOMPARE(dialectFor({"p", "o3-pro"}, openAi), Dialect::OpenAiResponses);
    QCOMPARE(dialectFor({"p", "o3-pro"}, proxy), Dialect::OpenAiResponses);
    QCOMPARE(dialectFor({"p", "o3-pro"}, other), Dialect::OpenAi);
    QCOMPARE(dialectFor({"p", "o3-pro"}, ollama), Dialect::Ollama);
    QCOMPARE(dialectFor({"p", "o3"}, openAi), Dialect::OpenAi);
}

QTEST_GUILESS_MAIN(OpenAiModelFamilyTest)
#include "openai_model_family_test.moc"
