// SPDX-License-Identifier: MIT
#include "core/retrieval/retrieval_service.h"
#include "core/settings/keys.h"
#include "core/settings/settings_store.h"
#include "ui/chat/chat_collection_store.h"
#include "ui/chat/draft_store.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace freshet;

using Choices = QHash<ConversationId, QList<CollectionName>>;

/// What an earlier run stored, what is chosen before that has come, and what is not there any more.
class ChatCollectionStoreTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void bringsWhatAnEarlierRunChose();
    void keepsWhatIsChosenBeforeTheStoredChoicesCome();
    void forgetsTheNewChatsOfOtherWindowsOfAnEarlierRun();
    void takesNothingForMissingBeforeItLooked();
    void takesTheGuideForThere();
    void takesForThereWhatIsChosenAfterItLooked();
    void searchesAgainWhatIsMadeAgain();

private:
    void make(const CollectionName &name);
    void load();
    void look();
    Choices stored();

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<SettingsStore> m_settings;
    std::unique_ptr<RetrievalService> m_retrieval;
    std::unique_ptr<HistoryStore> m_history;
    std::unique_ptr<ChatCollectionStore> m_chats;
};

void ChatCollectionStoreTest::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<SettingsStore>(m_dir->filePath("settings.ini"));
    m_retrieval = std::make_unique<RetrievalService>(m_dir->filePath("index.db"));
    m_history = std::make_unique<HistoryStore>(m_dir->filePath("chats.db"));
    m_chats = std::make_unique<ChatCollectionStore>(*m_history, *m_retrieval, *m_settings);
}

void ChatCollectionStoreTest::cleanup()
{
    m_chats.reset();
    m_history.reset();
    m_retrieval.reset();
}

void ChatCollectionStoreTest::make(const CollectionName &name)
{
    const IndexReply *const made = m_retrieval->makeCollection(name, m_retrieval.get());
    QTRY_VERIFY(made->isFinished());
    QVERIFY(!made->error());
}

void ChatCollectionStoreTest::load()
{
    QSignalSpy changed(m_chats.get(), &ChatCollectionStore::changed);
    m_chats->load();
    QVERIFY(changed.wait());
}

void ChatCollectionStoreTest::look()
{
    QSignalSpy looked(m_chats.get(), &ChatCollectionStore::looked);
    m_chats->look();
    QVERIFY(looked.wait());
}

Choices ChatCollectionStoreTest::stored()
{
    QSignalSpy loaded(m_history.get(), &HistoryStore::collectionsLoaded);
    m_history->loadCollections();
    return loaded.wait() ? loaded.first().first().value<Choices>() : Choices();
}

void ChatCollectionStoreTest::bringsWhatAnEarlierRunChose()
{
    m_history->storeCollections("a", QList<CollectionName>{"papers"});
    m_history->storeCollections(DraftStore::kNewChat, QList<CollectionName>());
    m_settings->set(keys::chatCollections, QStringList{"tax"});
    load();
    QCOMPARE(m_chats->searched("a"), QStringList{"papers"});
    QCOMPARE(m_chats->searched(DraftStore::kNewChat), QStringList());
    QCOMPARE(m_chats->searched("b"), QStringList{"tax"});
    QVERIFY(m_chats->hasChoice("a") && !m_chats->hasChoice("b"));
}

void ChatCollectionStoreTest::keepsWhatIsChosenBeforeTheStoredChoicesCome()
{
    for (const char *chat : {"a", "b", "c"})
        m_history->storeCollections(chat, QList<CollectionName>{"old"});
    m_chats->load();
    m_chats->setSearched("a", "new", true);
    m_chats->followNewChats("b");
    stored(); // has come
    QCOMPARE(m_chats->searched("a"), QStringList{"new"});
    QVERIFY(!m_chats->hasChoice("b"));
    QCOMPARE(m_chats->searched("c"), QStringList{"old"});
    QCOMPARE(stored(), (Choices{{"a", {"new"}}, {"c", {"old"}}}));
}

void ChatCollectionStoreTest::forgetsTheNewChatsOfOtherWindowsOfAnEarlierRun()
{
    DraftStore drafts(*m_history);
    const QString first = drafts.takeNewChat(DraftStore::NewChat::Found);
    const QString second = drafts.takeNewChat(DraftStore::NewChat::Found);
    const QString third = drafts.takeNewChat(DraftStore::NewChat::Own);
    QVERIFY(!DraftStore::isFurtherNewChat(first));
    QVERIFY(DraftStore::isFurtherNewChat(second) && DraftStore::isFurtherNewChat(third));
    m_history->storeCollections(first, QList<CollectionName>{"papers"});
    m_history->storeCollections(second, QList<CollectionName>{"papers"});
    m_chats->setSearched(third, "tax", true); // a window of this run
    load();
    QCOMPARE(stored(), (Choices{{first, {"papers"}}, {third, {"tax"}}}));
    QVERIFY(!m_chats->hasChoice(second));
}

void ChatCollectionStoreTest::takesNothingForMissingBeforeItLooked()
{
    m_chats->setSearched("a", "papers", true);
    QCOMPARE(m_chats->searched("a"), QStringList{"papers"});
    QCOMPARE(m_chats->dropMissing("a"), QStringList());
    make("tax");
    look();
    QCOMPARE(m_chats->searched("a"), QStringList());
    QCOMPARE(stored().value("a"), QStringList{"papers"}); // until somebody is told
    QCOMPARE(m_chats->dropMissing("a"), QStringList{"papers"});
    QCOMPARE(stored().value("a"), QStringList());
    QVERIFY(m_chats->hasChoice("a"));
    QCOMPARE(m_chats->dropMissing("a"), QStringList());
}

void ChatCollectionStoreTest::takesTheGuideForThere()
{
    m_chats->setSearched("a", kGuideCollection, true);
    look(); // before the guide is indexed
    QCOMPARE(m_chats->dropMissing("a"), QStringList());
    QCOMPARE(m_chats->searched("a"), QStringList{kGuideCollection});
}

void ChatCollectionStoreTest::takesForThereWhatIsChosenAfterItLooked()
{
    look();
    m_chats->setSearched("a", "papers", true);
    m_chats->setSearchedByNewChats("tax", true);
    QCOMPARE(m_chats->dropMissing("a"), QStringList());
    QCOMPARE(m_chats->dropMissing("b"), QStringList());
    QCOMPARE(m_chats->searched("b"), QStringList{"tax"});
}

void ChatCollectionStoreTest::searchesAgainWhatIsMadeAgain()
{
    m_chats->setSearched("a", "papers", true);
    look();
    QCOMPARE(m_chats->searched("a"), QStringList());
    QSignalSpy looked(m_chats.get(), &ChatCollectionStore::looked);
    make("papers");
    QTRY_VERIFY(!looked.isEmpty()); // by itself, since the collections changed
    QCOMPARE(m_chats->searched("a"), QStringList{"papers"});
}

QTEST_MAIN(ChatCollectionStoreTest)
#include "chat_collection_store_test.moc"
