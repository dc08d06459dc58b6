// SPDX-License-Identifier: MIT
#include "core/history/history_store.h"

#include <QCoreApplication>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <array>
#include <csignal>
#include <memory>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

using namespace freshet;

namespace {

constexpr int kKills = 1000;
constexpr int kFilesAtATime = 4; ///< Each is written by one program at a time; its kills follow one another.
constexpr quint32 kLongestLifeUs = 30'000; ///< After the first question of a program is stored.
constexpr int kDeltas = 50;

void say(int pipe, const QByteArray &line)
{
    [[maybe_unused]] const ssize_t written = ::write(pipe, line.constData(), std::size_t(line.size()));
}

/// The child: asks and answers without end, and says what it was told is stored. It is meant to be killed.
int writeUntilKilled(const QString &path, const QString &round, int pipe)
{
    int argc = 1;
    std::array<char, 5> name{"kill"};
    std::array<char *, 2> argv{name.data(), nullptr};
    QCoreApplication application(argc, argv.data());
    HistoryStore store(path);
    int number = 0;
    StoredMessage answer;
    const auto ask = [&] {
        const QString id = round + '-' + QString::number(number++);
        answer = {.id = "a" + id, .conversation = "c", .role = ChatRole::Assistant, .state = StoredState::Streaming};
        store.storeQuestion({.id = "q" + id, .conversation = "c", .answer = {.text = "question " + id}}, answer);
    };
    QObject::connect(&store, &HistoryStore::failed, &application, [](const Error &) { _exit(1); });
    QObject::connect(&store, &HistoryStore::questionStored, &application, [&](const MessageId &id) {
        say(pipe, id.toUtf8() + '\n');
        for (int i = 0; i < kDeltas; ++i)
            store.appendToAnswer(answer.id, QString::number(i) + ' ');
        if (number % 2 == 0) { // every other answer stays unfinished
            answer.state = StoredState::Complete;
            answer.answer.text = "finished";
            store.finishAnswer(answer);
        }
        store.loadConversation("none"); // makes the partial text be committed now
    });
    QObject::connect(&store, &HistoryStore::conversationLoaded, &application, [&] {
        if (answer.state == StoredState::Complete)
            say(pipe, answer.id.toUtf8() + '\n');
        ask();
    });
    ask();
    return QCoreApplication::exec();
}

/// A program that writes, and what it says.
class Writer {
public:
    Writer(const QString &path, int round)
    {
        std::array<int, 2> pipe{};
        if (::pipe(pipe.data()) != 0)
            return;
        m_said = pipe[0];
        m_child = fork();
        if (m_child == 0) {
            ::close(pipe[0]);
            _exit(writeUntilKilled(path, QString::number(round), pipe[1]));
        }
        ::close(pipe[1]);
        m_lines = read(); // waits until it is at work
    }
    ~Writer() { ::close(m_said); }
    Writer(const Writer &) = delete;
    Writer &operator=(const Writer &) = delete;

    void kill() const { ::kill(m_child, SIGKILL); }

    /// The ids that it was told are stored; nothing when it did not work until it was killed.
    std::optional<QStringList> end()
    {
        for (QByteArray more = read(); !more.isEmpty(); more = read())
            m_lines += more;
        int status = 0;
        if (::waitpid(m_child, &status, 0) != m_child || !WIFSIGNALED(status) || m_lines.isEmpty())
            return std::nullopt;
        QStringList ids = QString::fromUtf8(m_lines).split(u'\n');
        ids.removeLast(); // what follows the last line's end
        return ids;
    }

private:
    QByteArray read() const
    {
        QByteArray bytes(65536, Qt::Uninitialized);
        const ssize_t count = ::read(m_said, bytes.data(), std::size_t(bytes.size()));
        return bytes.left(std::max<qsizetype>(0, count));
    }

    pid_t m_child = -1;
    int m_said = -1;
    QByteArray m_lines;
};

} // namespace

/// Without an application object: each child makes its own.
class HistoryKillTest : public QObject {
    Q_OBJECT

private slots:
    void losesNothingThatWasStoredHoweverItIsKilled();

private:
    static void checkFile(const QString &path, const QStringList &acknowledged);
};

void HistoryKillTest::losesNothingThatWasStoredHoweverItIsKilled()
{
    const QTemporaryDir dir;
    std::array<QStringList, kFilesAtATime> acknowledged;
    const auto pathOf = [&dir](std::size_t file) { return dir.filePath(QString("%1.db").arg(file)); };
    for (int round = 0; round < kKills / kFilesAtATime; ++round) {
        std::vector<std::unique_ptr<Writer>> writers;
        for (std::size_t file = 0; file < kFilesAtATime; ++file)
            writers.push_back(std::make_unique<Writer>(pathOf(file), round));
        QThread::usleep(QRandomGenerator::global()->bounded(kLongestLifeUs)); // the moment is what is tested
        for (const auto &writer : writers)
            writer->kill();
        for (std::size_t file = 0; file < kFilesAtATime; ++file) {
            const std::optional<QStringList> ids = writers.at(file)->end();
            QVERIFY2(ids, qPrintable(QString("round %1 of file %2").arg(round).arg(file)));
            acknowledged.at(file) += *ids;
        }
    }
    for (std::size_t file = 0; file < kFilesAtATime; ++file)
        checkFile(pathOf(file), acknowledged.at(file));
}

void HistoryKillTest::checkFile(const QString &path, const QStringList &acknowledged)
{
    QVERIFY(acknowledged.size() >= kKills / kFilesAtATime);
    QList<StoredMessage> messages;
    QStringList troubles;
    int argc = 1;
    std::array<char, 5> name{"read"};
    std::array<char *, 2> argv{name.data(), nullptr};
    QCoreApplication application(argc, argv.data());
    HistoryStore store(path);
    QObject::connect(
        &store, &HistoryStore::failed, &application, [&troubles](const Error &error) { troubles << error.message; });
    QObject::connect(&store, &HistoryStore::conversationLoaded, &application,
        [&messages](const ConversationId &, const QList<StoredMessage> &all) {
            messages = all;
            QCoreApplication::quit();
        });
    store.loadConversation("c");
    QCoreApplication::exec();
    QCOMPARE(troubles, QStringList()); // not damaged either

    QHash<MessageId, StoredState> there;
    int partial = 0;
    QString whole;
    for (int i = 0; i < kDeltas; ++i)
        whole += QString::number(i) + ' ';
    for (const StoredMessage &message : std::as_const(messages)) {
        QVERIFY2(!there.contains(message.id), "no message twice");
        there.insert(message.id, message.state);
        QVERIFY(message.state != StoredState::Streaming);
        if (message.role == ChatRole::User) {
            QCOMPARE(message.answer.text, QString("question " + message.id.mid(1)));
        } else if (message.state == StoredState::Interrupted) {
            QVERIFY(whole.startsWith(message.answer.text));
            partial += message.answer.text.isEmpty() ? 0 : 1;
        } else {
            QCOMPARE(message.answer.text, QString("finished"));
        }
    }
    for (const QString &id : acknowledged)
        QVERIFY2(there.value(id, StoredState::Failed) == StoredState::Complete, qPrintable(id));
    QVERIFY(partial > 0); // text of answers that were cut off is kept
}

QTEST_APPLESS_MAIN(HistoryKillTest)
#include "history_kill_test.moc"
