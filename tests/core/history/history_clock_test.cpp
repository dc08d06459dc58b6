// SPDX-License-Identifier: MIT
// Clocks are set, run wrong and jump: nothing of that may cost a chat.
#include "core/history/history_backup.h"
#include "core/history/trash_clock.h"
#include "tests/core/history/history_fixture.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>

using namespace freshet;
using namespace freshet::test;
using namespace std::chrono_literals;

namespace {

constexpr qint64 kDay = 24 * 60 * 60 * 1000LL;
const QDateTime kToday(QDate(2026, 5, 4), QTime(12, 0), Qt::UTC);

} // namespace

class HistoryClockTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void keepsTheOrderWhateverTheClockSays_data();
    void keepsTheOrderWhateverTheClockSays();
    void pinsBelowWhatIsPinned();
    void emptiesTheTrashAfterThirtyDays();
    void emptiesNoTrashWhenTheClockJumpsAhead_data();
    void emptiesNoTrashWhenTheClockJumpsAhead();
    void emptiesTheTrashAfterManyStartsThatAreFarApart();
    void countsNoLookAtAFileThatCouldNotBeUsed();
    void emptiesNothingWhileTheClockIsBehind();
    void takesBackTheTimeOfAClockThatWasAhead();
    void sparesWhatCameIntoTheTrashSinceTheClockCameBack();
    void doesWithoutItsFile_data();
    void doesWithoutItsFile();
    void makesABackupWhateverTheClockSays_data();
    void makesABackupWhateverTheClockSays();

private:
    QString path() const { return m_dir->filePath("chats.db"); }
    void trash(const ConversationId &chat);
    QStringList look(); ///< Purges the trash, and gives the chats that are left.
    void lookDailyFor(int days);
    int daysInTrash(const ConversationId &chat);

    std::unique_ptr<QTemporaryDir> m_dir;
    QDateTime m_now;
};

void HistoryClockTest::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_now = kToday;
}

void HistoryClockTest::trash(const ConversationId &chat)
{
    DirectHistory history(path());
    history.askAndAnswer(chat, chat);
    history.worker.changeOrder({order::MoveToTrash{chat}}, m_now);
}

QStringList HistoryClockTest::look()
{
    DirectHistory history(path());
    history.worker.purgeTrash(m_now);
    return history.failed.isEmpty() ? history.chats() : QStringList{history.words()};
}

void HistoryClockTest::lookDailyFor(int days)
{
    for (int day = 0; day < days; ++day) {
        m_now = m_now.addDays(1);
        look();
    }
}

int HistoryClockTest::daysInTrash(const ConversationId &chat)
{
    const qint64 since
        = readFrom(path(), "SELECT trashed_at FROM conversations WHERE id = '" + chat.toUtf8() + '\'').toLongLong();
    return int((m_now.toMSecsSinceEpoch() - since) / kDay);
}

void HistoryClockTest::keepsTheOrderWhateverTheClockSays_data()
{
    QTest::addColumn<QDateTime>("then");
    const auto at
        = [](int year, int month, int day) { return QDateTime(QDate(year, month, day), QTime(3, 14), Qt::UTC); };
    QTest::newRow("1970") << QDateTime::fromSecsSinceEpoch(0, Qt::UTC);
    QTest::newRow("1969") << QDateTime::fromSecsSinceEpoch(-1, Qt::UTC);
    QTest::newRow("2038") << at(2038, 1, 19);
    QTest::newRow("after 2038") << QDateTime::fromSecsSinceEpoch(1LL << 31, Qt::UTC);
    QTest::newRow("2100") << at(2100, 2, 28);
    QTest::newRow("a year later") << kToday.addYears(1);
    QTest::newRow("a year before") << kToday.addYears(-1);
    QTest::newRow("an hour before") << kToday.addSecs(-3600);
}

/// The clock is set while an answer grows.
void HistoryClockTest::keepsTheOrderWhateverTheClockSays()
{
    QFETCH(QDateTime, then);
    const auto ask = [](DirectHistory &history, const ConversationId &chat, const QString &name, const QDateTime &asked,
                         const QDateTime &answered) {
        StoredMessage question = storedQuestion(chat, "q" + name, {});
        StoredMessage answer = growingAnswer(chat, "a" + name, "q" + name);
        question.createdAt = asked;
        answer.createdAt = answered;
        history.worker.storeQuestion(question, answer);
        history.worker.append(answer.id, "some ");
        history.worker.commit();
        history.worker.append(answer.id, "more");
        history.worker.finish(finished(answer, "some more"));
    };
    {
        DirectHistory history(path());
        ask(history, "first", "1", kToday, then);
        ask(history, "second", "2", then, kToday);
        ask(history, "first", "3", kToday, kToday);
    }
    DirectHistory history(path());
    QStringList ids;
    for (const StoredMessage &message : history.load("first"))
        ids << message.id;
    QCOMPARE(ids, (QStringList{"q1", "a1", "q3", "a3"}));
    QCOMPARE(history.load("first").at(1).createdAt, then);
    const QSignalSpy listed(&history.worker, &HistoryWorker::conversationsListed);
    history.worker.list({});
    const auto chats = listed.first().first().value<QList<ConversationInfo>>();
    QCOMPARE(chats.size(), 2);
    QCOMPARE(chats.first().id, "first"); // asked in last
}

void HistoryClockTest::pinsBelowWhatIsPinned()
{
    DirectHistory history(path());
    QDateTime now = kToday.addYears(50);
    for (const char *chat : {"a", "b", "c"}) {
        history.askAndAnswer(chat, chat);
        history.worker.changeOrder({order::Pin{chat}}, now);
        now = now.addYears(-20);
    }
    QCOMPARE(
        readFrom(path(), "SELECT group_concat(id) FROM (SELECT id FROM conversations ORDER BY pinned_at)"), "a,b,c");
}

void HistoryClockTest::emptiesTheTrashAfterThirtyDays()
{
    trash("a");
    lookDailyFor(29);
    QCOMPARE(look(), QStringList{"a"});
    lookDailyFor(1);
    QCOMPARE(look(), QStringList());
}

void HistoryClockTest::emptiesNoTrashWhenTheClockJumpsAhead_data()
{
    QTest::addColumn<bool>("wasSeen");
    QTest::addColumn<QDateTime>("then");
    for (const bool wasSeen : {true, false}) {
        const char *const seen = wasSeen ? "looked at before" : "never looked at";
        QTest::addRow("a year, %s", seen) << wasSeen << kToday.addYears(1);
        QTest::addRow("2038, %s", seen) << wasSeen << QDateTime(QDate(2038, 1, 20), QTime(0, 0), Qt::UTC);
        QTest::addRow("2100, %s", seen) << wasSeen << QDateTime(QDate(2100, 1, 1), QTime(0, 0), Qt::UTC);
    }
}

void HistoryClockTest::emptiesNoTrashWhenTheClockJumpsAhead()
{
    QFETCH(bool, wasSeen);
    QFETCH(QDateTime, then);
    trash("a");
    if (wasSeen)
        QCOMPARE(look(), QStringList{"a"});
    m_now = then;
    QCOMPARE(look(), QStringList{"a"});
    QCOMPARE(look(), QStringList{"a"}); // at the next start, too
    QCOMPARE(daysInTrash("a"), 7);
    lookDailyFor(22); // the rest of its time goes by as ever
    QCOMPARE(look(), QStringList{"a"});
    lookDailyFor(1);
    QCOMPARE(look(), QStringList());
}

void HistoryClockTest::emptiesTheTrashAfterManyStartsThatAreFarApart()
{
    trash("a");
    for (int month = 1; month <= 4; ++month) {
        m_now = m_now.addMonths(1);
        QCOMPARE(look(), QStringList{"a"});
    }
    m_now = m_now.addMonths(1);
    QCOMPARE(look(), QStringList());
}

/// Nothing was made older or younger in it, so its time goes on from the look before.
void HistoryClockTest::countsNoLookAtAFileThatCouldNotBeUsed()
{
    trash("a");
    look();
    m_now = m_now.addYears(1);
    const QString aside = path() + ".aside";
    QVERIFY(QFile::rename(path(), aside));
    QVERIFY(QFile::link(aside, path())); // which is refused, so all is in memory
    QVERIFY(look().value(0).contains("symbolic link"));
    QVERIFY(QFile::remove(path()));
    QVERIFY(QFile::rename(aside, path()));
    QCOMPARE(look(), QStringList{"a"});
    QCOMPARE(daysInTrash("a"), 7);
}

/// As on a machine without a clock of its own: 1970 until the network tells.
void HistoryClockTest::emptiesNothingWhileTheClockIsBehind()
{
    trash("a");
    lookDailyFor(10);
    const QDateTime right = m_now;
    for (int start = 0; start < 40; ++start) {
        m_now = QDateTime::fromSecsSinceEpoch(60, Qt::UTC);
        QCOMPARE(look(), QStringList{"a"});
        m_now = right.addSecs(start * 60);
        QCOMPARE(look(), QStringList{"a"});
    }
    QCOMPARE(daysInTrash("a"), 10);
    lookDailyFor(21);
    QCOMPARE(look(), QStringList());
}

void HistoryClockTest::takesBackTheTimeOfAClockThatWasAhead()
{
    trash("before");
    lookDailyFor(5);
    const QDateTime right = m_now;
    m_now = QDateTime(QDate(2100, 1, 1), QTime(0, 0), Qt::UTC);
    trash("ahead");
    look();
    m_now = right.addDays(1); // somebody set it right
    QCOMPARE(look(), (QStringList{"ahead", "before"}));
    lookDailyFor(1); // and it stays so
    QCOMPARE(look(), (QStringList{"ahead", "before"}));
    QVERIFY(daysInTrash("ahead") >= 0 && daysInTrash("ahead") <= 7);
    QVERIFY(daysInTrash("before") >= 5 && daysInTrash("before") <= 12);
    lookDailyFor(31);
    QCOMPARE(look(), QStringList());
}

void HistoryClockTest::sparesWhatCameIntoTheTrashSinceTheClockCameBack()
{
    trash("a");
    m_now = QDateTime(QDate(2100, 1, 1), QTime(0, 0), Qt::UTC);
    look();
    m_now = kToday.addDays(1);
    look();
    trash("b");
    lookDailyFor(2);
    QCOMPARE(look(), (QStringList{"a", "b"}));
    QCOMPARE(daysInTrash("b"), 2);
}

void HistoryClockTest::doesWithoutItsFile_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("none") << QByteArray();
    QTest::newRow("half") << QByteArray(R"({"last":177)");
    QTest::newRow("wrong type") << QByteArray(R"({"last":"yesterday","behind_since":[]})");
    QTest::newRow("out of all time") << QByteArray(R"({"last":1e300,"behind_since":-1e300})");
}

void HistoryClockTest::doesWithoutItsFile()
{
    QFETCH(QByteArray, bytes);
    trash("a");
    lookDailyFor(20);
    QFile file(path() + ".trash");
    QVERIFY(file.remove());
    if (!bytes.isEmpty())
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    file.close();
    m_now = m_now.addYears(1);
    QCOMPARE(look(), QStringList{"a"});
    lookDailyFor(30);
    QCOMPARE(look(), QStringList());
}

void HistoryClockTest::makesABackupWhateverTheClockSays_data()
{
    QTest::addColumn<QDateTime>("madeAt");
    QTest::addColumn<bool>("isDue");
    QTest::newRow("1970") << QDateTime::fromSecsSinceEpoch(1, Qt::UTC) << true;
    QTest::newRow("a year ago") << kToday.addYears(-1) << true;
    QTest::newRow("an hour ago") << kToday.addSecs(-3600) << false;
    QTest::newRow("in an hour") << kToday.addSecs(3600) << true;
    QTest::newRow("in a year") << kToday.addYears(1) << true;
    QTest::newRow("after 2038") << QDateTime(QDate(2038, 1, 20), QTime(0, 0), Qt::UTC) << true;
    QTest::newRow("2100") << QDateTime(QDate(2100, 1, 1), QTime(0, 0), Qt::UTC) << true;
}

/// Of the newest one that is there; the clock shows today.
void HistoryClockTest::makesABackupWhateverTheClockSays()
{
    QFETCH(QDateTime, madeAt);
    QFETCH(bool, isDue);
    std::atomic<int> looks = 0;
    const auto freeSpace = [&looks](const QString &) -> qint64 { // asked for at the beginning of each look
        ++looks;
        return 1LL << 40;
    };
    const HistoryOptions options{.backupAfter = 1ms, .freeSpace = freeSpace, .clock = [this] { return m_now; }};
    const auto backups = [this] { return historyBackups(path()).size(); };
    {
        HistoryStore store(path(), options);
        store.storeQuestion(storedQuestion("c", "q", {}), growingAnswer("c", "a", "q"));
        QTRY_COMPARE(backups(), 1);
    }
    QFile made(historyBackups(path()).first().path);
    QVERIFY(made.open(QIODevice::ReadWrite) && made.setFileTime(madeAt, QFileDevice::FileModificationTime));
    made.close();
    DirectHistory history(path(), options);
    history.chats();
    history.worker.startCare();
    looks = 0;
    QTRY_COMPARE(looks.load(), 1);
    if (isDue)
        QTRY_COMPARE(backups(), 2);
    else
        QCOMPARE(QDir(m_dir->filePath("backups")).entryList(QDir::Files).size(), 1); // and none was begun
}

QTEST_GUILESS_MAIN(HistoryClockTest)
#include "history_clock_test.moc"
