// SPDX-License-Identifier: MIT
#include "ui/history/conversation_list_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace freshet;

namespace {
const QDateTime kNow(QDate(2026, 3, 11), QTime(9, 0), Qt::UTC); // a Wednesday
} // namespace

class ConversationListModelTest : public QObject {
    Q_OBJECT

private slots:
    void groupsChatsByWhenTheyWereUsed();
    void narrowsByWordsOfTheTitle();
    void saysWhichChatsAreBeingAnswered();
    void asksToRenameAndKeepsTheOldTitleUntilItIsDone();
    void headingsCannotBeChosen();

private:
    static QStringList texts(const ConversationListModel &model)
    {
        QStringList texts;
        for (int row = 0; row < model.rowCount(); ++row)
            texts << model.index(row).data().toString();
        return texts;
    }

    ConversationListModel m_model{[] { return kNow; }};
    QAbstractItemModelTester m_tester{&m_model, QAbstractItemModelTester::FailureReportingMode::QtTest};
};

void ConversationListModelTest::groupsChatsByWhenTheyWereUsed()
{
    m_model.setConversations(
        {{"f", "from the future", kNow.addDays(2)}, {"a", "now", kNow}, {"b", "last night", kNow.addSecs(-10 * 3600)},
            {"c", "monday", kNow.addDays(-2)}, {"d", "old", kNow.addDays(-40)}});
    QCOMPARE(texts(m_model),
        (QStringList{
            "Today", "from the future", "now", "Yesterday", "last night", "This week", "monday", "Earlier", "old"}));
    QCOMPARE(m_model.indexOf("c").row(), 6);
    QVERIFY(!m_model.indexOf("none").isValid());
    QVERIFY(!m_model.indexOf({}).isValid()); // headings have no id either
}

void ConversationListModelTest::narrowsByWordsOfTheTitle()
{
    m_model.setConversations({{"a", "Keychain on Linux", kNow}, {"b", "Tax letter", kNow.addDays(-1)}});
    m_model.setFilter("linux KEY");
    QCOMPARE(texts(m_model), (QStringList{"Today", "Keychain on Linux"}));
    m_model.setFilter("nothing");
    QCOMPARE(m_model.rowCount(), 0);
    m_model.setFilter({});
    QCOMPARE(m_model.rowCount(), 4);
}

void ConversationListModelTest::saysWhichChatsAreBeingAnswered()
{
    m_model.setConversations({{"a", "one", kNow}, {"b", "two", kNow}});
    QSignalSpy changed(&m_model, &ConversationListModel::dataChanged);
    m_model.setAnswering({"b"});
    QCOMPARE(changed.count(), 1);
    QCOMPARE(m_model.indexOf("a").data(RowDetail).toString(), QString());
    QVERIFY(!m_model.indexOf("b").data(RowDetail).toString().isEmpty());
}

void ConversationListModelTest::asksToRenameAndKeepsTheOldTitleUntilItIsDone()
{
    m_model.setConversations({{"a", "one", kNow}});
    QSignalSpy wanted(&m_model, &ConversationListModel::renameRequested);
    QVERIFY(m_model.setData(m_model.indexOf("a"), "  new\nname ", Qt::EditRole));
    QCOMPARE(wanted.at(0).at(0).toString(), QString("a"));
    QCOMPARE(wanted.at(0).at(1).toString(), QString("new name"));
    QCOMPARE(m_model.indexOf("a").data().toString(), QString("one"));
    QVERIFY(!m_model.setData(m_model.indexOf("a"), " ", Qt::EditRole));
    QCOMPARE(wanted.count(), 1);
}

void ConversationListModelTest::headingsCannotBeChosen()
{
    m_model.setConversations({{"a", "one", kNow}});
    QVERIFY(!m_model.index(0).flags().testFlag(Qt::ItemIsSelectable));
    QVERIFY(m_model.index(1).flags().testFlag(Qt::ItemIsEditable));
}

QTEST_GUILESS_MAIN(ConversationListModelTest)
#include "conversation_list_model_test.moc"
