// SPDX-License-Identifier: MIT
#include "core/archive/export_reply.h"
#include "core/archive/import_reply.h"
#include "tests/core/archive/archive_file.h"
#include "tests/core/archive/random_chat.h"

#include <QSignalSpy>
#include <QTest>

using namespace freshet;
using test::archiveFixture;

/// Both ways through a real history: what goes out comes in.
class ImportReplyTest : public QObject {
    Q_OBJECT

private slots:
    void importsAndExportsTheSame();
    void doesNotDoubleWhatIsHere();
    void addsWhatIsNew();
    void keepsTheBranchThatSomebodyWentOnWith();
    void leavesMessagesOfOtherChatsAlone();
    void worksBesideAnOpenHistory();
    void tellsWhatIsWrongWithAFile();
    void stopsWhenAborted();
    void leavesNoHalfFile();

private:
    static ChatsStored import(HistoryStore &history, const QString &path);
    static QList<StoredChat> chatsOf(HistoryStore &history);
    QString file(const QByteArray &bytes) const;

    QTemporaryDir m_dir;
    mutable int m_files = 0;
};

QString ImportReplyTest::file(const QByteArray &bytes) const
{
    QFile file(m_dir.filePath(QString::number(++m_files)));
    if (file.open(QIODevice::WriteOnly))
        file.write(bytes);
    return file.fileName();
}

ChatsStored ImportReplyTest::import(HistoryStore &history, const QString &path)
{
    ImportReply reply(history, path);
    QSignalSpy finished(&reply, &ImportReply::finished);
    if (!finished.wait(30'000))
        return {.error = Error{.message = "It did not end."}};
    return reply.result();
}

QList<StoredChat> ImportReplyTest::chatsOf(HistoryStore &history)
{
    QSignalSpy listed(&history, &HistoryStore::conversationsListed);
    history.listConversations();
    listed.wait();
    QList<StoredChat> chats;
    for (const ConversationInfo &info : listed.value(0).value(0).value<QList<ConversationInfo>>()) {
        QSignalSpy read(&history, &HistoryStore::chatRead);
        history.readChat(info.id);
        read.wait();
        chats << read.value(0).value(0).value<StoredChat>();
    }
    return chats;
}

void ImportReplyTest::importsAndExportsTheSame()
{
    test::RandomChat random(5);
    const auto writer = makeChatWriter(ExportFormat::Json, QDateTime::currentDateTimeUtc());
    QByteArray bytes = writer->head();
    QHash<ConversationId, StoredChat> chats;
    for (int i = 0; i < 120; ++i) {
        const StoredChat chat = random.make();
        chats.insert(chat.info.id, chat);
        bytes += writer->chat(chat);
    }
    HistoryStore history(m_dir.filePath("same.db"));
    QCOMPARE(import(history, file(bytes + writer->tail())), (ChatsStored{.added = 120}));
    const QList<StoredChat> stored = chatsOf(history);
    QCOMPARE(stored.size(), 120);
    ExportJob job{.format = ExportFormat::Json, .path = m_dir.filePath("out.json")};
    for (qsizetype i = 0; i < stored.size(); ++i) {
        QCOMPARE(stored.at(i), chats.value(stored.at(i).info.id));
        QVERIFY(i == 0 || stored.at(i).info.changedAt <= stored.at(i - 1).info.changedAt); // the newest is on top
        job.chats << stored.at(i).info.id;
    }
    ExportReply reply(history, job, QDateTime::currentDateTimeUtc());
    QSignalSpy finished(&reply, &ExportReply::finished);
    QVERIFY(finished.wait(30'000));
    QVERIFY(!reply.error());
    QCOMPARE(reply.exported(), 120);
    QFile out(job.path);
    QVERIFY(out.open(QIODevice::ReadOnly));
    const test::ReadArchive read = test::readArchive(out.readAll());
    QCOMPARE(read.chats.size(), 120);
    for (const StoredChat &chat : read.chats)
        QCOMPARE(chat, chats.value(chat.info.id));
}

void ImportReplyTest::doesNotDoubleWhatIsHere()
{
    HistoryStore history(m_dir.filePath("twice.db"));
    for (const char *const name : {"chatgpt.json", "claude.json", "open_webui.json", "freshet.json"}) {
        const QString path = FRESHET_TEST_DATA "/archive/" + QString(name);
        const ChatsStored first = import(history, path);
        QVERIFY(!first.error);
        QCOMPARE(first.added, 2);
        const QList<StoredChat> before = chatsOf(history);
        const ChatsStored second = import(history, path);
        QCOMPARE(second.added + second.extended, 0);
        QCOMPARE(second.unchanged, 2);
        QCOMPARE(chatsOf(history), before);
    }
    QCOMPARE(chatsOf(history).size(), 8);
}

void ImportReplyTest::addsWhatIsNew()
{
    const auto export_ = [](const QByteArray &more) -> QByteArray {
        return R"([{"uuid":"u","name":"T","chat_messages":[{"uuid":"1","sender":"human","text":"a"})" + more + "]}]";
    };
    HistoryStore history(m_dir.filePath("more.db"));
    QCOMPARE(import(history, file(export_(""))), (ChatsStored{.added = 1}));
    QCOMPARE(import(history, file(export_(R"(,{"uuid":"2","sender":"assistant","text":"b"})"))),
        (ChatsStored{.extended = 1}));
    const QList<StoredChat> chats = chatsOf(history);
    QCOMPARE(chats.size(), 1);
    QCOMPARE(chats.first().messages.size(), 2);
    QCOMPARE(chats.first().leaf, chats.first().messages.last().id);
}

void ImportReplyTest::keepsTheBranchThatSomebodyWentOnWith()
{
    HistoryStore history(m_dir.filePath("branch.db"));
    import(history, FRESHET_TEST_DATA "/archive/claude.json");
    StoredChat chat = chatsOf(history).last();
    StoredMessage question{.id = newHistoryId(),
        .conversation = chat.info.id,
        .parent = chat.messages.last().id,
        .answer = {.text = "asked here"},
        .createdAt = QDateTime::currentDateTimeUtc()};
    StoredMessage answer{.id = newHistoryId(),
        .conversation = chat.info.id,
        .parent = question.id,
        .role = ChatRole::Assistant,
        .createdAt = question.createdAt};
    history.storeQuestion(question, answer);
    QByteArray later = archiveFixture("claude.json");
    later.replace(R"("text": "And in sun?")",
        R"("text": "And in sun?"}, {"uuid": "new", "sender": "assistant", "text": "Lavender.")");
    QCOMPARE(import(history, file(later)).extended, 1);
    const QList<StoredChat> chats = chatsOf(history);
    const auto it = std::find_if(
        chats.cbegin(), chats.cend(), [&](const StoredChat &other) { return other.info.id == chat.info.id; });
    QCOMPARE(it->leaf, answer.id);
    QCOMPARE(it->messages.last().answer.text, QString("Lavender."));
}

void ImportReplyTest::leavesMessagesOfOtherChatsAlone()
{
    const auto export_ = [](const char *id, const char *text) -> QByteArray {
        return QByteArray(R"({"format":"freshet-chats","version":1,"chats":[{"id":")") + id
            + R"(","title":"T","messages":[{"id":"m","role":"user","text":")" + text + R"("}]}]})";
    };
    HistoryStore history(m_dir.filePath("taken.db"));
    QCOMPARE(import(history, file(export_("a", "mine"))).added, 1);
    const ChatsStored second = import(history, file(export_("b", "theirs")));
    QCOMPARE(second.added, 0);
    QCOMPARE(second.skipped, (QList<SkippedChat>{{"T", "One of its messages belongs to another chat here already."}}));
    const QList<StoredChat> chats = chatsOf(history);
    QCOMPARE(chats.size(), 1);
    QCOMPARE(chats.first().messages.first().answer.text, QString("mine"));
    QCOMPARE(import(history, file(export_("a", "changed"))).unchanged, 1);
    QCOMPARE(chatsOf(history), chats);
}

void ImportReplyTest::worksBesideAnOpenHistory()
{
    const QString path = m_dir.filePath("beside.db");
    HistoryStore window(path);
    StoredMessage question{.id = "q", .conversation = "c", .answer = {.text = "asked"}};
    StoredMessage answer{
        .id = "a", .conversation = "c", .parent = "q", .role = ChatRole::Assistant, .state = StoredState::Streaming};
    window.storeQuestion(question, answer);
    window.appendToAnswer("a", "growing");
    QCOMPARE(chatsOf(window).size(), 1);
    HistoryStore command(path, HistoryOptions{.opening = HistoryOpening::Beside});
    QCOMPARE(import(command, FRESHET_TEST_DATA "/archive/claude.json").added, 2);
    QCOMPARE(chatsOf(window).size(), 3);
    window.appendToAnswer("a", " on"); // it is still the window's
    QSignalSpy read(&window, &HistoryStore::chatRead);
    window.readChat("c");
    QVERIFY(read.wait());
    QCOMPARE(read.at(0).at(0).value<StoredChat>().messages.last().answer.text, QString("growing on"));
    QCOMPARE(read.at(0).at(0).value<StoredChat>().messages.last().state, StoredState::Streaming);
}

void ImportReplyTest::tellsWhatIsWrongWithAFile()
{
    HistoryStore history(m_dir.filePath("wrong.db"));
    QVERIFY(import(history, "/nowhere/x.json").error->message.contains("/nowhere/x.json cannot be read"));
    QVERIFY(import(history, m_dir.path()).error->message.contains("cannot be read"));
    QVERIFY(import(history, file("[]")).error->message.contains("holds no chats"));
}

void ImportReplyTest::stopsWhenAborted()
{
    QByteArray bytes = "[";
    for (int i = 0; i < 2000; ++i)
        bytes += R"({"uuid":")" + QByteArray::number(i)
            + R"(","chat_messages":[{"uuid":"1","sender":"human","text":"a"}]},)";
    bytes.chop(1);
    HistoryStore history(m_dir.filePath("aborted.db"));
    ImportReply reply(history, file(bytes + "]"));
    QSignalSpy finished(&reply, &ImportReply::finished);
    QSignalSpy stored(&history, &HistoryStore::chatsImported);
    QVERIFY(stored.wait(30'000));
    reply.abort();
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 30'000);
    QCOMPARE(reply.result().error->kind, ErrorKind::Cancelled);
    QVERIFY(reply.result().added > 0);
    QVERIFY(reply.result().added < 2000);
    QCOMPARE(chatsOf(history).size(), reply.result().added);
}

void ImportReplyTest::leavesNoHalfFile()
{
    HistoryStore history(m_dir.filePath("half.db"));
    import(history, FRESHET_TEST_DATA "/archive/claude.json");
    ExportJob job{.format = ExportFormat::Html, .path = m_dir.filePath("half.html")};
    for (const StoredChat &chat : chatsOf(history))
        job.chats << chat.info.id;
    {
        ExportReply reply(history, job, QDateTime::currentDateTimeUtc());
        QSignalSpy progressed(&reply, &ExportReply::progressed);
        QVERIFY(progressed.wait());
        reply.abort();
        QSignalSpy finished(&reply, &ExportReply::finished);
        QVERIFY(finished.wait());
        QCOMPARE(reply.error()->kind, ErrorKind::Cancelled);
    }
    QVERIFY(!QFile::exists(job.path));
    job.path = "/nowhere/x.html";
    ExportReply reply(history, job, QDateTime::currentDateTimeUtc());
    QSignalSpy finished(&reply, &ExportReply::finished);
    QVERIFY(finished.wait());
    QVERIFY(reply.error()->message.contains("/nowhere/x.html"));
}

QTEST_GUILESS_MAIN(ImportReplyTest)
#include "import_reply_test.moc"
