// SPDX-License-Identifier: MIT
#include "core/providers/provider_adapter.h"

#include <QTest>

using namespace freshet;

namespace {

const ProviderConfig kGoogle{
    .id = "gemini", .name = "Gemini", .dialect = Dialect::Gemini, .baseUrl = QUrl("http://127.0.0.1:9/v1beta")};

std::unique_ptr<ChatParser> parser()
{
    return std::move(*adapterFor(Dialect::Gemini)->chatParser({.status = 200}, kGoogle));
}

QByteArray candidate(const QByteArray &text, const QByteArray &reason = {})
{
    return R"({"candidates":[{"content":{"parts":[{"text":")" + text + "\"}]}"
        + (reason.isEmpty() ? QByteArray() : QByteArray(",\"finishReason\":\"" + reason + '"')) + "}]}";
}

QByteArray sseEvent(const QByteArray &data) { return "data: " + data + "\r\n\r\n"; }

} // namespace

class GeminiChatParserTest : public QObject {
    Q_OBJECT

private slots:
    void givesTheTextOfAJsonArrayAtOnce();
    void isNotEndingBeforeAnythingWasSaid();
    void namesTheRuleThatAQuestionBroke();
    void countsThoughtsApart();
    void readsAPictureOfManyMegabytes();
};

void GeminiChatParserTest::givesTheTextOfAJsonArrayAtOnce()
{
    const auto reader = parser();
    QList<ChatChunk> chunks;
    QVERIFY(reader->feed(QByteArray("[" + candidate("Hel") + ",\r\n" + candidate("lo").chopped(1)), chunks));
    QCOMPARE(chunks, QList<ChatChunk>{{.text = "Hel"}});
}

void GeminiChatParserTest::isNotEndingBeforeAnythingWasSaid()
{
    const auto reader = parser();
    QList<ChatChunk> chunks;
    QVERIFY(reader->feed(sseEvent(candidate("", "STOP")), chunks));
    QVERIFY(!reader->isEnding());
    QVERIFY(reader->feed(sseEvent(candidate("Hi", "STOP")), chunks));
    QVERIFY(reader->isEnding());
    QVERIFY(!reader->isComplete());
}

void GeminiChatParserTest::namesTheRuleThatAQuestionBroke()
{
    for (const auto &[reason, note] :
        {std::pair{"PROHIBITED_CONTENT", "Google blocked the question: PROHIBITED_CONTENT"}, {"<b>x</b>", ""}}) {
        const auto reader = parser();
        QList<ChatChunk> chunks;
        const Status fed = reader->feed(sseEvent(QByteArray("{\"promptFeedback\":{\"blockReason\":\"") + reason
                                            + "\",\"blockReasonMessage\":\"Because.\"}}"),
            chunks);
        QVERIFY(fed);
        const Result<ChatEnd> end = reader->end(chunks);
        QCOMPARE(end.has_value(), *note != '\0'); // a word that is none blocks nothing
        if (!end)
            continue;
        QCOMPARE(end->reason, FinishReason::ContentFilter);
        QCOMPARE(end->note, note);
    }
}

void GeminiChatParserTest::countsThoughtsApart()
{
    const auto reader = parser();
    QList<ChatChunk> chunks;
    for (const char *usage : {R"({"promptTokenCount":8,"thoughtsTokenCount":30,"cachedContentTokenCount":4})",
             R"({"promptTokenCount":8,"candidatesTokenCount":2,"thoughtsTokenCount":31})"})
        QVERIFY(reader->feed(sseEvent(QByteArray("{\"usageMetadata\":") + usage + '}'), chunks));
    QCOMPARE(
        reader->usage(), (Usage{.promptTokens = 8, .completionTokens = 2, .reasoningTokens = 31, .cachedTokens = 4}));
}

void GeminiChatParserTest::readsAPictureOfManyMegabytes()
{
    const auto reader = parser();
    QList<ChatChunk> chunks;
    const QByteArray picture = R"({"candidates":[{"content":{"parts":[{"inlineData":{"data":")"
        + QByteArray(7 * 1024 * 1024, 'A') + R"("}},{"text":"A cat"}]},"finishReason":"STOP"}]})";
    QVERIFY(reader->feed(sseEvent(picture), chunks));
    QVERIFY(reader->end(chunks));
    QCOMPARE(chunks, QList<ChatChunk>{{.text = "A cat"}});
}

QTEST_GUILESS_MAIN(GeminiChatParserTest)
#include "gemini_chat_parser_test.moc"
