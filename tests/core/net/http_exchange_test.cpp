// SPDX-License-Identifier: MIT
#include "core/net/http_client.h"
#include "tests/core/net/network_threads.h"
#include "tests/core/net/recorded_reply.h"
#include "tests/support/fake_http_server.h"

#include <QPointer>
#include <QTest>

#include <deque>
#include <functional>
#include <memory>

using namespace freshet;
using namespace freshet::test;
using namespace std::chrono_literals;
using Script = FakeHttpServer::Script;

/// The life of one HttpReply: stopped, deleted or orphaned at any moment.
class HttpExchangeTest : public QObject {
    Q_OBJECT

private slots:
    void cleanupTestCase();
    void endsAsCancelledInEveryPhase_data();
    void endsAsCancelledInEveryPhase();
    void isSilentWhenDeletedInEveryPhase_data();
    void isSilentWhenDeletedInEveryPhase();
    void mayBeDeletedByWhoeverGetsItsSignals_data();
    void mayBeDeletedByWhoeverGetsItsSignals();
    void survivesItsClientDeletedByWhoeverGetsItsSignals_data();
    void survivesItsClientDeletedByWhoeverGetsItsSignals();
    void mayBeAbortedByWhoeverGetsItsBytes();
    void saysNothingMoreWhenAnothersSignalAbortsIt();
    void changesNothingWhenAbortedAfterTheEnd();
    void survivesAnEndAtAnyMoment();
    void cancelsWhatRunsWhenTheClientGoes();

private:
    std::unique_ptr<HttpClient> m_client = std::make_unique<HttpClient>(HttpClient::Options());
    std::unique_ptr<RecordedReply> m_placeHolder;

    void addPhases();
    /// A reply in the phase of the current data row.
    std::unique_ptr<RecordedReply> replyInPhase(FakeHttpServer &server, HttpClient &client);
};

void HttpExchangeTest::addPhases()
{
    QTest::addColumn<int>("unused");
    for (const char *const phase :
        {"fresh", "queued", "waiting for the head", "half a head", "in the body", "in an error body"})
        QTest::newRow(phase) << 0;
}

std::unique_ptr<RecordedReply> HttpExchangeTest::replyInPhase(FakeHttpServer &server, HttpClient &client)
{
    const QString phase = QTest::currentDataTag();
    server.enqueue(phase == "in the body"     ? Script().send("half").stall()
            : phase == "in an error body"     ? Script().status(400).send("half").stall()
            : phase == "waiting for the head" ? Script().raw("").stall()
                                              : Script().raw("HTTP/1.1 200 OK\r\n").stall());
    auto reply = std::make_unique<RecordedReply>(client.send(postTo(server.url()), {}, nullptr));
    if (phase == "fresh")
        return reply;
    [&] { QTRY_COMPARE(server.inFlight(), 1); }();
    if (phase.startsWith("in "))
        [&] { QTRY_VERIFY(reply->log.contains("head")); }();
    if (phase != "queued")
        return reply;
    m_placeHolder = std::move(reply); // the client has room for one
    reply = std::make_unique<RecordedReply>(client.send(postTo(server.url()), {}, nullptr));
    QTest::qWait(20);
    return reply;
}

void HttpExchangeTest::endsAsCancelledInEveryPhase_data() { addPhases(); }

void HttpExchangeTest::endsAsCancelledInEveryPhase()
{
    FakeHttpServer server;
    HttpClient client({.maxPerOrigin = 1});
    const auto reply = replyInPhase(server, client);
    (*reply)->abort();
    (*reply)->abort();
    QVERIFY((*reply)->isFinished());
    QVERIFY(!reply->isOver());
    QVERIFY(reply->endsSoon());
    (*reply)->abort();
    QTest::qWait(0);
    QCOMPARE(reply->log.count("finished"), 1);
    QCOMPARE(reply->log.constLast(), QString("finished"));
    QCOMPARE(reply->kind(), ErrorKind::Cancelled);
    m_placeHolder.reset();
}

void HttpExchangeTest::isSilentWhenDeletedInEveryPhase_data() { addPhases(); }

void HttpExchangeTest::isSilentWhenDeletedInEveryPhase()
{
    FakeHttpServer server;
    HttpClient client({.maxPerOrigin = 1});
    const auto reply = replyInPhase(server, client);
    const QStringList before = reply->log;
    reply->destroy();
    m_placeHolder.reset();
    QTRY_COMPARE(server.inFlight(), 0);
    QTest::qWait(20);
    QCOMPARE(reply->log, before);
}

void HttpExchangeTest::mayBeDeletedByWhoeverGetsItsSignals_data()
{
    using Connect = std::function<void(HttpReply *, std::function<void()>)>;
    QTest::addColumn<Connect>("connectTo");
    const auto row = [](const char *name, auto signal) {
        QTest::newRow(name) << Connect([signal](HttpReply *reply, const std::function<void()> &slot) {
            QObject::connect(reply, signal, reply, [slot] { slot(); });
        });
    };
    row("sent", &HttpReply::sent);
    row("headReceived", &HttpReply::headReceived);
    row("bytesReceived", &HttpReply::bytesReceived);
    row("finished", &HttpReply::finished);
}

void HttpExchangeTest::mayBeDeletedByWhoeverGetsItsSignals()
{
    using Connect = std::function<void(HttpReply *, std::function<void()>)>;
    QFETCH(Connect, connectTo);
    FakeHttpServer server;
    server.setHandler([](const auto &) { return Script().send("body"); });
    QPointer<HttpReply> reply(m_client->send(postTo(server.url()), {}, nullptr));
    connectTo(reply, [&reply] { delete reply; });
    QTRY_VERIFY(!reply);
    RecordedReply next(m_client->send(postTo(server.url()), {}, nullptr));
    QVERIFY(next.endsSoon());
    QCOMPARE(next.body, QByteArray("body"));
}

void HttpExchangeTest::survivesItsClientDeletedByWhoeverGetsItsSignals_data()
{
    mayBeDeletedByWhoeverGetsItsSignals_data();
}

void HttpExchangeTest::survivesItsClientDeletedByWhoeverGetsItsSignals()
{
    using Connect = std::function<void(HttpReply *, std::function<void()>)>;
    QFETCH(Connect, connectTo);
    FakeHttpServer server;
    server.setHandler([](const auto &) { return Script().send("body").send("more"); });
    auto client = std::make_unique<HttpClient>(HttpClient::Options());
    RecordedReply reply(client->send(postTo(server.url()), {}, nullptr));
    connectTo(reply.operator->(), [&client] { client.reset(); });
    QVERIFY(reply.endsSoon());
    QVERIFY(!client);
    QCOMPARE(reply.log.count("finished"), 1);
    QCOMPARE(reply.log.constLast(), QString("finished"));
}

void HttpExchangeTest::mayBeAbortedByWhoeverGetsItsBytes()
{
    FakeHttpServer server;
    server.enqueue(Script().sendForever("more "));
    RecordedReply reply(m_client->send(postTo(server.url()), {}, nullptr));
    connect(reply.operator->(), &HttpReply::bytesReceived, reply.operator->(), &HttpReply::abort);
    QVERIFY(reply.endsSoon());
    QCOMPARE(reply.log, (QStringList{"sent", "head", "bytes", "finished"}));
    QCOMPARE(reply.kind(), ErrorKind::Cancelled);
    QTRY_COMPARE(server.abortedConnections(), 1);
}

void HttpExchangeTest::saysNothingMoreWhenAnothersSignalAbortsIt()
{
    FakeHttpServer server;
    server.setHandler([](const auto &) { return Script().send("x"); });
    RecordedReply first(m_client->send(postTo(server.url()), {}, nullptr));
    RecordedReply second(m_client->send(postTo(server.url()), {}, nullptr));
    connect(first.operator->(), &HttpReply::sent, second.operator->(), &HttpReply::abort);
    QVERIFY(first.endsSoon());
    QVERIFY(second.endsSoon());
    QCOMPARE(first.body, QByteArray("x"));
    QCOMPARE(second.log, QStringList{"finished"});
    QTest::qWait(20);
    QCOMPARE(server.requests().size(), 1);
}

void HttpExchangeTest::changesNothingWhenAbortedAfterTheEnd()
{
    FakeHttpServer server;
    server.enqueue(Script().send("all"));
    RecordedReply reply(m_client->send(postTo(server.url()), {}, nullptr));
    QVERIFY(reply.endsSoon());
    reply->abort();
    QTest::qWait(0);
    QVERIFY(!reply->error());
    QCOMPARE(reply.log.count("finished"), 1);
}

void HttpExchangeTest::survivesAnEndAtAnyMoment()
{
    FakeHttpServer server;
    server.setHandler([](const auto &) { return Script().send("a").send("b").closeCleanly(); });
    HttpClient client({.maxPerOrigin = 3});
    std::deque<RecordedReply> aborted;
    for (int moment = 0; moment < 200; ++moment) {
        RecordedReply &abortedOne = aborted.emplace_back(client.send(postTo(server.url()), {}, nullptr));
        RecordedReply deletedOne(client.send(postTo(server.url()), {}, nullptr));
        QElapsedTimer timer;
        timer.start();
        while (timer.nsecsElapsed() < moment * 20'000)
            QCoreApplication::processEvents(QEventLoop::AllEvents);
        abortedOne->abort();
    }
    for (const RecordedReply &reply : aborted) {
        QVERIFY(reply.endsSoon());
        QCOMPARE(reply.log.count("finished"), 1);
        QCOMPARE(reply.log.constLast(), QString("finished"));
        QVERIFY(reply.kind() == ErrorKind::Cancelled || reply.body == "ab");
    }
    QTRY_COMPARE(server.inFlight(), 0);
}

void HttpExchangeTest::cancelsWhatRunsWhenTheClientGoes()
{
    FakeHttpServer server;
    server.setHandler([](const auto &) { return Script().send("half").stall(); });
    auto client = std::make_unique<HttpClient>(HttpClient::Options{.maxPerOrigin = 2});
    RecordedReply first(client->send(postTo(server.url()), {}, nullptr));
    RecordedReply second(client->send(postTo(server.url()), {}, nullptr));
    RecordedReply queued(client->send(postTo(server.url()), {}, nullptr));
    QTRY_COMPARE(server.inFlight(), 2);
    client.reset();
    for (RecordedReply *const reply : {&first, &second, &queued}) {
        QVERIFY(reply->endsSoon());
        QCOMPARE(reply->kind(), ErrorKind::Cancelled);
        (*reply)->setPaused(true);
        (*reply)->setPaused(false);
        (*reply)->abort();
    }
    QTRY_COMPARE(server.abortedConnections(), 2);
}

void HttpExchangeTest::cleanupTestCase()
{
    m_client.reset();
    QTRY_COMPARE_WITH_TIMEOUT(networkThreads(), 0, 60'000);
}

QTEST_GUILESS_MAIN(HttpExchangeTest)
#include "http_exchange_test.moc"
