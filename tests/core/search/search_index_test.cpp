// SPDX-License-Identifier: MIT
#include "core/history/history_database.h"
#include "core/search/chat_indexer.h"
#include "tests/core/search/search_fixture.h"
#include "tests/support/canary_scan.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

using namespace freshet;
using namespace freshet::test;

namespace {

/// A history that is written directly, so that anything may stand in it.
class RawHistory {
public:
    explicit RawHistory(const QString &path) : m_database(openHistory(path, "raw").database) { }
    ~RawHistory()
    {
        m_database.close();
        m_database = {};
        QSqlDatabase::removeDatabase("raw");
    }

    void run(const QString &sql, const QVariantList &values = {})
    {
        QSqlQuery query(m_database);
        query.prepare(sql);
        for (const QVariant &value : values)
            query.addBindValue(value);
        QVERIFY2(query.exec(), qPrintable(query.lastError().text()));
    }

    void putChat(const QString &id, const QString &title)
    {
        run("INSERT INTO conversations (id, title, changed_at) VALUES (?, ?, 0)"
            " ON CONFLICT(id) DO UPDATE SET title = excluded.title",
            {id, title});
    }

    void putMessage(qint64 seq, const QString &chat, const QString &text, const QString &state = "complete")
    {
        run("INSERT INTO messages (seq, id, conversation, role, state, text, answer, error, created_at)"
            " VALUES (?, ?, ?, 'user', ?, ?, '', '', ?)",
            {seq, QString('m' + QString::number(seq)), chat, state, text, seq * 1000});
    }

    void putThoughts(qint64 seq, const QString &thoughts)
    {
        const QJsonObject answer{{"model", "qwen"}, {"reasoning", thoughts}};
        run("UPDATE messages SET role = 'assistant', answer = ? WHERE seq = ?",
            {QString::fromUtf8(QJsonDocument(answer).toJson()), seq});
    }

    void putFile(qint64 seq, int place, const QString &name, const QString &text)
    {
        run("INSERT INTO attachments (message, place, name, mime, text, bytes, thumbnail)"
            " VALUES (?, ?, ?, 'text/plain', ?, x'', x'')",
            {QString('m' + QString::number(seq)), place, name, text});
    }

private:
    QSqlDatabase m_database;
};

const std::atomic<bool> kNoHurry = false;

void finish(ChatIndexer &indexer)
{
    for (int steps = 0; indexer.hasWork(); ++steps) {
        QVERIFY(indexer.step(kNoHurry));
        QVERIFY(steps < 10'000);
    }
}

QStringList rebuilt(const QString &historyPath, const QString &indexPath)
{
    HistoryReader reader(historyPath);
    SearchIndex index(indexPath);
    ChatIndexer indexer(reader, index);
    if (reader.open() != HistoryReader::State::Ready || !index.makeAnew()
        || !indexer.compare(ChatIndexer::Depth::Texts))
        return {"failed"};
    finish(indexer);
    index.close();
    return contentOf(indexPath);
}

} // namespace

class SearchIndexTest : public QObject {
    Q_OBJECT

private slots:
    void isTheSameKeptOrMadeAnew();
    void goesOnWhereItWasStopped();
    void keepsNothingOfARemovedChat();
    void findsATextThatWasChangedInItsPlace();
    void isMadeAnewWhenItIsOfAnotherVersion();
    void belongsToItsOwnerAlone();
    void takesThePlaceOfALink();
    void followsAHistoryThatWasPutInTheOldOnesPlace();
};

void SearchIndexTest::isTheSameKeptOrMadeAnew()
{
    const QStringList words{"alpha", "beta", "user_name", "Caf\u00e9", QString::fromUtf8("量子计算"), "gamma-ray", "x",
        QString::fromUtf8("서울에서"), "```\ncode\n```", "https://example.org", "\xF0\x9F\x98\x80"};
    for (quint32 seed = 1; seed <= 12; ++seed) {
        QTemporaryDir dir;
        RawHistory history(dir.filePath("chats.db"));
        HistoryReader reader(dir.filePath("chats.db"));
        SearchIndex index(dir.filePath("search.db"));
        ChatIndexer indexer(reader, index);
        QCOMPARE(reader.open(), HistoryReader::State::Ready);
        QVERIFY(index.open());

        QRandomGenerator random(seed);
        const auto text = [&] {
            QStringList said;
            for (int i = random.bounded(30); i >= 0; --i)
                said << words.at(random.bounded(words.size()));
            return said.join(' ');
        };
        const auto chat = [&] { return QString("c" + QString::number(random.bounded(6))); };
        QSet<qint64> seqs;
        for (int round = 0; round < 120; ++round) {
            const QString id = chat();
            const qint64 seq = 1 + random.bounded(200);
            switch (random.bounded(7)) {
            case 0:
                history.putChat(id, text());
                break;
            case 1:
                history.run("DELETE FROM conversations WHERE id = ?", {id});
                break;
            case 2:
                history.run("DELETE FROM messages WHERE seq = ?", {seq});
                break;
            case 3:
                history.run("UPDATE messages SET text = ?, state = ? WHERE seq = ?",
                    {text(), random.bounded(2) == 0 ? "streaming" : "complete", seq});
                indexer.noteChanged('m' + QString::number(seq));
                break;
            default:
                history.putChat(id, "Title of " + id);
                history.run("DELETE FROM messages WHERE seq = ?", {seq});
                history.putMessage(seq, id, random.bounded(5) == 0 ? QString("") : text());
                if (random.bounded(2) == 0)
                    history.putThoughts(seq, text());
                for (int file = random.bounded(3); file > 0; --file)
                    history.putFile(seq, file, text(), file == 1 ? QString("") : text());
                indexer.noteChanged('m' + QString::number(seq));
            }
            if (random.bounded(3) == 0)
                QVERIFY(
                    indexer.compare(random.bounded(4) == 0 ? ChatIndexer::Depth::Texts : ChatIndexer::Depth::Outlines));
            for (int steps = random.bounded(3); steps > 0 && indexer.hasWork(); --steps)
                QVERIFY(indexer.step(kNoHurry));
        }
        QVERIFY(indexer.compare(ChatIndexer::Depth::Outlines));
        finish(indexer);
        index.close();
        const QStringList kept = contentOf(index.path());
        QVERIFY(kept.size() > 10);
        const QStringList anew = rebuilt(dir.filePath("chats.db"), dir.filePath("another.db"));
        for (const QString &line : kept)
            QVERIFY2(anew.contains(line), qPrintable("not when made anew: " + line));
        QCOMPARE(kept, anew);
    }
}

void SearchIndexTest::goesOnWhereItWasStopped()
{
    QTemporaryDir dir;
    RawHistory history(dir.filePath("chats.db"));
    history.putChat("c", "Chat");
    for (int seq = 1; seq <= 1000; ++seq)
        history.putMessage(seq, "c", "message number" + QString::number(seq));
    qint64 before = 0;
    for (int start = 0; start < 100; ++start) { // one step each, and the program ends
        HistoryReader reader(dir.filePath("chats.db"));
        SearchIndex index(dir.filePath("search.db"));
        ChatIndexer indexer(reader, index);
        QCOMPARE(reader.open(), HistoryReader::State::Ready);
        QVERIFY(index.open());
        QVERIFY(indexer.compare(ChatIndexer::Depth::Texts));
        for (int i = 0; i < 2 && indexer.hasWork(); ++i)
            QVERIFY(indexer.step(kNoHurry));
        const qint64 now = index.messageCount();
        QVERIFY(now > before || now == 1000);
        before = now;
        if (now == 1000)
            break;
    }
    QCOMPARE(before, 1000);
    QCOMPARE(contentOf(dir.filePath("search.db")), rebuilt(dir.filePath("chats.db"), dir.filePath("another.db")));
}

void SearchIndexTest::keepsNothingOfARemovedChat()
{
    QTemporaryDir dir;
    RawHistory history(dir.filePath("chats.db"));
    QTemporaryDir indexDir;
    HistoryReader reader(dir.filePath("chats.db"));
    SearchIndex index(indexDir.filePath("search.db"));
    ChatIndexer indexer(reader, index);
    for (int chat = 0; chat < 20; ++chat) {
        history.putChat("c" + QString::number(chat), "Title " + QString::number(chat));
        for (int i = 1; i <= 20; ++i)
            history.putMessage(chat * 100 + i, "c" + QString::number(chat), "common words " + QString::number(i));
    }
    const CanaryScan text("zzcanarytext");
    const CanaryScan title("zzcanarytitle");
    const CanaryScan id("zzcanaryid");
    history.putChat("zzcanaryid", "The zzcanarytitle");
    for (int i = 1; i < 10; ++i)
        history.putMessage(9000 + i, "zzcanaryid", "common zzcanarytext");
    QCOMPARE(reader.open(), HistoryReader::State::Ready);
    QVERIFY(index.open());
    QVERIFY(indexer.compare(ChatIndexer::Depth::Texts));
    finish(indexer);
    for (const CanaryScan *scan : {&text, &title, &id})
        QVERIFY(!scan->inFiles(indexDir.path()).isEmpty()); // the search would see it

    history.run("DELETE FROM conversations WHERE id = 'zzcanaryid'");
    QVERIFY(indexer.compare(ChatIndexer::Depth::Outlines));
    finish(indexer);
    for (const CanaryScan *scan : {&text, &title, &id})
        QCOMPARE(scan->inFiles(indexDir.path()), QStringList());
    QCOMPARE(index.messageCount(), 400);
}

void SearchIndexTest::findsATextThatWasChangedInItsPlace()
{
    QTemporaryDir dir;
    RawHistory history(dir.filePath("chats.db"));
    HistoryReader reader(dir.filePath("chats.db"));
    SearchIndex index(dir.filePath("search.db"));
    ChatIndexer indexer(reader, index);
    history.putChat("c", "Chat");
    history.putMessage(1, "c", "the first text");
    QCOMPARE(reader.open(), HistoryReader::State::Ready);
    QVERIFY(index.open());
    QVERIFY(indexer.compare(ChatIndexer::Depth::Texts));
    finish(indexer);
    QVERIFY(index.terms().find("first").id != 0);

    history.run("UPDATE messages SET text = 'another, longer text'");
    QVERIFY(indexer.compare(ChatIndexer::Depth::Texts));
    finish(indexer);
    QCOMPARE(index.terms().find("first").id, 0);
    QCOMPARE(index.terms().find("longer").uses, 1);
}

void SearchIndexTest::isMadeAnewWhenItIsOfAnotherVersion()
{
    QTemporaryDir dir;
    const QString path = dir.filePath("search.db");
    {
        SearchIndex index(path);
        QVERIFY(index.open());
        index.begin();
        index.putChat("c", "Chat");
        QVERIFY(index.commit());
        index.file().run("PRAGMA user_version = 999");
    }
    SearchIndex index(path);
    QVERIFY(index.open());
    QCOMPARE(index.chats().size(), 0);
    QCOMPARE(index.file().takeError(), 0);
}

void SearchIndexTest::belongsToItsOwnerAlone()
{
    QTemporaryDir dir;
    SearchIndex index(dir.filePath("sub/search.db"));
    QVERIFY(index.open());
    index.begin();
    index.putChat("c", "Chat");
    QVERIFY(index.commit());
    const QStringList files = QDir(dir.filePath("sub")).entryList(QDir::Files);
    QVERIFY(files.size() >= 2); // with its log
    for (const QString &file : files) {
        QCOMPARE(QFile(dir.filePath("sub/" + file)).permissions()
                & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
            QFile::Permissions());
    }
}

/// It may be deleted at any time; what a link leads to may not.
void SearchIndexTest::takesThePlaceOfALink()
{
    QTemporaryDir dir;
    const QString path = dir.filePath("search.db");
    QFile foreign(dir.filePath("foreign"));
    QVERIFY(foreign.open(QIODevice::ReadWrite) && foreign.write("not ours") > 0);
    QVERIFY(QFile::link(foreign.fileName(), path));
    SearchIndex index(path);
    QVERIFY(index.open());
    QVERIFY(!QFileInfo(path).isSymLink());
    QVERIFY(foreign.seek(0));
    QCOMPARE(foreign.readAll(), "not ours");
}

void SearchIndexTest::followsAHistoryThatWasPutInTheOldOnesPlace()
{
    QTemporaryDir dir;
    const QString path = dir.filePath("chats.db");
    {
        RawHistory history(path);
        history.putChat("old", "Old");
    }
    {
        RawHistory history(dir.filePath("other.db"));
        history.putChat("new", "New");
    }
    HistoryReader reader(path);
    QCOMPARE(reader.open(), HistoryReader::State::Ready);
    QCOMPARE(reader.chats().keys(), QStringList("old"));
    for (const char *part : {"-wal", "-shm"})
        QFile::remove(path + part);
    QVERIFY(QFile::rename(path, dir.filePath("aside.db")));
    QVERIFY(QFile::rename(dir.filePath("other.db"), path));
    QCOMPARE(reader.open(), HistoryReader::State::Ready);
    QCOMPARE(reader.chats().keys(), QStringList("new"));
}

QTEST_GUILESS_MAIN(SearchIndexTest)

#include "search_index_test.moc"
