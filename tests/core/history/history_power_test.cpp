// SPDX-License-Identifier: MIT
#include "tests/core/history/history_fixture.h"
#include "tests/core/history/recording_vfs.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <random>

namespace freshet::test {

/// What the history has told to be stored.
struct Told {
    struct Message {
        ConversationId chat;
        bool isFinished = false;
        QString text; ///< Of one that grows: so far.

        bool operator==(const Message &) const = default;
    };

    QHash<MessageId, Message> messages;
    QString draft;
};

struct ToldAt {
    qsizetype calls; ///< Of the disk until then.
    Told told;
};

} // namespace freshet::test

using namespace freshet;
using namespace freshet::test;

namespace {

constexpr int kStates = 2500; ///< FRESHET_POWER_STATES=10000 for more of them.
constexpr int kRounds = 12;

/// The chats after a power failure, opened as the program opens them.
struct Found {
    QHash<MessageId, Told::Message> messages;
    QString draft;
    QString trouble; ///< Empty when all is well.
};

Found findIn(const QString &path, const QSet<ConversationId> &chats)
{
    Found found;
    DirectHistory history(path);
    for (const ConversationId &chat : chats) {
        for (const StoredMessage &message : history.load(chat)) {
            if (found.messages.contains(message.id))
                found.trouble = "twice: " + message.id;
            if (message.state == StoredState::Streaming)
                found.trouble = "still growing: " + message.id;
            found.messages.insert(message.id, {chat, message.state == StoredState::Complete, message.answer.text});
        }
    }
    const QSignalSpy drafts(&history.worker, &HistoryWorker::draftsLoaded);
    history.worker.loadDrafts();
    found.draft = drafts.value(0).value(0).value<QHash<ConversationId, Draft>>().value("draft").text;
    if (!history.failed.isEmpty())
        found.trouble = history.words();
    return found;
}

/// Whether a message is what was told last, or on its way from there to what is told next.
bool isBetween(const Told::Message &found, const Told::Message *before, const Told::Message *after)
{
    if (before && after && !before->isFinished && !found.isFinished)
        return found.text.startsWith(before->text) && after->text.startsWith(found.text);
    return (before && found == *before) || (after && found == *after);
}

/// What is wrong with what is there; empty when nothing is.
QString wrongWith(const Found &found, const Told &before, const Told &after)
{
    if (!found.trouble.isEmpty())
        return found.trouble;
    if (found.draft != before.draft && found.draft != after.draft)
        return "the draft: " + found.draft;
    for (auto told = before.messages.cbegin(); told != before.messages.cend(); ++told) {
        if (!found.messages.contains(told.key()) && after.messages.contains(told.key()))
            return "lost: " + told.key();
    }
    const auto in = [](const Told &told, const MessageId &id) {
        const auto message = told.messages.constFind(id);
        return message == told.messages.cend() ? nullptr : &*message;
    };
    for (auto message = found.messages.cbegin(); message != found.messages.cend(); ++message) {
        if (!isBetween(*message, in(before, message.key()), in(after, message.key())))
            return "another text: " + message.key() + ' ' + message->text.left(40);
    }
    return {};
}

/// The history at work, with all that it tells and when.
class Story {
public:
    explicit Story(const QString &path) : m_path(path), m_disk(QFileInfo(path).absolutePath()) { }

    void tell()
    {
        m_moments << ToldAt{0, {}};
        for (int session = 0; session < 2; ++session) {
            DirectHistory history(m_path);
            for (int round = 0; round < kRounds / 2; ++round)
                ask(history, session * kRounds + round);
            m_trouble += history.words();
        } // which empties the log into the file
        keep();
    }

    const QList<DiskCall> &calls() const { return m_disk.calls(); }
    const QList<ToldAt> &moments() const { return m_moments; }
    const QSet<ConversationId> &chats() const { return m_chats; }
    const QString &trouble() const { return m_trouble; }

private:
    void keep() { m_moments << ToldAt{calls().size(), m_told}; }

    void ask(DirectHistory &history, int number)
    {
        const QString name = QString::number(number);
        const ConversationId chat = "c" + QString::number(number / 3);
        const StoredMessage answer = growingAnswer(chat, "a" + name, "q" + name);
        m_chats << chat;
        history.worker.storeQuestion(storedQuestion(chat, "q" + name, {}), answer);
        m_told.messages.insert("q" + name, {chat, true, "question q" + name});
        m_told.messages.insert("a" + name, {chat, false, {}});
        keep();
        for (int part = 0; part < 3; ++part) {
            const QString delta = QString(number % 4 == 1 ? 9000 : 40, QChar(u'a' + part));
            history.worker.append("a" + name, delta);
            history.worker.commit();
            m_told.messages["a" + name].text += delta;
            keep();
        }
        if (number % 3 != 2) { // the others are cut off
            const QString whole = m_told.messages["a" + name].text + " and that is all";
            history.worker.finish(finished(answer, whole));
            m_told.messages["a" + name] = {chat, true, whole};
            keep();
        }
        history.worker.storeDraft("draft", {.text = "draft " + name});
        m_told.draft = "draft " + name;
        keep();
        if (number % 4 == 3) { // the log begins anew
            runOn(m_path, "PRAGMA wal_checkpoint(PASSIVE)");
            keep();
        }
        if (number % 5 == 4) { // and is emptied
            const ConversationId gone = "c" + QString::number(number / 3 - 1);
            history.worker.removeWhere([&](QSqlQuery &) { return QList<ConversationId>{gone}; });
            m_told.messages.removeIf([&gone](const auto &message) { return message->chat == gone; });
            keep();
        }
    }

    const QString m_path;
    RecordingVfs m_disk;
    Told m_told;
    QList<ToldAt> m_moments;
    QSet<ConversationId> m_chats;
    QString m_trouble;
};

} // namespace

/// What is left when the power fails: whatever the disk made of what was not synced.
class HistoryPowerTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void recordsWhatTheDiskDoes();
    void losesNothingThatWasToldWhenThePowerFails();
    void bringsANewFolderToTheDiskWithWhatIsAboveIt();

private:
    QTemporaryDir m_dir;
    QList<DiskCall> m_calls;
    QList<ToldAt> m_moments;
    QSet<ConversationId> m_chats;
};

void HistoryPowerTest::initTestCase()
{
    Story story(m_dir.filePath("chats.db"));
    story.tell();
    QCOMPARE(story.trouble(), QString());
    m_calls = story.calls();
    m_moments = story.moments();
    m_chats = story.chats();
}

/// So that a recorder that sees nothing proves nothing.
void HistoryPowerTest::recordsWhatTheDiskDoes()
{
    QHash<DiskCall::Kind, int> counts;
    for (const DiskCall &call : std::as_const(m_calls))
        ++counts[call.kind];
    using Kind = DiskCall::Kind;
    QVERIFY(counts[Kind::Write] > 200);
    QVERIFY(counts[Kind::Sync] > 60); // one a commit
    QVERIFY(counts[Kind::SyncFolder] > 0);
    QVERIFY(counts[Kind::Create] >= 3); // the file, and a log for each session
    QVERIFY(counts[Kind::Remove] >= 2);
    QVERIFY(counts[Kind::Truncate] >= 1);
    // With all luck the disk holds what is there.
    std::mt19937 random(1);
    const DiskState last = stateAfter(m_calls, m_calls.size(), Luck::All, random);
    QFile file(m_dir.filePath("chats.db"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(last.keys(), QStringList{"chats.db"});
    QVERIFY(last.value("chats.db") == file.readAll());
}

void HistoryPowerTest::losesNothingThatWasToldWhenThePowerFails()
{
    bool isNumber = false;
    const int asked = qEnvironmentVariableIntValue("FRESHET_POWER_STATES", &isNumber);
    const int each = std::max(3, (isNumber ? asked : kStates) / int(m_calls.size()));
    std::mt19937 random(1); // each run tries the same
    int states = 0;
    int partial = 0;
    const QTemporaryDir disk;
    const QString path = disk.filePath("chats.db");
    qsizetype moment = 0;
    for (qsizetype count = 0; count <= m_calls.size(); ++count) {
        while (moment + 1 < m_moments.size() && m_moments.at(moment + 1).calls <= count)
            ++moment;
        const Told &before = m_moments.at(moment).told;
        const Told &after = m_moments.at(std::min(moment + 1, m_moments.size() - 1)).told;
        for (int n = 0; n < each; ++n) {
            const Luck luck = n == 0 ? Luck::None : n == 1 ? Luck::All : Luck::Random;
            for (const QString &name : QDir(disk.path()).entryList(QDir::Files))
                QVERIFY(QFile::remove(disk.filePath(name)));
            const DiskState state = stateAfter(m_calls, count, luck, random);
            for (auto file = state.cbegin(); file != state.cend(); ++file) {
                QFile written(disk.filePath(file.key()));
                QVERIFY(written.open(QIODevice::WriteOnly) && written.write(file.value()) == file.value().size());
            }
            const Found found = findIn(path, m_chats);
            const QString wrong = wrongWith(found, before, after);
            QVERIFY2(wrong.isEmpty(),
                qPrintable(QStringLiteral("after call %1 of %2, try %3: %4")
                               .arg(count)
                               .arg(m_calls.size())
                               .arg(n)
                               .arg(wrong)));
            partial += std::any_of(found.messages.cbegin(), found.messages.cend(),
                [](const Told::Message &message) { return !message.isFinished && !message.text.isEmpty(); });
            ++states;
        }
    }
    QVERIFY(partial > 0);
    qInfo("%d states of the disk after %d calls", states, int(m_calls.size()));
}

void HistoryPowerTest::bringsANewFolderToTheDiskWithWhatIsAboveIt()
{
    const QTemporaryDir dir;
    RecordingVfs disk(dir.filePath("a/b"));
    {
        DirectHistory history(dir.filePath("a/b/chats.db"));
        history.askAndAnswer("c", "1");
    }
    for (const QString &folder : {dir.path(), dir.filePath("a"), dir.filePath("a/b")})
        QVERIFY2(disk.syncedFolders().contains(QFileInfo(folder).canonicalFilePath()), qPrintable(folder));
}

QTEST_GUILESS_MAIN(HistoryPowerTest)
#include "history_power_test.moc"
