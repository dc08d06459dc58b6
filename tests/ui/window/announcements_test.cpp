// SPDX-License-Identifier: MIT
#include "tests/ui/window/window_fixture.h"
#include "ui/chat/chat_panel.h"
#include "ui/documents/document_controller.h"
#include "ui/settings/key_row.h"
#include "ui/settings/settings_dialog.h"
#include "ui/widgets/notice_bar.h"

#include <QAccessible>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>

using namespace freshet;
using test::FakeHttpServer;
using test::WindowFixture;
using Script = test::FakeHttpServer::Script;

/// Hears what a screen reader says. Qt tells assistive programs of each widget that is shown (and, on Linux, of no
/// alert); they say what is a notification.
class Listener : public QObject {
public:
    QStringList said;

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() != QEvent::Show || !watched->isWidgetType())
            return false;
        QAccessibleInterface *const shown = QAccessible::queryAccessibleInterface(watched);
        if (shown && shown->role() == QAccessible::Notification)
            said << shown->text(QAccessible::Name).remove(QChar(0x200b));
        return false;
    }
};

/// What appears without the keyboard's focus going there is said by screen readers, each thing once.
class AnnouncementsTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void saysHowARefreshWent();
    void saysThatAKeyWasSaved();
    void saysHowEachStepOfAConnectionTestWent();
    void saysHowDocumentsWereAdded();
    void saysWhatIsWrong();

private:
    SettingsDialog &dialog() { return *m_app->window->findChild<SettingsDialog *>(); }
    QWidget &page() { return *dialog().findChild<QStackedWidget *>()->currentWidget(); }
    void openPage(const ProviderId &provider);
    void press(const QString &text);
    QStringList &said() const { return m_listener->said; }
    QString lastSaid() const { return said().isEmpty() ? QString() : said().last(); }

    std::unique_ptr<Listener> m_listener;
    std::unique_ptr<WindowFixture> m_app;
};

void AnnouncementsTest::init()
{
    m_app = std::make_unique<WindowFixture>();
    m_app->chooseModel("qwen3:8b");
    m_app->open();
    m_listener = std::make_unique<Listener>();
    qApp->installEventFilter(m_listener.get());
}

void AnnouncementsTest::cleanup()
{
    m_listener.reset();
    m_app.reset();
}

void AnnouncementsTest::openPage(const ProviderId &provider)
{
    QTest::keyClick(m_app->window.get(), Qt::Key_Comma, Qt::ControlModifier);
    QTRY_COMPARE(QApplication::activeWindow(), &dialog());
    dialog().showProvider(provider);
    QTest::qWait(0); // whether there is a key is told
    said().clear();
}

void AnnouncementsTest::press(const QString &text)
{
    for (QPushButton *button : page().findChildren<QPushButton *>()) {
        if (!button->isVisible() || QString(button->text()).remove(u'&') != text)
            continue;
        button->setFocus();
        QTest::keyClick(button, Qt::Key_Space);
        return;
    }
    QFAIL(qPrintable("there is no button " + text));
}

void AnnouncementsTest::saysHowARefreshWent()
{
    openPage("ollama");
    press("Refresh models");
    QTRY_COMPARE(said(), QStringList{"It works: 3 models."});
    for (int time = 1; time <= 2; ++time) {
        said().clear();
        m_app->server.enqueueFor("/api/tags");
        m_app->server.enqueue(Script().status(403).chunk(R"({"error":"not for you"})").lastChunk());
        press("Refresh models");
        QTRY_VERIFY(!m_app->models->state("ollama").isRefreshing);
        QCOMPARE(said().join(QLatin1String(" | ")), m_app->models->state("ollama").error.value_or(Error()).message);
    }
}

void AnnouncementsTest::saysThatAKeyWasSaved()
{
    openPage("ollama");
    auto *const field = page().findChild<KeyRow *>()->findChild<QLineEdit *>();
    QTest::keyClicks(field, "sk-x");
    QTest::keyClick(field, Qt::Key_Return);
    const QString address = m_app->server.url("").toString();
    QTRY_VERIFY2(said().contains(QString("A key is stored for %1.").arg(address)),
        qPrintable(said().join(QLatin1String(" | "))));
    QCOMPARE(said().first(), QString("Saving the key…"));
    QCOMPARE(said().filter("A key is stored").size(), 1);
}

void AnnouncementsTest::saysHowEachStepOfAConnectionTestWent()
{
    m_app->server.setHandler([](const FakeHttpServer::Request &request) {
        return request.path == "/api/tags" ? WindowFixture::answerTo(request)
                                           : Script().status(403).chunk(R"({"error":"not for you"})").lastChunk();
    });
    openPage("ollama");
    press("Test connection");
    QTRY_VERIFY2(lastSaid().startsWith("Stopped at Answer: "), qPrintable(said().join(QLatin1String(" | "))));
    QStringList expected{"Testing the connection…", "Address: ok", "Proxy: ok", "Connection: ok", "Key: ok",
        "Dialect: ok", "Models: ok", "Answer: failed"};
    for (const QString &sentence : std::as_const(expected))
        QCOMPARE(said().count(sentence), 1);
    QCOMPARE(said().filter("Name:").size(), 0); // was not needed
}

void AnnouncementsTest::saysHowDocumentsWereAdded()
{
    QFile file(m_app->dir.filePath("note.md"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("# Boiler\n\nBleed it every October.\n");
    file.close();
    m_app->window->findChild<DocumentController *>()->add({file.fileName()});
    QTRY_COMPARE(lastSaid(), QString("Added 1 document."));
    QCOMPARE(said().count("Added 1 document."), 1);
}

void AnnouncementsTest::saysWhatIsWrong()
{
    NoticeBar &notice = m_app->window->findChild<ChatPanel *>()->notice();
    notice.showNotice("The disk is full.");
    notice.showNotice("The keychain is locked.");
    notice.showNotice("The disk is full.");
    QCOMPARE(said(), (QStringList{"The disk is full.", "The keychain is locked."}));
}

QTEST_MAIN(AnnouncementsTest)
#include "announcements_test.moc"
