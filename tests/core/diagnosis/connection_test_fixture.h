// SPDX-License-Identifier: MIT
#pragma once

#include "core/diagnosis/connection_test.h"
#include "tests/support/good_server.h"
#include "tests/support/tls_server.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>

namespace freshet::test {

using namespace std::chrono_literals;
using Id = ConnectionStepId;
using State = ConnectionStepState;
using Kind = ConnectionFix::Kind;
using Request = FakeHttpServer::Request;
using Script = FakeHttpServer::Script;

inline constexpr const char *kKey = "sk-canary-abcdef123456";

inline QList<Kind> kindsOf(const QList<ConnectionFix> &fixes)
{
    QList<Kind> kinds;
    for (const ConnectionFix &fix : fixes)
        kinds << fix.kind;
    return kinds;
}

/// ConnectionTest on a scripted server that is as it should be, until a test says otherwise. No report tells the key.
class ConnectionTestFixture : public QObject {
    Q_OBJECT

protected:
    void setUp()
    {
        m_server = std::make_unique<FakeHttpServer>();
        m_server->setHandler(goodAnswer);
        const QUrl base = m_server->url("/v1");
        m_subject = {.info = {.id = "vendor",
                         .name = "Vendor",
                         .defaultBaseUrl = base,
                         .needsKey = true,
                         .keyPage = QUrl("https://vendor.example/keys"),
                         .keyPrefix = "sk-",
                         .defaultModel = "chat-2"},
            .config = {.id = "vendor",
                .name = "Vendor",
                .baseUrl = base,
                .key = Secret(kKey),
                .isOwnServer = true,
                .network = {.proxy = NetworkChoice::Proxy::None}}};
        // As many microseconds as bytes were sent: what is sent at once comes at the same moment.
        m_options = {.ticks = [this] { return 1000us * (m_server ? m_server->bytesSent() : 0); }};
    }

    void tearDown()
    {
        if (m_test)
            QVERIFY(!m_test->report().contains(kKey));
        m_test.reset();
    }

    const ConnectionTest &run()
    {
        m_test = std::make_unique<ConnectionTest>(m_client, m_subject, m_options, nullptr);
        QSignalSpy finished(m_test.get(), &ConnectionTest::finished);
        [&] { QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 20'000); }();
        QTest::qWait(0);
        [&] { QCOMPARE(finished.count(), 1); }();
        return *m_test;
    }
    const ConnectionStep &step(Id id) const { return m_test->steps().at(static_cast<qsizetype>(id)); }
    void expectSkippedAfter(Id id) const
    {
        for (const ConnectionStep &later : m_test->steps()) {
            if (later.id > id)
                QVERIFY2(later.state == State::Skipped && !later.sentence.isEmpty(),
                    qPrintable(connectionStepName(later.id)));
        }
    }
    void serveOverTls(const QString &certificate)
    {
        m_server = std::make_unique<FakeHttpServer>(tlsWith(certificate));
        m_server->setHandler(goodAnswer);
        m_subject.config.baseUrl = m_server->url("/v1");
    }

    HttpClient m_client{HttpClient::Options{}};
    std::unique_ptr<FakeHttpServer> m_server;
    ConnectionSubject m_subject;
    ConnectionTest::Options m_options;
    std::unique_ptr<ConnectionTest> m_test;
};

} // namespace freshet::test
