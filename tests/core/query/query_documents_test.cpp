// SPDX-License-Identifier: MIT
#include "core/query/query_run.h"
#include "tests/core/query/query_fixture.h"

#include <QRegularExpression>

using namespace freshet;
using namespace freshet::test;

/// What of the documents a model is given, and what it is told where that is nothing.
class QueryDocumentsTest : public QueryFixture {
    Q_OBJECT

private slots:
    void init() { setUp(); }
    void givesFoundPassagesToTheModelAndChecksItsCitations();
    void tellsTheModelWhenNothingWasFound();
    void givesNoPassageThatIsNotRelevant();
    void saysThatWhatWasFoundDoesNotFit();
    void givesAModelTheWholeDocumentWhereItFits();
    void understandsAFollowUpQuestion_data();
    void understandsAFollowUpQuestion();
    void looksInDocumentsOnlyWhenAskedTo_data();
    void looksInDocumentsOnlyWhenAskedTo();
    void answersWithoutDocumentsWhenTheIndexFails();
    void keepsPassagesFromAnotherMachineWhereTheUserSaidSo();
    void checksTheSourcesThatAnAnswerWasBegunWith();
};

void QueryDocumentsTest::givesFoundPassagesToTheModelAndChecksItsCitations()
{
    indexHouse();
    m_server->enqueue(saying("The boiler is serviced every autumn [1]. The roof is pink [1]. So it is [5]."));
    QueryReply *reply
        = ask({.question = "When is the boiler serviced?", .model = kModel, .retrieval = {.collections = {"house"}}});
    waitFor(reply);
    QVERIFY2(!reply->error(), qPrintable(reply->error().value_or(Error()).message));
    QCOMPARE(m_log->steps.mid(0, 2), (QStringList{"accepted fake/fake-1 with", "phase retrieving"}));
    QCOMPARE(m_log->steps.at(2), QStringLiteral("sources %1").arg(reply->sources().size()));
    QVERIFY(m_log->steps.indexOf("text") > 2);

    const QString system = messagesOf(m_server->requests().first()).first().toObject().value("content").toString();
    QVERIFY(system.contains(QRegularExpression("<source-[0-9a-f]{16} id=\"1\" title=\"House\" heading=\"House\">")));
    QVERIFY(system.contains("serviced every autumn by a plumber"));

    const QueryAnswer &answer = reply->answer();
    QCOMPARE(answer.citations.size(), 3);
    QCOMPARE(answer.citations.at(0).support, Support::Supported);
    QVERIFY(answer.citations.at(1).support != Support::Supported); // the same source speaks of the roof, too
    QCOMPARE(answer.citations.at(2).support, Support::NotFound);
    QCOMPARE(answer.sources.size(), 1);
    QCOMPARE(answer.sources.first().number, 1);
    QVERIFY(answer.timings.retrieval);
}

void QueryDocumentsTest::tellsTheModelWhenNothingWasFound()
{
    indexHouse();
    m_server->enqueue(saying("I do not know."));
    QueryReply *reply
        = ask({.question = "Quantum chromodynamics?", .model = kModel, .retrieval = {.collections = {"house"}}});
    waitFor(reply);
    QVERIFY(!reply->error());
    QVERIFY(m_log->steps.contains("sources 0"));
    const QString system = messagesOf(m_server->requests().first()).first().toObject().value("content").toString();
    QVERIFY(system.contains("nothing in these documents fits"));
    QVERIFY(reply->answer().notes.contains("Nothing relevant was found in your documents."));
}

void QueryDocumentsTest::givesNoPassageThatIsNotRelevant()
{
    indexHouse();
    m_server->enqueue(saying("I do not know."));
    QueryReply *reply = ask({.question = "Which baroque astronomers in Padua serviced telescopes for the archbishop?",
        .model = kModel,
        .retrieval = {.collections = {"house"}}});
    waitFor(reply);
    QVERIFY(!reply->error());
    QVERIFY(m_log->steps.contains("sources 0")); // though one word of it is there
    QVERIFY(!m_server->requests().first().body.contains("plumber"));
    QVERIFY(reply->answer().notes.contains("Nothing relevant was found in your documents."));
}

void QueryDocumentsTest::saysThatWhatWasFoundDoesNotFit()
{
    indexHouse();
    m_server->enqueue(saying("I do not know."));
    QueryReply *reply = ask({.question = "When is the boiler serviced?",
        .extraContext = QString(4 * 5900, u'x'),
        .model = kModel,
        .retrieval = {.collections = {"house"}}});
    waitFor(reply);
    QVERIFY2(!reply->error(), qPrintable(reply->error().value_or(Error()).message));
    QVERIFY(m_log->steps.contains("sources 0"));
    QVERIFY(!m_server->requests().first().body.contains("nothing in these documents fits"));
    QCOMPARE(reply->answer().notes,
        QStringList{"Passages were found in your documents, but they do not fit beside this question."});
}

void QueryDocumentsTest::givesAModelTheWholeDocumentWhereItFits()
{
    indexHouse();
    m_server->enqueue(saying("In 2019 [1]."));
    QueryReply *reply
        = ask({.question = "When was the roof retiled?", .model = kModel, .retrieval = {.collections = {"house"}}});
    waitFor(reply);
    QCOMPARE(reply->sources().size(), 1);
    const Source &source = reply->sources().first();
    QVERIFY2(source.text.contains("serviced every autumn"), qPrintable(source.text));
    QVERIFY(source.text.contains("retiled in 2019"));
    const Citation &citation = reply->answer().citations.value(0);
    QVERIFY(citation.hasQuote());
    QCOMPARE(source.text.mid(citation.quoteStart - source.start, citation.quoteEnd - citation.quoteStart),
        "The roof was retiled in 2019.");
    QVERIFY(reply->answer().notes.isEmpty());
}

void QueryDocumentsTest::understandsAFollowUpQuestion_data()
{
    QTest::addColumn<ModelRef>("model");

    QTest::newRow("a model") << kModel;
    QTest::newRow("quotes") << kQuotes;
}

void QueryDocumentsTest::understandsAFollowUpQuestion()
{
    QFETCH(ModelRef, model);

    indexHouse();
    m_server->enqueue(saying("By a plumber [1]."));
    QueryReply *reply = ask({.question = "And who does that?",
        .history = {{ChatRole::User, questionText("When is the boiler serviced?", "Roof gutters.")},
            {ChatRole::Assistant, "Every autumn [1]."}},
        .model = model,
        .retrieval = {.collections = {"house"}}});
    waitFor(reply);
    QVERIFY2(!reply->error(), qPrintable(reply->error().value_or(Error()).message));
    QVERIFY(!reply->sources().isEmpty());
    QVERIFY2(reply->sources().first().text.contains("plumber"), qPrintable(reply->sources().first().text));
    if (model == kQuotes)
        QVERIFY2(reply->answer().text.contains("> The boiler is serviced every autumn by a plumber. [1]"),
            qPrintable(reply->answer().text));
}

void QueryDocumentsTest::looksInDocumentsOnlyWhenAskedTo_data()
{
    QTest::addColumn<RetrievalOptions>("options");
    QTest::addColumn<bool>("looks");

    QTest::newRow("unset") << RetrievalOptions{} << false;
    QTest::newRow("collections named") << RetrievalOptions{.collections = {"house"}} << true;
    QTest::newRow("named, but off") << RetrievalOptions{.isEnabled = false, .collections = {"house"}} << false;
    QTest::newRow("on, but none chosen") << RetrievalOptions{.isEnabled = true} << false;
}

void QueryDocumentsTest::looksInDocumentsOnlyWhenAskedTo()
{
    QFETCH(RetrievalOptions, options);
    QFETCH(bool, looks);

    m_server->enqueue(saying("Yes."));
    QueryReply *reply = ask({.question = "The boiler?", .model = kModel, .retrieval = options});
    waitFor(reply);
    QVERIFY(!reply->error());
    QCOMPARE(m_log->steps.first(), QString("accepted fake/fake-1 " + QString(looks ? "with" : "without")));
    QCOMPARE(m_log->steps.contains("phase retrieving"), looks);
}

void QueryDocumentsTest::answersWithoutDocumentsWhenTheIndexFails()
{
    breakIndex();
    m_server->enqueue(saying("Yes [1]."));
    QueryReply *reply = ask({.question = "The boiler?", .model = kModel, .retrieval = {.collections = {"house"}}});
    waitFor(reply);
    QVERIFY(!reply->error());
    QCOMPARE(reply->answer().text, "Yes [1].");
    QCOMPARE(reply->answer().notes.size(), 1);
    QVERIFY(reply->answer().notes.first().contains("without your documents"));
    QCOMPARE(messagesOf(m_server->requests().first()).size(), 1);
}

void QueryDocumentsTest::keepsPassagesFromAnotherMachineWhereTheUserSaidSo()
{
    indexHouse();
    QVERIFY(m_registry->setBaseUrl("fake", "https://far.invalid/v1"));
    const QueryRequest request{
        .question = "When is the boiler serviced?", .model = kModel, .retrieval = {.collections = {"house"}}};
    const auto previewed = [&] {
        QueryRun *const preview = m_service->preview(request, m_service.get()); // sends nothing by itself
        QSignalSpy finished(preview, &QueryReply::finished);
        return finished.wait() ? preview : nullptr;
    };
    QVERIFY(!previewed()->prompt().sources.isEmpty());

    m_retrieval->setLocalOnly("house", true, m_retrieval.get());
    const QueryRun *const refused = previewed();
    QCOMPARE(refused->error()->kind, ErrorKind::Permission);
    QVERIFY2(refused->error()->message.contains("\"house\""), qPrintable(refused->error()->message));
    QVERIFY(refused->prompt().messages.isEmpty());
    QueryReply *const asked = ask(request);
    QSignalSpy found(asked, &QueryReply::sourcesFound);
    waitFor(asked);
    QCOMPARE(asked->error()->kind, ErrorKind::Permission);
    QCOMPARE(found.count(), 0);

    // Quotes and models of this machine may read it.
    QueryReply *const quoted
        = ask({.question = request.question, .model = kQuotes, .retrieval = {.collections = {"house"}}});
    waitFor(quoted);
    QVERIFY(!quoted->error());
    QVERIFY(m_registry->setBaseUrl("fake", m_server->url("/v1").toString()));
    QVERIFY(!previewed()->prompt().sources.isEmpty());
}

void QueryDocumentsTest::checksTheSourcesThatAnAnswerWasBegunWith()
{
    indexHouse();
    QueryRun *const first = m_service->preview(
        {.question = "When is the boiler serviced?", .model = kModel, .retrieval = {.collections = {"house"}}},
        m_service.get());
    QSignalSpy finished(first, &QueryReply::finished);
    QVERIFY(finished.wait());
    m_retrieval->setLocalOnly("house", true, m_retrieval.get());
    QVERIFY(m_registry->setBaseUrl("fake", "https://far.invalid/v1"));
    // The collection is not chosen any more, but its passages would go along.
    QueryReply *const goesOn = ask({.question = "When is the boiler serviced?",
        .model = kModel,
        .begun = BegunAnswer{.text = "The boiler is", .reasoning = {}, .sources = first->sources()}});
    waitFor(goesOn);
    QVERIFY(!first->sources().isEmpty());
    QCOMPARE(goesOn->error()->kind, ErrorKind::Permission);
}

QTEST_GUILESS_MAIN(QueryDocumentsTest)
#include "query_documents_test.moc"
