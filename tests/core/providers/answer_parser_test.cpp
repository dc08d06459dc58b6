// SPDX-License-Identifier: MIT
#include "core/providers/provider_adapter.h"
#include "tests/core/providers/wire_case.h"
#include "tests/support/model_list_case.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace freshet;
using namespace freshet::test;

namespace {

const ProviderConfig kVendor{.id = "vendor", .name = "Vendor", .baseUrl = QUrl("http://127.0.0.1:9/v1")};

QByteArray textEvent(const QByteArray &text)
{
    return "data: {\"choices\":[{\"delta\":{\"content\":\"" + text + "\"}}]}\n\n";
}
const QByteArray kBroken = "data: {\"choices\":[{\n\n";

constexpr qsizetype kLongestToDamage = 20'000;

struct Answer {
    QString text;
    QString reasoning;
    std::optional<Error> error;
    QList<PhaseInfo> phases;
};

Answer answerOf(const QByteArray &bytes, Dialect dialect = Dialect::OpenAi)
{
    Answer answer;
    QList<ChatChunk> chunks;
    const auto parser = adapterFor(dialect)->chatParser({.status = 200}, kVendor);
    if (const Status fed = (*parser)->feed(bytes, chunks); !fed)
        answer.error = fed.error();
    else if (const auto end = (*parser)->end(chunks); !end)
        answer.error = end.error();
    for (const ChatChunk &chunk : chunks) {
        answer.reasoning += chunk.reasoning;
        answer.text += chunk.text;
        if (chunk.phase)
            answer.phases << *chunk.phase;
    }
    return answer;
}

bool isClean(const QString &text)
{
    return std::none_of(text.begin(), text.end(), [](QChar c) {
        return (c.unicode() < 0x20 && c != u'\n' && c != u'\t') || (c.unicode() >= 0x7f && c.unicode() < 0xa0);
    });
}

/// @p bytes with one place cut out, doubled, or replaced by something that JSON gives a meaning.
QByteArray damaged(QByteArray bytes, QRandomGenerator &random)
{
    static const QByteArrayList pieces{"null", "{}", "[]", "\"\"", "-1", "1e999", "true", "\\u0000", "\\ud83d", "\xff",
        "\n", "\n\n", "}", "{", "\"", "data:", "<think>", "</think>\\n"};
    const qsizetype at = random.bounded(bytes.size() + 1);
    switch (random.bounded(3)) {
    case 0:
        return bytes.remove(at, random.bounded(1, 12));
    case 1:
        return bytes.insert(at, bytes.mid(at, random.bounded(1, 40)));
    default:
        return bytes.replace(at, random.bounded(1, 6), pieces.at(random.bounded(pieces.size())));
    }
}

} // namespace

class AnswerParserTest : public QObject {
    Q_OBJECT

private slots:
    void skipsAFewBrokenEvents();
    void stopsAfterManyBrokenEvents_data();
    void stopsAfterManyBrokenEvents();
    void tellsAnUnreadableAnswerFromOneThatWasCutOff_data();
    void tellsAnUnreadableAnswerFromOneThatWasCutOff();
    void keepsTheTextOfAnEventWithABadNumber();
    void readsAnErrorThatWasPrintedIntoTheStream();
    void readsAnErrorInPlainText();
    void readsEventsWithoutABlankLineBetween();
    void ignoresTheWholeTextRepeatedAtTheEnd();
    void ignoresOtherChoices();
    void readsTextInParts();
    void tellsHowFarThePromptIsRead();
    void keepsLimitsOfToolCalls();
    void takesAbsurdUsageForNotTold();
    void joinsABurstOfEventsToOneChunk();
    void survivesDamagedAnswers_data();
    void survivesDamagedAnswers();
};

void AnswerParserTest::skipsAFewBrokenEvents()
{
    const Answer answer = answerOf(textEvent("a") + kBroken.repeated(3) + textEvent("b") + kBroken.repeated(3)
        + textEvent("c") + "data: [DONE]\n\n");
    QVERIFY(!answer.error);
    QCOMPARE(answer.text, "abc");
}

void AnswerParserTest::stopsAfterManyBrokenEvents_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::newRow("four in a row") << QByteArray(kBroken.repeated(4));
    QTest::newRow("twenty-one in all") << QByteArray(QByteArray(kBroken + textEvent("")).repeated(21));
}

void AnswerParserTest::stopsAfterManyBrokenEvents()
{
    QFETCH(QByteArray, stream);
    const Answer answer = answerOf(textEvent("kept") + stream + "data: [DONE]\n\n");
    QVERIFY(answer.error);
    QCOMPARE(answer.error->kind, ErrorKind::Protocol);
    QCOMPARE(answer.text, "kept");
}

void AnswerParserTest::tellsAnUnreadableAnswerFromOneThatWasCutOff_data()
{
    QTest::addColumn<Dialect>("dialect");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorKind>("kind");
    const QByteArray noJson = "{malformed: <<<json>>>";
    QTest::newRow("openai: one document") << Dialect::OpenAi << noJson << ErrorKind::Protocol;
    QTest::newRow("openai: one event") << Dialect::OpenAi << QByteArray("data: " + noJson + "\n\n")
                                       << ErrorKind::Protocol;
    QTest::newRow("ollama: one line") << Dialect::Ollama << noJson << ErrorKind::Protocol;
    QTest::newRow("openai: a document's beginning")
        << Dialect::OpenAi << QByteArray(R"({"choices":[{"message":{"content":"Hal)") << ErrorKind::Truncated;
    QTest::newRow("openai: an event's beginning")
        << Dialect::OpenAi << QByteArray(R"(data: {"choices":[{"delta":{"content":"\u00)") << ErrorKind::Truncated;
    QTest::newRow("ollama: a line's beginning")
        << Dialect::Ollama << QByteArray(R"({"message":{"content":"a"},"done":fal)") << ErrorKind::Truncated;
    QTest::newRow("openai: comments only") << Dialect::OpenAi << QByteArray(": wait\n\n") << ErrorKind::Truncated;
    QTest::newRow("openai: after text") << Dialect::OpenAi << QByteArray(textEvent("a") + "data: " + noJson)
                                        << ErrorKind::Truncated;
    QTest::newRow("ollama: after text") << Dialect::Ollama << QByteArray("{\"message\":{\"content\":\"a\"}}\n" + noJson)
                                        << ErrorKind::Truncated;
}

void AnswerParserTest::tellsAnUnreadableAnswerFromOneThatWasCutOff()
{
    QFETCH(Dialect, dialect);
    QFETCH(QByteArray, body);
    QFETCH(ErrorKind, kind);
    const Answer answer = answerOf(body, dialect);
    QVERIFY(answer.error);
    QCOMPARE(answer.error->kind, kind);
}

void AnswerParserTest::keepsTheTextOfAnEventWithABadNumber()
{
    const Answer answer = answerOf(
        "data: {\"score\":1e999,\"choices\":[{\"delta\":{\"content\":\"kept\"},\"finish_reason\":\"stop\"}]}\n\n");
    QVERIFY(!answer.error);
    QCOMPARE(answer.text, "kept");
}

void AnswerParserTest::readsAnErrorThatWasPrintedIntoTheStream()
{
    const Answer answer
        = answerOf(textEvent("Par") + "{\n  \"error\": {\n    \"code\": 429,\n    \"message\": \"slow\"\n  }\n}\n");
    QVERIFY(answer.error);
    QCOMPARE(answer.error->kind, ErrorKind::RateLimited);
    QCOMPARE(answer.text, "Par");
}

void AnswerParserTest::readsAnErrorInPlainText()
{
    const Answer answer = answerOf("data: the engine is out of memory\n\n");
    QVERIFY(answer.error);
    QCOMPARE(answer.error->kind, ErrorKind::Server);
    QCOMPARE(answer.error->detail, "the engine is out of memory");
}

void AnswerParserTest::readsEventsWithoutABlankLineBetween()
{
    QCOMPARE(answerOf(textEvent("a").chopped(1) + textEvent("b").chopped(1) + "data: [DONE]\n\n").text, "ab");
}

void AnswerParserTest::ignoresTheWholeTextRepeatedAtTheEnd()
{
    const Answer answer = answerOf(textEvent("Hello")
        + "data: {\"choices\":[{\"message\":{\"content\":\"Hello\"},\"finish_reason\":\"stop\"}]}\n\n");
    QVERIFY(!answer.error);
    QCOMPARE(answer.text, "Hello");
}

void AnswerParserTest::ignoresOtherChoices()
{
    QCOMPARE(answerOf("data: "
                      "{\"choices\":[{\"index\":1,\"delta\":{\"content\":\"no\"}},{\"index\":0,\"delta\":{\"content\":"
                      "\"yes\"}}]}\n\n")
                 .text,
        "yes");
}

void AnswerParserTest::readsTextInParts()
{
    QCOMPARE(
        answerOf("data: {\"choices\":[{\"delta\":{\"content\":[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"x\"},"
                 "{\"text\":\"b\"}]}}]}\n\n")
            .text,
        "ab");
}

void AnswerParserTest::tellsHowFarThePromptIsRead()
{
    const Answer answer
        = answerOf("data: {\"choices\":[],\"prompt_progress\":{\"total\":900,\"processed\":450}}\n\n" + textEvent("x"));
    QCOMPARE(answer.phases, (QList<PhaseInfo>{{.phase = Phase::ReadingPrompt, .progress = 0.5}}));
}

void AnswerParserTest::keepsLimitsOfToolCalls()
{
    QByteArray stream;
    for (int i = 0; i < 200; ++i)
        stream += "data: {\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":" + QByteArray::number(i)
            + ",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]}}]}\n\n";
    const auto parser = adapterFor(Dialect::OpenAi)->chatParser({.status = 200}, kVendor);
    QList<ChatChunk> chunks;
    QVERIFY((*parser)->feed(QByteArray(stream + "data: [DONE]\n\n"), chunks));
    const auto end = (*parser)->end(chunks);
    QCOMPARE(end->toolCalls.size(), 128);
    QCOMPARE(end->reason, FinishReason::ToolCalls);
}

void AnswerParserTest::takesAbsurdUsageForNotTold()
{
    const auto parser = adapterFor(Dialect::OpenAi)->chatParser({.status = 200}, kVendor);
    QList<ChatChunk> chunks;
    QVERIFY((*parser)->feed("data: "
                            "{\"usage\":{\"prompt_tokens\":-5,\"completion_tokens\":1e12,\"cost\":-1,\"completion_"
                            "tokens_details\":{\"reasoning_tokens\":7}}}\n\n",
        chunks));
    QCOMPARE((*parser)->usage(), (Usage{.reasoningTokens = 7}));
}

void AnswerParserTest::joinsABurstOfEventsToOneChunk()
{
    const auto parser = adapterFor(Dialect::OpenAi)->chatParser({.status = 200}, kVendor);
    QList<ChatChunk> chunks;
    QVERIFY((*parser)->feed(textEvent("word ").repeated(1000), chunks));
    QCOMPARE(chunks.size(), 1);
    QCOMPARE(chunks.first().text.size(), 5000);
}

void AnswerParserTest::survivesDamagedAnswers_data()
{
    QTest::addColumn<Dialect>("dialect");
    QTest::addColumn<QString>("name");
    for (const auto &[dialect, name] : wireDialects())
        QTest::newRow(qPrintable(name)) << dialect << name;
}

void AnswerParserTest::survivesDamagedAnswers()
{
    QFETCH(Dialect, dialect);
    QFETCH(QString, name);
    QRandomGenerator random(20261122);
    for (const WireCase &wireCase : wireCases(name)) {
        const QByteArray whole = wireCase.bytes();
        const int rounds = whole.isEmpty() || whole.size() > kLongestToDamage ? 0 : 60;
        for (int round = 0; round < rounds; ++round) {
            const QByteArray bytes = damaged(damaged(whole, random), random);
            const Answer answer = answerOf(bytes, dialect);
            QVERIFY2(isClean(answer.text) && isClean(answer.reasoning), bytes.constData());
            QVERIFY2(!answer.error || !answer.error->message.isEmpty(), bytes.constData());
            const HttpResponse refused{.status = 400, .body = bytes};
            QVERIFY(!adapterFor(dialect)->errorFrom(refused, kVendor).message.isEmpty());
            ProviderConfig vendor = kVendor;
            vendor.dialect = dialect;
            (void)listFrom(refused, vendor);
        }
    }
}

Q_DECLARE_METATYPE(freshet::Dialect)

QTEST_GUILESS_MAIN(AnswerParserTest)
#include "answer_parser_test.moc"
