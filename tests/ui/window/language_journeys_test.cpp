// SPDX-License-Identifier: MIT
#include "tests/ui/window/window_fixture.h"
#include "ui/chat/chat_header.h"
#include "ui/chat/chat_panel.h"
#include "ui/chat/composer_field.h"
#include "ui/chat/sources_panel.h"
#include "ui/documents/document_controller.h"
#include "ui/history/conversation_list_model.h"
#include "ui/history/conversation_panel.h"
#include "ui/settings/headers_row.h"
#include "ui/settings/settings_dialog.h"
#include "ui/transcript/transcript_view.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/status_line.h"

#include <QAbstractButton>
#include <QAction>
#include <QComboBox>
#include <QFile>
#include <QKeySequence>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMap>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QStackedWidget>
#include <QToolButton>

using namespace freshet;
using test::WindowFixture;

class LanguageJourneysTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void speaksAnotherLanguageAtOnceAndComesBack();
    void speaksChineseAtOnceAndComesBack();
    void followsTheLanguageOfTheSystem_data();
    void followsTheLanguageOfTheSystem();
    void goesOnWithTheAnswerThatRuns();
    void goesOnAddingDocuments();
    void tellsAgainWhatWasAdded();
    void keepsWhatWasTypedAndNotSaved();
    void keepsTheChatItsSourcesAndNotices();
    void keepsThePlaceThatIsRead();
    void findsSettingsByTheirGermanWords();
    void findsSettingsByTheirChineseWords();
    void takesNumbersAsTheLanguageWritesThem();
    void givesEachKeyOfAPageOnce_data();
    void givesEachKeyOfAPageOnce();

private:
    ChatPanel &panel() { return *m_app->window->findChild<ChatPanel *>(); }
    ComposerField &field() { return *m_app->window->findChild<ComposerField *>(); }
    TranscriptView &transcript() { return panel().transcript(); }
    TranscriptMessage lastMessage() { return transcript().messages().value(transcript().messages().size() - 1); }
    ConversationPanel &chats() { return *m_app->window->findChild<ConversationPanel *>(); }
    SettingsDialog &dialog() { return *m_app->window->findChild<SettingsDialog *>(); }
    QListWidget &pages() { return *dialog().findChild<QListWidget *>(); }
    QWidget &page() { return *dialog().findChild<QStackedWidget *>()->currentWidget(); }
    QComboBox &languages() { return *page().findChild<QComboBox *>(); }
    void ask(const QString &question);
    void openPage(const QString &title);
    void chooseLanguage(const QString &name);
    bool hasAction(const QString &text);
    template <typename T>
    T *labelled(const QString &label);

    std::unique_ptr<WindowFixture> m_app;
};

void LanguageJourneysTest::init()
{
    m_app = std::make_unique<WindowFixture>();
    m_app->chooseModel("qwen3:8b");
}

void LanguageJourneysTest::cleanup()
{
    if (QTest::currentTestFailed() && m_app->window)
        m_app->window->grab().save(
            QString("%1/failed_%2.png").arg(QCoreApplication::applicationDirPath(), QTest::currentTestFunction()));
    m_app.reset();
}

void LanguageJourneysTest::ask(const QString &question)
{
    field().setFocus();
    QTest::keyClicks(&field(), question);
    QTest::keyClick(&field(), Qt::Key_Return);
}

void LanguageJourneysTest::openPage(const QString &title)
{
    if (!m_app->window->findChild<SettingsDialog *>() || !dialog().isVisible()) {
        QTest::keyClick(m_app->window.get(), Qt::Key_Comma, Qt::ControlModifier);
        QTRY_COMPARE(QApplication::activeWindow(), &dialog());
    }
    const auto found = pages().findItems(title, Qt::MatchExactly);
    QVERIFY2(!found.isEmpty(), qPrintable(title));
    pages().setCurrentItem(found.first());
}

/// By keyboard, as a user does; the page Appearance is open.
void LanguageJourneysTest::chooseLanguage(const QString &name)
{
    languages().setFocus();
    const int wanted = languages().findText(name);
    QVERIFY(wanted >= 0);
    const auto key = wanted > languages().currentIndex() ? Qt::Key_Down : Qt::Key_Up;
    for (int steps = std::abs(wanted - languages().currentIndex()); steps > 0; --steps)
        QTest::keyClick(&languages(), key);
    QApplication::processEvents();
}

bool LanguageJourneysTest::hasAction(const QString &text)
{
    const auto actions = m_app->window->actions();
    return std::any_of(actions.begin(), actions.end(), [&](const QAction *action) { return action->text() == text; });
}

template <typename T>
T *LanguageJourneysTest::labelled(const QString &label)
{
    for (QLabel *it : page().findChildren<QLabel *>()) {
        if (it->text().remove(u'&') == label)
            return qobject_cast<T *>(it->buddy());
    }
    return nullptr;
}

void LanguageJourneysTest::speaksAnotherLanguageAtOnceAndComesBack()
{
    m_app->open();
    QVERIFY(chats().isVisible());
    const QRect place = m_app->window->geometry();
    QTest::keyClicks(&field(), "half a question");
    openPage("Appearance");
    QCOMPARE(languages().currentText(), QString("As the system"));
    chooseLanguage("Deutsch");

    QCOMPARE(m_app->settings.get(keys::language), QString("de"));
    QVERIFY(dialog().isVisible());
    QCOMPARE(dialog().windowTitle(), QString("Einstellungen"));
    QCOMPARE(pages().currentItem()->text(), QString("Aussehen"));
    QCOMPARE(languages().currentText(), QString("Deutsch"));
    QCOMPARE(languages().itemText(1), QString("English"));
    QCOMPARE(dialog().focusWidget(), &languages());
    QCOMPARE(m_app->window->findChildren<SettingsDialog *>().size(), 1);
    QCOMPARE(m_app->window->findChildren<ComposerField *>().size(), 1);
    QVERIFY(hasAction("Neue Unterhaltung"));
    QVERIFY(hasAction("Modell wählen…"));
    QCOMPARE(field().placeholderText(), QString("Frage stellen…"));
    QCOMPARE(field().toPlainText(), QString("half a question"));
    QVERIFY(panel().header().modelButton().accessibleName().startsWith("Modell: "));
    QCOMPARE(m_app->window->geometry(), place);
    QTRY_VERIFY(chats().isVisible());

    chooseLanguage("English");
    QCOMPARE(dialog().windowTitle(), QString("Settings"));
    QCOMPARE(pages().currentItem()->text(), QString("Appearance"));
    QVERIFY(hasAction("New chat"));
    QCOMPARE(field().placeholderText(), QString("Ask anything…"));
    QCOMPARE(field().toPlainText(), QString("half a question"));
    QTest::keyClick(&dialog(), Qt::Key_Escape);
    m_app->window->activateWindow();
    QTRY_COMPARE(QApplication::activeWindow(), m_app->window.get());
    QTest::keyClick(m_app->window.get(), Qt::Key_N, Qt::ControlModifier); // the keys work on
    QCOMPARE(field().toPlainText(), QString("half a question")); // the new chat already
    QTest::keyClick(m_app->window.get(), Qt::Key_F9);
    QTRY_VERIFY(!chats().isVisible());
}

void LanguageJourneysTest::speaksChineseAtOnceAndComesBack()
{
    m_app->open();
    QTest::keyClicks(&field(), "half a question");
    openPage("Appearance");
    chooseLanguage("简体中文");

    QCOMPARE(m_app->settings.get(keys::language), QString("zh_CN"));
    QCOMPARE(dialog().windowTitle(), QString("设置"));
    QCOMPARE(pages().currentItem()->text(), QString("外观"));
    QCOMPARE(languages().currentText(), QString("简体中文"));
    QVERIFY(hasAction("新建对话"));
    QCOMPARE(field().placeholderText(), QString("请输入问题…"));
    QCOMPARE(field().toPlainText(), QString("half a question"));
    chooseLanguage("English");
    QCOMPARE(dialog().windowTitle(), QString("Settings"));
    QVERIFY(hasAction("New chat"));
}

void LanguageJourneysTest::followsTheLanguageOfTheSystem_data()
{
    QTest::addColumn<QLocale>("system");
    QTest::addColumn<QString>("placeholder");
    QTest::newRow("German") << QLocale("de_DE") << "Frage stellen…";
    QTest::newRow("Chinese") << QLocale("zh_CN") << "请输入问题…";
    QTest::newRow("Chinese of Taiwan") << QLocale("zh_TW") << "请输入问题…";
    QTest::newRow("a language that is not there") << QLocale("fr_FR") << "Ask anything…";
}

void LanguageJourneysTest::followsTheLanguageOfTheSystem()
{
    QFETCH(QLocale, system);
    QFETCH(QString, placeholder);
    m_app->systemLocale = system;
    m_app->open();
    QCOMPARE(field().placeholderText(), placeholder);
    QCOMPARE(m_app->settings.get(keys::language), QString());
}

void LanguageJourneysTest::goesOnWithTheAnswerThatRuns()
{
    m_app->open();
    QTRY_VERIFY(!m_app->server.requests().isEmpty()); // the scan for local servers
    m_app->server.enqueue(WindowFixture::held("One", " two"));
    ask("Count");
    QTRY_COMPARE(lastMessage().text, QString("One"));
    QTest::keyClicks(&field(), "and then");
    m_app->settings.set(keys::language, QString("de"));
    QTRY_COMPARE(field().placeholderText(), QString("Nächste Frage stellen…"));
    QCOMPARE(transcript().messages().size(), 2);
    QCOMPARE(lastMessage().text, QString("One"));
    QCOMPARE(lastMessage().state, MessageState::Streaming);
    QCOMPARE(m_app->window->findChild<QToolButton *>("sendOrStop")->accessibleName(), QString("Anhalten"));
    QCOMPARE(field().toPlainText(), QString("and then"));

    m_app->server.release();
    QTRY_COMPARE(lastMessage().state, MessageState::Done);
    QCOMPARE(lastMessage().text, QString("One two"));
    QVERIFY(!lastMessage().notice);
    QCOMPARE(m_app->server.abortedConnections(), 0);
    QCOMPARE(field().toPlainText(), QString("and then"));
    QTRY_COMPARE(chats().model().rowCount(), 2);
    QCOMPARE(chats().model().index(0).data().toString(), QString("Heute"));
    ask(" what?"); // the new widgets are joined with what was there
    QTRY_COMPARE(transcript().messages().size(), 4);
}

void LanguageJourneysTest::goesOnAddingDocuments()
{
    QFile file(m_app->dir.filePath("heating.md"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("# Boiler\n\nThe boiler must be bled every October.\n");
    file.close();
    m_app->open();
    m_app->window->findChild<DocumentController *>()->add({file.fileName()});
    m_app->settings.set(keys::language, QString("de"));
    QTRY_COMPARE(panel().status().text(), QString("Hinzugefügt: 1 Dokument."));
    QCOMPARE(panel().header().documentsButton().accessibleName(),
        QString("Dokumente, die durchsucht werden: Dokumente: Meine Dateien"));
}

void LanguageJourneysTest::tellsAgainWhatWasAdded()
{
    QFile file(m_app->dir.filePath("heating.md"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("# Boiler\n\nThe boiler must be bled every October.\n");
    file.close();
    m_app->open();
    m_app->window->findChild<DocumentController *>()->add({file.fileName()});
    QTRY_COMPARE(panel().status().text(), QString("Added 1 document."));
    m_app->settings.set(keys::language, QString("de"));
    QTRY_COMPARE(panel().status().text(), QString("Hinzugefügt: 1 Dokument."));
    QVERIFY(!panel().status().isHidden());
}

void LanguageJourneysTest::keepsWhatWasTypedAndNotSaved()
{
    m_app->open();
    QTest::keyClicks(chats().findChild<QLineEdit *>(), "boiler");
    openPage("OpenAI");
    QTest::keyClicks(page().findChild<HeadersRow *>()->findChild<QPlainTextEdit *>(), "X-Team: heating");
    openPage("Chat");
    auto *const temperature = labelled<QLineEdit>("Temperature");
    QVERIFY(temperature);
    QTest::keyClicks(temperature, "warm");
    openPage("Appearance");
    chooseLanguage("Deutsch");

    QCOMPARE(chats().findChild<QLineEdit *>()->text(), QString("boiler"));
    openPage("Unterhaltung");
    QCOMPARE(labelled<QLineEdit>("Temperatur")->text(), QString("warm"));
    m_app->settings.set(keys::language, QString("en")); // twice, without a look at the page
    QTRY_COMPARE(dialog().windowTitle(), QString("Settings"));
    openPage("OpenAI");
    auto &headers = *page().findChild<HeadersRow *>();
    QCOMPARE(headers.findChild<QPlainTextEdit *>()->toPlainText(), QString("X-Team: heating"));
    const auto buttons = headers.findChildren<QPushButton *>();
    QVERIFY(buttons.first()->isEnabled());
    QCOMPARE(buttons.first()->text().remove(u'&'), QString("Save headers"));
}

void LanguageJourneysTest::keepsTheChatItsSourcesAndNotices()
{
    m_app->notice = "Something is wrong.";
    QFile file(m_app->dir.filePath("heating.md"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("# Boiler\n\nThe boiler must be bled every October, and the pressure kept between 1.2 and 1.8 bar.\n");
    file.close();
    m_app->open();
    m_app->window->findChild<DocumentController *>()->add({file.fileName()});
    QTRY_COMPARE(panel().status().text(), QString("Added 1 document."));
    m_app->server.enqueue(WindowFixture::chat({"Between 1.2 and 1.8 bar [", "1]."}));
    ask("What pressure does the boiler need?");
    QTRY_COMPARE(lastMessage().state, MessageState::Done);
    emit transcript().citationActivated(lastMessage().id, 1);
    QVERIFY(m_app->window->findChild<SourcesPanel *>()->isVisible());

    m_app->settings.set(keys::language, QString("de"));
    QTRY_COMPARE(field().placeholderText(), QString("Frage stellen…"));
    QTRY_VERIFY(m_app->window->findChild<SourcesPanel *>()->isVisible());
    QCOMPARE(m_app->window->findChild<SourcesPanel *>()->currentNumber(), 1);
    QCOMPARE(transcript().messages().size(), 2);
    QVERIFY(transcript().isVisible());
    QCOMPARE(panel().notice().text(), m_app->notice);
    QVERIFY(panel().notice().isVisible());

    panel().notice().findChild<QToolButton *>()->click();
    m_app->settings.set(keys::language, QString("en"));
    QTRY_COMPARE(field().placeholderText(), QString("Ask anything…"));
    QVERIFY(!panel().notice().isVisible());
}

void LanguageJourneysTest::keepsThePlaceThatIsRead()
{
    m_app->open();
    QTRY_VERIFY(!m_app->server.requests().isEmpty()); // the scan for local servers
    m_app->server.enqueue(WindowFixture::chat({QByteArray("A word or two in a paragraph.\\n\\n").repeated(200)}));
    ask("Tell much");
    QTRY_COMPARE(lastMessage().state, MessageState::Done);
    QTRY_VERIFY(transcript().verticalScrollBar()->maximum() > 2000);
    transcript().verticalScrollBar()->setSliderPosition(1000);
    QVERIFY(!transcript().isFollowing());
    m_app->settings.set(keys::language, QString("de"));
    QTRY_COMPARE(field().placeholderText(), QString("Frage stellen…"));
    QVERIFY(!transcript().isFollowing());
    QVERIFY(std::abs(transcript().verticalScrollBar()->value() - 1000) < 100);
}

void LanguageJourneysTest::findsSettingsByTheirGermanWords()
{
    m_app->settings.set(keys::language, QString("de"));
    m_app->open();
    openPage("Unterhaltung");
    auto &search = *dialog().findChild<QLineEdit *>(QString(), Qt::FindDirectChildrenOnly);
    for (const QString &word : {QString("Schrift"), QString("Textgröße"), QString("language")}) {
        search.setText(word);
        QCOMPARE(pages().currentItem()->text(), QString("Aussehen"));
    }
    search.setText("Schlüsselbund");
    QCOMPARE(pages().currentItem()->text(), QString("OpenAI"));
}

void LanguageJourneysTest::findsSettingsByTheirChineseWords()
{
    m_app->settings.set(keys::language, QString("zh_CN"));
    m_app->open();
    openPage("对话");
    auto &search = *dialog().findChild<QLineEdit *>(QString(), Qt::FindDirectChildrenOnly);
    const QString words[]
        = {"字体", "文字大小", "language", "字号　缩放"}; // the last with the blank of a Chinese keyboard
    for (const QString &word : words) {
        search.setText(word);
        QCOMPARE(pages().currentItem()->text(), QString("外观"));
    }
    search.setText("钥匙串");
    QCOMPARE(pages().currentItem()->text(), QString("OpenAI"));
}

void LanguageJourneysTest::takesNumbersAsTheLanguageWritesThem()
{
    m_app->settings.set(keys::language, QString("de"));
    m_app->open();
    openPage("Unterhaltung");
    QTest::keyClicks(labelled<QLineEdit>("Temperatur"), "0,7");
    QCOMPARE(m_app->settings.get(keys::temperature), std::optional(0.7));
    m_app->settings.set(keys::language, QString("en"));
    QTRY_COMPARE(dialog().windowTitle(), QString("Settings"));
    QCOMPARE(labelled<QLineEdit>("Temperature")->text(), QString("0.7"));
    QCOMPARE(m_app->settings.get(keys::temperature), std::optional(0.7));
}

void LanguageJourneysTest::givesEachKeyOfAPageOnce_data()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("English") << "en";
    QTest::newRow("German") << "de";
    QTest::newRow("Chinese") << "zh_CN";
}

/// Alt with a letter must mean one control.
void LanguageJourneysTest::givesEachKeyOfAPageOnce()
{
    QFETCH(QString, language);
    m_app->settings.set(keys::language, language);
    m_app->open();
    QTest::keyClick(m_app->window.get(), Qt::Key_Comma, Qt::ControlModifier);
    QTRY_COMPARE(QApplication::activeWindow(), &dialog());
    int found = 0;
    QStringList twice;
    for (int row = 0; row < pages().count(); ++row) {
        if (!pages().item(row)->flags().testFlag(Qt::ItemIsSelectable))
            continue;
        pages().setCurrentRow(row);
        QMap<QString, QStringList> texts;
        const auto note = [&](const QWidget &widget, const QString &text) {
            if (const QKeySequence key = QKeySequence::mnemonic(text); !key.isEmpty() && widget.isVisible())
                texts[key.toString()] << text;
        };
        for (const QLabel *label : dialog().findChildren<QLabel *>()) {
            if (label->buddy())
                note(*label, label->text());
        }
        for (const QAbstractButton *button : dialog().findChildren<QAbstractButton *>())
            note(*button, button->text());
        found += int(texts.size());
        for (auto it = texts.cbegin(); it != texts.cend(); ++it) {
            if (it->size() > 1)
                twice << pages().item(row)->text() + ": " + it.key() + ": " + it->join(", ");
        }
    }
    QVERIFY(found > 50);
    QVERIFY2(twice.isEmpty(), qPrintable(twice.join("; ")));
}

QTEST_MAIN(LanguageJourneysTest)
#include "language_journeys_test.moc"
