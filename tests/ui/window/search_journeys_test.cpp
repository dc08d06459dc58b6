// SPDX-License-Identifier: MIT
// The search over all chats, in the whole window.
#include "tests/ui/window/chat_fixture.h"
#include "ui/search/search_panel.h"
#include "ui/search/search_result_model.h"
#include "ui/transcript/find_bar.h"

#include <QLabel>
#include <QLineEdit>
#include <QListView>

using namespace freshet;
using test::ChatFixture;
using test::WindowFixture;

class SearchJourneysTest : public ChatFixture {
    Q_OBJECT

private slots:
    void init() { setUp(); }
    void cleanup() { tearDown(); }
    void findsAMessageAndMarksItsWords();
    void turnsToTheBranchOfAMessage();
    void saysWhatAFilterTakes_data();
    void saysWhatAFilterTakes();
    void unfoldsTheThoughtsThatAreFound();
    void goesToTheMessageOfAnAttachment();
    void opensAChatByItsTitle();
    void choosesByKeys();
    void saysWhatIsGoingOn();
    void comesBackToWhereOneWas();
    void findsNothingOfADeletedChat();
    void goesOnInAnotherLanguage();
    void isReadByAScreenReader();

private:
    SearchPanel *panelOrNull() { return m_app->window->findChild<SearchPanel *>(); }
    SearchPanel &searchPanel() { return *panelOrNull(); }
    QLineEdit &searchField() { return *searchPanel().findChild<QLineEdit *>(); }
    QListView &list() { return *searchPanel().findChild<QListView *>(); }
    void openSearch() { QTest::keyClick(m_app->window.get(), Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier); }
    QStringList rows();
    void type(const QString &text);
    void talk(const QString &question, const QByteArray &answer);
};

/// What the list says, titles in brackets, the chosen row with a star.
QStringList SearchJourneysTest::rows()
{
    QStringList rows;
    const QAbstractItemModel &model = *list().model();
    for (int row = 0; row < model.rowCount(); ++row) {
        const QModelIndex index = model.index(row, 0);
        const QString text = index.data().toString();
        rows << (index.data(SearchResultModel::IsTitleRole).toBool() ? QString('[' + text + ']') : text)
                + (index == list().currentIndex() ? "*" : "");
    }
    return rows;
}

void SearchJourneysTest::type(const QString &text)
{
    searchField().clear();
    QTest::keyClicks(&searchField(), text);
}

/// In a new chat.
void SearchJourneysTest::talk(const QString &question, const QByteArray &answer)
{
    const SearchState &state = m_app->search.state();
    const qint64 before = state.messages;
    controller().newChat();
    m_app->server.enqueue(WindowFixture::chat({answer}));
    ask(question);
    QTRY_COMPARE(lastMessage().state, MessageState::Done);
    QTRY_VERIFY(state.messages >= before + 2 && state.isComplete); // it was complete before the question, too
}

void SearchJourneysTest::findsAMessageAndMarksItsWords()
{
    open();
    talk("Where is my key?", "The **key** is in the keychain, and the keychain is locked.");
    const ConversationId chat = controller().current();
    talk("Why is the sky blue?", "Light is scattered.");
    openSearch();
    QVERIFY(searchPanel().isVisible());
    QCOMPARE(QApplication::focusWidget(), &searchField());
    type("locked keychain");
    QTRY_COMPARE(
        rows(), (QStringList{"[Where is my key?]", "The **key** is in the keychain, and the keychain is locked.*"}));
    QCOMPARE(searchPanel().statusText(), QString("One message found."));

    QTest::keyClick(&searchField(), Qt::Key_Return);
    QVERIFY(!searchPanel().isVisible());
    QCOMPARE(controller().current(), chat);
    QTRY_COMPARE(panel().findBar().stateText(), QString("1 of 3"));
    QVERIFY(panel().isFinding());
    QCOMPARE(transcript().currentMessage(), std::optional<size_t>(1));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_F3);
    QCOMPARE(panel().findBar().stateText(), QString("2 of 3"));
}

void SearchJourneysTest::turnsToTheBranchOfAMessage()
{
    open();
    talk("Name a fruit", "An apple.");
    const MessageId first = lastMessage().id;
    m_app->server.enqueue(WindowFixture::chat({"A pear."}));
    press(first, MessageAction::Regenerate);
    QTRY_COMPARE(lastMessage().text, QString("A pear."));
    QTRY_COMPARE(lastMessage().state, MessageState::Done);
    openSearch();
    type("apple ");
    QTRY_COMPARE(rows().size(), 2);
    QTest::keyClick(&searchField(), Qt::Key_Return);
    QTRY_COMPARE(lastMessage().text, QString("An apple."));
    QTRY_COMPARE(panel().findBar().stateText(), QString("1 of 1"));
    controller().newChat();
    openSearch();
    type("pear "); // from another chat
    QTRY_VERIFY(rows().join(' ').contains("A pear."));
    QTest::keyClick(&searchField(), Qt::Key_Return);
    QTRY_COMPARE(lastMessage().text, QString("A pear."));
}

void SearchJourneysTest::saysWhatAFilterTakes_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("told");
    QTest::newRow("features") << "tax has:"
                              << "has: takes: code, link, attachment, picture, thoughts.";
    QTest::newRow("parts") << "In:"
                           << "In: takes: text, thoughts, attachments, title.";
    QTest::newRow("German") << "ist:"
                            << "ist: takes: angeheftet, archiviert.";
}

/// Each of which the search knows.
void SearchJourneysTest::saysWhatAFilterTakes()
{
    QFETCH(QString, typed);
    QFETCH(QString, told);
    open();
    openSearch();
    QVERIFY(searchPanel().statusText().contains("in:thoughts, in:attachments, tag:house, folder:Home, is:pinned"));
    type(typed);
    QCOMPARE(searchPanel().statusText(), told);
    const QStringList values = told.section(": ", 2).chopped(1).split(", ");
    for (const QString &value : values)
        QCOMPARE(ChatQuery::of(typed + value + ' ', QDate(2026, 11, 29)).ignored, QStringList());
    QTest::keyClicks(&searchField(), values.first());
    QVERIFY(searchPanel().statusText() != told);
}

void SearchJourneysTest::unfoldsTheThoughtsThatAreFound()
{
    open();
    const StoredMessage question{.id = "q", .conversation = "c", .answer = {.text = "What is due?"}};
    StoredMessage answer{.id = "a", .conversation = "c", .parent = "q", .role = ChatRole::Assistant};
    answer.state = StoredState::Streaming;
    m_app->history.storeQuestion(question, answer);
    answer.state = StoredState::Complete;
    answer.answer = {.text = "Forty euros.", .reasoning = "The plumber charges by the hour.", .model = {"ollama", "m"}};
    m_app->history.finishAnswer(answer);
    QTRY_VERIFY(!chats().conversations().isEmpty());
    QTRY_VERIFY(m_app->search.state().isComplete);
    openSearch();
    type("plumber ");
    QTRY_COMPARE(rows(), (QStringList{"[What is due?]", "The plumber charges by the hour.*"}));
    QVERIFY(list().currentIndex().data(SearchResultModel::AboutRole).toString().endsWith("in the thoughts"));
    QTest::keyClick(&searchField(), Qt::Key_Return);
    QTRY_COMPARE(lastMessage().text, QString("Forty euros."));
    QTRY_COMPARE(panel().findBar().stateText(), QString("1 of 1"));
    QCOMPARE(transcript().currentMessage(), std::optional<size_t>(1));
    QVERIFY(transcript().column().item(1).isShown(MessageItem::Section::Reasoning));
}

void SearchJourneysTest::goesToTheMessageOfAnAttachment()
{
    open();
    StoredMessage question{.id = "q", .conversation = "c", .answer = {.text = "What is due?"}};
    question.attachments = {{.name = "invoice.txt", .mimeType = "text/plain", .text = "Pay the plumber."}};
    StoredMessage answer{.id = "a", .conversation = "c", .parent = "q", .role = ChatRole::Assistant};
    answer.state = StoredState::Complete;
    answer.answer = {.text = "Forty euros.", .model = {"ollama", "m"}};
    m_app->history.storeQuestion(question, answer);
    m_app->history.finishAnswer(answer);
    QTRY_VERIFY(!chats().conversations().isEmpty());
    QTRY_VERIFY(m_app->search.state().isComplete);
    openSearch();
    type("in:attachments plumber ");
    QTRY_COMPARE(rows(), (QStringList{"[What is due?]", "invoice.txt Pay the plumber.*"}));
    QVERIFY(
        list().currentIndex().data(SearchResultModel::AboutRole).toString().endsWith("in the attachment invoice.txt"));
    QTest::keyClick(&searchField(), Qt::Key_Return);
    QTRY_COMPARE(transcript().messages().size(), 2);
    QTRY_COMPARE(transcript().currentMessage(), std::optional<size_t>(0));
    QVERIFY(!panel().isFinding()); // its words are nowhere in the chat
}

void SearchJourneysTest::opensAChatByItsTitle()
{
    open();
    talk("Why is the sky blue?", "Light is scattered.");
    const ConversationId chat = controller().current();
    m_app->history.renameConversation(chat, "Meteorology");
    controller().newChat();
    openSearch();
    type("meteorology ");
    QTRY_COMPARE(rows(), QStringList("[Meteorology]*"));
    QCOMPARE(searchPanel().statusText(), QString("Found in titles."));
    QTest::keyClick(&searchField(), Qt::Key_Return);
    QCOMPARE(controller().current(), chat);
    QTRY_COMPARE(lastMessage().text, QString("Light is scattered."));
}

void SearchJourneysTest::choosesByKeys()
{
    open();
    talk("About light", "First lantern.");
    talk("More of it", "Second lantern.");
    openSearch();
    type("lantern ");
    QTRY_COMPARE(rows().size(), 4);
    QVERIFY(rows().at(1).endsWith('*')); // never a title with messages below it
    QTest::keyClick(&searchField(), Qt::Key_Down);
    QVERIFY(rows().at(3).endsWith('*'));
    QTest::keyClick(&searchField(), Qt::Key_Down);
    QVERIFY(rows().at(3).endsWith('*'));
    QTest::keyClick(&searchField(), Qt::Key_PageUp);
    QVERIFY(rows().at(1).endsWith('*'));
    QTest::keyClick(&searchField(), Qt::Key_Down);
    QTest::keyClick(&searchField(), Qt::Key_Return);
    QTRY_COMPARE(lastMessage().text, QString("First lantern."));

    openSearch(); // what was typed is there, and can be typed over
    QCOMPARE(searchField().text(), QString("lantern "));
    QCOMPARE(searchField().selectedText(), QString("lantern "));
    const QModelIndex message = list().model()->index(1, 0);
    QTest::mouseClick(list().viewport(), Qt::LeftButton, {}, list().visualRect(message).center());
    QTRY_COMPARE(lastMessage().text, QString("Second lantern."));
}

void SearchJourneysTest::saysWhatIsGoingOn()
{
    open();
    talk("A search for hotels", "None.");
    openSearch();
    QVERIFY(searchPanel().statusText().contains("model:qwen")); // what may be typed
    type("zzz ");
    QTRY_COMPARE(searchPanel().statusText(), QString("Nothing found."));
    type("serach ");
    QTRY_COMPARE(searchPanel().statusText(), QString("One message found. “serach” was also taken as “search”."));
    type("search before:soon ");
    QTRY_COMPARE(searchPanel().statusText(), QString("One message found. Not understood and left out: before:soon."));
    type("hotels bananas ");
    QTRY_COMPARE(searchPanel().statusText(),
        QString("One message found. No message has all of these words. These have some of them:"));
    searchPanel().setState({.indexed = 1200, .messages = 5000});
    QStringList said;
    for (const QLabel *label : searchPanel().findChildren<QLabel *>())
        said << label->text();
    QVERIFY2(said.contains("The chats are still being looked through: 1,200 of 5,000 messages can be found."),
        qPrintable(said.join('\n')));
    type("");
    QTRY_VERIFY(searchPanel().statusText().contains("model:qwen"));
    QCOMPARE(rows(), QStringList());
}

void SearchJourneysTest::comesBackToWhereOneWas()
{
    open();
    talk("Where is my key?", "In the keychain.");
    field().setFocus();
    QTest::keyClicks(&field(), "a draft");
    openSearch();
    type("key");
    QTRY_VERIFY(!rows().isEmpty());
    QTest::keyClick(&searchField(), Qt::Key_Escape);
    QVERIFY(!searchPanel().isVisible());
    QCOMPARE(QApplication::focusWidget(), &field());
    QCOMPARE(field().toPlainText(), QString("a draft"));
    m_app->window->resize(420, 500);
    openSearch();
    QVERIFY(m_app->window->rect().contains(searchPanel().geometry()));
}

void SearchJourneysTest::findsNothingOfADeletedChat()
{
    open();
    talk("Where is my key?", "In the keychain.");
    openSearch();
    type("keychain ");
    QTRY_COMPARE(rows().size(), 2);
    QTest::keyClick(&searchField(), Qt::Key_Escape);
    controller().remove(controller().current());
    QTRY_COMPARE(m_app->search.state().messages, 0);
    openSearch();
    type("keychain");
    QTRY_COMPARE(rows(), QStringList());
}

void SearchJourneysTest::goesOnInAnotherLanguage()
{
    open();
    talk("Where is my key?", "In the keychain.");
    openSearch();
    type("keychain ");
    QTRY_COMPARE(rows().size(), 2);
    m_app->settings.set(keys::language, QString("de"));
    QTRY_VERIFY(panelOrNull() && searchField().placeholderText() == "Alle Unterhaltungen durchsuchen");
    QVERIFY(searchPanel().isVisible());
    QCOMPARE(searchField().text(), QString("keychain "));
    QTRY_COMPARE(rows().size(), 2);
    QCOMPARE(searchPanel().statusText(), QString("Eine Nachricht gefunden."));
    type("gestern hat:code vor:bald");
    QTRY_COMPARE(searchPanel().statusText(), QString("Nichts gefunden. Nicht verstanden und weggelassen: vor:bald."));
}

void SearchJourneysTest::isReadByAScreenReader()
{
    open();
    talk("Where is my key?", "In the keychain.");
    openSearch();
    QCOMPARE(searchPanel().accessibleName(), QString("Search all chats"));
    QCOMPARE(searchField().accessibleName(), QString("Search all chats"));
    QCOMPARE(list().accessibleName(), QString("Messages that were found"));
    type("keychain ");
    QTRY_COMPARE(rows().size(), 2);
    const QString said = list().model()->index(1, 0).data(Qt::AccessibleTextRole).toString();
    QVERIFY2(said.startsWith("qwen3:8b · Today, "), qPrintable(said));
    QVERIFY2(said.endsWith(": In the keychain. (in the chat “Where is my key?”)"), qPrintable(said));
}

QTEST_MAIN(SearchJourneysTest)

#include "search_journeys_test.moc"
