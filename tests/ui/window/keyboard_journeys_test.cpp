// SPDX-License-Identifier: MIT
#include "tests/ui/window/window_fixture.h"
#include "ui/chat/chat_panel.h"
#include "ui/chat/composer_field.h"
#include "ui/palette/command_palette.h"
#include "ui/palette/palette_model.h"
#include "ui/search/search_panel.h"
#include "ui/settings/key_field.h"
#include "ui/settings/keyboard_page.h"
#include "ui/settings/settings_dialog.h"
#include "ui/transcript/transcript_view.h"
#include "ui/widgets/result_label.h"

#include <QAction>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QPushButton>
#include <QTreeWidget>

using namespace freshet;
using test::WindowFixture;

/// The palette, and keys that are given to commands.
class KeyboardJourneysTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_app.reset(); }
    void everyCommandHasANameAndIsInTheMenuAndThePalette();
    void noUsualKeysAreTakenTwice();
    void runsACommandFromThePalette();
    void opensAChatFromThePalette();
    void saysWhenNothingIsCalledThat();
    void leavesOutWhatCannotBeUsed();
    void givesACommandOtherKeys();
    void refusesKeysThatType();
    void takesKeysThatWouldCloseTheDialog();
    void takesKeysFromAnotherCommand();
    void showsKeysThatTheFileGaveTwice();
    void takesKeysAwayAndBringsThemBack();

private:
    QWidget &window() { return *m_app->window; }
    QAction &command(const char *name) { return *window().findChild<QAction *>(QLatin1String(name)); }
    ComposerField &field() { return *window().findChild<ComposerField *>(); }
    CommandPalette &palette() { return *window().findChild<CommandPalette *>(); }
    QStringList listed();
    KeyboardPage &openPage();
    QTreeWidgetItem &choose(KeyboardPage &page, const QString &command);
    KeyField &keysField(KeyboardPage &page) { return *page.findChild<KeyField *>(); }
    QString said(KeyboardPage &page) { return page.findChild<ResultLabel *>()->text(); }
    static QPushButton &button(QWidget &page, const QString &text);

    std::unique_ptr<WindowFixture> m_app;
};

void KeyboardJourneysTest::init()
{
    m_app = std::make_unique<WindowFixture>();
    m_app->chooseModel("qwen3:8b");
    m_app->open();
}

QStringList KeyboardJourneysTest::listed()
{
    QStringList texts;
    const QAbstractItemModel &model = *palette().view().model();
    for (int row = 0; row < model.rowCount(); ++row)
        texts << model.index(row, 0).data().toString();
    return texts;
}

KeyboardPage &KeyboardJourneysTest::openPage()
{
    command("settings").trigger();
    auto &dialog = *window().findChild<SettingsDialog *>();
    auto &pages = *dialog.findChild<QListWidget *>();
    pages.setCurrentItem(pages.findItems("Keyboard", Qt::MatchExactly).value(0));
    return *dialog.findChild<KeyboardPage *>();
}

QTreeWidgetItem &KeyboardJourneysTest::choose(KeyboardPage &page, const QString &command)
{
    auto &list = *page.findChild<QTreeWidget *>();
    QTreeWidgetItem *const item = list.findItems(command, Qt::MatchExactly).value(0);
    list.setCurrentItem(item);
    return *item;
}

QPushButton &KeyboardJourneysTest::button(QWidget &page, const QString &text)
{
    const QList<QPushButton *> buttons = page.findChildren<QPushButton *>();
    return **std::find_if(
        buttons.cbegin(), buttons.cend(), [&text](const QPushButton *one) { return one->text().remove(u'&') == text; });
}

void KeyboardJourneysTest::everyCommandHasANameAndIsInTheMenuAndThePalette()
{
    QTest::keyClick(&field(), Qt::Key_K, Qt::ControlModifier);
    QTRY_VERIFY(window().findChild<CommandPalette *>() && palette().isVisible());
    const QStringList texts = listed();
    QSet<QString> names;
    int count = 0;
    for (const QAction *const action : window().actions()) {
        QVERIFY(!action->objectName().isEmpty());
        QVERIFY2(!names.contains(action->objectName()), qPrintable(action->objectName()));
        names << action->objectName();
        QVERIFY2(texts.contains(action->text().remove(u'&')), qPrintable(action->text()));
        ++count;
    }
    QVERIFY(count > 25);
}

void KeyboardJourneysTest::noUsualKeysAreTakenTwice()
{
    QHash<QKeySequence, QString> owners;
    for (const QAction *const action : window().actions()) {
        for (const QKeySequence &keys : action->shortcuts()) {
            QVERIFY2(!owners.contains(keys), qPrintable(action->objectName() + " and " + owners.value(keys)));
            QVERIFY2(!refusalOf(keys), qPrintable(action->objectName()));
            owners.insert(keys, action->objectName());
        }
    }
}

void KeyboardJourneysTest::runsACommandFromThePalette()
{
    QTest::keyClick(&field(), Qt::Key_K, Qt::ControlModifier);
    auto &search = *palette().findChild<QLineEdit *>();
    QTest::keyClicks(&search, "wrap code");
    QCOMPARE(palette().view().currentIndex().data().toString(), QString("Wrap long lines in code"));
    QCOMPARE(palette().view().currentIndex().data(RowDetail).toString(), QString("Alt+Z"));
    QTest::keyClick(&search, Qt::Key_Return);
    QVERIFY(!palette().isVisible());
    QVERIFY(m_app->settings.get(keys::wrapCode));

    QTest::keyClick(&field(), Qt::Key_K, Qt::ControlModifier);
    QVERIFY(search.text().isEmpty());
    // What was run last comes first, and tells that it is on.
    QCOMPARE(listed().value(1), QString("Wrap long lines in code"));
    QCOMPARE(palette().view().currentIndex().data(RowDetail).toString(), QString("on · Alt+Z"));
    QTest::keyClick(&search, Qt::Key_Escape);
    QVERIFY(!palette().isVisible());
    QVERIFY(m_app->settings.get(keys::wrapCode));
}

void KeyboardJourneysTest::opensAChatFromThePalette()
{
    auto &transcript = *window().findChild<TranscriptView *>();
    for (const char *question : {"How tall is the Zugspitze?", "What is a quark?"}) {
        QTest::keyClicks(&field(), question);
        QTest::keyClick(&field(), Qt::Key_Return);
        QTRY_VERIFY(transcript.messages().size() == 2 && transcript.messages().constLast().state == MessageState::Done);
        command("new-chat").trigger();
        QTRY_VERIFY(transcript.messages().isEmpty());
    }
    QTest::keyClick(&field(), Qt::Key_K, Qt::ControlModifier);
    auto &search = *palette().findChild<QLineEdit *>();
    QTest::keyClicks(&search, "zugsp");
    const QString onward = "Search all chats for \"zugsp\"";
    QTRY_COMPARE(listed(), (QStringList{"Chats", "How tall is the Zugspitze?", onward}));
    QTest::keyClick(&search, Qt::Key_Return);
    QTRY_COMPARE(transcript.messages().size(), 2);
    QCOMPARE(transcript.messages().constFirst().text, QString("How tall is the Zugspitze?"));
    QTRY_VERIFY(field().hasFocus());
}

void KeyboardJourneysTest::saysWhenNothingIsCalledThat()
{
    QTest::keyClick(&field(), Qt::Key_K, Qt::ControlModifier);
    auto &search = *palette().findChild<QLineEdit *>();
    QTest::keyClicks(&search, "xyzzyx");
    QCOMPARE(listed(), (QStringList{"No command and no chat is called that.", "Search all chats for \"xyzzyx\""}));
    QTest::keyClick(&search, Qt::Key_Return); // the only one to choose
    QVERIFY(!palette().isVisible());
    auto &panel = *window().findChild<SearchPanel *>();
    QVERIFY(panel.isVisible());
    QCOMPARE(panel.text(), QString("xyzzyx"));
}

void KeyboardJourneysTest::leavesOutWhatCannotBeUsed()
{
    command("quit").setEnabled(false);
    QTest::keyClick(&field(), Qt::Key_K, Qt::ControlModifier);
    QVERIFY(!listed().contains("Quit"));
    QVERIFY(listed().contains("New chat"));
}

void KeyboardJourneysTest::givesACommandOtherKeys()
{
    KeyboardPage &page = openPage();
    const QTreeWidgetItem &item = choose(page, "Wrap long lines in code");
    QCOMPARE(item.text(1), QString("Alt+Z"));
    QCOMPARE(keysField(page).keys(), QKeySequence("Alt+Z"));
    QTest::keyClick(&keysField(page), Qt::Key_J, Qt::ControlModifier);
    QCOMPARE(item.text(1), QString("Ctrl+J"));
    QVERIFY(item.font(1).bold());
    QCOMPARE(said(page), QString("Wrap long lines in code has Ctrl+J now."));
    window().findChild<SettingsDialog *>()->close();

    m_app->window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_app->window.get()));
    QTest::keyClick(&window(), Qt::Key_Z, Qt::AltModifier);
    QVERIFY(!m_app->settings.get(keys::wrapCode));
    QTest::keyClick(&window(), Qt::Key_J, Qt::ControlModifier);
    QVERIFY(m_app->settings.get(keys::wrapCode));

    m_app->close(); // the next start
    m_app->open();
    QCOMPARE(command("wrap-code").shortcuts(), QList<QKeySequence>{QKeySequence("Ctrl+J")});
}

void KeyboardJourneysTest::refusesKeysThatType()
{
    KeyboardPage &page = openPage();
    const QTreeWidgetItem &item = choose(page, "Wrap long lines in code");
    QTest::keyClick(&keysField(page), Qt::Key_W);
    QCOMPARE(said(page), QString("W alone types text. Hold Ctrl, Alt or Meta with it."));
    QTest::keyClick(&keysField(page), Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(said(page), QString("Ctrl+V works in every text field already. Choose other keys."));
    QTest::keyClick(&keysField(page), Qt::Key_Control); // a modifier alone is not yet a key
    QCOMPARE(said(page), QString("Ctrl+V works in every text field already. Choose other keys."));
    QCOMPARE(item.text(1), QString("Alt+Z"));
    QVERIFY(m_app->settings.get(keys::shortcuts).isEmpty());
}

void KeyboardJourneysTest::takesKeysThatWouldCloseTheDialog()
{
    KeyboardPage &page = openPage();
    const QTreeWidgetItem &item = choose(page, "Wrap long lines in code");
    keysField(page).setFocus();
    QTest::keyClick(&keysField(page), Qt::Key_Escape);
    QVERIFY(page.isVisible());
    QCOMPARE(said(page), QString("Esc belongs to \"Stop, or close the side pane\"."));
    QTest::keyClick(&keysField(page), '?', Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(item.text(1), QString("Ctrl+?"));
    QTest::keyClick(&keysField(page), Qt::Key_Tab);
    QVERIFY(!keysField(page).hasFocus());
    QCOMPARE(item.text(1), QString("Ctrl+?"));
}

void KeyboardJourneysTest::takesKeysFromAnotherCommand()
{
    KeyboardPage &page = openPage();
    const QTreeWidgetItem &quit = choose(page, "Quit");
    const QTreeWidgetItem &wrap = choose(page, "Wrap long lines in code");
    QVERIFY(button(page, "Take them from there").isHidden());
    QTest::keyClick(&keysField(page), Qt::Key_Q, Qt::ControlModifier);
    QCOMPARE(said(page), QString("Ctrl+Q belongs to \"Quit\"."));
    QCOMPARE(wrap.text(1), QString("Alt+Z"));
    QVERIFY(!button(page, "Take them from there").isHidden());
    button(page, "Take them from there").click();
    QCOMPARE(wrap.text(1), QString("Ctrl+Q"));
    QCOMPARE(quit.text(1), QString());
    QVERIFY(command("quit").shortcuts().isEmpty());
    QVERIFY(button(page, "Take them from there").isHidden());
}

void KeyboardJourneysTest::showsKeysThatTheFileGaveTwice()
{
    m_app->settings.set(keys::shortcuts, {"wrap-code\tCtrl+Q"});
    KeyboardPage &page = openPage();
    const QTreeWidgetItem &wrap = choose(page, "Wrap long lines in code");
    QCOMPARE(wrap.text(1), QString("Ctrl+Q (taken twice)"));
    QCOMPARE(said(page), QString("Ctrl+Q belongs to \"Quit\", too, so it does nothing."));
    button(page, "Usual keys").click();
    QCOMPARE(wrap.text(1), QString("Alt+Z"));
    QCOMPARE(said(page), QString());
}

void KeyboardJourneysTest::takesKeysAwayAndBringsThemBack()
{
    KeyboardPage &page = openPage();
    const QTreeWidgetItem &find = choose(page, "Find in this chat");
    button(page, "Remove the keys").click();
    QCOMPARE(find.text(1), QString());
    QVERIFY(!button(page, "Remove the keys").isEnabled());
    QVERIFY(button(page, "Usual keys for all").isEnabled());
    button(page, "Usual keys for all").click();
    QCOMPARE(find.text(1), QString("Ctrl+F"));
    QVERIFY(!button(page, "Usual keys for all").isEnabled());
    QVERIFY(m_app->settings.get(keys::shortcuts).isEmpty());
}

QTEST_MAIN(KeyboardJourneysTest)
#include "keyboard_journeys_test.moc"
