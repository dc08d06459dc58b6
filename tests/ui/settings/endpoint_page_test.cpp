// SPDX-License-Identifier: MIT
#include "tests/support/served_program.h"
#include "tests/support/tool_client.h"
#include "ui/endpoint/connected_tools.h"
#include "ui/endpoint/token_dialog.h"
#include "ui/endpoint/token_list.h"
#include "ui/endpoint/tool_query_list.h"
#include "ui/endpoint/tool_query_model.h"
#include "ui/settings/endpoint_page.h"
#include "ui/widgets/entry_list.h"
#include "ui/widgets/lines_field.h"
#include "ui/widgets/row_delegate.h"
#include "ui/widgets/secret_field.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QSpinBox>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

using namespace freshet;
using test::FakeHttpServer;
using test::ToolClient;

struct EndpointPageServices : test::ServedProgram {
    ToolQueryModel toolQueries{endpoint.queries(), registry};
};

class EndpointPageTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void listensOnlyAfterItIsSwitchedOn();
    void copiesBothAddresses();
    void saysWhyItCannotListenAndTakesAnotherPort();
    void keepsWhatIsNoPortOutOfTheSettings();
    void showsANewTokenOnceAndMarksItAsSecretOnTheClipboard();
    void forgetsANewTokenWhenThePageIsLeft();
    void refusesATokenThatMayNothingOrIsThereAlready();
    void changesWhatATokenMayAndItsBudget();
    void asksBeforeItRevokesAndThenCutsTheToolOff();
    void listsConnectedTools();
    void showsEachQueryAndStopsTheChosenOne();
    void rowsKeepTheirOrderWhenQueriesEnd();
    void keepsFiftyEndedQueries();
    void tellsTodaysUseAndTheEndOfTheBudget();
    void keepsOriginsAndTellsWhatIsNone();

private:
    EntryList &list(const char *name);
    QPushButton &button(const QWidget &root, const QString &text);
    QString entry(EntryList &list, int row);
    bool says(const QString &words);
    QByteArray newToken(const QString &name);
    void switchOn();

    std::unique_ptr<EndpointPageServices> m_app;
    std::unique_ptr<EndpointPage> m_page;
};

void EndpointPageTest::init()
{
    m_app = std::make_unique<EndpointPageServices>();
    m_app->models.setStaticModels("fake", {{.ref = {"fake", "fake-1"}, .name = "Fake One"}}, true);
    m_app->endpoint.followSettings();
    m_page = std::make_unique<EndpointPage>(
        EndpointPage::Services{m_app->settings, m_app->endpoint, m_app->toolQueries}, nullptr);
    m_page->resize(700, 900);
    m_page->show();
}

void EndpointPageTest::cleanup()
{
    m_page.reset();
    m_app.reset();
}

EntryList &EndpointPageTest::list(const char *name)
{
    for (EntryList *const list : m_page->findChildren<EntryList *>()) {
        if (list->accessibleName() == QLatin1String(name))
            return *list;
    }
    qFatal("no such list: %s", name);
}

QPushButton &EndpointPageTest::button(const QWidget &root, const QString &text)
{
    for (QPushButton *const button : root.findChildren<QPushButton *>()) {
        if (button->text().remove(u'&') == text)
            return *button;
    }
    qFatal("no such button: %s", qPrintable(text));
}

QString EndpointPageTest::entry(EntryList &list, int row)
{
    const QModelIndex index = list.model()->index(row, 0);
    return index.data().toString() + '|' + index.data(RowDetail).toString();
}

bool EndpointPageTest::says(const QString &words)
{
    const auto labels = m_page->findChildren<QLabel *>();
    return std::any_of(labels.cbegin(), labels.cend(), [&words](const QLabel *label) {
        return label->isVisible() && label->text().remove(QChar(0x200b)).contains(words);
    });
}

QByteArray EndpointPageTest::newToken(const QString &name)
{
    return m_app->endpoint.tokens().create(name, TokenScope::Query | TokenScope::Models)->secret.reveal();
}

void EndpointPageTest::switchOn() { m_app->settings.set(keys::serverEnabled, true); }

void EndpointPageTest::listensOnlyAfterItIsSwitchedOn()
{
    auto *const box = m_page->findChild<QCheckBox *>();
    QVERIFY(!box->isChecked());
    QVERIFY(!m_app->endpoint.isListening());
    box->click();
    QVERIFY(m_app->endpoint.isListening());
    QVERIFY(m_app->settings.get(keys::serverEnabled));
    QVERIFY(says(m_app->endpoint.url().toString()));
    box->click();
    QVERIFY(!m_app->endpoint.isListening());
    QVERIFY(!says("ws://"));
}

void EndpointPageTest::copiesBothAddresses()
{
    switchOn();
    const QString port = QString::number(m_app->endpoint.port());
    button(*m_page, "Copy address").click();
    QCOMPARE(QGuiApplication::clipboard()->text(), "ws://127.0.0.1:" + port + "/query/stream");
    button(*m_page, "Copy base URL").click();
    QCOMPARE(QGuiApplication::clipboard()->text(), "http://127.0.0.1:" + port + "/v1");
    QVERIFY(says("http://127.0.0.1:" + port + "/v1 is on the clipboard."));
}

void EndpointPageTest::saysWhyItCannotListenAndTakesAnotherPort()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    m_app->settings.set(keys::serverPort, int(other.serverPort()));
    switchOn();
    QVERIFY(!m_app->endpoint.isListening());
    QVERIFY(says(m_app->endpoint.error()->message));

    auto *const port = m_page->findChild<QLineEdit *>();
    port->setFocus();
    port->selectAll();
    QTest::keyClicks(port, "0");
    QTest::keyClick(port, Qt::Key_Return);
    QVERIFY(m_app->endpoint.isListening());
    QVERIFY(!says("another program has it"));

    m_app->settings.set(keys::serverPort, int(other.serverPort()));
    QVERIFY(says("another program has it"));
    m_app->settings.set(keys::serverEnabled, false);
    QVERIFY(!says("another program has it"));
}

void EndpointPageTest::keepsWhatIsNoPortOutOfTheSettings()
{
    m_app->settings.set(keys::serverPort, 8765);
    auto *const port = m_page->findChild<QLineEdit *>();
    for (const char *typed : {"80", "70000", "http", "-1"}) {
        port->selectAll();
        QTest::keyClicks(port, typed);
        QTest::keyClick(port, Qt::Key_Return);
        QVERIFY2(says("The port is a number"), typed);
        QCOMPARE(m_app->settings.get(keys::serverPort), 8765);
    }
    port->selectAll();
    QTest::keyClicks(port, "9000");
    QTest::keyClick(port, Qt::Key_Return);
    QVERIFY(!says("The port is a number"));
    QCOMPARE(m_app->settings.get(keys::serverPort), 9000);
}

void EndpointPageTest::showsANewTokenOnceAndMarksItAsSecretOnTheClipboard()
{
    QVERIFY(says("None yet, so no program can ask."));
    button(*m_page, "New token…").click();
    auto *const dialog = m_page->findChild<TokenDialog *>();
    QVERIFY(dialog);
    QTest::keyClicks(dialog->findChild<QLineEdit *>(), "Editor");
    button(*dialog, "Create token").click();

    auto *const field = m_page->findChild<SecretField *>();
    QVERIFY(field->isVisible());
    const QByteArray secret = field->toPlainText().toUtf8();
    const auto token = m_app->endpoint.tokens().find(secret);
    QVERIFY(token);
    QCOMPARE(token->name, "Editor");
    QCOMPARE(token->scopes, TokenScopes(TokenScope::Query | TokenScope::Models));
    QCOMPARE(token->budget, TokenBudget());
    button(*m_page, "Copy token").click();
    const QMimeData *copied = QGuiApplication::clipboard()->mimeData();
    QCOMPARE(copied->text().toUtf8(), secret);
    QCOMPARE(copied->data("x-kde-passwordManagerHint"), QByteArray("secret"));
    QGuiApplication::clipboard()->clear();
    field->selectAll();
    field->copy();
    QCOMPARE(QGuiApplication::clipboard()->mimeData()->data("x-kde-passwordManagerHint"), QByteArray("secret"));

    button(*m_page, "Done").click();
    QVERIFY(!field->isVisible());
    QCOMPARE(field->toPlainText(), QString());
    QVERIFY(!says(secret));
    QVERIFY(entry(list("Tokens of tools"), 0).startsWith("Editor|May ask models"));
}

void EndpointPageTest::forgetsANewTokenWhenThePageIsLeft()
{
    button(*m_page, "New token…").click();
    auto *const dialog = m_page->findChild<TokenDialog *>();
    QTest::keyClicks(dialog->findChild<QLineEdit *>(), "Editor");
    button(*dialog, "Create token").click();
    QVERIFY(!m_page->findChild<SecretField *>()->toPlainText().isEmpty());
    m_page->hide();
    m_page->show();
    QVERIFY(!m_page->findChild<SecretField *>()->isVisible());
    QCOMPARE(m_page->findChild<SecretField *>()->toPlainText(), QString());
}

void EndpointPageTest::refusesATokenThatMayNothingOrIsThereAlready()
{
    newToken("Editor");
    button(*m_page, "New token…").click();
    auto *const dialog = m_page->findChild<TokenDialog *>();
    QPushButton &create = button(*dialog, "Create token");
    QVERIFY(!create.isEnabled());
    QTest::keyClicks(dialog->findChild<QLineEdit *>(), "editor");
    QVERIFY(create.isEnabled());
    for (QCheckBox *const box : dialog->findChildren<QCheckBox *>())
        box->setChecked(false);
    QVERIFY(!create.isEnabled());
    dialog->findChildren<QCheckBox *>().first()->setChecked(true);
    create.click();
    QVERIFY(dialog->isVisible());
    const auto labels = dialog->findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.cbegin(), labels.cend(),
        [](const QLabel *label) { return label->text().contains("There is a token for \"editor\" already"); }));
    QCOMPARE(m_app->endpoint.tokens().tokens().size(), 1);
}

void EndpointPageTest::changesWhatATokenMayAndItsBudget()
{
    newToken("Editor");
    button(*m_page, "Edit token…").click();
    auto *const dialog = m_page->findChild<TokenDialog *>();
    QCOMPARE(dialog->findChild<QLineEdit *>()->text(), "Editor");
    for (QCheckBox *const box : dialog->findChildren<QCheckBox *>())
        box->setChecked(box->text().contains("documents"));
    const auto numbers = dialog->findChildren<QSpinBox *>();
    numbers.at(0)->setValue(5);
    numbers.at(1)->setValue(0);
    QCOMPARE(numbers.at(1)->text(), "No limit");
    button(*dialog, "Save changes").click();
    QVERIFY(!dialog->isVisible());
    const AccessToken token = m_app->endpoint.tokens().tokens().first();
    QCOMPARE(token.scopes, TokenScopes(TokenScope::Documents));
    QCOMPARE(token.budget, (TokenBudget{.queries = 5, .tokens = std::nullopt}));
    QCOMPARE(entry(list("Tokens of tools"), 0),
        "Editor|May read your documents. Never used.\nToday: queries 0 of 5, tokens 0.");
}

void EndpointPageTest::asksBeforeItRevokesAndThenCutsTheToolOff()
{
    switchOn();
    ToolClient tool(m_app->endpoint.url(), newToken("Editor"));
    QTRY_VERIFY(tool.isIn());
    button(*m_page, "Revoke token…").click();
    auto *question = m_page->findChild<QMessageBox *>();
    QVERIFY(question->text().contains("\"Editor\""));
    question->defaultButton()->click(); // Cancel
    QCOMPARE(m_app->endpoint.tokens().tokens().size(), 1);
    QTRY_VERIFY(!m_page->findChild<QMessageBox *>());

    button(*m_page, "Revoke token…").click();
    question = m_page->findChild<QMessageBox *>();
    button(*question, "Revoke the token").click();
    QTRY_VERIFY(tool.isClosed());
    QCOMPARE(m_app->endpoint.tokens().tokens().size(), 0);
    QVERIFY(says("The token of \"Editor\" is no longer valid."));
    QVERIFY(!list("Tokens of tools").isVisible());
}

void EndpointPageTest::listsConnectedTools()
{
    switchOn();
    EntryList &tools = list("Connected tools");
    QVERIFY(!tools.isVisible());
    auto editor = std::make_unique<ToolClient>(m_app->endpoint.url(), newToken("Editor"));
    QTRY_VERIFY(editor->isIn());
    ToolClient script(m_app->endpoint.url(), newToken("Script"));
    QTRY_VERIFY(script.isIn());
    QTRY_COMPARE(tools.model()->rowCount(), 2);
    QVERIFY(entry(tools, 0).startsWith("Editor|WebSocket, since "));
    editor.reset();
    QTRY_COMPARE(tools.model()->rowCount(), 1);
    QVERIFY(entry(tools, 0).startsWith("Script|"));
    m_app->settings.set(keys::serverEnabled, false);
    QTRY_VERIFY(!tools.isVisible());
}

void EndpointPageTest::showsEachQueryAndStopsTheChosenOne()
{
    switchOn();
    m_app->settings.set(keys::serverQueriesPerConnection, 1);
    m_app->provider.enqueue(test::saying({"Blue."}));
    m_app->provider.enqueue(test::streamHead().sse(test::spoken("Well,")).stall());
    ToolClient tool(m_app->endpoint.url(), newToken("Editor"));
    QTRY_VERIFY(tool.isIn());
    tool.ask("a", "Which colour?\nA short answer.");
    QTRY_COMPARE(tool.last()["type"].toString(), "final");
    EntryList &queries = list("Queries of other tools");
    QVERIFY(entry(queries, 0).startsWith("Which colour?…|Answered · Editor · fake-1 · Fake · 10 tokens · "));
    QPushButton &stop = button(*m_page, "Stop query");
    QVERIFY(!stop.isEnabled());

    tool.ask("b", "And why?");
    tool.ask("c", "And since when?");
    QTRY_COMPARE(m_app->toolQueries.openCount(), 2);
    QTRY_VERIFY(entry(queries, 0).startsWith("And why?|Running · Editor · fake-1 · Fake"));
    QTRY_COMPARE(tool.last()["type"].toString(), "token");
    QTRY_VERIFY(entry(queries, 0).contains("tokens")); // counted while it runs
    QVERIFY(entry(queries, 1).startsWith("And since when?|Waiting · Editor"));
    queries.setCurrentIndex(queries.model()->index(0, 0));
    QVERIFY(stop.isEnabled());
    m_app->provider.enqueue(test::streamHead().sse(test::spoken("Well,")).stall());
    stop.click();
    QTRY_VERIFY(entry(queries, 0).startsWith("And since when?|Running"));
    QVERIFY(entry(queries, 1).startsWith("And why?|Stopped"));
    QTRY_COMPARE(m_app->provider.abortedConnections(), 1);
    QVERIFY(entry(queries, 2).startsWith("Which colour?…|Answered"));
}

void EndpointPageTest::rowsKeepTheirOrderWhenQueriesEnd()
{
    switchOn();
    m_app->settings.set(keys::serverQueries, 3);
    m_app->settings.set(keys::serverQueriesPerConnection, 3);
    for (int i = 0; i < 3; ++i)
        m_app->provider.enqueue(test::streamHead().sse(test::spoken("Well,")).stall());
    ToolClient tool(m_app->endpoint.url(), newToken("Editor"));
    QTRY_VERIFY(tool.isIn());
    for (const char *question : {"First", "Second", "Third"})
        tool.ask(question, question);
    QTRY_COMPARE(m_app->provider.requests().size(), 3);
    EntryList &queries = list("Queries of other tools");
    queries.setCurrentIndex(queries.model()->index(2, 0));
    m_app->toolQueries.stop(m_app->toolQueries.index(0)); // the first of three: its row moves
    QTRY_COMPARE(m_app->toolQueries.openCount(), 2);
    QVERIFY(entry(queries, 0).startsWith("Second|Running"));
    QVERIFY(entry(queries, 2).startsWith("First|Stopped"));
    QCOMPARE(queries.currentIndex().data().toString(), "Third");
    m_app->toolQueries.stop(m_app->toolQueries.index(1)); // the last one: its row stays
    QTRY_COMPARE(m_app->toolQueries.openCount(), 1);
    QVERIFY(entry(queries, 1).startsWith("Third|Stopped"));
    QVERIFY(entry(queries, 2).startsWith("First|Stopped"));
    QVERIFY(!button(*m_page, "Stop query").isEnabled());
}

void EndpointPageTest::keepsFiftyEndedQueries()
{
    switchOn();
    m_app->provider.setHandler([](const FakeHttpServer::Request &) { return test::saying({"Yes."}); });
    for (int i = 1; i <= ToolQueryModel::kMostEnded + 2; ++i) {
        QVERIFY(m_app->endpoint.queries().start({.caller = {.name = "Editor"},
            .request = {.question = QString("Question %1").arg(i), .model = {"fake", "fake-1"}}}));
        if (i % 4 == 0)
            QTRY_COMPARE(m_app->toolQueries.openCount(), 0);
    }
    QTRY_COMPARE(m_app->toolQueries.openCount(), 0);
    EntryList &queries = list("Queries of other tools");
    QCOMPARE(queries.model()->rowCount(), ToolQueryModel::kMostEnded);
    QStringList all;
    for (int row = 0; row < queries.model()->rowCount(); ++row)
        all << queries.model()->index(row, 0).data().toString();
    QVERIFY(all.contains("Question 52"));
    QVERIFY(!all.contains("Question 1"));
}

void EndpointPageTest::tellsTodaysUseAndTheEndOfTheBudget()
{
    switchOn();
    newToken("Editor");
    AccessTokenStore &tokens = m_app->endpoint.tokens();
    const TokenId id = tokens.tokens().first().id;
    QVERIFY(tokens.setBudget(id, {.queries = 2, .tokens = 1000}));
    EntryList &list = this->list("Tokens of tools");
    tokens.count(id, 1, 250);
    QCOMPARE(entry(list, 0).section('\n', 1), "Today: queries 1 of 2, tokens 250 of 1,000.");
    tokens.count(id, 1, 250);
    QCOMPARE(entry(list, 0).section('\n', 1), "Today: queries 2 of 2, tokens 500 of 1,000. No more answers today.");
}

void EndpointPageTest::keepsOriginsAndTellsWhatIsNone()
{
    auto *const field = m_page->findChildren<LinesField *>().last();
    QTest::keyClicks(field, "HTTP://LocalHost:3000/");
    QTest::keyClick(field, Qt::Key_Return);
    QTest::keyClicks(field, "example.org");
    QTRY_COMPARE(m_app->settings.get(keys::serverOrigins), QStringList{"http://localhost:3000"});
    QVERIFY(says("Not an origin: example.org."));
    QVERIFY(field->toPlainText().contains("example.org")); // to be mended
    m_app->settings.set(keys::serverOrigins, {"https://app.example"});
    QCOMPARE(field->toPlainText(), "https://app.example");
}

QTEST_MAIN(EndpointPageTest)
#include "endpoint_page_test.moc"
