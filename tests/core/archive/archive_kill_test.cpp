// SPDX-License-Identifier: MIT
// A program that is killed in the middle of an import leaves each chat whole or absent.
#include "core/archive/import_reply.h"

#include <QCoreApplication>
#include <QProcess>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>

using namespace freshet;

namespace {

constexpr int kRounds = 8;
constexpr int kChats = 1500;
constexpr int kMessages = 12;

/// The child: imports, says when chats are stored, and is meant to be killed.
int importUntilKilled(QCoreApplication &application, const QString &database, const QString &file)
{
    HistoryStore history(database);
    ImportReply reply(history, file);
    QObject::connect(&history, &HistoryStore::chatsImported, &application, [] {
        std::printf("stored\n");
        std::fflush(stdout);
    });
    QObject::connect(&reply, &ImportReply::finished, &application, &QCoreApplication::quit);
    return application.exec();
}

QByteArray export_()
{
    QByteArray bytes = "[";
    for (int chat = 0; chat < kChats; ++chat) {
        bytes += R"({"uuid":"c)" + QByteArray::number(chat) + R"(","name":"T","chat_messages":[)";
        for (int message = 0; message < kMessages; ++message) {
            bytes += R"({"uuid":"m)" + QByteArray::number(message) + R"(","sender":"human","text":")"
                + QByteArray("word ").repeated(50) + R"("},)";
        }
        bytes.chop(1);
        bytes += "]},";
    }
    bytes.chop(1);
    return bytes + ']';
}

} // namespace

class ArchiveKillTest : public QObject {
    Q_OBJECT

private slots:
    void leavesEachChatWholeOrAbsent();
};

void ArchiveKillTest::leavesEachChatWholeOrAbsent()
{
    const QTemporaryDir dir;
    QFile file(dir.filePath("conversations.json"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(export_());
    file.close();
    int partly = 0;
    for (int round = 0; round < kRounds; ++round) {
        const QString database = dir.filePath(QString::number(round) + ".db");
        QProcess child;
        child.start(QCoreApplication::applicationFilePath(), {"--import", database, file.fileName()});
        QTRY_VERIFY_WITH_TIMEOUT(child.canReadLine(), 30'000); // it stores: now at any moment
        QTest::qWait(static_cast<int>(QRandomGenerator::global()->bounded(40)));
        child.kill();
        QVERIFY(child.waitForFinished());

        HistoryStore history(database);
        QSignalSpy failed(&history, &HistoryStore::failed);
        QSignalSpy listed(&history, &HistoryStore::conversationsListed);
        history.listConversations();
        QVERIFY(listed.wait());
        const auto chats = listed.at(0).at(0).value<QList<ConversationInfo>>();
        QVERIFY(!chats.isEmpty());
        partly += chats.size() < kChats ? 1 : 0;
        QSignalSpy read(&history, &HistoryStore::chatRead);
        for (const ConversationInfo &chat : chats)
            history.readChat(chat.id);
        QTRY_COMPARE_WITH_TIMEOUT(read.size(), chats.size(), 30'000);
        for (const QList<QVariant> &chat : std::as_const(read))
            QCOMPARE(chat.at(0).value<StoredChat>().messages.size(), kMessages);
        QCOMPARE(failed.count(), 0);
    }
    QVERIFY(partly > 0); // or nothing was tried

    // And the next import brings what is missing, nothing twice.
    HistoryStore history(dir.filePath("0.db"));
    ImportReply reply(history, file.fileName());
    QSignalSpy finished(&reply, &ImportReply::finished);
    QVERIFY(finished.wait(60'000));
    QCOMPARE(reply.result().added + reply.result().unchanged, kChats);
    QVERIFY(reply.result().unchanged > 0);
    QCOMPARE(reply.result().extended, 0);
}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    if (arguments.value(1) == "--import")
        return importUntilKilled(application, arguments.value(2), arguments.value(3));
    ArchiveKillTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "archive_kill_test.moc"
