// SPDX-License-Identifier: MIT
#include "core/providers/provider_adapter.h"
#include "tests/core/providers/wire_case.h"
#include "tests/support/model_list_case.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <array>

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
    std::optional<ChatEnd> end;
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
    else
        answer.end = *end;
    for (const ChatChunk &chunk : chunks) {
        answer.reasoning += chunk.reasoning;
        answer.text += chunk.text;
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
    void skipsAnEventOfTooManyMembers();
    void tellsPlainTextFromAnAnswer_data();
    void tellsPlainTextFromAnAnswer();
    void endsALineThatHasNoEnd();
    void keepsLimitsOfToolCalls();
    void takesAbsurdUsageForNotTold();
    void joinsABurstOfEventsToOneChunk();
    void readsAMessageThatIsRepeatedAsAnyOther();
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

void AnswerParserTest::skipsAnEventOfTooManyMembers()
{
    const auto wide = [](int members) {
        QByteArray event = "data: {\"choices\":[{\"delta\":{\"content\":\"wide\"}}]";
        for (int i = 1; i < members; ++i)
            event += ",\"" + QByteArray::number(i) + "\":0";
        return QByteArray(event + "}\n\n");
    };
    const QByteArray rest = textEvent("b") + "data: [DONE]\n\n";
    QCOMPARE(answerOf(textEvent("a") + wide(10'000) + rest).text, "awideb");
    QCOMPARE(answerOf(textEvent("a") + wide(10'001) + rest).text, "ab");
    QCOMPARE(answerOf(wide(10'001).repeated(4) + rest).error->kind, ErrorKind::Protocol);
}

void AnswerParserTest::tellsPlainTextFromAnAnswer_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorKind>("kind");
    const QByteArray busy = "The gateway is up.\nAsk somewhere else: /v1\n";
    QTest::newRow("under its name") << QByteArray("text/plain") << busy << ErrorKind::Protocol;
    QTest::newRow("under another name") << QByteArray("text/event-stream") << busy << ErrorKind::Protocol;
    QTest::newRow("a JSON text") << QByteArray("application/json") << QByteArray("\"busy\"") << ErrorKind::Protocol;
    QTest::newRow("comments") << QByteArray("text/plain") << QByteArray(": ping\n\n") << ErrorKind::Truncated;
    QTest::newRow("half a field") << QByteArray("text/plain") << QByteArray("data") << ErrorKind::Truncated;
    QTest::newRow("a stream") << QByteArray("text/plain") << textEvent("") << ErrorKind::Truncated;
}

void AnswerParserTest::tellsPlainTextFromAnAnswer()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    QFETCH(ErrorKind, kind);
    for (const auto &[dialect, name] : wireDialects()) {
        if (dialect == Dialect::Ollama && type != "text/plain")
            continue; // a line that is no JSON is what its servers say when they fail
        if (dialect == Dialect::Ollama && kind != ErrorKind::Protocol)
            continue; // no event streams
        const auto parser
            = adapterFor(dialect)->chatParser({.status = 200, .headers = {{"Content-Type", type}}}, kVendor);
        QList<ChatChunk> chunks;
        QVERIFY((*parser)->feed(body, chunks));
        const auto end = (*parser)->end(chunks);
        QVERIFY(!end && chunks.isEmpty());
        QCOMPARE(toWord(end.error().kind), toWord(kind));
        QCOMPARE(end.error().detail, kind == ErrorKind::Protocol ? QString::fromUtf8(body.trimmed()) : QString());
    }
}

void AnswerParserTest::endsALineThatHasNoEnd()
{
    for (const auto &[dialect, name] : wireDialects()) {
        const auto parser = adapterFor(dialect)->chatParser({.status = 200}, kVendor);
        QList<ChatChunk> chunks;
        Status fed = (*parser)->feed(QByteArray("data: "), chunks);
        const QByteArray piece(1000, 'a');
        qsizetype sent = 0;
        for (; fed && sent < 64 * 1024 * 1024; sent += piece.size()) // quadratic, this would take minutes
            fed = (*parser)->feed(piece, chunks);
        QVERIFY(!fed);
        QCOMPARE(fed.error().kind, ErrorKind::Protocol);
        QVERIFY2(fed.error().message.contains("too large"), qPrintable(fed.error().message));
        QVERIFY(sent <= 9 * 1024 * 1024);
    }
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

/// Beside the same messages with a number in each, which makes no two of them alike.
void AnswerParserTest::readsAMessageThatIsRepeatedAsAnyOther()
{
    static const QByteArrayList shapes{R"("choices":[{"index":0,"delta":{"content":"%"}}])",
        R"("choices":[{"index":0,"delta":{"content" : "%"},"finish_reason":null}],"usage":null)",
        R"("choices":[{"index":0,"delta":{"role":"assistant","content":"%","reasoning_content":null}}])",
        R"("choices":[{"index":0,"delta":{"reasoning_content":"%","content":""}}])",
        R"("choices":[{"index":0,"delta":{"reasoning":"r","content":"%"}}])",
        R"("choices":[{"index":0,"delta":{"content":"%"}}],"usage":{"prompt_tokens":7,"completion_tokens":1})",
        R"("choices":[{"index":0,"delta":{"content":"%"}}],"usage":{"prompt_tokens":8,"completion_tokens":2})",
        R"("choices":[{"index":1,"delta":{"content":"%"}}])",
        R"("choices":[{"index":0,"delta":{"content":"%"}},{"index":0,"delta":{"content":"%"}}])",
        R"("echo":{"content":"%"},"choices":[{"index":0,"delta":{"content": "%"}}])",
        R"("echo":{"content":"%"},"choices":[{"index":0,"delta":{"c\u006fntent":"%"}}])",
        R"("echo":"content","choices":[{"index":0,"delta":{"content":"%"}}])",
        R"("choices":[{"index":0,"delta":{"content":[{"type":"text","text":"%"}]}}])",
        R"("choices":[{"index":0,"delta":{"refusal":"no","content":"%"}}])",
        R"("choices":[{"index":0,"delta":{"content":"%"},"finish_reason":"length"}])",
        R"("choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"c","function":{"name":"f","arguments":"%"}}]}}])"};
    static const QByteArrayList words{" a", "word", "", "ü", "\xff", "\\n", "\\u0041", "\\\"", "<think>", "</think>",
        " ", "$1", "\xf0\x9f\x92\xa7", "\x01", "content", "\",\"content\":\"x"};
    QRandomGenerator random(20261129);
    for (int round = 0; round < 3000; ++round) {
        QByteArray alike;
        QByteArray numbered;
        const std::array<qsizetype, 3> few{
            random.bounded(shapes.size()), random.bounded(shapes.size()), random.bounded(shapes.size())};
        for (int i = random.bounded(1, 12); i > 0; --i) {
            QByteArray members = shapes.at(few.at(size_t(random.bounded(3))));
            members.replace('%', words.at(random.bounded(words.size())));
            alike += "data: {" + members + "}\n\n";
            numbered += "data: {\"number\":" + QByteArray::number(i) + ',' + members + "}\n\n";
        }
        const Answer ours = answerOf(alike + "data: [DONE]\n\n");
        const Answer theirs = answerOf(numbered + "data: [DONE]\n\n");
        QVERIFY2(ours.text == theirs.text && ours.reasoning == theirs.reasoning, alike.constData());
        QVERIFY2(ours.end == theirs.end, alike.constData());
        QCOMPARE(ours.error.has_value(), theirs.error.has_value());
    }
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
