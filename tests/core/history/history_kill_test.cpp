// SPDX-License-Identifier: MIT
#include "core/history/history_store.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QProcess>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <cstdio>

using namespace freshet;

namespace {

constexpr int kRounds = 20;

/// The child: asks and answers without end, and says what it was told is stored. It is meant to be killed.
int writeUntilKilled(QCoreApplication &application, const QString &path, const QString &round)
{
    HistoryStore store(path);
    int number = 0;
    StoredMessage answer;
    const auto ask = [&] {
        const QString id = round + '-' + QString::number(number++);
        answer = {.id = "a" + id, .conversation = "c", .role = ChatRole::Assistant, .state = StoredState::Streaming};
        store.storeQuestion({.id = "q" + id, .conversation = "c", .answer = {.text = "question " + id}}, answer);
    };
    QObject::connect(&store, &HistoryStore::questionStored, &application, [&](const MessageId &id) {
        std::printf("%s\n", qPrintable(id));
        std::fflush(stdout);
        for (int i = 0; i < 50; ++i)
            store.appendToAnswer(answer.id, QString::number(i) + ' ');
        if (number % 2 == 0) { // every other answer stays unfinished
            answer.state = StoredState::Complete;
            answer.answer.text = "finished";
            store.finishAnswer(answer);
        }
        store.loadConversation("none"); // makes the partial text be committed now
        ask();
    });
    ask();
    return application.exec();
}

} // namespace

class HistoryKillTest : public QObject {
    Q_OBJECT

private slots:
    void losesNoAcknowledgedQuestionHoweverItIsKilled();
};

void HistoryKillTest::losesNoAcknowledgedQuestionHoweverItIsKilled()
{
    QTemporaryDir dir;
    const QString path = dir.filePath("chats.db");
    QStringList acknowledged;
    for (int round = 0; round < kRounds; ++round) {
        QProcess writer;
        writer.start(QCoreApplication::applicationFilePath(), {"--write", path, QString::number(round)});
        QTRY_VERIFY_WITH_TIMEOUT(writer.canReadLine(), 10'000); // it writes: now at any moment
        QTest::qWait(static_cast<int>(QRandomGenerator::global()->bounded(60)));
        writer.kill();
        QVERIFY(writer.waitForFinished());
        QCOMPARE(writer.exitStatus(), QProcess::CrashExit);
        while (writer.canReadLine()) {
            const QString id = QString::fromUtf8(writer.readLine()).trimmed();
            if (id.startsWith('q'))
                acknowledged << id;
        }
    }
    QVERIFY(acknowledged.size() >= kRounds);

    HistoryStore store(path);
    QSignalSpy failed(&store, &HistoryStore::failed);
    QSignalSpy loaded(&store, &HistoryStore::conversationLoaded);
    store.loadConversation("c");
    QVERIFY(loaded.wait());
    QCOMPARE(failed.count(), 0); // not damaged either

    QSet<QString> there;
    int partial = 0;
    QString whole;
    for (int i = 0; i < 50; ++i)
        whole += QString::number(i) + ' ';
    for (const StoredMessage &message : loaded.at(0).at(1).value<QList<StoredMessage>>()) {
        QVERIFY2(!there.contains(message.id), "no message twice");
        there.insert(message.id);
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
        QVERIFY2(there.contains(id), qPrintable(id));
    QVERIFY(partial > 0); // text of answers that were cut off is kept
}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    if (arguments.value(1) == "--write")
        return writeUntilKilled(application, arguments.value(2), arguments.value(3));
    HistoryKillTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "history_kill_test.moc"
