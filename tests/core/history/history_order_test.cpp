// SPDX-License-Identifier: MIT
#include "core/history/history_database.h"
#include "core/history/history_store.h"
#include "core/history/trash_clock.h"

#include <QDirIterator>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>

using namespace freshet;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds kTrashTime = kTrashKept;

StoredMessage orderQuestion(const ConversationId &conversation, const QString &text)
{
    return {.id = newHistoryId(),
        .conversation = conversation,
        .answer = {.text = text},
        .createdAt = QDateTime::currentDateTimeUtc()};
}

StoredMessage orderAnswer(const ConversationId &conversation)
{
    return {.id = newHistoryId(),
        .conversation = conversation,
        .role = ChatRole::Assistant,
        .state = StoredState::Streaming,
        .createdAt = QDateTime::currentDateTimeUtc()};
}

} // namespace

class HistoryOrderTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void pinsAndUnpins();
    void pinsAgainWhereItWas();
    void changesSeveralInOneGoOrNone();
    void deletesSeveralInOneGo();
    void movesChatsIntoFoldersAndKeepsThemWhenTheFolderIsDeleted();
    void saysSoWhenAFolderIsNotThere();
    void movesBackIntoNoFolderWhereItsOwnIsGone();
    void readsTagsAsPeopleTypeThem_data();
    void readsTagsAsPeopleTypeThem();
    void keepsTagsUntilTheyAreReplaced();
    void archivesAndBringsBack();
    void keepsTheTrashForThirtyDays_data();
    void keepsTheTrashForThirtyDays();
    void keepsTheTimeOfAChatThatIsInTheTrashAlready();
    void restoresWithAllThatItHad();
    void emptiesTheTrashOnly();
    void deletesAllThatIsOldOrNone();
    void leavesNothingOfAPurgedChatInAnyFile();
    void takesAChatOutWhereSomebodyAsksInIt();
    void writesAModelsTitleOnlyOverItsOwn();
    void bringsTheChatsOfTheThirdVersionAlong();
    void bringsAllOfThemOrNone();
    void storesNothingOfATemporaryChat();
    void forgetsATemporaryChatThatIsDeleted();

private:
    QString path() const { return m_dir->filePath("chats.db"); }
    void makeStore()
    {
        m_store = std::make_unique<HistoryStore>(path(), HistoryOptions{.clock = [this] { return m_now; }});
    }
    void ask(const ConversationId &id, const QString &text)
    {
        m_store->storeQuestion(orderQuestion(id, text), orderAnswer(id));
    }
    QList<ConversationInfo> list();
    void letPass(qint64 ms);
    ConversationInfo info(const ConversationId &id);
    bool anyFileHolds(const QByteArray &text) const;
    QString runOutside(const QByteArray &sql, const QString &file = {}) const; ///< The first value of its last row.

    std::unique_ptr<QTemporaryDir> m_dir;
    QDateTime m_now;
    std::unique_ptr<HistoryStore> m_store;
    QList<FolderInfo> m_folders; ///< As of the last list().
};

void HistoryOrderTest::init()
{
    m_store.reset();
    m_dir = std::make_unique<QTemporaryDir>();
    QVERIFY(m_dir->isValid());
    m_now = QDateTime(QDate(2026, 3, 11), QTime(9, 0), Qt::UTC);
    makeStore();
}

QList<ConversationInfo> HistoryOrderTest::list()
{
    QSignalSpy folders(m_store.get(), &HistoryStore::foldersListed);
    QSignalSpy listed(m_store.get(), &HistoryStore::conversationsListed);
    m_store->listConversations();
    if (!listed.wait())
        return {};
    m_folders = folders.value(0).value(0).value<QList<FolderInfo>>();
    return listed.at(0).at(0).value<QList<ConversationInfo>>();
}

ConversationInfo HistoryOrderTest::info(const ConversationId &id)
{
    for (const ConversationInfo &chat : list()) {
        if (chat.id == id)
            return chat;
    }
    return {};
}

bool HistoryOrderTest::anyFileHolds(const QByteArray &text) const
{
    QDirIterator files(m_dir->path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains(text))
            return true;
    }
    return false;
}

QString HistoryOrderTest::runOutside(const QByteArray &sql, const QString &file) const
{
    sqlite3 *db = nullptr;
    QString value;
    const auto keep = [](void *to, int count, char **values, char **) {
        if (count > 0)
            *static_cast<QString *>(to) = QString::fromUtf8(values[0]);
        return 0;
    };
    char *error = nullptr;
    if (sqlite3_open(QFile::encodeName(file.isEmpty() ? path() : file).constData(), &db) != SQLITE_OK
        || sqlite3_exec(db, sql.constData(), keep, &value, &error) != SQLITE_OK)
        value = QString::fromUtf8(error ? error : "cannot be opened");
    sqlite3_free(error);
    sqlite3_close(db);
    return value;
}

void HistoryOrderTest::pinsAndUnpins()
{
    ask("a", "first");
    QVERIFY(!info("a").pinnedAt.isValid());
    m_store->changeOrder(order::Pin{"a"});
    QCOMPARE(info("a").pinnedAt, m_now);
    m_store->changeOrder(order::Unpin{"a"});
    QVERIFY(!info("a").pinnedAt.isValid());
}

void HistoryOrderTest::pinsAgainWhereItWas()
{
    for (const char *id : {"a", "b", "c"}) {
        ask(id, "a question");
        m_store->changeOrder(order::Pin{id});
        m_now = m_now.addSecs(1);
    }
    const QDateTime then = info("a").pinnedAt;
    QVERIFY(then < info("b").pinnedAt);
    m_store->changeOrder(order::Unpin{"a"});
    m_store->changeOrder(order::Pin{"a", then});
    QCOMPARE(info("a").pinnedAt, then);
    m_store->changeOrders({order::Unpin{"a"}, order::Pin{"a"}}); // by hand it comes below the others
    QVERIFY(info("a").pinnedAt > info("c").pinnedAt);
}

void HistoryOrderTest::changesSeveralInOneGoOrNone()
{
    m_store->keepInMemory("t");
    for (const char *id : {"a", "b", "t"})
        ask(id, "a question");
    list();
    QSignalSpy changed(m_store.get(), &HistoryStore::conversationsChanged);
    QSignalSpy failed(m_store.get(), &HistoryStore::failed);
    m_store->changeOrders({order::AddFolder{"f", "House"}, order::MoveToFolder{"a", "f"}, order::Pin{"b"}});
    QCOMPARE(info("a").folder, "f");
    QVERIFY(info("b").pinnedAt.isValid());
    QCOMPARE(changed.count(), 1);
    m_store->changeOrders({order::Unpin{"b"}, order::MoveToFolder{"a", "none"}, order::Pin{"t"}});
    QCOMPARE(list().size(), 3);
    QCOMPARE(failed.count(), 1);
    QVERIFY(info("b").pinnedAt.isValid());
    QCOMPARE(info("a").folder, "f");
    QVERIFY(info("t").pinnedAt.isValid()); // it is in no file, so no transaction holds both
    m_store->changeOrders({});
    QCOMPARE(list().size(), 3);
}

void HistoryOrderTest::deletesSeveralInOneGo()
{
    m_store->keepInMemory("t");
    for (const char *id : {"a", "b", "c", "t"})
        ask(id, "the canary of " + QString(id));
    list();
    QSignalSpy deleted(m_store.get(), &HistoryStore::conversationsDeleted);
    m_store->deleteConversations({"a", "t", "c"});
    QCOMPARE(list().size(), 1);
    QCOMPARE(deleted.count(), 2); // the file's and the memory's
    QVERIFY(!anyFileHolds("canary of a"));
    QVERIFY(!anyFileHolds("canary of c"));
    QVERIFY(anyFileHolds("canary of b"));
}

void HistoryOrderTest::movesChatsIntoFoldersAndKeepsThemWhenTheFolderIsDeleted()
{
    ask("a", "first");
    ask("b", "second");
    m_store->changeOrder(order::AddFolder{"f", "House"});
    m_store->changeOrder(order::MoveToFolder{"a", "f"});
    m_store->changeOrder(order::MoveToFolder{"b", "f"});
    m_store->changeOrder(order::RenameFolder{"f", "Home"});
    QCOMPARE(info("a").folder, "f");
    QCOMPARE(m_folders, (QList<FolderInfo>{{"f", "Home"}}));
    m_store->changeOrder(order::MoveToFolder{"b", {}});
    QCOMPARE(info("b").folder, QString());
    m_store->changeOrder(order::DeleteFolder{"f"});
    QCOMPARE(list().size(), 2);
    QVERIFY(m_folders.isEmpty());
    QCOMPARE(info("a").folder, QString());
}

void HistoryOrderTest::saysSoWhenAFolderIsNotThere()
{
    ask("a", "first");
    QSignalSpy failed(m_store.get(), &HistoryStore::failed);
    m_store->changeOrder(order::MoveToFolder{"a", "none"});
    QVERIFY(failed.wait());
    QVERIFY(failed.at(0).at(0).value<Error>().message.contains("folder"));
    QCOMPARE(info("a").folder, QString());
}

void HistoryOrderTest::movesBackIntoNoFolderWhereItsOwnIsGone()
{
    ask("a", "first");
    ask("b", "second");
    m_store->changeOrders(
        {order::AddFolder{"f", "House"}, order::AddFolder{"g", "Garden"}, order::AddFolder{"h", "Now"},
            order::MoveToFolder{"a", "h"}, order::MoveToFolder{"b", "h"}, order::DeleteFolder{"f"}});
    QSignalSpy failed(m_store.get(), &HistoryStore::failed);
    m_store->changeOrders({order::MoveBack{"a", "f"}, order::MoveBack{"b", "g"}});
    QCOMPARE(info("a").folder, QString());
    QCOMPARE(info("b").folder, "g");
    m_store->changeOrder(order::MoveBack{"b", {}});
    QCOMPARE(info("b").folder, QString());
    QVERIFY(failed.isEmpty());
}

void HistoryOrderTest::readsTagsAsPeopleTypeThem_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QStringList>("tags");
    QTest::newRow("nothing") << "" << QStringList();
    QTest::newRow("commas and spaces around") << " tax ,, house, " << QStringList{"house", "tax"};
    QTest::newRow("with their sign") << "#tax, ##house, #" << QStringList{"house", "tax"};
    QTest::newRow("twice, in another case") << "Tax, tax" << QStringList{"Tax"};
    QTest::newRow("a space within") << "house  loan" << QStringList{"house-loan"};
    QTest::newRow("any script") << "Müll, 税" << QStringList{"Müll", "税"};
    QTest::newRow("commas of Chinese keyboards") << "税，房子、花园" << QStringList{"房子", "税", "花园"};
}

void HistoryOrderTest::readsTagsAsPeopleTypeThem()
{
    QFETCH(QString, typed);
    QFETCH(QStringList, tags);
    QCOMPARE(tagsFromText(typed), tags);
    QCOMPARE(tagsFromText(tags.join(',')), tags);
}

void HistoryOrderTest::keepsTagsUntilTheyAreReplaced()
{
    ask("a", "first");
    m_store->changeOrder(order::SetTags{"a", {"house", "tax"}});
    QCOMPARE(info("a").tags, (QStringList{"house", "tax"}));
    m_store->changeOrder(order::SetTags{"a", {"loan"}});
    m_store->changeOrder(order::SetTags{"not there", {"loan"}});
    QCOMPARE(info("a").tags, QStringList{"loan"});
    m_store->deleteConversations({"a"});
    list();
    QCOMPARE(runOutside("SELECT count(*) FROM tags"), "0");
}

void HistoryOrderTest::archivesAndBringsBack()
{
    ask("a", "first");
    m_store->changeOrder(order::Pin{"a"});
    m_store->changeOrder(order::Archive{"a"});
    QCOMPARE(info("a").archivedAt, m_now);
    QVERIFY(!info("a").pinnedAt.isValid());
    m_store->changeOrder(order::Unarchive{"a"});
    QVERIFY(!info("a").archivedAt.isValid());
}

/// With a look at the trash now and then, as the window takes it.
void HistoryOrderTest::letPass(qint64 ms)
{
    constexpr qint64 mostMs = std::chrono::milliseconds(kMostBetweenLooks).count();
    for (qint64 left = ms; left != 0;) {
        const qint64 step = std::min(left, mostMs);
        m_now = m_now.addMSecs(step);
        left -= step;
        m_store->purgeTrash();
    }
    m_store->purgeTrash();
}

void HistoryOrderTest::keepsTheTrashForThirtyDays_data()
{
    QTest::addColumn<qint64>("ageMs");
    QTest::addColumn<bool>("isKept");
    QTest::newRow("just now") << qint64(0) << true;
    QTest::newRow("a moment before") << qint64(kTrashTime.count() - 1) << true;
    QTest::newRow("to the moment") << qint64(kTrashTime.count()) << false;
    QTest::newRow("from the future, by a clock that was wrong") << qint64(-kTrashTime.count() * 40) << true;
}

void HistoryOrderTest::keepsTheTrashForThirtyDays()
{
    QFETCH(qint64, ageMs);
    QFETCH(bool, isKept);
    ask("a", "first");
    ask("b", "second");
    m_store->changeOrder(order::MoveToTrash{"a"});
    QSignalSpy deleted(m_store.get(), &HistoryStore::conversationsDeleted);
    letPass(ageMs);
    QCOMPARE(list().size(), isKept ? 2 : 1);
    QCOMPARE(deleted.count(), isKept ? 0 : 1);
    if (!isKept)
        QCOMPARE(deleted.at(0).at(0).value<QList<ConversationId>>(), QList<ConversationId>{"a"});
}

void HistoryOrderTest::keepsTheTimeOfAChatThatIsInTheTrashAlready()
{
    ask("a", "first");
    m_store->changeOrder(order::MoveToTrash{"a"});
    const QDateTime then = m_now;
    m_now = m_now.addDays(20);
    m_store->changeOrder(order::MoveToTrash{"a"});
    QCOMPARE(info("a").trashedAt, then);
}

void HistoryOrderTest::restoresWithAllThatItHad()
{
    ask("a", "first");
    m_store->storeDraft("a", {.text = "half a thought"});
    m_store->changeOrder(order::AddFolder{"f", "House"});
    m_store->changeOrder(order::MoveToFolder{"a", "f"});
    m_store->changeOrder(order::SetTags{"a", {"tax"}});
    m_store->changeOrder(order::Pin{"a"});
    const ConversationInfo before = info("a");
    m_store->changeOrder(order::MoveToTrash{"a"});
    QVERIFY(info("a").trashedAt.isValid());
    m_store->changeOrder(order::Restore{"a"});
    QCOMPARE(info("a"), before);
    QCOMPARE(runOutside("SELECT text FROM drafts"), "half a thought");
}

void HistoryOrderTest::emptiesTheTrashOnly()
{
    ask("a", "first");
    ask("b", "second");
    ask("c", "third");
    m_store->changeOrder(order::MoveToTrash{"a"});
    m_store->changeOrder(order::MoveToTrash{"b"});
    m_store->changeOrder(order::Archive{"c"});
    m_store->emptyTrash();
    QCOMPARE(list().size(), 1);
    QCOMPARE(runOutside("SELECT count(*) FROM messages"), "2");
}

/// As where the disk is full or the program dies in the middle.
void HistoryOrderTest::deletesAllThatIsOldOrNone()
{
    ask("a", "first");
    ask("b", "second");
    m_store->storeDraft("a", {.text = "half a thought"});
    m_store->changeOrder(order::MoveToTrash{"a"});
    m_store->changeOrder(order::MoveToTrash{"b"});
    list();
    QCOMPARE(runOutside("CREATE TRIGGER keep BEFORE DELETE ON conversations WHEN OLD.id = 'b'"
                        " BEGIN SELECT RAISE(ABORT, 'no'); END"),
        QString());
    QSignalSpy failed(m_store.get(), &HistoryStore::failed);
    QSignalSpy deleted(m_store.get(), &HistoryStore::conversationsDeleted);
    m_store->emptyTrash();
    QCOMPARE(list().size(), 2);
    QCOMPARE(failed.count(), 1);
    QCOMPARE(deleted.count(), 0);
    QCOMPARE(runOutside("SELECT text FROM drafts"), "half a thought");
    QCOMPARE(runOutside("DROP TRIGGER keep"), QString());
    m_store->emptyTrash();
    QVERIFY(list().isEmpty());
}

void HistoryOrderTest::leavesNothingOfAPurgedChatInAnyFile()
{
    StoredMessage asked = orderQuestion("a", "the canary sings");
    asked.attachments = {{.name = "canary.txt", .mimeType = "text/plain", .text = "a canary"}};
    m_store->storeQuestion(asked, orderAnswer("a"));
    m_store->storeDraft("a", {.text = "more of the canary", .pasted = "canary canary"});
    m_store->changeOrder(order::SetTags{"a", {"canary"}});
    m_store->changeOrder(order::MoveToTrash{"a"});
    list();
    QVERIFY(anyFileHolds("canary"));
    letPass(kTrashTime.count());
    QVERIFY(list().isEmpty());
    QVERIFY(!anyFileHolds("canary"));
}

void HistoryOrderTest::takesAChatOutWhereSomebodyAsksInIt()
{
    ask("a", "first");
    m_store->changeOrder(order::Archive{"a"});
    m_store->changeOrder(order::MoveToTrash{"a"});
    ask("a", "and one more thing");
    QVERIFY(!info("a").trashedAt.isValid());
    QVERIFY(!info("a").archivedAt.isValid());
}

void HistoryOrderTest::writesAModelsTitleOnlyOverItsOwn()
{
    ask("a", "how do I bleed a radiator");
    ask("b", "why is the sky blue");
    m_store->changeOrder(order::TitleByModel{"a", "Bleeding a radiator"});
    m_store->changeOrder(order::TitleByModel{"a", "Again"});
    QCOMPARE(info("a").title, "Bleeding a radiator");
    m_store->renameConversation("b", "Sky");
    m_store->changeOrder(order::TitleByModel{"b", "Rayleigh scattering"});
    QCOMPARE(info("b").title, "Sky");
}

/// The tables of version 3, as far as they matter here, with one chat.
void HistoryOrderTest::bringsTheChatsOfTheThirdVersionAlong()
{
    QCOMPARE(
        runOutside("CREATE TABLE conversations (id TEXT PRIMARY KEY NOT NULL, title TEXT NOT NULL,"
                   " changed_at INTEGER NOT NULL, leaf TEXT NOT NULL DEFAULT '') STRICT;"
                   "CREATE TABLE messages (seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,"
                   " conversation TEXT NOT NULL REFERENCES conversations(id) ON DELETE CASCADE, role TEXT NOT NULL,"
                   " state TEXT NOT NULL, text TEXT NOT NULL, answer TEXT NOT NULL, error TEXT NOT NULL,"
                   " created_at INTEGER NOT NULL, parent TEXT NOT NULL DEFAULT '') STRICT;"
                   "CREATE TABLE drafts (conversation TEXT NOT NULL, aside INTEGER NOT NULL, text TEXT NOT NULL,"
                   " editing TEXT NOT NULL, PRIMARY KEY (conversation, aside)) STRICT;"
                   "INSERT INTO conversations (id, title, changed_at) VALUES ('c', 'My title', 1);"
                   "INSERT INTO messages (id, conversation, role, state, text, answer, error, created_at) VALUES"
                   " ('c1', 'c', 'user', 'complete', 'one', '', '', 1);"
                   "PRAGMA user_version = 3"),
        QString());
    ConversationInfo chat = info("c");
    QCOMPARE(chat, (ConversationInfo{.id = "c", .title = "My title", .changedAt = chat.changedAt}));
    m_store->changeOrder(order::TitleByModel{"c", "Another"}); // nobody knows whose the old one is
    m_store->changeOrder(order::Pin{"c"});
    chat = info("c");
    QCOMPARE(chat.title, "My title");
    QVERIFY(chat.pinnedAt.isValid());
}

/// A table of that name is in the way of the step: then nothing of it may be done to that file, and what is in it comes
/// into a new one.
void HistoryOrderTest::bringsAllOfThemOrNone()
{
    ask("a", "first");
    list();
    m_store.reset();
    QCOMPARE(runOutside("DROP TABLE tags; DROP TABLE folders; CREATE TABLE tags (x);"
                        "ALTER TABLE conversations DROP COLUMN pinned_at;"
                        "PRAGMA user_version = 3"),
        QString());
    makeStore();
    QSignalSpy failed(m_store.get(), &HistoryStore::failed);
    list();
    QCOMPARE(failed.count(), 1); // that the file was put aside
    const QDir dir(QFileInfo(path()).path());
    const QStringList aside = dir.entryList({"*.damaged-*"});
    QVERIFY(!aside.isEmpty());
    QCOMPARE(runOutside("SELECT count(*) FROM sqlite_master WHERE name = 'folders'", dir.filePath(aside.first())), "0");
    QCOMPARE(runOutside("PRAGMA user_version", dir.filePath(aside.first())), "3");
    QCOMPARE(runOutside("PRAGMA user_version"), QString::number(kHistorySchema));
    QCOMPARE(runOutside("SELECT count(*) FROM conversations"), "1");
    QCOMPARE(runOutside("SELECT count(*) FROM messages"), "2");
}

void HistoryOrderTest::storesNothingOfATemporaryChat()
{
    ask("a", "an ordinary one");
    m_store->keepInMemory("t");
    QVERIFY(m_store->isTemporary("t"));
    StoredMessage asked = orderQuestion("t", "the canary sings");
    asked.attachments = {{.name = "canary.txt", .mimeType = "text/plain", .text = "a canary"}};
    StoredMessage answer = orderAnswer("t");
    QSignalSpy stored(m_store.get(), &HistoryStore::questionStored);
    m_store->storeQuestion(asked, answer);
    QVERIFY(stored.wait());
    m_store->appendToAnswer(answer.id, "canary, ");
    m_store->restartAnswer(answer.id);
    m_store->appendToAnswer(answer.id, "canary");
    answer.state = StoredState::Complete;
    answer.answer.text = "canary";
    m_store->finishAnswer(answer);
    m_store->storeDraft("t", {.text = "more of the canary", .pasted = "canary canary"});
    m_store->renameConversation("t", "canary");
    m_store->setLeaf("t", answer.id);

    QSignalSpy loaded(m_store.get(), &HistoryStore::conversationLoaded);
    m_store->loadConversation("t");
    QVERIFY(loaded.wait());
    const auto messages = loaded.at(0).at(1).value<QList<StoredMessage>>();
    QCOMPARE(messages.size(), 2);
    QCOMPARE(messages.at(0).attachments, asked.attachments);
    QCOMPARE(messages.at(1).answer.text, "canary");
    const QList<ConversationInfo> chats = list();
    QCOMPARE(chats.size(), 2);
    QCOMPARE(chats.at(0).title, "canary");
    QVERIFY(chats.at(0).isTemporary);
    QVERIFY(!chats.at(1).isTemporary);
    QVERIFY(!anyFileHolds("canary"));
    m_store.reset();
    QVERIFY(!anyFileHolds("canary"));
    makeStore();
    QCOMPARE(list().size(), 1);
}

void HistoryOrderTest::forgetsATemporaryChatThatIsDeleted()
{
    m_store->keepInMemory("t");
    ask("t", "the canary sings");
    m_store->deleteConversations({"t"});
    QVERIFY(list().isEmpty());
    m_store->storeDraft("t", {.text = "a late canary"});
    list();
    m_store.reset();
    QVERIFY(!anyFileHolds("canary"));
}

QTEST_GUILESS_MAIN(HistoryOrderTest)
#include "history_order_test.moc"
