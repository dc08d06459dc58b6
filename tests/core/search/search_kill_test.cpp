// SPDX-License-Identifier: MIT
#include "core/history/history_store.h"
#include "core/search/chat_search_service.h"

#include <QCoreApplication>
#include <QProcess>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>

using namespace freshet;

namespace {

constexpr int kMessages = 3000;

/// The child: indexes until it is done, and says so each time it goes on. It is meant to be killed.
int indexUntilKilled(QCoreApplication &application, const QString &dir)
{
    HistoryStore history(dir + "/chats.db");
    ChatSearchService search(history, {dir + "/chats.db", dir + "/search.db"});
    QObject::connect(&search, &ChatSearchService::stateChanged, &application, [](const SearchState &) {
        std::printf("on\n");
        std::fflush(stdout);
    });
    QObject::connect(&history, &HistoryStore::conversationsListed, &search, &ChatSearchService::start);
    history.listConversations();
    return application.exec();
}

} // namespace

class SearchKillTest : public QObject {
    Q_OBJECT

private slots:
    void goesOnHoweverItIsKilled();
};

void SearchKillTest::goesOnHoweverItIsKilled()
{
    QTemporaryDir dir;
    HistoryStore history(dir.filePath("chats.db"));
    QSignalSpy stored(&history, &HistoryStore::questionStored);
    for (int i = 0; i < kMessages / 2; ++i) {
        const QString id = QString::number(i);
        StoredMessage answer{
            .id = "a" + id, .conversation = "c" + QString::number(i % 40), .role = ChatRole::Assistant};
        answer.answer.text = "common answer" + id + QString(" and some words that take their time").repeated(20);
        history.storeQuestion(
            {.id = "q" + id, .conversation = answer.conversation, .answer = {.text = "question " + id}}, answer);
    }
    QTRY_COMPARE_WITH_TIMEOUT(stored.count(), kMessages / 2, 60'000);

    for (int round = 0; round < 8; ++round) {
        QProcess indexer;
        indexer.start(QCoreApplication::applicationFilePath(), {"--index", dir.path()});
        QTRY_VERIFY_WITH_TIMEOUT(indexer.canReadLine(), 10'000); // it indexes: now at any moment
        QTest::qWait(static_cast<int>(QRandomGenerator::global()->bounded(60)));
        indexer.kill();
        QVERIFY(indexer.waitForFinished());
    }

    ChatSearchService search(history, {dir.filePath("chats.db"), dir.filePath("search.db")});
    search.start();
    QTRY_VERIFY_WITH_TIMEOUT(search.state().isComplete, 60'000);
    QVERIFY(!search.state().trouble);
    QCOMPARE(search.state().indexed, kMessages);
    QSignalSpy answered(&search, &ChatSearchService::answered);
    search.search("common ");
    QVERIFY(answered.wait());
    QCOMPARE(answered.first().first().value<SearchResult>().count, kMessages / 2);
}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    if (arguments.value(1) == "--index")
        return indexUntilKilled(application, arguments.value(2));
    SearchKillTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "search_kill_test.moc"
