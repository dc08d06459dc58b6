// SPDX-License-Identifier: MIT
#include "ui/chat/draft_store.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace freshet;

namespace {
const ConversationId kOldChat = QStringLiteral("chat");
} // namespace

/// What an earlier run stored, and what is written before that has come.
class DraftStoreTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_history.reset(); }
    void keepsWhatWasWrittenBeforeTheStoredDraftCame();
    void keepsTheStoredDraftOfAChatThatWasEmptiedBeforeItCame();
    void joinsWhatOtherWindowsLeftWithWhatIsWrittenAlready();
    void setsTheStoredDraftAsideForAnEditThatHasBegun();
    void setsWhatIsAddedAsideForAnEdit();
    void givesWhatAWindowLeftToTheNextWindowOnly();
    void asksForTheStoredDraftsBeforeItStoresOne();
    void storesNothingThatWasReadForAForgottenChat();
    void storesFilesThatComeTogetherAtOnce();
    void storesFilesThatCameJustBeforeTheEnd();

private:
    QHash<ConversationId, Draft> stored();
    QString fileWith(const QByteArray &text);
    void load() { QVERIFY(!stored().isEmpty()); }

    QTemporaryDir m_dir;
    std::unique_ptr<HistoryStore> m_history;
};

void DraftStoreTest::init()
{
    m_history = std::make_unique<HistoryStore>(m_dir.filePath(QTest::currentTestFunction()));
    m_history->storeDraft(kOldChat, {.text = "stored"});
}

/// By now. Each draft store takes it for what an earlier run stored.
QHash<ConversationId, Draft> DraftStoreTest::stored()
{
    QSignalSpy loaded(m_history.get(), &HistoryStore::draftsLoaded);
    m_history->loadDrafts();
    return loaded.wait() ? loaded.first().first().value<QHash<ConversationId, Draft>>()
                         : QHash<ConversationId, Draft>();
}

void DraftStoreTest::keepsWhatWasWrittenBeforeTheStoredDraftCame()
{
    auto drafts = std::make_unique<DraftStore>(*m_history);
    QSignalSpy loaded(drafts.get(), &DraftStore::loaded);
    drafts->load();
    drafts->put(kOldChat, {.text = "typed"});
    drafts->store(kOldChat); // over what was stored
    QVERIFY(loaded.wait());
    QCOMPARE(loaded.size(), 1);
    QCOMPARE(loaded.first().at(1).value<Draft>().text, QString("stored")); // a window has the rest already
    QCOMPARE(drafts->draft(kOldChat).text, QString("stored\n\ntyped"));
    drafts.reset();
    QCOMPARE(stored().value(kOldChat).text, QString("stored\n\ntyped"));
}

void DraftStoreTest::keepsTheStoredDraftOfAChatThatWasEmptiedBeforeItCame()
{
    auto drafts = std::make_unique<DraftStore>(*m_history);
    QSignalSpy loaded(drafts.get(), &DraftStore::loaded);
    drafts->load();
    drafts->put(kOldChat, {.text = "typed"});
    drafts->put(kOldChat, {});
    drafts->store(kOldChat);
    QVERIFY(loaded.wait());
    drafts.reset();
    QCOMPARE(stored().value(kOldChat).text, QString("stored"));
}

void DraftStoreTest::joinsWhatOtherWindowsLeftWithWhatIsWrittenAlready()
{
    m_history->storeDraft(DraftStore::kNewChat, {.text = "in the first"});
    m_history->storeDraft("new:2", {.text = "in the second"});
    auto drafts = std::make_unique<DraftStore>(*m_history);
    QCOMPARE(drafts->takeNewChat(DraftStore::NewChat::Found), DraftStore::kNewChat);
    QSignalSpy loaded(drafts.get(), &DraftStore::loaded);
    drafts->load();
    drafts->put(DraftStore::kNewChat, {.text = "typed"});
    drafts->store(DraftStore::kNewChat);
    QVERIFY(loaded.wait());
    drafts.reset();
    const QHash<ConversationId, Draft> now = stored();
    QCOMPARE(now.value(DraftStore::kNewChat).text, QString("in the first\n\nin the second\n\ntyped"));
    QCOMPARE(now.size(), 2); // and that of the chat
}

void DraftStoreTest::setsTheStoredDraftAsideForAnEditThatHasBegun()
{
    DraftStore drafts(*m_history);
    drafts.put(kOldChat,
        {.text = "edited",
            .pasted = {},
            .editing = "q",
            .aside = std::make_shared<const Draft>(Draft{.text = "typed"})});
    load();
    const Draft draft = drafts.draft(kOldChat);
    QCOMPARE(draft.text, QString("edited"));
    QCOMPARE(draft.editing, QString("q"));
    QVERIFY(draft.aside);
    QCOMPARE(draft.aside->text, QString("stored\n\ntyped"));
}

void DraftStoreTest::setsWhatIsAddedAsideForAnEdit()
{
    DraftStore drafts(*m_history);
    load();
    drafts.put(kOldChat,
        {.text = "edited",
            .pasted = {},
            .editing = "q",
            .aside = std::make_shared<const Draft>(Draft{.text = "typed"})});
    drafts.addTo(kOldChat, {.text = "added"});
    QCOMPARE(drafts.draft(kOldChat).text, QString("edited"));
    QCOMPARE(drafts.draft(kOldChat).aside->text, QString("typed\n\nadded"));
}

void DraftStoreTest::givesWhatAWindowLeftToTheNextWindowOnly()
{
    using NewChat = DraftStore::NewChat;
    DraftStore drafts(*m_history);
    QCOMPARE(drafts.takeNewChat(NewChat::Found), DraftStore::kNewChat);
    const QString second = drafts.takeNewChat(NewChat::Found);
    drafts.put(second, {.text = "half"});
    drafts.giveBack(second);
    const QString own = drafts.takeNewChat(NewChat::Own);
    QVERIFY(own != second && own != DraftStore::kNewChat);
    QCOMPARE(drafts.takeNewChat(NewChat::Found), second);
    QVERIFY(!QStringList({own, second, DraftStore::kNewChat}).contains(drafts.takeNewChat(NewChat::Found)));
}

void DraftStoreTest::asksForTheStoredDraftsBeforeItStoresOne()
{
    auto drafts = std::make_unique<DraftStore>(*m_history);
    QSignalSpy loaded(drafts.get(), &DraftStore::loaded);
    drafts->put(kOldChat, {.text = "typed"});
    drafts->store(kOldChat); // before a window has painted
    drafts->load();
    QVERIFY(loaded.wait());
    QCOMPARE(loaded.first().at(1).value<Draft>().text, QString("stored"));
    drafts.reset();
    QCOMPARE(stored().value(kOldChat).text, QString("stored\n\ntyped"));
}

QString DraftStoreTest::fileWith(const QByteArray &text)
{
    QFile file(m_dir.filePath(QString::fromUtf8(text) + ".txt"));
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() ? file.fileName() : QString();
}

void DraftStoreTest::storesNothingThatWasReadForAForgottenChat()
{
    auto drafts = std::make_unique<DraftStore>(*m_history);
    load();
    QSignalSpy attached(drafts.get(), &DraftStore::attached);
    QSignalSpy pending(&drafts->loader(), &AttachmentLoader::pendingChanged);
    drafts->loader().readFiles("deleted", {fileWith("canary"), fileWith("another")});
    drafts->forget("deleted");
    QVERIFY(drafts->loader().pending("deleted").isEmpty());
    QCOMPARE(pending.last().first().toString(), QString("deleted")); // whoever shows it shows that
    drafts->loader().readFiles("kept", {fileWith("later")}); // comes after those
    QVERIFY(attached.wait());
    QCOMPARE(attached.size(), 1);
    QCOMPARE(attached.first().first().toString(), QString("kept"));
    QVERIFY(!drafts->contains("deleted"));
    drafts.reset();
    const QHash<ConversationId, Draft> now = stored();
    QVERIFY(now.contains("kept"));
    QVERIFY(!now.contains("deleted"));
}

void DraftStoreTest::storesFilesThatComeTogetherAtOnce()
{
    DraftStore drafts(*m_history);
    load();
    QList<qsizetype> counts; // of what was stored when a file had come
    connect(m_history.get(), &HistoryStore::draftsLoaded, this,
        [&counts](const QHash<ConversationId, Draft> &now) { counts << now.value("chat 2").attachments.size(); });
    connect(&drafts, &DraftStore::attached, m_history.get(), &HistoryStore::loadDrafts);
    drafts.loader().readFiles("chat 2", {fileWith("a"), fileWith("b"), fileWith("c")});
    QTRY_COMPARE(drafts.draft("chat 2").attachments.size(), 3);
    QTRY_COMPARE(counts.size(), 3);
    QCOMPARE(counts.first(), 0); // the others come soon
    QTRY_COMPARE(stored().value("chat 2").attachments.size(), 3);
}

void DraftStoreTest::storesFilesThatCameJustBeforeTheEnd()
{
    auto drafts = std::make_unique<DraftStore>(*m_history);
    load();
    drafts->loader().readFiles(kOldChat, {fileWith("a")});
    QTRY_COMPARE(drafts->draft(kOldChat).attachments.size(), 1);
    QVERIFY(drafts->put(kOldChat, drafts->draft(kOldChat))); // for whoever shows the chat it is to be stored
    drafts.reset();
    QCOMPARE(stored().value(kOldChat).attachments.size(), 1);
}

QTEST_GUILESS_MAIN(DraftStoreTest)
#include "draft_store_test.moc"
