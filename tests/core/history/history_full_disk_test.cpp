// SPDX-License-Identifier: MIT
#include "core/history/reading_place.h"
#include "core/settings/keys.h"
#include "core/settings/settings_store.h"
#include "tests/core/history/history_fixture.h"
#include "tests/support/small_disk.h"

#include <QCoreApplication>
#include <QTest>

#include <memory>

using namespace freshet;
using namespace freshet::test;
using namespace std::chrono_literals;

namespace {

const QStringList kOldChat{"complete question qold", "complete answer old"};

/// The store on a disk that can be full, tried again at once where that failed.
struct StoreOn {
    explicit StoreOn(const QString &path) : store(path, HistoryOptions{.retryAfter = 20ms}) { }

    QStringList texts(const ConversationId &chat)
    {
        QSignalSpy loaded(&store, &HistoryStore::conversationLoaded);
        store.loadConversation(chat);
        if (!loaded.wait())
            return {"not loaded"};
        QStringList texts;
        for (const StoredMessage &message : loaded.first().at(1).value<QList<StoredMessage>>())
            texts << toWord(message.state) + ' ' + message.answer.text;
        return texts;
    }

    QString words() const
    {
        QStringList sentences;
        for (const QList<QVariant> &signal : failed)
            sentences << signal.first().value<Error>().message;
        return sentences.join('\n');
    }

    HistoryStore store;
    QSignalSpy failed{&store, &HistoryStore::failed};
    QSignalSpy asked{&store, &HistoryStore::questionStored};
};

} // namespace

/// A disk that has no byte left, and no stand-in for one.
class HistoryFullDiskTest : public QObject {
    Q_OBJECT

public:
    explicit HistoryFullDiskTest(const QString &refusal) : m_refusal(refusal) { }

private slots:
    void init();
    void cleanup() { m_disk.reset(); }
    void startsWithNoByteFree();
    void showsTheChatsWithNoByteFree();
    void goesOnWhenTheDiskFillsWhileAnAnswerGrows_data();
    void goesOnWhenTheDiskFillsWhileAnAnswerGrows();
    void keepsWhatWasSetWithNoByteFree();

private:
    QString path() const { return m_disk->path() + "/chats.db"; }
    void storeOldChat();

    const QString m_refusal;
    std::unique_ptr<SmallDisk> m_disk;
};

void HistoryFullDiskTest::init()
{
    if (!m_refusal.isEmpty())
        QSKIP(qPrintable("This machine mounts no small disk: " + m_refusal));
    m_disk = std::make_unique<SmallDisk>(8);
    QVERIFY(!m_disk->path().isEmpty());
}

void HistoryFullDiskTest::storeOldChat()
{
    DirectHistory history(path());
    history.askAndAnswer("old", "old");
    QVERIFY(history.failed.isEmpty());
}

void HistoryFullDiskTest::startsWithNoByteFree()
{
    m_disk->fill();
    QCOMPARE(m_disk->freeBytes(), 0);
    {
        StoreOn disk(path());
        const StoredMessage answer = growingAnswer("c", "a", "q");
        disk.store.storeQuestion(storedQuestion("c", "q", {}), answer);
        QVERIFY(disk.asked.wait()); // so that it is sent
        QVERIFY2(disk.words().contains("is full"), qPrintable(disk.words()));
        disk.store.appendToAnswer("a", "in memory");
        disk.store.keepReadingPlace({.conversation = "c"}); // troubles nobody
        QCOMPARE(disk.texts("c"), (QStringList{"complete question q", "streaming in memory"}));
        const int told = int(disk.failed.count());
        m_disk->makeRoom();
        QTRY_COMPARE(readFrom(path(), "SELECT text FROM messages WHERE id = 'a'"), "in memory");
        disk.store.finishAnswer(finished(answer, "whole"));
        QCOMPARE(disk.texts("c"), (QStringList{"complete question q", "complete whole"}));
        QCOMPARE(disk.failed.count(), told);
    }
    DirectHistory history(path());
    QCOMPARE(history.texts("c"), (QStringList{"complete question q", "complete whole"}));
    QVERIFY(history.failed.isEmpty());
}

void HistoryFullDiskTest::showsTheChatsWithNoByteFree()
{
    storeOldChat();
    m_disk->fill();
    QCOMPARE(m_disk->freeBytes(), 0);
    {
        StoreOn disk(path());
        QCOMPARE(disk.texts("old"), kOldChat);
        QVERIFY2(disk.words().contains("is full"), qPrintable(disk.words()));
        disk.store.storeQuestion(storedQuestion("old", "q", "aold"), growingAnswer("old", "a", "q"));
        disk.store.storeDraft("old", {.text = "a draft"});
        QVERIFY(disk.asked.wait());
        QCOMPARE(disk.texts("old").mid(2), (QStringList{"complete question q", "streaming "}));
        m_disk->makeRoom();
        QTRY_COMPARE(readFrom(path(), "SELECT text FROM drafts"), "a draft");
    }
    DirectHistory history(path());
    QCOMPARE(history.texts("old"), kOldChat + QStringList({"complete question q", "interrupted "}));
}

void HistoryFullDiskTest::goesOnWhenTheDiskFillsWhileAnAnswerGrows_data()
{
    QTest::addColumn<int>("filledAfter");
    QTest::addColumn<bool>("endsBefore");
    for (const int deltas : {0, 1, 20, 80}) {
        QTest::addRow("after %d pieces, and ends when there is room again", deltas) << deltas << false;
        QTest::addRow("after %d pieces, and ends before", deltas) << deltas << true;
    }
}

/// The log of what grows takes some megabytes by itself.
void HistoryFullDiskTest::goesOnWhenTheDiskFillsWhileAnAnswerGrows()
{
    QFETCH(int, filledAfter);
    QFETCH(bool, endsBefore);
    storeOldChat();
    QString whole;
    {
        StoreOn disk(path());
        const StoredMessage answer = growingAnswer("c", "a", "q");
        disk.store.storeQuestion(storedQuestion("c", "q", {}), answer);
        QVERIFY(disk.asked.wait());
        for (int piece = 0; piece < 100; ++piece) {
            if (piece == filledAfter)
                m_disk->fill();
            const QString delta = QString(1000, QChar(u'a' + piece % 26));
            whole += delta;
            disk.store.appendToAnswer("a", delta);
            QCOMPARE(disk.texts("c").value(1).size(), whole.size() + 10); // commits, where that works
        }
        QVERIFY2(disk.words().contains("full"), qPrintable(disk.words()));
        if (endsBefore)
            disk.store.finishAnswer(finished(answer, whole));
        QCOMPARE(disk.texts("old"), kOldChat);
        m_disk->makeRoom();
        if (!endsBefore)
            disk.store.finishAnswer(finished(answer, whole));
        QTRY_COMPARE(readFrom(path(), "SELECT state FROM messages WHERE id = 'a'"), "complete");
    }
    DirectHistory history(path());
    QVERIFY(history.failed.isEmpty());
    QCOMPARE(history.texts("old"), kOldChat);
    QVERIFY(history.texts("c") == (QStringList{"complete question q", "complete " + whole}));
    QCOMPARE(readFrom(path(), "SELECT count(*) FROM messages"), "4");
    QCOMPARE(readFrom(path(), "PRAGMA integrity_check"), "ok");
}

void HistoryFullDiskTest::keepsWhatWasSetWithNoByteFree()
{
    const QString file = m_disk->path() + "/settings.ini";
    {
        SettingsStore settings(file);
        settings.set(keys::instructions, QStringLiteral("as before"));
    }
    m_disk->fill();
    {
        SettingsStore settings(file);
        QSignalSpy failed(&settings, &SettingsStore::saveFailed);
        settings.set(keys::instructions, QString(50'000, u'n'));
        QVERIFY(failed.wait());
        QVERIFY(failed.first().first().toString().contains(file));
        QCOMPARE(settings.get(keys::instructions).size(), 50'000); // until the program ends
    }
    QFile stored(file); // not by QSettings, which remembers what it could not write
    QVERIFY(stored.open(QIODevice::ReadOnly));
    QVERIFY(stored.readAll().contains("as before"));
}

int main(int argc, char *argv[])
{
    const QString refusal = SmallDisk::prepare();
    QCoreApplication application(argc, argv);
    HistoryFullDiskTest test(refusal);
    return QTest::qExec(&test, argc, argv);
}

#include "history_full_disk_test.moc"
