// SPDX-License-Identifier: MIT
#include "core/history/history_copy.h"
#include "core/history/history_database.h"
#include "tests/core/history/history_fixture.h"

#include <QSqlDatabase>
#include <QTemporaryDir>
#include <QTest>

using namespace freshet;
using namespace freshet::test;

/// What refers to rows that are not there any more, and tables that are nothing but their key.
class HistoryCopyTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void keepsAChatWhoseFolderIsLost();
    void givesMessagesTheirChatAgain();
    void dropsTagsOfAChatThatIsLost();
    void takesTagsThatAreThereAlready_data();
    void takesTagsThatAreThereAlready();

private:
    QString source() const { return m_dir->filePath("source.db"); }
    QString target() const { return m_dir->filePath("target.db"); }
    bool copy(RowConflict conflict = RowConflict::KeepTarget);

    std::unique_ptr<QTemporaryDir> m_dir;
};

/// Two chats in two folders, each with a tag.
void HistoryCopyTest::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    {
        DirectHistory history(source());
        history.askAndAnswer("a", "1");
        history.askAndAnswer("b", "2");
    }
    QVERIFY(runOn(source(),
        "INSERT INTO folders VALUES ('f', 'House'), ('g', 'Work');"
        "UPDATE conversations SET folder = iif(id = 'a', 'f', 'g');"
        "INSERT INTO tags VALUES ('a', 'tax'), ('b', 'tea')"));
}

bool HistoryCopyTest::copy(RowConflict conflict)
{
    bool isCopied = false;
    {
        const OpenedHistory from = openHistory(source(), "source");
        const OpenedHistory to = openHistory(target(), "target");
        isCopied = copyHistoryRows(sqliteOf(from.database), sqliteOf(to.database), conflict).has_value();
    }
    QSqlDatabase::removeDatabase("source");
    QSqlDatabase::removeDatabase("target");
    return isCopied;
}

void HistoryCopyTest::keepsAChatWhoseFolderIsLost()
{
    QVERIFY(runOn(source(), "DELETE FROM folders WHERE id = 'f'")); // foreign keys are off there
    QVERIFY(copy());
    QCOMPARE(readFrom(target(), "SELECT count(*) FROM conversations"), QString("2"));
    QCOMPARE(readFrom(target(), "SELECT count(*) FROM messages"), QString("4"));
    QCOMPARE(readFrom(target(), "SELECT count(*) FROM conversations WHERE folder IS NULL AND id = 'a'"), QString("1"));
    QCOMPARE(readFrom(target(), "SELECT folder FROM conversations WHERE id = 'b'"), QString("g"));
    QCOMPARE(readFrom(target(), "SELECT count(*) FROM pragma_foreign_key_check"), QString("0"));
}

void HistoryCopyTest::givesMessagesTheirChatAgain()
{
    QVERIFY(runOn(source(), "DELETE FROM conversations WHERE id = 'a'"));
    QVERIFY(copy());
    QCOMPARE(readFrom(target(), "SELECT count(*) FROM messages WHERE conversation = 'a'"), QString("2"));
    QCOMPARE(readFrom(target(), "SELECT count(*) FROM conversations"), QString("2"));
    QCOMPARE(readFrom(target(), "SELECT count(*) FROM tags"), QString("2"));
}

void HistoryCopyTest::dropsTagsOfAChatThatIsLost()
{
    QVERIFY(runOn(source(), "DELETE FROM messages WHERE conversation = 'a'; DELETE FROM conversations WHERE id = 'a'"));
    QVERIFY(copy());
    QCOMPARE(readFrom(target(), "SELECT count(*) FROM conversations"), QString("1"));
    QCOMPARE(readFrom(target(), "SELECT group_concat(tag) FROM tags"), QString("tea"));
}

void HistoryCopyTest::takesTagsThatAreThereAlready_data()
{
    QTest::addColumn<RowConflict>("conflict");
    QTest::newRow("the target's stay") << RowConflict::KeepTarget;
    QTest::newRow("the source's replace them") << RowConflict::TakeSource;
}

void HistoryCopyTest::takesTagsThatAreThereAlready()
{
    QFETCH(RowConflict, conflict);
    QVERIFY(copy(conflict));
    QVERIFY(copy(conflict));
    QCOMPARE(readFrom(target(), "SELECT count(*) FROM tags"), QString("2"));
    QCOMPARE(readFrom(target(), "SELECT count(*) FROM messages"), QString("4"));
}

QTEST_GUILESS_MAIN(HistoryCopyTest)
#include "history_copy_test.moc"
