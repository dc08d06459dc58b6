// SPDX-License-Identifier: MIT
#include "core/history/history_database.h"
#include "core/history/history_store.h"
#include "tests/core/history/history_fixture.h"
#include "tests/support/several_programs.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QUuid>

#include <sqlite3.h>

using namespace freshet;
using namespace freshet::test;

namespace {

QString newId() { return QUuid::createUuid().toString(QUuid::WithoutBraces); }

StoredMessage question(const ConversationId &conversation, const QString &text)
{
    return {.id = newId(),
        .conversation = conversation,
        .answer = {.text = text},
        .createdAt = QDateTime::currentDateTimeUtc()};
}

StoredMessage emptyAnswer(const ConversationId &conversation)
{
    return {.id = newId(),
        .conversation = conversation,
        .role = ChatRole::Assistant,
        .state = StoredState::Streaming,
        .createdAt = QDateTime::currentDateTimeUtc()};
}

QList<StoredMessage> load(HistoryStore &store, const ConversationId &id)
{
    QSignalSpy loaded(&store, &HistoryStore::conversationLoaded);
    store.loadConversation(id);
    return loaded.wait() ? loaded.at(0).at(1).value<QList<StoredMessage>>() : QList<StoredMessage>{};
}

QList<ConversationInfo> list(HistoryStore &store)
{
    QSignalSpy listed(&store, &HistoryStore::conversationsListed);
    store.listConversations();
    return listed.wait() ? listed.at(0).at(0).value<QList<ConversationInfo>>() : QList<ConversationInfo>{};
}

} // namespace

class HistoryStoreTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void commitsTheQuestionWithItsEmptyAnswerBeforeItSaysSo();
    void bringsAFinishedAnswerBackWhole();
    void commitsGrowingTextSoon();
    void forgetsTheTextOfAnAttemptThatIsVoid();
    void startsTheAnswerOverWhenTheQuestionIsAskedAgain();
    void marksAnswersOfACrashAsInterrupted();
    void keepsTheOrderOfCallsAndMessages();
    void remembersTheBranchThatIsShown();
    void makesATreeOfTheLinesOfTheFirstVersion();
    void listsTheChatThatWasUsedLastFirst();
    void tellsTheModelsOfItsAnswers();
    void renamesAndDeletes();
    void keepsWhatGoesWithAQuestion();
    void keepsDraftsUntilTheyAreEmpty();
    void writesWhatIsLargeInADraftOnce();
    void savesADraftLaterWhereItCannotNow();
    void leavesNothingOfADeletedChatInAnyFile();
    void writesFilesThatOnlyTheOwnerCanRead();
    void commitsEverythingWhenItIsDestroyed();
    void movesADamagedFileAsideAndGoesOn_data();
    void movesADamagedFileAsideAndGoesOn();
    void leavesTheFileOfANewerVersionAlone();
    void goesOnInMemoryWhereItCannotWrite();
    void writesLaterWhatAnotherProgramKeptItFromWriting();
    void usesTheFileInTheWorkerThreadOnly();
    void isMadeOnceBySeveralProgramsAtATime();

private:
    QString path() const { return m_dir->filePath("chats.db"); }

    std::unique_ptr<QTemporaryDir> m_dir;
};

void HistoryStoreTest::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    QVERIFY(m_dir->isValid());
}

void HistoryStoreTest::commitsTheQuestionWithItsEmptyAnswerBeforeItSaysSo()
{
    HistoryStore store(path());
    QSignalSpy stored(&store, &HistoryStore::questionStored);
    const StoredMessage asked = question("c", "How do I keep a key safe?");
    store.storeQuestion(asked, emptyAnswer("c"));
    QVERIFY(stored.wait());
    QCOMPARE(stored.at(0).at(0).toString(), asked.id);
    QCOMPARE(readFrom(path(), "SELECT group_concat(role || ':' || state) FROM messages"),
        QString("user:complete,assistant:streaming"));
    QCOMPARE(readFrom(path(), "PRAGMA journal_mode"), QString("wal"));
    QCOMPARE(readFrom(path(), "PRAGMA user_version"), QString::number(kHistorySchema));
}

void HistoryStoreTest::bringsAFinishedAnswerBackWhole()
{
    const StoredMessage asked = question("c", "Why?");
    StoredMessage answer = emptyAnswer("c");
    StoredMessage broken = emptyAnswer("c");
    {
        HistoryStore store(path());
        store.storeQuestion(asked, answer);
        store.appendToAnswer(answer.id, "Bec");
        answer.state = StoredState::Complete;
        answer.answer = {.text = "Because [1].",
            .sources = {Source{.number = 1, .title = "a.md", .text = "Because it is so"}},
            .citations = {Citation{.number = 1, .start = 8, .end = 11}},
            .finishReason = FinishReason::Stop,
            .model = {"ollama", "qwen3:8b"},
            .usage = {.completionTokens = 3}};
        store.finishAnswer(answer);
        store.storeQuestion(question("c", "And now?"), broken);
        broken.state = StoredState::Failed;
        broken.error = Error{.kind = ErrorKind::Auth, .message = "The key is wrong."};
        store.finishAnswer(broken);
    }
    HistoryStore store(path());
    const QList<StoredMessage> messages = load(store, "c");
    QCOMPARE(messages.size(), 4);
    QCOMPARE(messages.at(0).answer.text, asked.answer.text);
    QCOMPARE(messages.at(1).answer, answer.answer);
    QCOMPARE(messages.at(1).state, StoredState::Complete);
    QCOMPARE(messages.at(3).error, broken.error);
    QCOMPARE(messages.at(3).state, StoredState::Failed);
}

void HistoryStoreTest::commitsGrowingTextSoon()
{
    HistoryStore store(path());
    QSignalSpy stored(&store, &HistoryStore::questionStored);
    const StoredMessage answer = emptyAnswer("c");
    store.storeQuestion(question("c", "q"), answer);
    QVERIFY(stored.wait());
    store.appendToAnswer(answer.id, "one ");
    store.appendToAnswer(answer.id, "two");
    QTRY_COMPARE_WITH_TIMEOUT(
        readFrom(path(), "SELECT text FROM messages WHERE role = 'assistant'"), QString("one two"), 2000);
}

void HistoryStoreTest::forgetsTheTextOfAnAttemptThatIsVoid()
{
    HistoryStore store(path());
    const StoredMessage answer = emptyAnswer("c");
    store.storeQuestion(question("c", "q"), answer);
    store.appendToAnswer(answer.id, "wrong");
    load(store, "c"); // commits
    store.appendToAnswer(answer.id, " way");
    store.restartAnswer(answer.id);
    store.appendToAnswer(answer.id, "right");
    QCOMPARE(load(store, "c").at(1).answer.text, QString("right"));
}

void HistoryStoreTest::startsTheAnswerOverWhenTheQuestionIsAskedAgain()
{
    HistoryStore store(path());
    const StoredMessage asked = question("c", "q");
    const StoredMessage answer = emptyAnswer("c");
    StoredMessage done = answer;
    done.state = StoredState::Failed;
    done.answer.text = "half";
    done.error = Error{.kind = ErrorKind::Network};
    store.storeQuestion(asked, answer);
    store.finishAnswer(done);
    store.storeQuestion(asked, answer);
    const QList<StoredMessage> messages = load(store, "c");
    QCOMPARE(messages.size(), 2);
    QCOMPARE(messages.at(1).state, StoredState::Streaming);
    QCOMPARE(messages.at(1).answer.text, QString());
    QVERIFY(!messages.at(1).error);
}

void HistoryStoreTest::marksAnswersOfACrashAsInterrupted()
{
    {
        HistoryStore store(path());
        const StoredMessage answer = emptyAnswer("c");
        store.storeQuestion(question("c", "q"), answer);
        store.appendToAnswer(answer.id, "half");
    }
    HistoryStore store(path());
    const QList<StoredMessage> messages = load(store, "c");
    QCOMPARE(messages.at(1).state, StoredState::Interrupted);
    QCOMPARE(messages.at(1).answer.text, QString("half"));
}

void HistoryStoreTest::keepsTheOrderOfCallsAndMessages()
{
    HistoryStore store(path());
    QSignalSpy stored(&store, &HistoryStore::questionStored);
    QStringList ids;
    for (int i = 0; i < 20; ++i) {
        StoredMessage asked = question("c", QString::number(i));
        asked.createdAt = QDateTime::fromSecsSinceEpoch(1000 - i); // a clock that goes backwards
        ids << asked.id;
        store.storeQuestion(asked, emptyAnswer("c"));
    }
    const QList<StoredMessage> messages = load(store, "c");
    QCOMPARE(messages.size(), 40);
    for (int i = 0; i < 20; ++i) {
        QCOMPARE(messages.at(2 * i).answer.text, QString::number(i));
        QCOMPARE(stored.at(i).at(0).toString(), ids.at(i));
    }
}

void HistoryStoreTest::remembersTheBranchThatIsShown()
{
    const StoredMessage asked = question("c", "Why?");
    StoredMessage first = emptyAnswer("c");
    first.parent = asked.id;
    StoredMessage second = emptyAnswer("c");
    second.parent = asked.id;
    const auto leafOf = [](HistoryStore &store) {
        QSignalSpy loaded(&store, &HistoryStore::conversationLoaded);
        store.loadConversation("c");
        return loaded.wait() ? loaded.at(0).at(2).toString() : QString();
    };
    {
        HistoryStore store(path());
        store.storeQuestion(asked, first);
        store.storeQuestion(asked, second);
        QCOMPARE(leafOf(store), second.id);
        store.setLeaf("c", first.id);
    }
    HistoryStore store(path());
    QCOMPARE(leafOf(store), first.id);
    const QList<StoredMessage> messages = load(store, "c");
    QCOMPARE(messages.size(), 3);
    QCOMPARE(messages.at(0).parent, "");
    QCOMPARE(messages.at(2).parent, asked.id);
}

void HistoryStoreTest::makesATreeOfTheLinesOfTheFirstVersion()
{
    QVERIFY(runOn(path(),
        "CREATE TABLE conversations (id TEXT PRIMARY KEY NOT NULL, title TEXT NOT NULL, changed_at INTEGER NOT NULL)"
        " STRICT;"
        "CREATE TABLE messages (seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,"
        " conversation TEXT NOT NULL REFERENCES conversations(id) ON DELETE CASCADE, role TEXT NOT NULL,"
        " state TEXT NOT NULL, text TEXT NOT NULL, answer TEXT NOT NULL, error TEXT NOT NULL,"
        " created_at INTEGER NOT NULL) STRICT;"
        "CREATE INDEX messages_of_conversation ON messages(conversation, seq);"
        "INSERT INTO conversations VALUES ('c', 'First', 1), ('d', 'Second', 2);"
        "INSERT INTO messages (id, conversation, role, state, text, answer, error, created_at) VALUES"
        " ('c1', 'c', 'user', 'complete', 'one', '', '', 1), ('d1', 'd', 'user', 'complete', 'uno', '', '', 1),"
        " ('c2', 'c', 'assistant', 'complete', 'two', '', '', 2), ('d2', 'd', 'assistant', 'complete', 'dos', '', '', "
        "2),"
        " ('c3', 'c', 'user', 'complete', 'three', '', '', 3);"
        "PRAGMA user_version = 1"));
    HistoryStore store(path());
    QStringList parents;
    const QList<StoredMessage> messages = load(store, "c") + load(store, "d");
    for (const StoredMessage &message : messages)
        parents << message.id + '<' + message.parent;
    QCOMPARE(parents.join(' '), "c1< c2<c1 c3<c2 d1< d2<d1");
    QCOMPARE(readFrom(path(), "PRAGMA user_version"), QString::number(kHistorySchema));
}

void HistoryStoreTest::listsTheChatThatWasUsedLastFirst()
{
    HistoryStore store(path());
    QSignalSpy changed(&store, &HistoryStore::conversationsChanged);
    store.storeQuestion(question("a", "first"), emptyAnswer("a"));
    store.storeQuestion(question("b", "second"), emptyAnswer("b"));
    store.storeQuestion(question("a", "third"), emptyAnswer("a"));
    const QList<ConversationInfo> conversations = list(store);
    QCOMPARE(conversations.size(), 2);
    QCOMPARE(conversations.at(0).id, QString("a"));
    QCOMPARE(conversations.at(0).title, QString("first"));
    QCOMPARE(conversations.at(1).title, QString("second"));
    QCOMPARE(changed.count(), 3);
}

void HistoryStoreTest::tellsTheModelsOfItsAnswers()
{
    const ModelRef small{"ollama", "qwen3:8b"};
    const ModelRef large{"openrouter", "openai/gpt-x"};
    {
        HistoryStore store(path());
        QSignalSpy found(&store, &HistoryStore::modelsFound);
        for (const ModelRef &model : {small, large, small, ModelRef{"documents", {}}}) {
            const StoredMessage asked = question(newId(), "Why?");
            StoredMessage answer = emptyAnswer(asked.conversation);
            store.storeQuestion(asked, answer);
            answer.answer = {.text = "Because.", .model = model};
            answer.state = StoredState::Complete;
            store.finishAnswer(answer);
        }
        QTRY_COMPARE(found.count(), 3);
        QCOMPARE(found.at(1).at(0).value<QSet<ModelRef>>(), QSet<ModelRef>{large});
    }
    QVERIFY(runOn(path(),
        "UPDATE messages SET answer = '{broken' WHERE id = (SELECT max(id) FROM messages"
        " WHERE answer LIKE '%qwen3%')"));
    HistoryStore store(path());
    QSignalSpy found(&store, &HistoryStore::modelsFound);
    store.listModels();
    QVERIFY(found.wait());
    QCOMPARE(found.at(0).at(0).value<QSet<ModelRef>>(), (QSet<ModelRef>{small, large}));
}

void HistoryStoreTest::renamesAndDeletes()
{
    HistoryStore store(path());
    store.storeQuestion(question("a", "first"), emptyAnswer("a"));
    store.storeQuestion(question("b", "second"), emptyAnswer("b"));
    store.renameConversation("a", "Keys");
    store.deleteConversations({"b"});
    const QList<ConversationInfo> conversations = list(store);
    QCOMPARE(conversations.size(), 1);
    QCOMPARE(conversations.at(0).title, QString("Keys"));
    QCOMPARE(load(store, "b").size(), 0);
    QCOMPARE(readFrom(path(), "SELECT count(*) FROM messages"), QString("2"));
}

void HistoryStoreTest::leavesNothingOfADeletedChatInAnyFile()
{
    HistoryStore store(path());
    StoredMessage asked = question("a", "the canary sings");
    asked.attachments = {{.name = "canary.txt", .text = "a canary"}};
    store.storeQuestion(asked, emptyAnswer("a"));
    store.storeDraft("a", {.text = "more of the canary", .pasted = "canary canary"});
    list(store);
    const auto holdsCanary = [this] {
        for (const QFileInfo &info : QDir(m_dir->path()).entryInfoList(QDir::Files)) {
            QFile file(info.filePath());
            if (file.open(QIODevice::ReadOnly) && file.readAll().contains("canary"))
                return true;
        }
        return false;
    };
    QVERIFY(holdsCanary());
    store.deleteConversations({"a"});
    list(store);
    QVERIFY(!holdsCanary());
}

void HistoryStoreTest::writesFilesThatOnlyTheOwnerCanRead()
{
    HistoryStore store(path());
    store.storeQuestion(question("a", "q"), emptyAnswer("a"));
    list(store);
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    const QFileInfoList files = QDir(m_dir->path()).entryInfoList(QDir::Files);
    QVERIFY(files.size() >= 2); // the log is there too
    for (const QFileInfo &file : files)
        QVERIFY2(!(file.permissions() & others), qPrintable(file.filePath()));
}

void HistoryStoreTest::commitsEverythingWhenItIsDestroyed()
{
    const StoredMessage answer = emptyAnswer("c");
    {
        HistoryStore store(path());
        store.storeQuestion(question("c", "q"), answer);
        store.appendToAnswer(answer.id, "the last words");
    }
    QCOMPARE(readFrom(path(), "SELECT text FROM messages WHERE role = 'assistant'"), QString("the last words"));
}

void HistoryStoreTest::movesADamagedFileAsideAndGoesOn_data()
{
    QTest::addColumn<qsizetype>("from");
    QTest::addColumn<qsizetype>("count");
    QTest::addColumn<int>("chats"); // with the one that is begun afterwards

    QTest::newRow("not a database at all") << qsizetype(0) << qsizetype(100'000) << 1;
    QTest::newRow("a page of it") << qsizetype(4096) << qsizetype(4096) << 2;
}

void HistoryStoreTest::movesADamagedFileAsideAndGoesOn()
{
    QFETCH(qsizetype, from);
    QFETCH(qsizetype, count);
    QFETCH(int, chats);
    {
        HistoryStore store(path());
        store.storeQuestion(question("c", "lost?"), emptyAnswer("c"));
    }
    QFile file(path());
    QVERIFY(file.open(QIODevice::ReadWrite));
    file.seek(from);
    file.write(QByteArray(std::min(count, file.size() - from), 'x'));
    file.close();

    HistoryStore store(path());
    QSignalSpy failed(&store, &HistoryStore::failed);
    store.storeQuestion(question("d", "goes on"), emptyAnswer("d"));
    QCOMPARE(list(store).size(), chats);
    QCOMPARE(load(store, "c").size(), 2 * (chats - 1));
    QCOMPARE(failed.count(), 1);
    const QStringList aside = QDir(m_dir->path()).entryList({"chats.db.damaged-*"});
    QVERIFY(!aside.isEmpty());
    QVERIFY(failed.at(0).at(0).value<Error>().message.contains(aside.first()));
    QVERIFY(QFileInfo(m_dir->filePath(aside.first())).size() > 0);
    QCOMPARE(readFrom(path(), "SELECT count(*) FROM messages"), QString::number(2 * chats));
}

void HistoryStoreTest::leavesTheFileOfANewerVersionAlone()
{
    {
        HistoryStore store(path());
        const StoredMessage answer = emptyAnswer("c");
        store.storeQuestion(question("c", "from the future"), answer);
    }
    QVERIFY(runOn(path(), "PRAGMA user_version = " + QByteArray::number(kHistorySchema + 1)));
    {
        HistoryStore store(path());
        QSignalSpy failed(&store, &HistoryStore::failed);
        QCOMPARE(list(store).size(), 0);
        QCOMPARE(failed.count(), 1);
        const Error error = failed.at(0).at(0).value<Error>();
        QCOMPARE(error.kind, ErrorKind::Storage);
        QVERIFY(error.message.contains("newer version"));
        store.storeQuestion(question("d", "in memory"), emptyAnswer("d"));
        QCOMPARE(list(store).size(), 1);
    }
    QCOMPARE(readFrom(path(), "SELECT count(*) || ' ' || max(state) FROM messages"), QString("2 streaming"));
}

void HistoryStoreTest::goesOnInMemoryWhereItCannotWrite()
{
    // Not by permissions: root may write anywhere. A file in the place of the folder stops everybody.
    QFile file(m_dir->filePath("occupied"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    HistoryStore store(m_dir->filePath("occupied/chats.db"));
    QSignalSpy failed(&store, &HistoryStore::failed);
    QSignalSpy stored(&store, &HistoryStore::questionStored);
    StoredMessage answer = emptyAnswer("c");
    store.storeQuestion(question("c", "q"), answer);
    store.appendToAnswer(answer.id, "still works");
    QCOMPARE(load(store, "c").value(1).answer.text, QString("still works"));
    QCOMPARE(stored.count(), 1);
    QCOMPARE(failed.count(), 1);
    QVERIFY(failed.at(0).at(0).value<Error>().message.contains("not saved"));
}

void HistoryStoreTest::writesLaterWhatAnotherProgramKeptItFromWriting()
{
    HistoryStore store(path());
    StoredMessage first = emptyAnswer("c");
    store.storeQuestion(question("c", "q"), first);
    QCOMPARE(load(store, "c").size(), 2);
    sqlite3 *other = nullptr;
    QCOMPARE(sqlite3_open(path().toUtf8().constData(), &other), SQLITE_OK);
    const auto closed = qScopeGuard([other] { sqlite3_close(other); });
    QCOMPARE(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
    QSignalSpy failed(&store, &HistoryStore::failed);
    first.answer.text = "Because.";
    first.state = StoredState::Complete;
    store.finishAnswer(first);
    QVERIFY(failed.wait(30'000));
    store.storeQuestion(question("d", "another"), emptyAnswer("d"));
    QTRY_VERIFY_WITH_TIMEOUT(failed.count() >= 2, 30'000);
    QCOMPARE(sqlite3_exec(other, "ROLLBACK", nullptr, nullptr, nullptr), SQLITE_OK);
    QCOMPARE(load(store, "c").value(1).answer.text, QString("Because."));
    QCOMPARE(load(store, "c").value(1).state, StoredState::Complete);
    QCOMPARE(load(store, "d").size(), 2);
}

void HistoryStoreTest::usesTheFileInTheWorkerThreadOnly()
{
    HistoryStore store(path());
    QVERIFY(!QFile::exists(path())); // nothing is opened before the first call
    QCOMPARE(list(store).size(), 0);
    QVERIFY(QFile::exists(path()));
}

void HistoryStoreTest::isMadeOnceBySeveralProgramsAtATime()
{
    QVERIFY(worksInSeveralPrograms([this] { return !openHistory(path(), "chats").notice; }));
}

void HistoryStoreTest::keepsWhatGoesWithAQuestion()
{
    StoredMessage asked = question("c", "What is this?");
    asked.attachments
        = {{.name = "p.png", .mimeType = "image/png", .bytes = QByteArray("\x89PNG\0\xff", 6), .thumbnail = "small"},
            {.name = "notes.txt", .mimeType = "text/plain", .text = "words"}};
    const StoredMessage answer = emptyAnswer("c");
    {
        HistoryStore store(path());
        store.storeQuestion(asked, answer);
        store.storeQuestion(asked, answer); // asked again
        store.storeQuestion(question("c", "Really?"), emptyAnswer("c"));
    }
    HistoryStore store(path());
    const QList<StoredMessage> messages = load(store, "c");
    QCOMPARE(messages.at(0).attachments, asked.attachments);
    QVERIFY(messages.at(2).attachments.isEmpty());
    store.deleteConversations({"c"});
    list(store);
    QCOMPARE(readFrom(path(), "SELECT count(*) FROM attachments"), QString("0"));
}

static QHash<ConversationId, Draft> drafts(HistoryStore &store)
{
    QSignalSpy loaded(&store, &HistoryStore::draftsLoaded);
    store.loadDrafts();
    return loaded.wait() ? loaded.at(0).at(0).value<QHash<ConversationId, Draft>>() : QHash<ConversationId, Draft>();
}

void HistoryStoreTest::keepsDraftsUntilTheyAreEmpty()
{
    const Draft whole{.text = "half a question",
        .pasted = "much",
        .attachments = {{.name = "a.txt", .mimeType = "text/plain", .text = "x"},
            {.name = "b.png", .mimeType = "image/png", .bytes = "png"}}};
    {
        HistoryStore store(path());
        store.storeDraft("", {.text = "of the new chat"}); // no chat is stored yet
        store.storeDraft("c", whole);
        store.storeDraft("gone", {.text = "x"});
        store.storeDraft("gone", {});
    }
    HistoryStore store(path());
    QCOMPARE(drafts(store), (QHash<ConversationId, Draft>{{"", {.text = "of the new chat"}}, {"c", whole}}));
    Draft changed = whole;
    changed.attachments.removeFirst();
    changed.pasted.clear();
    store.storeDraft("c", changed);
    QCOMPARE(drafts(store).value("c"), changed);
    const Draft edit{.text = "better", .editing = "q1", .aside = std::make_shared<const Draft>(whole)};
    store.storeDraft("c", edit);
    QCOMPARE(drafts(store).value("c"), edit);
    store.storeDraft("c", whole); // given up
    QCOMPARE(drafts(store).value("c"), whole);
    store.deleteConversations({"c"});
    QVERIFY(!drafts(store).contains("c"));
    QCOMPARE(readFrom(path(), "SELECT count(*) FROM draft_parts"), QString("0"));
}

void HistoryStoreTest::writesWhatIsLargeInADraftOnce()
{
    HistoryStore store(path());
    Draft draft{.text = "a", .pasted = QString(1'000'000, u'x')};
    store.storeDraft("c", draft);
    drafts(store);
    const qint64 before = QFileInfo(path() + "-wal").size();
    for (int i = 0; i < 50; ++i) {
        draft.text += u'a';
        store.storeDraft("c", draft);
    }
    QCOMPARE(drafts(store).value("c"), draft);
    QVERIFY(QFileInfo(path() + "-wal").size() - before < 1'000'000);
}

void HistoryStoreTest::savesADraftLaterWhereItCannotNow()
{
    HistoryStore store(path());
    list(store); // opens it
    QVERIFY(runOn(path(), "CREATE TRIGGER no BEFORE INSERT ON drafts BEGIN SELECT raise(ABORT, 'no'); END"));
    QSignalSpy failed(&store, &HistoryStore::failed);
    store.storeDraft("c", {.text = "kept"});
    QTRY_COMPARE(failed.count(), 1);
    QVERIFY(runOn(path(), "DROP TRIGGER no"));
    QCOMPARE(drafts(store).value("c").text, QString("kept"));
}

QTEST_GUILESS_MAIN(HistoryStoreTest)
#include "history_store_test.moc"
