// SPDX-License-Identifier: MIT
#include "core/history/stored_chat.h"
#include "tests/ui/window/chat_fixture.h"
#include "ui/chat/chat_header.h"
#include "ui/documents/document_controller.h"
#include "ui/knowledge/collection_panel.h"
#include "ui/knowledge/knowledge_window.h"
#include "ui/quick_ask/quick_ask_window.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/status_line.h"

#include <QFile>
#include <QMenu>
#include <QSignalSpy>

using namespace freshet;
using test::ChatFixture;
using test::WindowFixture;

using Choices = QHash<ConversationId, QList<CollectionName>>;

namespace {

template <typename Window>
Window *windowOf()
{
    for (QWidget *const widget : QApplication::topLevelWidgets()) {
        if (auto *const found = qobject_cast<Window *>(widget))
            return found;
    }
    return nullptr;
}

} // namespace

/// Each chat searches the collections that were chosen in it, and says which.
class CollectionJourneysTest : public ChatFixture {
    Q_OBJECT

private slots:
    void init();
    void cleanup() { tearDown(); }
    void searchesWhatIsChosenInEachChat();
    void followsTheSettingWithoutAChoice();
    void goesBackToTheSetting();
    void choosesNothingAtAll();
    void findsAllChoicesAgainAtTheNextStart();
    void takesTheChoiceOfANewChatToItsFirstQuestionOnly();
    void asksWhatWaitsAndWhatIsComparedInTheSameCollections();
    void keepsTheChoiceOfATemporaryChatInMemory();
    void forgetsTheChoiceOfADeletedChat();
    void sharesTheChoiceWithAllWindows();
    void choosesInTheQuickWindow();
    void saysWhatIsNotThereAnyMore();
    void saysItWhenTheChatIsOpened();
    void searchesNoLostCollectionInAChatThatNobodySees();
    void searchesWhatIsAddedInTheChatToo();
    void followsARenamedCollection();
    void bringsTheChoiceOfAnImportedChat();

private:
    void index(const CollectionName &collection, const QByteArray &text);
    void remove(const CollectionName &collection);
    void tick(const QString &title, bool isOn, QWidget *window = nullptr);
    QAction *entry(const QString &text, QWidget *window = nullptr);
    QString label(MainWindow *in = nullptr);
    ConversationId askWhole(const QString &question);
    bool sentTheWalrus() const { return m_app->lastQuestion().contains("thick ice"); }
    QString notice() { return m_app->window->notice().text(); }
};

constexpr auto kGone = "The collection \"papers\" is not there any more, and no longer searched.";

void CollectionJourneysTest::init()
{
    setUp();
    index("papers", "The walrus lives on thick ice.");
    index("tax", "The tax office wants its letter in May.");
    open();
}

void CollectionJourneysTest::index(const CollectionName &collection, const QByteArray &text)
{
    QFile file(m_app->dir.filePath(collection + ".txt"));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
    file.close();
    const IndexReply *const run
        = m_app->retrieval.index({.collection = collection, .paths = {file.fileName()}}, &m_app->retrieval);
    QTRY_VERIFY(run->isFinished());
    QCOMPARE(run->summary().indexed, 1);
}

void CollectionJourneysTest::remove(const CollectionName &collection)
{
    const IndexReply *const removal = m_app->retrieval.removeCollection(collection, &m_app->retrieval);
    QTRY_VERIFY(removal->isFinished());
    QVERIFY(!removal->error());
}

QAction *CollectionJourneysTest::entry(const QString &text, QWidget *window)
{
    QMenu &menu = (window ? window : m_app->window.get())->findChild<DocumentController *>()->menu();
    QSignalSpy listed(&m_app->retrieval, &RetrievalService::collectionsListed);
    emit menu.aboutToShow();
    if (!listed.wait())
        return nullptr;
    const QList<QAction *> actions = menu.actions();
    const auto at = std::find_if(
        actions.cbegin(), actions.cend(), [&text](const QAction *action) { return action->text().startsWith(text); });
    return at == actions.cend() ? nullptr : *at;
}

void CollectionJourneysTest::tick(const QString &title, bool isOn, QWidget *window)
{
    QAction *const action = entry(title + " (", window);
    QVERIFY(action);
    QCOMPARE(action->isChecked(), !isOn);
    action->trigger();
}

/// What stands above the chat.
QString CollectionJourneysTest::label(MainWindow *in)
{
    return panel(in).header().documentsButton().accessibleName().section(": ", 1);
}

ConversationId CollectionJourneysTest::askWhole(const QString &question)
{
    const auto before = transcript().messages().size();
    ask(question);
    [this, before] { QCOMPARE(transcript().messages().size(), before + 2); }(); // else the chat was not there yet
    [this] { QTRY_COMPARE(lastMessage().text, QString("Hello there.")); }();
    [this] { QTRY_COMPARE(lastMessage().state, MessageState::Done); }();
    return controller().current();
}

void CollectionJourneysTest::searchesWhatIsChosenInEachChat()
{
    QCOMPARE(label(), QString("Documents"));
    const ConversationId first = askWhole("Where does the walrus live?");
    QVERIFY(!sentTheWalrus());
    tick("papers", true);
    QCOMPARE(label(), QString("Documents: papers"));
    askWhole("And where does the walrus live now?");
    QVERIFY(sentTheWalrus());

    controller().newChat();
    QCOMPARE(label(), QString("Documents"));
    tick("tax", true);
    const ConversationId second = askWhole("Where does the walrus live on thick snow?");
    QVERIFY(!sentTheWalrus());
    QCOMPARE(label(), QString("Documents: tax"));
    tick("papers", true);
    QCOMPARE(label(), QString("Documents: 2 collections"));

    controller().open(first);
    QCOMPARE(label(), QString("Documents: papers"));
    controller().open(second);
    QCOMPARE(label(), QString("Documents: 2 collections"));
    QCOMPARE(m_app->settings.get(keys::chatCollections), QStringList()); // that of new chats is as it was
}

void CollectionJourneysTest::followsTheSettingWithoutAChoice()
{
    const ConversationId old = askWhole("Hi");
    tick("tax", true);
    controller().newChat();
    const ConversationId without = askWhole("Hi");
    m_app->settings.set(keys::chatCollections, QStringList{"papers"});
    QCOMPARE(label(), QString("Documents: papers"));
    askWhole("Where does the walrus live?");
    QVERIFY(sentTheWalrus());
    controller().open(old);
    QCOMPARE(label(), QString("Documents: tax"));
    controller().open(without);
    QCOMPARE(label(), QString("Documents: papers"));
}

void CollectionJourneysTest::goesBackToTheSetting()
{
    m_app->settings.set(keys::chatCollections, QStringList{"tax"});
    askWhole("Hi");
    QVERIFY(!entry("As in new chats"));
    tick("papers", true);
    QCOMPARE(label(), QString("Documents: 2 collections"));
    QAction *const back = entry("As in new chats");
    QVERIFY(back);
    back->trigger();
    QCOMPARE(label(), QString("Documents: tax"));
    m_app->settings.set(keys::chatCollections, QStringList{"papers"});
    QCOMPARE(label(), QString("Documents: papers"));
}

void CollectionJourneysTest::choosesNothingAtAll()
{
    m_app->settings.set(keys::chatCollections, QStringList{"papers"});
    const ConversationId chat = askWhole("Hi");
    tick("papers", false);
    QCOMPARE(label(), QString("Documents"));
    askWhole("Where does the walrus live?");
    QVERIFY(!sentTheWalrus());
    controller().newChat();
    QCOMPARE(label(), QString("Documents: papers"));
    controller().open(chat);
    QCOMPARE(label(), QString("Documents"));
}

void CollectionJourneysTest::findsAllChoicesAgainAtTheNextStart()
{
    const ConversationId chat = askWhole("Hi");
    tick("papers", true);
    controller().newChat();
    tick("tax", true); // in a chat in which nothing was asked
    m_app->close();
    open();
    QTRY_COMPARE(label(), QString("Documents: tax"));
    controller().open(chat);
    QCOMPARE(label(), QString("Documents: papers"));
    QTRY_COMPARE(transcript().messages().size(), 2);
    askWhole("Where does the walrus live?");
    QVERIFY(sentTheWalrus());
}

void CollectionJourneysTest::takesTheChoiceOfANewChatToItsFirstQuestionOnly()
{
    tick("papers", true);
    const ConversationId chat = askWhole("Where does the walrus live?");
    QVERIFY(sentTheWalrus());
    QCOMPARE(label(), QString("Documents: papers"));
    controller().newChat();
    QCOMPARE(label(), QString("Documents"));
    QSignalSpy loaded(&m_app->history, &HistoryStore::collectionsLoaded);
    m_app->history.loadCollections();
    QTRY_COMPARE(loaded.count(), 1);
    QCOMPARE(loaded.first().first().value<Choices>(), (Choices{{chat, {"papers"}}}));
}

void CollectionJourneysTest::asksWhatWaitsAndWhatIsComparedInTheSameCollections()
{
    tick("papers", true);
    m_app->server.enqueue(WindowFixture::held("One", " two"));
    ask("Count");
    QTRY_COMPARE(lastMessage().text, QString("One"));
    ask("Where does the walrus live?"); // waits for the first answer
    controller().newChat();
    m_app->server.release();
    QTRY_VERIFY(m_app->lastQuestion().contains("walrus live"));
    QVERIFY(sentTheWalrus());
    QTRY_VERIFY(controller().answering().isEmpty());

    tick("papers", true);
    controller().askModels({.text = "Is the walrus on ice?"}, {{"ollama", "qwen3:8b"}});
    QCOMPARE(label(), QString("Documents: papers"));
    QTRY_VERIFY(m_app->lastQuestion().contains("Is the walrus on ice?"));
    QVERIFY(sentTheWalrus());
}

void CollectionJourneysTest::keepsTheChoiceOfATemporaryChatInMemory()
{
    controller().newTemporaryChat();
    tick("papers", true);
    const ConversationId chat = askWhole("Where does the walrus live?");
    QVERIFY(sentTheWalrus());
    controller().newChat();
    QCOMPARE(label(), QString("Documents"));
    controller().open(chat);
    QCOMPARE(label(), QString("Documents: papers"));
    QSignalSpy loaded(&m_app->history, &HistoryStore::collectionsLoaded);
    m_app->history.loadCollections();
    QTRY_COMPARE(loaded.count(), 1);
    QVERIFY(loaded.first().first().value<Choices>().isEmpty());
}

void CollectionJourneysTest::forgetsTheChoiceOfADeletedChat()
{
    const ConversationId chat = askWhole("Hi");
    tick("papers", true);
    QSignalSpy deleted(&m_app->history, &HistoryStore::conversationsDeleted);
    controller().remove(chat);
    QTRY_COMPARE(deleted.count(), 1);
    QSignalSpy imported(&m_app->history, &HistoryStore::chatsImported);
    m_app->history.importChats({StoredChat{.info = {.id = chat, .title = "T"},
        .leaf = {},
        .messages = {StoredMessage{.id = "q", .answer = {.text = "Hi"}}},
        .collections = {}}});
    QTRY_COMPARE(imported.count(), 1);
    controller().open(chat);
    QCOMPARE(label(), QString("Documents"));
}

void CollectionJourneysTest::sharesTheChoiceWithAllWindows()
{
    const ConversationId chat = askWhole("Hi");
    tick("papers", true);
    MainWindow &second = m_app->openAnother();
    QCOMPARE(label(&second), QString("Documents"));
    tick("tax", true, &second); // in its own new chat
    QCOMPARE(label(&second), QString("Documents: tax"));
    QCOMPARE(label(), QString("Documents: papers"));
    controller().newChat();
    QCOMPARE(label(), QString("Documents"));
    emit second.findChild<ConversationPanel *>()->openRequested(chat);
    QCOMPARE(controller(&second).current(), chat);
    QCOMPARE(label(&second), QString("Documents: papers"));
    tick("tax", true, &second);
    controller(&second).newChat();
    QCOMPARE(label(&second), QString("Documents: tax"));
    controller().open(chat);
    QCOMPARE(label(), QString("Documents: 2 collections"));
}

void CollectionJourneysTest::choosesInTheQuickWindow()
{
    m_app->windows->quickAsk();
    auto *const quick = windowOf<QuickAskWindow>();
    QVERIFY(quick && QTest::qWaitForWindowActive(quick));
    const auto quickLabel = [quick]() -> QString {
        for (const QToolButton *button : quick->findChildren<QToolButton *>()) {
            if (button->isVisible() && button->accessibleName().startsWith("Documents to search in"))
                return button->accessibleName().section(": ", 1) + '|' + button->text();
        }
        return {};
    };
    QCOMPARE(quickLabel(), QString::fromUtf8("Documents|Documents ▾"));
    tick("papers", true, quick);
    QCOMPARE(quickLabel(), QString::fromUtf8("papers|papers ▾"));
    QCOMPARE(label(), QString("Documents"));
    auto &field = *quick->findChild<ComposerField *>();
    QTest::keyClicks(&field, "Where does the walrus live?");
    QTest::keyClick(&field, Qt::Key_Return);
    QTRY_VERIFY(quick->chats().answering().isEmpty() && m_app->lastQuestion().contains("walrus"));
    QVERIFY(sentTheWalrus());
    QTest::keyClick(quick, Qt::Key_O, Qt::ControlModifier);
    QCOMPARE(label(), QString("Documents: papers"));
}

void CollectionJourneysTest::saysWhatIsNotThereAnyMore()
{
    askWhole("Hi");
    tick("papers", true);
    tick("tax", true);
    remove("papers");
    QTRY_COMPARE(notice(), QString(kGone));
    QCOMPARE(label(), QString("Documents: tax"));
    index("papers", "The walrus swims.");
    QCOMPARE(label(), QString("Documents: tax")); // it dropped out
}

void CollectionJourneysTest::saysItWhenTheChatIsOpened()
{
    const ConversationId chat = askWhole("Hi");
    tick("papers", true);
    controller().newChat();
    QSignalSpy read(&m_app->retrieval, &RetrievalService::collectionNamesRead);
    remove("papers");
    QTRY_VERIFY(!read.isEmpty());
    QCOMPARE(notice(), QString());
    controller().open(chat);
    QTRY_COMPARE(notice(), QString(kGone));
    QCOMPARE(label(), QString("Documents"));

    m_app->settings.set(keys::chatCollections, QStringList{"papers", "tax"}); // and of new chats
    controller().newChat();
    QCOMPARE(label(), QString("Documents: tax"));
    QTRY_COMPARE(m_app->settings.get(keys::chatCollections), QStringList{"tax"});
}

void CollectionJourneysTest::searchesNoLostCollectionInAChatThatNobodySees()
{
    tick("papers", true);
    tick("tax", true);
    m_app->server.enqueue(WindowFixture::held("One", " two"));
    ask("Count");
    QTRY_COMPARE(lastMessage().text, QString("One"));
    ask("When does the tax office want its letter?"); // waits
    const ConversationId chat = controller().current();
    controller().newChat();
    QSignalSpy read(&m_app->retrieval, &RetrievalService::collectionNamesRead);
    remove("papers");
    QTRY_VERIFY(!read.isEmpty());
    m_app->server.release();
    QTRY_VERIFY(m_app->lastQuestion().contains("letter in May"));
    controller().open(chat);
    QTRY_COMPARE(notice(), QString(kGone)); // which is not forgotten
}

void CollectionJourneysTest::searchesWhatIsAddedInTheChatToo()
{
    const ConversationId other = askWhole("Hi");
    tick("tax", true);
    controller().newChat();
    const ConversationId chat = askWhole("Hi");
    tick("tax", true);
    QFile file(m_app->dir.filePath("boiler.md"));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("# Boiler\n\nBleed it every October.\n") > 0);
    file.close();
    m_app->window->findChild<DocumentController *>()->add({file.fileName()});
    controller().open(other); // before it is done
    QTRY_COMPARE(panel().status().text(), QString("Added 1 document."));
    QCOMPARE(m_app->settings.get(keys::chatCollections), QStringList{"documents"});
    QCOMPARE(label(), QString("Documents: tax"));
    controller().open(chat);
    QCOMPARE(label(), QString("Documents: 2 collections"));
}

void CollectionJourneysTest::followsARenamedCollection()
{
    m_app->settings.set(keys::chatCollections, QStringList{"papers", "tax"});
    const ConversationId chat = askWhole("Hi");
    tick("tax", false);
    controller().newChat();
    m_app->windows->showKnowledge();
    auto *const knowledge = windowOf<KnowledgeWindow>();
    QVERIFY(knowledge);
    emit knowledge->findChild<CollectionPanel *>()->renameRequested("papers", "articles");
    QTRY_COMPARE(m_app->settings.get(keys::chatCollections), (QStringList{"articles", "tax"}));
    controller().open(chat);
    QCOMPARE(label(), QString("Documents: articles"));
    QSignalSpy read(&m_app->retrieval, &RetrievalService::collectionNamesRead);
    m_app->retrieval.readCollectionNames();
    QTRY_VERIFY(!read.isEmpty());
    QCOMPARE(label(), QString("Documents: articles"));
    QCOMPARE(notice(), QString()); // nothing is missing
    QTRY_COMPARE(transcript().messages().size(), 2);
    askWhole("Where does the walrus live?");
    QVERIFY(sentTheWalrus());
}

void CollectionJourneysTest::bringsTheChoiceOfAnImportedChat()
{
    m_app->history.importChats({StoredChat{.info = {.id = "imported", .title = "T"},
        .leaf = {},
        .messages = {StoredMessage{.id = "q", .answer = {.text = "Hi"}}},
        .collections = QList<CollectionName>{"papers", "elsewhere"}}});
    QSignalSpy loaded(&m_app->history, &HistoryStore::collectionsLoaded);
    QTRY_COMPARE(loaded.count(), 1);
    controller().open("imported");
    QTRY_COMPARE(notice(), QString("The collection \"elsewhere\" is not there any more, and no longer searched."));
    QCOMPARE(label(), QString("Documents: papers"));
}

QTEST_MAIN(CollectionJourneysTest)
#include "collection_journeys_test.moc"
