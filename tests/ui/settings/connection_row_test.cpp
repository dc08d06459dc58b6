// SPDX-License-Identifier: MIT
#include "core/settings/memory_secret_store.h"
#include "tests/support/good_server.h"
#include "tests/ui/settings/provider_page_fixture.h"
#include "ui/settings/base_url_row.h"
#include "ui/settings/connection_row.h"
#include "ui/settings/connection_step_list.h"
#include "ui/settings/endpoint_label.h"
#include "ui/settings/key_row.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QLabel>
#include <QSignalSpy>

using namespace freshet;
using namespace freshet::test;
using Id = ConnectionStepId;
using Request = FakeHttpServer::Request;
using Script = FakeHttpServer::Script;
using State = ConnectionStepState;

class ConnectionRowTest : public ProviderPageFixture {
    Q_OBJECT

private slots:
    void init();
    void cleanup() { dropPage(); }
    void tellsThatEverythingWorks();
    void endsAtABadKeyAndTakesAnother();
    void asksWithoutAKeyWhenToldTo();
    void warnsOfAStreamThatIsHeldBack();
    void usesAnotherAddressWithOneClick();
    void usesAModelThatIsListed();
    void leavesOutAProxyThatFails();
    void asksForACaFile();
    void sendsToTheProviderThatSpeaksSo();
    void offersTheAddressThatWasFoundElsewhere();
    void stopsAtOnce();
    void isOutOfDateWhenSomethingChanges();
    void copiesAReportWithoutSecrets();
    void maySafelyBeDeletedWhileItRuns_data();
    void maySafelyBeDeletedWhileItRuns();
    void goesFromStepToStepByKeyboard();
    void namesEveryStepForAScreenReader();
    void saysTheSameReasonOnce();
    void fitsIntoANarrowPage();
    void showsEveryFinalAddress_data();
    void showsEveryFinalAddress();

private:
    ConnectionRow &row() { return *m_page->findChild<ConnectionRow *>(); }
    QPushButton *findButton(const QString &text);
    void press(const QString &text);
    void runTest(const QString &button = QStringLiteral("Test connection"));
    QString summary() { return plain(row().findChild<QLabel *>("connectionSummary")->text()); }
    QList<ConnectionStepView *> views() { return row().findChildren<ConnectionStepView *>(); }
    State stateOf(Id id) { return views().at(static_cast<qsizetype>(id))->step().state; }
    void storeKey(const QString &key);

    std::unique_ptr<MemorySecretStore> m_secrets;
};

void ConnectionRowTest::init()
{
    startServer();
    m_server->setHandler(goodAnswer);
    m_secrets = std::make_unique<MemorySecretStore>();
    const ProviderInfo vendor{
        .id = "vendor", .name = "Vendor", .defaultBaseUrl = m_server->url("/v1"), .defaultModel = "chat-1"};
    const ProviderInfo ollama{.id = "ollama",
        .name = "Ollama",
        .dialect = Dialect::Ollama,
        .defaultBaseUrl = QUrl("http://127.0.0.1:1"),
        .isLocal = true};
    const ProviderInfo farOllama{
        .id = "far", .name = "Far Ollama", .dialect = Dialect::Ollama, .defaultBaseUrl = QUrl("https://far.example")};
    startServices({farOllama, vendor, ollama}, *m_secrets);
    showPage("vendor");
}

QPushButton *ConnectionRowTest::findButton(const QString &text)
{
    for (QPushButton *button : m_page->findChildren<QPushButton *>()) {
        if (button->isVisible() && plain(button->text()) == text)
            return button;
    }
    return nullptr;
}

void ConnectionRowTest::press(const QString &text)
{
    QPushButton *const button = findButton(text);
    QVERIFY2(button, qPrintable(text));
    button->setFocus();
    QTest::keyClick(button, Qt::Key_Space);
}

void ConnectionRowTest::runTest(const QString &button)
{
    press(button);
    QVERIFY(findButton("Stop"));
    QTRY_VERIFY_WITH_TIMEOUT(findButton("Test again"), 20'000);
}

void ConnectionRowTest::storeKey(const QString &key)
{
    QLineEdit &field = *m_page->findChild<KeyRow *>()->findChild<QLineEdit *>();
    QTRY_VERIFY(field.isEnabled());
    enter(field, key);
    QTRY_VERIFY(findButton("Remove key"));
}

void ConnectionRowTest::tellsThatEverythingWorks()
{
    runTest();
    QCOMPARE(summary(), QString("It works: 9 of 11, 2 skipped.")); // no name and no TLS
    for (const Id id :
        {Id::Address, Id::Connection, Id::Key, Id::Dialect, Id::Models, Id::Answer, Id::StreamedAnswer, Id::Embeddings})
        QCOMPARE(stateOf(id), State::Ok);
    const auto labels = views().at(static_cast<qsizetype>(Id::Answer))->findChildren<QLabel *>();
    QCOMPARE(labels.at(0)->text(), QString("Answer"));
    QVERIFY(QRegularExpression("^ok, [0-9.]+\u00a0m?s$").match(labels.at(1)->text()).hasMatch());
    QCOMPARE(labels.at(2)->text(), QString("chat-1 answered."));
    QVERIFY(labels.at(2)->isVisible());
}

void ConnectionRowTest::endsAtABadKeyAndTakesAnother()
{
    storeKey("sk-wrong-key-1");
    m_server->setHandler([](const Request &request) {
        return request.header("authorization") == "Bearer sk-right-key-1"
            ? goodAnswer(request)
            : json(R"({"error":{"message":"Incorrect API key"}})").status(401);
    });
    runTest();
    QVERIFY2(summary().startsWith("Stopped at Key: "), qPrintable(summary()));
    QCOMPARE(stateOf(Id::Key), State::Failed);
    QCOMPARE(stateOf(Id::Dialect), State::Skipped);
    press("Enter another key");
    QLineEdit &field = *m_page->findChild<KeyRow *>()->findChild<QLineEdit *>();
    QVERIFY(field.hasFocus());
    enter(field, "sk-right-key-1");
    QTRY_COMPARE(summary(), QString("The key was changed. Test again to see whether it works now."));
    QVERIFY(!findButton("Enter another key"));
    runTest("Test again");
    QVERIFY2(summary().startsWith("It works"), qPrintable(summary()));
}

void ConnectionRowTest::asksWithoutAKeyWhenToldTo()
{
    storeKey("sk-wrong-key-1");
    m_server->setHandler([](const Request &request) {
        return request.header("authorization").isEmpty()
            ? goodAnswer(request)
            : json(R"({"error":{"message":"Incorrect API key"}})").status(401);
    });
    runTest();
    press("Ask without a key");
    QTRY_VERIFY(summary().startsWith("The key was changed."));
    runTest("Test again");
    QVERIFY2(summary().startsWith("It works"), qPrintable(summary()));
}

void ConnectionRowTest::warnsOfAStreamThatIsHeldBack()
{
    m_server->setHandler([](const Request &request) {
        return request.body.contains("\"stream\":true") ? streamedAnswer(Pieces::AtOnce) : goodAnswer(request);
    });
    runTest();
    QVERIFY2(summary().startsWith("It works, with a warning at Streamed answer: "), qPrintable(summary()));
    ConnectionStepView *const view = views().at(static_cast<qsizetype>(Id::StreamedAnswer));
    QCOMPARE(view->step().state, State::Warning);
    QVERIFY(view->findChildren<QLabel *>().at(1)->text().startsWith("warning, "));
    QVERIFY(view->findChildren<QLabel *>().at(3)->text().contains("holds them back"));
}

void ConnectionRowTest::usesAnotherAddressWithOneClick()
{
    QVERIFY(m_registry->setBaseUrl("vendor", m_server->url("/llm").toString()));
    m_server->setHandler([](Request request) {
        if (!request.path.startsWith("/llm/v1"))
            return Script().status(404).send("no");
        request.path.remove(0, 4);
        return goodAnswer(request);
    });
    showPage("vendor");
    runTest();
    const QString right = m_server->url("/llm/v1").toString();
    QCOMPARE(stateOf(Id::Dialect), State::Failed);
    QCOMPARE(m_registry->baseUrl("vendor"), m_server->url("/llm")); // only offered
    press("Use " + right);
    QCOMPARE(m_registry->baseUrl("vendor").toString(), right);
    QCOMPARE(m_settings->get(keys::baseUrl("vendor")), right);
    QCOMPARE(m_page->findChild<BaseUrlRow *>()->findChild<QLineEdit *>()->text(), right);
    QVERIFY(summary().endsWith("Test again to see whether it works now."));
    QVERIFY(findButton("Test again")->hasFocus());
    runTest("Test again");
    QVERIFY2(summary().startsWith("It works"), qPrintable(summary()));
}

void ConnectionRowTest::usesAModelThatIsListed()
{
    m_choice->choose({"vendor", "gone-1"});
    m_server->setHandler([](const Request &request) {
        return request.body.contains("gone-1") ? json(R"({"error":{"message":"No such model"}})").status(404)
                                               : goodAnswer(request);
    });
    runTest();
    QVERIFY2(summary().startsWith("Stopped at Answer: "), qPrintable(summary()));
    press("Use the model chat-1");
    QCOMPARE(m_choice->current(), (ModelRef{"vendor", "chat-1"}));
    QCOMPARE(summary(), QString("Questions go to chat-1 now. Test again to see whether it works now."));
    runTest("Test again");
    QVERIFY2(summary().startsWith("It works"), qPrintable(summary()));
}

void ConnectionRowTest::leavesOutAProxyThatFails()
{
    FakeHttpServer proxy;
    proxy.setHandler([](const Request &) { return Script().status(403); });
    m_settings->set(keys::proxyUrl("vendor"), proxy.url("").toString());
    m_settings->set(keys::proxy("vendor"), QString("manual"));
    QVERIFY(m_registry->setBaseUrl("vendor", "https://far.example/v1"));
    QVERIFY(m_registry->setNetwork("vendor", {.proxy = NetworkChoice::Proxy::Manual, .proxyUrl = proxy.url("")}));
    runTest();
    QVERIFY2(summary().startsWith("Stopped at Connection: "), qPrintable(summary()));
    press("Use no proxy");
    QCOMPARE(m_settings->get(keys::proxy("vendor")), QString("none"));
    QVERIFY(summary().startsWith("The proxy was changed."));
    QVERIFY(findButton("Test again")->hasFocus());
}

void ConnectionRowTest::asksForACaFile()
{
    emit row().fixChosen({.kind = ConnectionFix::Kind::ChooseCaFile});
    auto *const dialog = m_page->findChild<QFileDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    dialog->close();
}

void ConnectionRowTest::sendsToTheProviderThatSpeaksSo()
{
    m_server->setHandler([](const Request &request) {
        return request.path == "/api/tags" ? json(R"({"models":[{"name":"qwen3:8b","model":"qwen3:8b"}]})")
                                           : Script().status(404).send("404 page not found");
    });
    QSignalSpy wanted(m_page.get(), &ProviderPage::providerWanted);
    runTest();
    press("Use it as Ollama's own API");
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(wanted.first().at(0).toString(), QString("ollama"));
    QCOMPARE(wanted.first().at(1).toUrl(), m_server->url(""));
    QVERIFY(summary().contains("The provider Ollama"));
    QCOMPARE(m_registry->baseUrl("vendor"), m_server->url("/v1"));
}

void ConnectionRowTest::offersTheAddressThatWasFoundElsewhere()
{
    showPage("ollama");
    const QString address = m_server->url("").toString();
    m_page->offerBaseUrl(QUrl(address));
    QVERIFY(m_registry->baseUrl("ollama") != QUrl(address)); // only offered
    press("Use " + address);
    QCOMPARE(m_registry->baseUrl("ollama"), QUrl(address));
    m_page->offerBaseUrl(QUrl(address));
    QVERIFY(!findButton("Use " + address));
}

void ConnectionRowTest::stopsAtOnce()
{
    m_server->setHandler([](const Request &) { return Script().stall(); });
    press("Test connection");
    QTRY_COMPARE(m_server->requests().size(), 1);
    QPushButton *const button = findButton("Stop");
    QVERIFY(button && button->hasFocus());
    QTest::keyClick(button, Qt::Key_Space);
    QCOMPARE(summary(), QString("Stopped."));
    QVERIFY(findButton("Test again") == button && button->hasFocus());
    QTRY_COMPARE(m_server->abortedConnections(), 1);
    QCOMPARE(stateOf(Id::Answer), State::Skipped);
    press("Test again");
    press("Stop"); // before anything was asked
    QCOMPARE(summary(), QString("Stopped."));
    QCOMPARE(m_server->requests().size(), 1);
    m_server->setHandler(goodAnswer);
    QVERIFY(findButton("Test connection"));
    runTest("Test connection");
    QVERIFY2(summary().startsWith("It works"), qPrintable(summary()));
}

void ConnectionRowTest::isOutOfDateWhenSomethingChanges()
{
    QVERIFY(m_registry->setBaseUrl("vendor", "http://127.0.0.1:1/v1"));
    QCOMPARE(summary(), QString()); // nothing was tested
    QVERIFY(m_registry->setBaseUrl("vendor", m_server->url("/v1").toString()));
    m_server->setHandler([](const Request &) { return Script().stall(); });
    press("Test connection");
    QTRY_COMPARE(m_server->requests().size(), 1);
    QVERIFY(m_registry->setBaseUrl("vendor", m_server->url("/v2").toString()));
    QVERIFY(findButton("Test again")); // it does not go on with what is no longer so
    const QString said = summary();
    QVERIFY(said.startsWith("Something was changed since this test."));
    QTRY_COMPARE(m_server->abortedConnections(), 1);
    QCoreApplication::processEvents();
    QCOMPARE(summary(), said);
}

void ConnectionRowTest::copiesAReportWithoutSecrets()
{
    storeKey("sk-canary-abcdef123456");
    std::optional<Status> kept;
    m_headers->save("vendor", *Origin::of(m_server->url()), {{.name = "X-Gate", .value = Secret("gate-canary-123456")}},
        this, [&kept](const Status &status) { kept = status; });
    QTRY_VERIFY(kept && *kept);
    m_server->setHandler([](const Request &request) {
        return json("{\"error\":{\"message\":\"Refused: " + request.header("authorization") + " and "
            + request.header("x-gate") + "\"}}")
            .status(401);
    });
    runTest();
    QCOMPARE(m_server->requests().last().header("x-gate"), QByteArray("gate-canary-123456"));
    press("Copy report");
    const QString report = QGuiApplication::clipboard()->text();
    QVERIFY2(report.startsWith("Connection test of Vendor"), qPrintable(report));
    QVERIFY(report.contains("Key: failed"));
    QVERIFY2(!report.contains("canary"), qPrintable(report));
    press("Show details");
    for (const QLabel *label : row().findChildren<QLabel *>())
        QVERIFY2(!plain(label->text()).contains("canary"), qPrintable(label->text()));
}

void ConnectionRowTest::maySafelyBeDeletedWhileItRuns_data()
{
    QTest::addColumn<int>("requests");
    for (int requests = 0; requests < 5; ++requests)
        QTest::addRow("after %d requests", requests) << requests;
}

void ConnectionRowTest::maySafelyBeDeletedWhileItRuns()
{
    QFETCH(int, requests);
    press("Test connection");
    QTRY_VERIFY(m_server->requests().size() >= requests);
    const qsizetype asked = m_server->requests().size();
    dropPage();
    QCoreApplication::processEvents();
    QTRY_COMPARE(m_server->inFlight(), 0);
    QVERIFY(m_server->requests().size() <= asked + 1); // one may be on its way; nobody goes on after it
}

void ConnectionRowTest::goesFromStepToStepByKeyboard()
{
    m_server->setHandler([](const Request &) { return json(R"({"error":{"message":"No."}})").status(401); });
    runTest();
    findButton("Copy report")->setFocus();
    const auto focused = [] { return QApplication::focusWidget(); };
    const auto at = [this](Id id) { return views().at(static_cast<qsizetype>(id)); };
    QTest::keyClick(focused(), Qt::Key_Tab);
    QCOMPARE(focused(), at(Id::Address));
    QTest::keyClick(focused(), Qt::Key_Down);
    QCOMPARE(focused(), at(Id::Proxy));
    QTest::keyClick(focused(), Qt::Key_End);
    QCOMPARE(focused(), at(Id::Embeddings));
    QTest::keyClick(focused(), Qt::Key_Home);
    for (int i = 0; i < static_cast<int>(Id::Key); ++i)
        QTest::keyClick(focused(), Qt::Key_Down);
    QCOMPARE(focused(), at(Id::Key));
    QTest::keyClick(focused(), Qt::Key_Tab);
    QCOMPARE(focused(), findButton("Add a key"));
    QTest::keyClick(focused(), Qt::Key_Backtab);
    QTest::keyClick(focused(), Qt::Key_Backtab);
    QCOMPARE(focused(), findButton("Copy report"));
}

void ConnectionRowTest::namesEveryStepForAScreenReader()
{
    runTest();
    for (const ConnectionStepView *view : views()) {
        QVERIFY(view->accessibleName().startsWith(connectionStepName(view->step().id) + ": "));
        QVERIFY(view->accessibleName().contains(connectionStateWord(view->step().state)));
        QVERIFY(view->accessibleDescription().contains(view->step().sentence));
    }
}

void ConnectionRowTest::saysTheSameReasonOnce()
{
    m_server->setHandler([](const Request &) { return json(R"({"error":{"message":"No."}})").status(401); });
    runTest();
    int shown = 0;
    for (const QLabel *label : row().findChildren<QLabel *>())
        shown += label->isVisible() && label->text().contains("needs an earlier step");
    QCOMPARE(shown, 1);
}

void ConnectionRowTest::fitsIntoANarrowPage()
{
    const QString path = "/a-path/that-is/much-longer/than-the/page-can/be-wide";
    QVERIFY(m_registry->setBaseUrl("vendor", m_server->url(path).toString()));
    m_server->setHandler([path](Request request) {
        if (!request.path.startsWith(QByteArray(path.toUtf8() + "/v1")))
            return Script().status(404).send("no");
        request.path.remove(0, path.size());
        return goodAnswer(request);
    });
    showPage("vendor");
    m_page->resize(320, 480);
    runTest();
    press("Show details");
    QVERIFY(findButton("Use " + m_server->url(path + "/v1").toString()));
    QTRY_VERIFY(row().minimumSizeHint().width() <= m_page->viewport()->width() - 48);
}

void ConnectionRowTest::showsEveryFinalAddress_data()
{
    QTest::addColumn<QString>("provider");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("shown");

    const QString v1 = "Models: http://h.example:8/v1/models\nChat: http://h.example:8/v1/chat/completions\n"
                       "Embeddings: http://h.example:8/v1/embeddings";
    QTest::newRow("a host") << "vendor"
                            << "h.example:8" << QString(v1).replace("http:", "https:");
    QTest::newRow("a base") << "vendor"
                            << " http://h.example:8/v1/ " << v1;
    QTest::newRow("an endpoint") << "vendor"
                                 << "HTTP://H.example:8/v1/chat/completions" << v1;
    QTest::newRow("no address") << "vendor"
                                << "ftp://x" << QString();
    QTest::newRow("Ollama") << "ollama"
                            << "http://h.example:8/v1"
                            << "Models: http://h.example:8/api/tags\nChat: http://h.example:8/api/chat\n"
                               "Embeddings: http://h.example:8/api/embed";
    QTest::newRow("its own") << "ollama"
                             << ""
                             << "Models: http://127.0.0.1:1/api/tags\nChat: http://127.0.0.1:1/api/chat\n"
                                "Embeddings: http://127.0.0.1:1/api/embed";
}

void ConnectionRowTest::showsEveryFinalAddress()
{
    QFETCH(QString, provider);
    QFETCH(QString, typed);
    QFETCH(QString, shown);
    showPage(provider);
    QLineEdit &field = *m_page->findChild<BaseUrlRow *>()->findChild<QLineEdit *>();
    const auto *const label = m_page->findChild<EndpointLabel *>();
    field.setText("x");
    field.setText(typed);
    QCOMPARE(plain(label->text()), shown);
    QCOMPARE(label->accessibleName(), shown);
    QCOMPARE(label->isVisible(), !shown.isEmpty());
}

QTEST_MAIN(ConnectionRowTest)
#include "connection_row_test.moc"
