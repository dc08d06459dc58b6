// SPDX-License-Identifier: MIT
#include "core/base/owner_file.h"
#include "tests/core/history/history_fixture.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace freshet;
using namespace freshet::test;
using namespace std::chrono_literals;

namespace {

const QByteArray kForeign = "not ours";

} // namespace

/// A link in the place of one of the files leads nowhere: what is there stays as it is, and nothing is lost.
class HistoryLinkTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void writesThroughNoLink_data();
    void writesThroughNoLink();
    void writesThroughNoLinkBesideAWindow();
    void takesAFolderThatIsALink();
    void takesNoLinkForABackup();
    void replacesNoFileThroughALink();

private:
    QString path() const { return m_dir->filePath("data/chats.db"); }
    QString foreign() const { return m_dir->filePath("foreign"); }
    bool isForeignUntouched() const;

    std::unique_ptr<QTemporaryDir> m_dir;
};

void HistoryLinkTest::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    QVERIFY(QDir().mkpath(m_dir->filePath("data")));
    QFile file(foreign());
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(kForeign) > 0);
    QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup));
}

bool HistoryLinkTest::isForeignUntouched() const
{
    QFile file(foreign());
    return file.open(QIODevice::ReadOnly) && file.readAll() == kForeign && (file.permissions() & QFile::ReadGroup) != 0;
}

void HistoryLinkTest::writesThroughNoLink_data()
{
    QTest::addColumn<QString>("part");
    QTest::addColumn<bool>("leadsSomewhere");
    for (const char *part : {"", "-wal", "-shm", "-journal"}) {
        QTest::addRow("chats.db%s", part) << part << true;
        QTest::addRow("chats.db%s, to nothing", part) << part << false;
    }
}

void HistoryLinkTest::writesThroughNoLink()
{
    QFETCH(QString, part);
    QFETCH(bool, leadsSomewhere);
    if (!part.isEmpty()) {
        DirectHistory history(path());
        history.askAndAnswer("old", "old");
    }
    const QString link = path() + part;
    const QString target = leadsSomewhere ? foreign() : m_dir->filePath("nothing");
    QVERIFY(QFile::link(target, link));
    {
        HistoryStore store(path(), HistoryOptions{.retryAfter = 10ms});
        QSignalSpy failed(&store, &HistoryStore::failed);
        QSignalSpy asked(&store, &HistoryStore::questionStored);
        store.storeQuestion(storedQuestion("c", "q", {}), growingAnswer("c", "a", "q"));
        QVERIFY(asked.wait()); // so it is sent
        const QString words = failed.value(0).value(0).value<Error>().message;
        QVERIFY2(words.contains(link + " is a symbolic link") && words.contains("kept in memory"), qPrintable(words));
        QVERIFY(isForeignUntouched());
        QVERIFY(!QFileInfo::exists(m_dir->filePath("nothing")));
        QVERIFY(QFile::remove(link)); // as the words say
        QTRY_COMPARE(readFrom(path(), "SELECT count(*) FROM messages WHERE conversation = 'c'"), QString("2"));
    }
    QVERIFY(isForeignUntouched());
    DirectHistory history(path());
    QCOMPARE(history.texts("c"), (QStringList{"complete question q", "interrupted "}));
    QCOMPARE(history.texts("old").size(), part.isEmpty() ? 0 : 2);
}

void HistoryLinkTest::writesThroughNoLinkBesideAWindow()
{
    QVERIFY(QFile::link(foreign(), path()));
    DirectHistory history(path(), HistoryOptions{.opening = HistoryOpening::Beside});
    history.askAndAnswer("c", "1");
    QVERIFY2(history.words().contains("symbolic link"), qPrintable(history.words()));
    QVERIFY(isForeignUntouched());
}

void HistoryLinkTest::takesAFolderThatIsALink()
{
    QVERIFY(QFile::link(m_dir->filePath("data"), m_dir->filePath("link")));
    {
        DirectHistory history(m_dir->filePath("link/chats.db"));
        history.askAndAnswer("c", "1");
        QCOMPARE(history.words(), QString());
    }
    DirectHistory history(path());
    QCOMPARE(history.texts("c").size(), 2);
}

/// What is deleted is deleted in the backups, too, but not where a link leads.
void HistoryLinkTest::takesNoLinkForABackup()
{
    const QString other = m_dir->filePath("other.db");
    {
        DirectHistory history(other);
        history.askAndAnswer("c", "1");
    }
    QVERIFY(QDir().mkpath(m_dir->filePath("data/backups")));
    QVERIFY(QFile::link(other, m_dir->filePath("data/backups/chats-000001.db")));
    {
        DirectHistory history(path());
        history.askAndAnswer("c", "1");
        history.worker.removeWhere([](QSqlQuery &) { return QList<ConversationId>{"c"}; });
        QVERIFY(history.chats().isEmpty());
    }
    DirectHistory history(other);
    QCOMPARE(history.texts("c").size(), 2);
}

void HistoryLinkTest::replacesNoFileThroughALink()
{
    const QString link = m_dir->filePath("data/small.json");
    QVERIFY(QFile::link(foreign(), link));
    QVERIFY(!owner_file::replace(link, "ours"));
    QVERIFY(isForeignUntouched());
    QVERIFY(QFile::remove(link));
    QVERIFY(owner_file::replace(link, "ours"));
    QVERIFY(QFile::link(m_dir->filePath("data"), m_dir->filePath("folder")));
    QVERIFY(owner_file::replace(m_dir->filePath("folder/small.json"), "more"));
}

QTEST_GUILESS_MAIN(HistoryLinkTest)
#include "history_link_test.moc"
