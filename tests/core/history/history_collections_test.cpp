// SPDX-License-Identifier: MIT
#include "core/history/stored_chat.h"
#include "tests/core/history/history_fixture.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace freshet;
using namespace freshet::test;

namespace {

using Choices = QHash<ConversationId, QList<CollectionName>>;

StoredChat chatWith(
    const ConversationId &id, const MessageId &message, const std::optional<QList<CollectionName>> &collections)
{
    return {.info = {.id = id, .title = "T", .changedAt = QDateTime::fromSecsSinceEpoch(9, Qt::UTC)},
        .leaf = {},
        .messages = {storedQuestion(id, message, {})},
        .collections = collections};
}

} // namespace

/// Which collections a chat searches, as they are stored.
class HistoryCollectionsTest : public QObject {
    Q_OBJECT

private slots:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }
    void keepsChoicesForTheNextStart();
    void keepsTheChoiceOfAChatThatIsNotThereYet();
    void forgetsAChoiceThatIsTakenBack();
    void forgetsTheChoiceOfADeletedChat();
    void followsARenamedCollection();
    void takesWhatIsNoListForNoChoice();
    void showsWhatCouldNotBeWrittenAndWritesItLater();
    void renamesInWhatCouldNotBeWritten();
    void keepsTheChoiceOfAChatThatIsImported();
    void leavesTheChoiceOfAChatThatComesAgain();
    void storesNothingOfATemporaryChat();

private:
    QString path() const { return m_dir->filePath("chats.db"); }
    static Choices choices(DirectHistory &history);
    static std::optional<QList<CollectionName>> read(DirectHistory &history, const ConversationId &id);
    static ChatsStored import(DirectHistory &history, const StoredChat &chat);

    std::unique_ptr<QTemporaryDir> m_dir;
};

Choices HistoryCollectionsTest::choices(DirectHistory &history)
{
    const QSignalSpy loaded(&history.worker, &HistoryWorker::collectionsLoaded);
    history.worker.loadCollections();
    return loaded.value(0).value(0).value<Choices>();
}

std::optional<QList<CollectionName>> HistoryCollectionsTest::read(DirectHistory &history, const ConversationId &id)
{
    const QSignalSpy read(&history.worker, &HistoryWorker::chatRead);
    history.worker.readChat(id);
    return read.value(0).value(0).value<StoredChat>().collections;
}

ChatsStored HistoryCollectionsTest::import(DirectHistory &history, const StoredChat &chat)
{
    const QSignalSpy imported(&history.worker, &HistoryWorker::chatsImported);
    history.worker.importChats({chat});
    return imported.value(0).value(0).value<ChatsStored>();
}

void HistoryCollectionsTest::keepsChoicesForTheNextStart()
{
    const Choices chosen{{"c", {"papers", "a \"b\", c", "日本"}}, {"d", {}}};
    {
        DirectHistory history(path());
        for (const char *chat : {"c", "d", "e"})
            history.askAndAnswer(chat, chat);
        history.worker.storeCollections("c", QList<CollectionName>{"first"});
        for (auto chat = chosen.cbegin(); chat != chosen.cend(); ++chat)
            history.worker.storeCollections(chat.key(), chat.value());
    }
    DirectHistory history(path());
    QCOMPARE(choices(history), chosen);
    QCOMPARE(read(history, "c"), chosen.value("c"));
    QCOMPARE(read(history, "d"), QList<CollectionName>()); // which is a choice
    QCOMPARE(read(history, "e"), std::nullopt);
    QVERIFY(history.failed.isEmpty());
}

void HistoryCollectionsTest::keepsTheChoiceOfAChatThatIsNotThereYet()
{
    {
        DirectHistory history(path());
        history.worker.storeCollections("c", QList<CollectionName>{"papers"});
        QCOMPARE(history.chats(), QStringList());
    }
    DirectHistory history(path());
    history.askAndAnswer("c", "1");
    QCOMPARE(read(history, "c"), QList<CollectionName>{"papers"});
}

void HistoryCollectionsTest::forgetsAChoiceThatIsTakenBack()
{
    DirectHistory history(path());
    history.worker.storeCollections("c", QList<CollectionName>{"papers"});
    history.worker.storeCollections("c", std::nullopt);
    QCOMPARE(choices(history), Choices());
    QCOMPARE(readFrom(path(), "SELECT count(*) FROM chat_collections"), QString("0"));
}

void HistoryCollectionsTest::forgetsTheChoiceOfADeletedChat()
{
    {
        DirectHistory history(path());
        for (const char *chat : {"c", "d"}) {
            history.askAndAnswer(chat, chat);
            history.worker.storeCollections(chat, QList<CollectionName>{"the canary"});
        }
        history.worker.storeCollections("d", QList<CollectionName>{"papers"});
        history.worker.removeWhere([](QSqlQuery &) { return QList<ConversationId>{"c"}; });
        QCOMPARE(choices(history), (Choices{{"d", {"papers"}}}));
    }
    for (const QFileInfo &file : QDir(m_dir->path()).entryInfoList(QDir::Files)) {
        QFile bytes(file.filePath());
        QVERIFY(bytes.open(QIODevice::ReadOnly));
        QVERIFY2(!bytes.readAll().contains("canary"), qPrintable(file.fileName()));
    }
}

void HistoryCollectionsTest::followsARenamedCollection()
{
    DirectHistory history(path());
    history.worker.storeCollections("a", QList<CollectionName>{"guide", "papers", "tax"});
    history.worker.storeCollections("b", QList<CollectionName>{"papers", "articles"});
    history.worker.storeCollections("c", QList<CollectionName>{"tax"});
    history.worker.renameCollection("papers", "articles");
    QCOMPARE(choices(history), (Choices{{"a", {"guide", "articles", "tax"}}, {"b", {"articles"}}, {"c", {"tax"}}}));
}

void HistoryCollectionsTest::takesWhatIsNoListForNoChoice()
{
    DirectHistory history(path());
    history.askAndAnswer("c", "1");
    history.worker.storeCollections("c", QList<CollectionName>{"papers"});
    history.worker.storeCollections("d", QList<CollectionName>{"papers"});
    QVERIFY(runOn(path(), "UPDATE chat_collections SET names = '[\"pap' WHERE conversation = 'c'"));
    QCOMPARE(choices(history), (Choices{{"d", {"papers"}}}));
    QCOMPARE(read(history, "c"), std::nullopt);
    QCOMPARE(history.texts("c").size(), 2); // which costs nothing else
}

void HistoryCollectionsTest::showsWhatCouldNotBeWrittenAndWritesItLater()
{
    {
        DirectHistory history(path());
        history.askAndAnswer("c", "1");
        history.worker.storeCollections("d", QList<CollectionName>{"papers"});
        QVERIFY(runOn(path(),
            "CREATE TRIGGER refuse BEFORE INSERT ON chat_collections BEGIN"
            " SELECT raise(ABORT, 'no'); END;"
            "CREATE TRIGGER refuse_too BEFORE DELETE ON chat_collections BEGIN"
            " SELECT raise(ABORT, 'no'); END"));
        history.worker.storeCollections("c", QList<CollectionName>{"papers"});
        history.worker.storeCollections("d", std::nullopt);
        QVERIFY2(history.words().startsWith("Which collections the chat searches could not be saved"),
            qPrintable(history.words()));
        QCOMPARE(choices(history), (Choices{{"c", {"papers"}}}));
        QCOMPARE(read(history, "c"), QList<CollectionName>{"papers"});
        QCOMPARE(readFrom(path(), "SELECT group_concat(conversation) FROM chat_collections"), QString("d"));
        QVERIFY(runOn(path(), "DROP TRIGGER refuse; DROP TRIGGER refuse_too"));
    }
    QCOMPARE(readFrom(path(), "SELECT group_concat(conversation) FROM chat_collections"), QString("c"));
}

void HistoryCollectionsTest::renamesInWhatCouldNotBeWritten()
{
    DirectHistory history(path());
    history.askAndAnswer("c", "1");
    QVERIFY(
        runOn(path(), "CREATE TRIGGER refuse BEFORE INSERT ON chat_collections BEGIN SELECT raise(ABORT, 'no'); END"));
    history.worker.storeCollections("c", QList<CollectionName>{"papers"});
    history.worker.renameCollection("papers", "articles");
    QCOMPARE(choices(history), (Choices{{"c", {"articles"}}}));
    QVERIFY(runOn(path(), "DROP TRIGGER refuse"));
    history.worker.commit();
    QCOMPARE(readFrom(path(), "SELECT names FROM chat_collections"), QString("[\"articles\"]"));
}

void HistoryCollectionsTest::keepsTheChoiceOfAChatThatIsImported()
{
    DirectHistory history(path());
    QCOMPARE(import(history, chatWith("c", "q", QList<CollectionName>{"papers"})).added, 1);
    QCOMPARE(import(history, chatWith("d", "r", std::nullopt)).added, 1);
    QCOMPARE(choices(history), (Choices{{"c", {"papers"}}}));
}

void HistoryCollectionsTest::leavesTheChoiceOfAChatThatComesAgain()
{
    DirectHistory history(path());
    history.askAndAnswer("c", "1");
    history.worker.storeCollections("c", QList<CollectionName>{"mine"});
    history.askAndAnswer("d", "2"); // it follows the settings, which is a choice of a kind
    QCOMPARE(import(history, chatWith("c", "q", QList<CollectionName>{"papers"})).extended, 1);
    QCOMPARE(import(history, chatWith("d", "r", QList<CollectionName>{"papers"})).extended, 1);
    QCOMPARE(choices(history), (Choices{{"c", {"mine"}}}));
}

void HistoryCollectionsTest::storesNothingOfATemporaryChat()
{
    HistoryStore store(path());
    store.keepInMemory("t");
    store.storeQuestion(storedQuestion("t", "q", {}), growingAnswer("t", "a", "q"));
    store.storeCollections("t", QList<CollectionName>{"canary"});
    store.renameCollection("canary", "canaries");
    QSignalSpy read(&store, &HistoryStore::chatRead);
    store.readChat("t");
    QTRY_COMPARE(read.count(), 1);
    QCOMPARE(read.first().first().value<StoredChat>().collections, QList<CollectionName>{"canaries"});
    QSignalSpy loaded(&store, &HistoryStore::collectionsLoaded);
    store.loadCollections();
    QTRY_COMPARE(loaded.count(), 1);
    QCOMPARE(loaded.first().first().value<Choices>(), Choices());
    QCOMPARE(readFrom(path(), "SELECT count(*) FROM chat_collections"), QString("0"));
}

QTEST_GUILESS_MAIN(HistoryCollectionsTest)
#include "history_collections_test.moc"
