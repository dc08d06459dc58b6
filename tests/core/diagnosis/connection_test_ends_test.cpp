// SPDX-License-Identifier: MIT
#include "core/diagnosis/model_list_call.h"
#include "tests/core/diagnosis/connection_test_fixture.h"

#include <QTcpServer>
#include <QTimer>

using namespace freshet;
using namespace freshet::test;

Q_DECLARE_METATYPE(freshet::ConnectionStepId)

/// How ConnectionTest ends before it is through: no time left, stopped, deleted.
class ConnectionTestEndsTest : public ConnectionTestFixture {
    Q_OBJECT

private slots:
    void init() { setUp(); }
    void cleanup() { tearDown(); }
    void tellsTheLimitOfASmallQuestion_data();
    void tellsTheLimitOfASmallQuestion();
    void waitsNoLongerThanItMay_data();
    void waitsNoLongerThanItMay();
    void stopsAtOnceWhenAborted_data();
    void stopsAtOnceWhenAborted();
    void maySafelyBeDeletedByItsListener_data();
    void maySafelyBeDeletedByItsListener();
    void abortsSafelyFromItsListener();
};

void ConnectionTestEndsTest::tellsTheLimitOfASmallQuestion_data()
{
    QTest::addColumn<QUrl>("base");
    QTest::addColumn<bool>("isOwnServer");
    QTest::addColumn<std::chrono::milliseconds>("limit");
    QTest::newRow("this machine") << QUrl("http://127.0.0.1:11434") << false << 5000ms;
    QTest::newRow("a neighbour") << QUrl("http://192.168.1.7:8080/v1") << false << 5000ms;
    QTest::newRow("the user's own server, wherever it is") << QUrl("https://models.example/v1") << true << 5000ms;
    QTest::newRow("a vendor") << QUrl("https://api.vendor.example/v1") << false << 15000ms;
}

void ConnectionTestEndsTest::tellsTheLimitOfASmallQuestion()
{
    QFETCH(QUrl, base);
    QFETCH(bool, isOwnServer);
    QFETCH(std::chrono::milliseconds, limit);
    const HttpLimits limits = smallQuestionLimits({.baseUrl = base, .isOwnServer = isOwnServer});
    for (const auto time : {limits.connect, limits.firstByte, limits.idle, limits.total})
        QCOMPARE(time, limit);
}

void ConnectionTestEndsTest::waitsNoLongerThanItMay_data()
{
    QTest::addColumn<bool>("isNear");
    QTest::addColumn<Id>("at");
    QTest::newRow("name of a far server") << false << Id::Name;
    QTest::newRow("TLS of a near server") << true << Id::Tls;
    QTest::newRow("list of a near server") << true << Id::Key;
    QTest::newRow("list of a far server") << false << Id::Key;
}

/// The clock is stepped: a timer that would run for the whole limit is made to ring now.
void ConnectionTestEndsTest::waitsNoLongerThanItMay()
{
    QFETCH(bool, isNear);
    QFETCH(Id, at);
    const std::chrono::milliseconds limit = isNear ? 5s : 15s;
    m_server->setHandler([](const Request &) { return Script().raw("").stall(); });
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    NetworkChoice &network = m_subject.config.network;
    m_subject.info.needsKey = false;
    m_subject.config.key = {}; // none goes to a proxy in the open
    if (at == Id::Tls) {
        m_subject.config.baseUrl = QUrl(QString("https://127.0.0.1:%1/v1").arg(silent.serverPort()));
    } else if (!isNear) {
        m_subject.config.isOwnServer = false;
        m_subject.config.baseUrl = QUrl("http://far.example/v1");
        if (at == Id::Name)
            m_options.lookup = [](const QString &, QObject *, const std::function<void(QHostInfo)> &) {};
        else
            network = {.proxy = NetworkChoice::Proxy::Manual, .proxyUrl = m_server->url("")};
    }
    m_test = std::make_unique<ConnectionTest>(m_client, m_subject, m_options, nullptr);
    QSignalSpy finished(m_test.get(), &ConnectionTest::finished);
    QTRY_COMPARE(step(at).state, State::Running);
    const auto ringing = [this] {
        QList<QTimer *> timers = m_test->findChildren<QTimer *>();
        timers.removeIf([](const QTimer *timer) { return !timer->isActive(); });
        return timers;
    };
    QTRY_VERIFY(!ringing().isEmpty() && (at != Id::Key || m_server->inFlight() == 1));
    for (QTimer *const timer : ringing()) {
        QCOMPARE(timer->intervalAsDuration(), limit);
        timer->setInterval(0);
    }
    const Id failing = at == Id::Key ? Id::Dialect : at; // of the key, a server that is silent says nothing
    QTRY_COMPARE(finished.count(), 1);
    QCOMPARE(step(failing).state, State::Failed);
    if (at == Id::Key) {
        QCOMPARE(step(Id::Key).state, State::Warning);
        QVERIFY2(step(failing).sentence.contains(QString("within %1 seconds").arg(limit.count() / 1000)),
            qPrintable(step(failing).sentence));
        QVERIFY(m_server->requests().size() == 1); // and nowhere else
    }
    expectSkippedAfter(failing);
}

void ConnectionTestEndsTest::stopsAtOnceWhenAborted_data()
{
    QTest::addColumn<QByteArray>("stalls");
    QTest::addColumn<Id>("at");
    QTest::newRow("while models are asked for") << QByteArray("/models") << Id::Key;
    QTest::newRow("while an answer is awaited") << QByteArray("/chat/completions") << Id::Answer;
    QTest::newRow("while embeddings are awaited") << QByteArray("/embeddings") << Id::Embeddings;
}

void ConnectionTestEndsTest::stopsAtOnceWhenAborted()
{
    QFETCH(QByteArray, stalls);
    QFETCH(Id, at);
    m_server->setHandler([stalls](const Request &request) {
        return request.path.endsWith(stalls) ? Script().stall() : goodAnswer(request);
    });
    m_test = std::make_unique<ConnectionTest>(m_client, m_subject, m_options, nullptr);
    QSignalSpy finished(m_test.get(), &ConnectionTest::finished);
    QTRY_COMPARE(step(at).state, State::Running);
    QTRY_VERIFY(!m_server->requests().isEmpty() && m_server->requests().last().path.endsWith(stalls));
    const qsizetype asked = m_server->requests().size();
    m_test->abort();
    m_test->abort();
    QCOMPARE(finished.count(), 0);
    QCOMPARE(step(at).state, State::Skipped);
    QCOMPARE(step(at).sentence, QStringLiteral("Stopped."));
    expectSkippedAfter(at);
    QTRY_COMPARE(finished.count(), 1);
    QTRY_COMPARE(m_server->inFlight(), 0);
    QCOMPARE(m_server->requests().size(), asked);
    QCOMPARE(finished.count(), 1);
}

void ConnectionTestEndsTest::maySafelyBeDeletedByItsListener_data()
{
    QTest::addColumn<Id>("at");
    for (int id = 0; id <= static_cast<int>(Id::Embeddings); ++id)
        QTest::newRow(qPrintable(connectionStepName(static_cast<Id>(id)))) << static_cast<Id>(id);
}

void ConnectionTestEndsTest::maySafelyBeDeletedByItsListener()
{
    QFETCH(Id, at);
    for (const bool whileItRuns : {true, false}) {
        m_test = std::make_unique<ConnectionTest>(m_client, m_subject, m_options, nullptr);
        connect(
            m_test.get(), &ConnectionTest::stepChanged, this, [this, at, whileItRuns](const ConnectionStep &changed) {
                const bool isSync = at == Id::Address || at == Id::Dialect || at == Id::Models;
                if (changed.id == at && (changed.state == State::Running || !whileItRuns || isSync))
                    m_test.reset();
            });
        QTRY_VERIFY(!m_test);
    }
    QTRY_COMPARE(m_server->inFlight(), 0);
}

void ConnectionTestEndsTest::abortsSafelyFromItsListener()
{
    m_test = std::make_unique<ConnectionTest>(m_client, m_subject, m_options, nullptr);
    QSignalSpy finished(m_test.get(), &ConnectionTest::finished);
    connect(m_test.get(), &ConnectionTest::stepChanged, this, [this](const ConnectionStep &changed) {
        if (changed.id == Id::Connection && changed.state == State::Ok)
            m_test->abort();
    });
    QTRY_COMPARE(finished.count(), 1);
    QCOMPARE(step(Id::Connection).state, State::Ok);
    expectSkippedAfter(Id::Connection);
    QCOMPARE(m_server->requests().size(), 0);
}

QTEST_GUILESS_MAIN(ConnectionTestEndsTest)
#include "connection_test_ends_test.moc"
