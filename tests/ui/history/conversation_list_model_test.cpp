// SPDX-License-Identifier: MIT
#include "ui/history/conversation_list_model.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace freshet;

namespace {
const QDateTime kNow(QDate(2026, 3, 11), QTime(9, 0), Qt::UTC); // a Wednesday
} // namespace

class ConversationListModelTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void groupsChatsByWhenTheyWereUsed();
    void narrowsByWordsOfTheTitle();
    void saysWhichChatsAreBeingAnswered();
    void asksToRenameAndKeepsTheOldTitleUntilItIsDone();
    void headingsCannotBeChosen();
    void putsWhatIsPinnedFirstWhereItWasPinned();
    void showsFoldersByNameAndTheirChatsBelowThem();
    void closesAFolderUntilSomethingIsSearched();
    void narrowsByTags();
    void keepsArchiveAndTrashInViewsOfTheirOwn();
    void tellsWhatMovedAndKeepsWhatWasChosen();
    void bringsAnyListIntoAnyOther();
    void resetsOnlyWhereAFilterScattersTheList();

private:
    static ConversationInfo chat(const QString &id, const QDateTime &changedAt = kNow)
    {
        return {.id = id, .title = "chat " + id, .changedAt = changedAt};
    }
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

void ConversationListModelTest::init()
{
    m_model.setView(ConversationView::Chats);
    m_model.setFilter({});
    m_model.setClosedFolders({});
    m_model.setFolders({});
    m_model.setConversations({});
    m_model.setAnswering({});
}

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

void ConversationListModelTest::putsWhatIsPinnedFirstWhereItWasPinned()
{
    ConversationInfo late = chat("late");
    late.pinnedAt = kNow;
    late.folder = "f"; // shown once
    ConversationInfo early = chat("early", kNow.addDays(-90));
    early.pinnedAt = kNow.addDays(-3);
    m_model.setFolders({{"f", "House"}});
    m_model.setConversations({late, chat("new"), early});
    QCOMPARE(texts(m_model), (QStringList{"Pinned", "chat early", "chat late", "House", "Today", "chat new"}));
}

void ConversationListModelTest::showsFoldersByNameAndTheirChatsBelowThem()
{
    ConversationInfo bill = chat("bill", kNow.addDays(-9));
    bill.folder = "h";
    ConversationInfo lost = chat("lost");
    lost.folder = "no longer there";
    m_model.setFolders({{"w", "Work"}, {"h", "House"}});
    m_model.setConversations({chat("new"), lost, bill});
    QCOMPARE(texts(m_model), (QStringList{"House", "chat bill", "Work", "Today", "chat new", "chat lost"}));
    const QModelIndex house = m_model.indexOfFolder("h");
    QCOMPARE(house.data(RowDetail).toString(), "1");
    QVERIFY(house.flags().testFlag(Qt::ItemIsSelectable)); // by keyboard too
    QVERIFY(house.data(ConversationListModel::IdRole).toString().isEmpty());
    QVERIFY(m_model.indexOf("bill").data(RowIndent).toInt() > m_model.indexOf("new").data(RowIndent).toInt());
    QSignalSpy renamed(&m_model, &ConversationListModel::folderRenameRequested);
    QVERIFY(m_model.setData(house, "Home", Qt::EditRole));
    QCOMPARE(renamed.value(0).value(0).toString(), "h");
    QCOMPARE(renamed.value(0).value(1).toString(), "Home");
}

void ConversationListModelTest::closesAFolderUntilSomethingIsSearched()
{
    ConversationInfo bill = chat("bill");
    bill.folder = "h";
    m_model.setFolders({{"h", "House"}, {"e", "Empty"}});
    m_model.setConversations({bill});
    QSignalSpy reset(&m_model, &ConversationListModel::modelReset);
    m_model.setClosedFolders({"h"});
    QCOMPARE(texts(m_model), (QStringList{"Empty", "House"}));
    QVERIFY(!m_model.indexOfFolder("h").data(ConversationListModel::IsOpenRole).toBool());
    m_model.setFilter("bill");
    QCOMPARE(texts(m_model), (QStringList{"House", "chat bill"}));
    m_model.setFilter({});
    m_model.setClosedFolders({});
    QCOMPARE(texts(m_model), (QStringList{"Empty", "House", "chat bill"}));
    QCOMPARE(reset.count(), 0);
}

void ConversationListModelTest::narrowsByTags()
{
    ConversationInfo tax = chat("a");
    tax.tags = {"Tax-2025", "urgent"};
    ConversationInfo house = chat("b");
    house.tags = {"house"};
    m_model.setConversations({tax, house});
    QCOMPARE(m_model.indexOf("a").data(RowDetail).toString(), "#Tax-2025 #urgent");
    m_model.setFilter("#tax");
    QCOMPARE(texts(m_model), (QStringList{"Today", "chat a"}));
    m_model.setFilter("#tax #urgent chat");
    QCOMPARE(texts(m_model), (QStringList{"Today", "chat a"}));
    m_model.setFilter("#tax #house");
    QCOMPARE(m_model.rowCount(), 0);
    m_model.setFilter("#"); // is being typed
    QCOMPARE(m_model.rowCount(), 3);
}

void ConversationListModelTest::keepsArchiveAndTrashInViewsOfTheirOwn()
{
    ConversationInfo old = chat("old", kNow.addDays(-50));
    old.archivedAt = kNow;
    ConversationInfo gone = chat("gone");
    gone.trashedAt = kNow.addDays(-2);
    ConversationInfo both = chat("both");
    both.archivedAt = kNow;
    both.trashedAt = kNow.addSecs(3600); // a clock was wrong
    m_model.setConversations({chat("here"), gone, both, old});
    QCOMPARE(texts(m_model), (QStringList{"Today", "chat here"}));
    m_model.setView(ConversationView::Archive);
    QCOMPARE(texts(m_model), (QStringList{"Earlier", "chat old"}));
    m_model.setView(ConversationView::Trash);
    QCOMPARE(texts(m_model), (QStringList{"chat both", "chat gone"}));
    QCOMPARE(m_model.indexOf("gone").data(RowDetail).toString().section(' ', 0, 0), "28");
    QCOMPARE(m_model.indexOf("both").data(RowDetail).toString().section(' ', 0, 0), "30");
}

void ConversationListModelTest::tellsWhatMovedAndKeepsWhatWasChosen()
{
    m_model.setConversations({chat("a"), chat("b"), chat("c"), chat("d")});
    QSignalSpy reset(&m_model, &ConversationListModel::modelReset);
    QSignalSpy moved(&m_model, &ConversationListModel::rowsMoved);
    QSignalSpy inserted(&m_model, &ConversationListModel::rowsInserted);
    QSignalSpy removed(&m_model, &ConversationListModel::rowsRemoved);
    const QPersistentModelIndex chosen = m_model.indexOf("b");
    m_model.setConversations({chat("c"), chat("a"), chat("b"), chat("d")});
    QCOMPARE(moved.count(), 1);
    m_model.setConversations({chat("new"), chat("c"), chat("b"), chat("d")});
    QCOMPARE(inserted.count(), 1);
    QCOMPARE(removed.count(), 1);
    m_model.setConversations({chat("d"), chat("new"), chat("b"), chat("c")});
    QCOMPARE(reset.count(), 0);
    QCOMPARE(chosen.data(ConversationListModel::IdRole).toString(), "b");
    QCOMPARE(texts(m_model), (QStringList{"Today", "chat d", "chat new", "chat b", "chat c"}));
}

/// Whatever happens to the chats, what was told row by row is what a new list would be.
void ConversationListModelTest::bringsAnyListIntoAnyOther()
{
    QRandomGenerator random(7);
    const auto isOne = [&random](int in) { return random.bounded(in) == 0; };
    QHash<QString, QPersistentModelIndex> places;
    for (int round = 0; round < 300; ++round) {
        QList<ConversationInfo> chats;
        QSet<QString> shown;
        for (int i = 0; i < 12; ++i) {
            if (isOne(4))
                continue;
            ConversationInfo it = chat(QString::number(i), kNow.addDays(-random.bounded(10)));
            it.folder = isOne(3) ? QString::number(random.bounded(3)) : QString();
            if (isOne(5))
                it.pinnedAt = kNow.addSecs(random.bounded(100));
            if (isOne(6))
                it.archivedAt = kNow;
            it.isTemporary = isOne(9);
            chats.insert(random.bounded(int(chats.size()) + 1), it);
        }
        QList<FolderInfo> folders;
        for (int i = 0; i < 3; ++i) {
            if (!isOne(4))
                folders << FolderInfo{QString::number(i), QString("F%1").arg(random.bounded(9))};
        }
        const QSet<FolderId> closed = isOne(2) ? QSet<FolderId>{"0", "2"} : QSet<FolderId>{};
        ConversationListModel fresh([] { return kNow; });
        for (ConversationListModel *model : {&m_model, &fresh}) {
            model->setFolders(folders);
            model->setConversations(chats);
            model->setClosedFolders(closed);
        }
        QCOMPARE(texts(m_model), texts(fresh));
        for (auto place = places.cbegin(); place != places.cend(); ++place) {
            if (place->isValid())
                QCOMPARE(place->data(ConversationListModel::IdRole).toString(), place.key());
        }
        places.clear();
        for (int row = 0; row < m_model.rowCount(); ++row) {
            const QModelIndex index = m_model.index(row);
            if (const QString id = index.data(ConversationListModel::IdRole).toString(); !id.isEmpty())
                places.insert(id, index);
        }
    }
}

void ConversationListModelTest::resetsOnlyWhereAFilterScattersTheList()
{
    QList<ConversationInfo> chats;
    for (int i = 0; i < 3000; ++i)
        chats << chat(QString::number(i));
    QSignalSpy reset(&m_model, &ConversationListModel::modelReset);
    QSignalSpy inserted(&m_model, &ConversationListModel::rowsInserted);
    m_model.setConversations(chats);
    QCOMPARE(inserted.count(), 1);
    QCOMPARE(reset.count(), 0);
    m_model.setFilter("7");
    QCOMPARE(reset.count(), 1);
    QCOMPARE(m_model.rowCount(), 814);
}

QTEST_GUILESS_MAIN(ConversationListModelTest)
#include "conversation_list_model_test.moc"
