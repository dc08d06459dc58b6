// SPDX-License-Identifier: MIT
#include "tests/core/query/query_fixture.h"

using namespace freshet;
using namespace freshet::test;

/// The provider that answers by quoting.
class QueryQuotesTest : public QueryFixture {
    Q_OBJECT

private slots:
    void init() { setUp(); }
    void quotesTheGuideWithoutAnySetup();
    void quotesAnewInsteadOfGoingOn();
    void showsTheRestOfAnAnswerAtOnceWhenAsked();
    void quotesNamedCollections();
    void saysThatNothingMatches();
    void failsToQuoteWhenTheIndexFails();
    void refusesToQuoteWithoutDocuments();
};

void QueryQuotesTest::quotesTheGuideWithoutAnySetup()
{
    QueryReply *reply = ask({.question = "How do I stop an answer?", .model = kQuotes});
    waitFor(reply);
    QVERIFY2(!reply->error(), qPrintable(reply->error().value_or(Error()).message));
    QCOMPARE(m_log->steps.first(), "accepted documents/quotes with");
    const QueryAnswer &answer = reply->answer();
    QVERIFY2(answer.text.startsWith("The best passages in your documents:\n\n> Press Esc or the Stop button."),
        qPrintable(answer.text));
    QCOMPARE(m_log->text, answer.text);
    QCOMPARE(answer.delivery, Delivery::Pseudo);
    QVERIFY(!answer.sources.isEmpty());
    QCOMPARE(answer.sources.first().title, "Freshet guide");
    QVERIFY(!answer.citations.isEmpty());
    for (const Citation &citation : answer.citations)
        QCOMPARE(citation.support, Support::Supported);
    QCOMPARE(m_server->requests().size(), 0);
}

void QueryQuotesTest::quotesAnewInsteadOfGoingOn()
{
    QueryReply *reply = ask({.question = "How do I stop an answer?",
        .model = kQuotes,
        .begun = BegunAnswer{.text = "The best passages", .reasoning = {}, .sources = {}}});
    QSignalSpy restarted(reply, &QueryReply::restarted);
    waitFor(reply);
    QCOMPARE(restarted.count(), 1);
    QVERIFY2(reply->answer().text.startsWith("The best passages in your documents:\n\n> Press Esc"),
        qPrintable(reply->answer().text));
}

void QueryQuotesTest::showsTheRestOfAnAnswerAtOnceWhenAsked()
{
    QueryReply *reply = ask({.question = "How do I stop an answer?", .model = kQuotes});
    reply->revealAll(); // nothing is there yet
    QVERIFY(!reply->isRevealing());
    QSignalSpy pieces(reply, &QueryReply::textAppended);
    QTRY_VERIFY(reply->isRevealing() && pieces.count() > 0);
    const auto before = pieces.count();
    reply->revealAll();
    waitFor(reply);
    QCOMPARE(pieces.count(), before + 1);
    QVERIFY(!reply->isRevealing());
    QCOMPARE(m_log->text, reply->answer().text);
}

void QueryQuotesTest::quotesNamedCollections()
{
    indexHouse();
    QueryReply *reply = ask({.question = "When are the gutters cleaned?",
        .model = kQuotes,
        .retrieval = {.collections = {"house"}},
        .streaming = StreamMode::Whole});
    waitFor(reply);
    QVERIFY(!reply->error());
    QVERIFY2(
        reply->answer().text.contains("> The gutters are cleaned in November. ["), qPrintable(reply->answer().text));
    QCOMPARE(reply->answer().delivery, Delivery::NonStreaming);
    QVERIFY(reply->answer().sources.first().path.endsWith("house.md"));
}

void QueryQuotesTest::saysThatNothingMatches()
{
    indexHouse();
    QueryReply *reply
        = ask({.question = "Quantum chromodynamics?", .model = kQuotes, .retrieval = {.collections = {"house"}}});
    waitFor(reply);
    QVERIFY(!reply->error());
    QCOMPARE(reply->answer().text, "Nothing in your documents matches this question.");
    QVERIFY(reply->answer().sources.isEmpty());
}

void QueryQuotesTest::failsToQuoteWhenTheIndexFails()
{
    breakIndex();
    QueryReply *reply = ask({.question = "Keys?", .model = kQuotes});
    waitFor(reply);
    QVERIFY(reply->error());
    QCOMPARE(reply->error()->kind, ErrorKind::Storage);
}

void QueryQuotesTest::refusesToQuoteWithoutDocuments()
{
    QueryReply *reply = ask({.question = "Keys?", .model = kQuotes, .retrieval = {.isEnabled = false}});
    waitFor(reply);
    QVERIFY(reply->error());
    QCOMPARE(reply->error()->kind, ErrorKind::BadRequest);
}

QTEST_GUILESS_MAIN(QueryQuotesTest)
#include "query_quotes_test.moc"
