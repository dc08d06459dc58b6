// SPDX-License-Identifier: MIT
#include "core/server/local_endpoint.h"
#include "tests/support/tool_client.h"
#include "tests/ui/window/window_fixture.h"
#include "ui/chat/chat_panel.h"
#include "ui/endpoint/endpoint_indicator.h"
#include "ui/endpoint/token_dialog.h"
#include "ui/settings/endpoint_page.h"
#include "ui/settings/settings_dialog.h"
#include "ui/widgets/entry_list.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/row_delegate.h"
#include "ui/widgets/secret_field.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>

using namespace freshet;
using test::ToolClient;
using test::WindowFixture;
using Script = test::FakeHttpServer::Script;

class EndpointJourneysTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_app.reset(); }
    void opensNoPortOnAFreshProfile();
    void listensFromTheFirstPaintWhenItIsSwitchedOn();
    void letsAToolInAndShowsWhatItDoes();
    void endsTheConnectionOfARevokedTokenAndThenListensNoMore();
    void leadsFromTheSignToThePage();
    void saysTheSameInFewerWordsWhereThereIsLittleRoom();
    void tellsInTheWindowWhenAToolReachesItsBudget();
    void tellsInTheWindowWhenThePortIsTaken();

private:
    ChatPanel &chat() { return *m_app->window->findChild<ChatPanel *>(); }
    EndpointIndicator &sign() { return chat().endpoint(); }
    SettingsDialog &dialog() { return *m_app->window->findChild<SettingsDialog *>(); }
    EndpointPage &page() { return *dialog().findChild<EndpointPage *>(); }
    QPushButton &button(const QWidget &root, const QString &text);
    QString firstEntry(const QString &listName);
    void openPage();
    QByteArray createToken(const QString &name);

    std::unique_ptr<WindowFixture> m_app;
};

void EndpointJourneysTest::init()
{
    m_app = std::make_unique<WindowFixture>();
    m_app->chooseModel("qwen3:8b");
    m_app->settings.set(keys::serverPort, 0);
}

QPushButton &EndpointJourneysTest::button(const QWidget &root, const QString &text)
{
    for (QPushButton *const button : root.findChildren<QPushButton *>()) {
        if (button->text().remove(u'&') == text)
            return *button;
    }
    qFatal("no such button: %s", qPrintable(text));
}

QString EndpointJourneysTest::firstEntry(const QString &listName)
{
    for (EntryList *const list : page().findChildren<EntryList *>()) {
        const QModelIndex index = list->model()->index(0, 0);
        if (list->accessibleName() == listName && index.isValid() && list->isVisible())
            return index.data().toString() + '|' + index.data(RowDetail).toString();
    }
    return {};
}

/// As the user does: from the menu's key to the page.
void EndpointJourneysTest::openPage()
{
    QTest::keyClick(m_app->window.get(), Qt::Key_Comma, Qt::ControlModifier);
    dialog().showEndpoint();
}

QByteArray EndpointJourneysTest::createToken(const QString &name)
{
    button(page(), "New token…").click();
    auto &question = *page().findChild<TokenDialog *>();
    QTest::keyClicks(question.findChild<QLineEdit *>(), name);
    button(question, "Create token").click();
    const QByteArray secret = page().findChild<SecretField *>()->toPlainText().toUtf8();
    button(page(), "Done").click();
    return secret;
}

void EndpointJourneysTest::opensNoPortOnAFreshProfile()
{
    m_app->open();
    QTRY_VERIFY(!m_app->server.requests().isEmpty()); // what waits for the first paint has run
    QVERIFY(!m_app->endpoint->isListening());
    QVERIFY(!sign().isVisible());
    QVERIFY(!QFile::exists(m_app->dir.filePath("tokens.json")));
}

void EndpointJourneysTest::listensFromTheFirstPaintWhenItIsSwitchedOn()
{
    m_app->settings.set(keys::serverEnabled, true);
    m_app->open();
    QTRY_VERIFY(sign().isVisible());
    QVERIFY(m_app->endpoint->isListening());
    QCOMPARE(sign().text(), "Local endpoint on");
}

void EndpointJourneysTest::letsAToolInAndShowsWhatItDoes()
{
    QSignalSpy scanned(m_app->scan.get(), &LocalServerScan::finished);
    m_app->open();
    QTRY_VERIFY(!scanned.isEmpty()); // which hangs up where the machine is busy
    openPage();
    page().findChild<QCheckBox *>()->click();
    QTRY_VERIFY(sign().isVisible());
    const QByteArray secret = createToken("Editor");
    QVERIFY(secret.size() >= 43);
    QCOMPARE(page().findChild<SecretField *>()->toPlainText(), QString());

    ToolClient tool(m_app->endpoint->url(), secret);
    QTRY_VERIFY(tool.isIn());
    QTRY_VERIFY(firstEntry("Connected tools").startsWith("Editor|WebSocket"));
    m_app->server.enqueue(WindowFixture::begun("One"));
    const int hungUp = m_app->server.abortedConnections();
    tool.ask("q", "Count to three");
    QTRY_COMPARE(tool.last()["type"].toString(), "token");
    QVERIFY(firstEntry("Queries of other tools").startsWith("Count to three|Running · Editor · qwen3:8b · Ollama"));
    QCOMPARE(sign().text(), "Local endpoint on · 1 query");

    QPushButton &stop = button(page(), "Stop query");
    QVERIFY(stop.isEnabled());
    stop.click();
    QTRY_COMPARE(tool.last()["type"].toString(), "error");
    QCOMPARE(tool.last()["kind"].toString(), "cancelled");
    QCOMPARE(tool.last()["id"].toString(), "q");
    QTRY_COMPARE(m_app->server.abortedConnections(), hungUp + 1);
    QVERIFY(firstEntry("Queries of other tools").startsWith("Count to three|Stopped"));
    QCOMPARE(sign().text(), "Local endpoint on");
    QVERIFY(!stop.isEnabled());
    QVERIFY(firstEntry("Tokens of tools").contains("queries 1 of 200"));
}

void EndpointJourneysTest::endsTheConnectionOfARevokedTokenAndThenListensNoMore()
{
    m_app->settings.set(keys::serverEnabled, true);
    m_app->open();
    QTRY_VERIFY(m_app->endpoint->isListening());
    openPage();
    ToolClient editor(m_app->endpoint->url(), createToken("Editor"));
    ToolClient script(m_app->endpoint->url(), createToken("Script")); // chosen now, since it is new
    QTRY_VERIFY(editor.isIn() && script.isIn());
    button(page(), "Revoke token…").click();
    button(*dialog().findChild<QMessageBox *>(), "Revoke the token").click();
    QTRY_VERIFY(script.isClosed());
    QVERIFY(!editor.isClosed());

    const quint16 port = m_app->endpoint->port();
    page().findChild<QCheckBox *>()->click();
    QTRY_VERIFY(editor.isClosed());
    QVERIFY(!sign().isVisible());
    QTcpSocket knock;
    knock.connectToHost(QHostAddress::LocalHost, port);
    QTRY_COMPARE(knock.error(), QAbstractSocket::ConnectionRefusedError);
}

void EndpointJourneysTest::leadsFromTheSignToThePage()
{
    m_app->settings.set(keys::serverEnabled, true);
    m_app->open();
    QTRY_VERIFY(sign().isVisible());
    QVERIFY(sign().focusPolicy() & Qt::TabFocus);
    QVERIFY(sign().toolTip().contains(m_app->endpoint->url().authority()));
    sign().click();
    QTRY_VERIFY(dialog().isVisible());
    QVERIFY(page().isVisible());
}

void EndpointJourneysTest::saysTheSameInFewerWordsWhereThereIsLittleRoom()
{
    m_app->settings.set(keys::serverEnabled, true);
    m_app->settings.set(keys::textZoomPercent, 200);
    m_app->open({640, 480});
    QTRY_VERIFY(sign().isVisible());
    m_app->window->resize(500, 480); // the chats lie over it now, so there is room
    const auto isWhole = [this] {
        return sign().fontMetrics().horizontalAdvance(sign().text()) < sign().width()
            && m_app->window->rect().contains(QRect(sign().mapTo(m_app->window.get(), QPoint()), sign().size()));
    };
    QTRY_VERIFY(isWhole());
    sign().setState("127.0.0.1:1", 12);
    QTRY_VERIFY(isWhole());
    sign().resize(sign().minimumSizeHint());
    QCOMPARE(sign().text(), "Endpoint on · 12");
    QCOMPARE(sign().accessibleName(), "Local endpoint on · 12 queries");
    QVERIFY(isWhole());
}

void EndpointJourneysTest::tellsInTheWindowWhenAToolReachesItsBudget()
{
    m_app->open();
    AccessTokenStore &tokens = m_app->endpoint->tokens();
    QVERIFY(tokens.create("Editor", TokenScope::Query));
    const TokenId id = tokens.tokens().first().id;
    QVERIFY(tokens.setBudget(id, {.queries = 1, .tokens = std::nullopt}));
    QVERIFY(!chat().notice().isVisible());
    tokens.count(id, 1, 0);
    QVERIFY(chat().notice().isVisible());
    QVERIFY(chat().notice().text().startsWith("\"Editor\" has used up its budget for "));
}

void EndpointJourneysTest::tellsInTheWindowWhenThePortIsTaken()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    m_app->settings.set(keys::serverPort, int(other.serverPort()));
    m_app->settings.set(keys::serverEnabled, true);
    m_app->open();
    QTRY_VERIFY(chat().notice().isVisible());
    QVERIFY(chat().notice().text().contains(QString::number(other.serverPort())));
    QVERIFY(!sign().isVisible());
}

QTEST_MAIN(EndpointJourneysTest)
#include "endpoint_journeys_test.moc"
