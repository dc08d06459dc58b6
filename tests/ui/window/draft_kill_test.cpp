// SPDX-License-Identifier: MIT
#include "tests/ui/window/window_fixture.h"
#include "ui/chat/chat_controller.h"
#include "ui/chat/chat_panel.h"
#include "ui/chat/composer.h"
#include "ui/chat/composer_controller.h"
#include "ui/chat/composer_field.h"
#include "ui/transcript/transcript_view.h"

#include <QClipboard>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

#include <cstdio>

using namespace freshet;
using namespace std::chrono_literals;
using test::WindowFixture;

namespace {

constexpr qint64 kLongestLossMs = 1000; ///< Half a second is meant; the rest is for a busy machine.
const QString kPasted = QString(30'000, u'p');

/// The child: attaches a file, pastes, and types without a pause. It is meant to be killed.
int writeUntilKilled(const QString &chats, const QString &file)
{
    WindowFixture app(chats);
    app.chooseModel("qwen3:8b");
    app.open();
    auto &field = *app.window->findChild<ComposerField *>();
    app.window->findChild<ChatController *>()->writing().attachFiles({file});
    QGuiApplication::clipboard()->setText(kPasted);
    field.paste();
    QTimer typing;
    QObject::connect(&typing, &QTimer::timeout, &field, [&field] {
        QTest::keyClicks(&field, "x");
        std::printf("%d\n", int(field.toPlainText().size()));
        std::fflush(stdout);
    });
    typing.start(20ms);
    return QCoreApplication::exec();
}

/// The child: asks, and asks the next question while the answer does not end. It is meant to be killed.
int queueUntilKilled(const QString &chats)
{
    WindowFixture app(chats);
    app.server.setHandler([](const test::FakeHttpServer::Request &request) {
        return request.path == "/api/chat" ? test::FakeHttpServer::Script().raw("").stall()
                                           : WindowFixture::answerTo(request);
    });
    app.chooseModel("qwen3:8b");
    app.open();
    QObject::connect(&app.history, &HistoryStore::draftsLoaded, &app.history,
        [](const QHash<ConversationId, Draft> &drafts) { // which are what is stored by now
            for (const Draft &draft : drafts)
                std::printf("%s\n", qPrintable(draft.text));
            std::fflush(stdout);
        });
    auto &field = *app.window->findChild<ComposerField *>();
    for (const char *question : {"First", "Second"}) {
        field.setPlainText(question);
        QTest::keyClick(&field, Qt::Key_Return);
    }
    app.history.loadDrafts();
    return QCoreApplication::exec();
}

} // namespace

class DraftKillTest : public QObject {
    Q_OBJECT

private slots:
    void bringsBackWhatWasBeingWrittenWhenItWasKilled();
    void bringsBackWhatWasWaitingWhenItWasKilled();
};

void DraftKillTest::bringsBackWhatWasBeingWrittenWhenItWasKilled()
{
    QTemporaryDir dir;
    const QString chats = dir.filePath("chats.db");
    QFile file(dir.filePath("notes.txt"));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("Some notes.") > 0);
    file.close();

    QProcess writer;
    QElapsedTimer clock;
    clock.start();
    QList<std::pair<qint64, int>> typed; // when, how much
    connect(&writer, &QProcess::readyReadStandardOutput, this, [&] {
        while (writer.canReadLine())
            typed << std::pair(clock.elapsed(), writer.readLine().trimmed().toInt());
    });
    writer.start(QCoreApplication::applicationFilePath(), {"--write", chats, file.fileName()});
    QTRY_VERIFY_WITH_TIMEOUT(!typed.isEmpty(), 20'000);
    QTRY_VERIFY_WITH_TIMEOUT(typed.last().first - typed.first().first > 2 * kLongestLossMs, 20'000);
    const qint64 killedAt = clock.elapsed();
    writer.kill();
    QVERIFY(writer.waitForFinished());
    QCOMPARE(writer.exitStatus(), QProcess::CrashExit);
    int mustBeThere = 0;
    for (const auto &[when, size] : std::as_const(typed))
        mustBeThere = killedAt - when >= kLongestLossMs ? size : mustBeThere;
    QVERIFY(mustBeThere > 0);

    {
        WindowFixture app(chats);
        app.chooseModel("qwen3:8b");
        app.open();
        Composer &composer = app.window->findChild<ChatPanel *>()->composer();
        QTRY_VERIFY(!composer.draft().isEmpty());
        const Draft draft = composer.draft();
        QVERIFY2(draft.text.size() >= mustBeThere,
            qPrintable(QStringLiteral("%1 of %2").arg(draft.text.size()).arg(mustBeThere)));
        QCOMPARE(draft.pasted, kPasted);
        QCOMPARE(draft.attachments.size(), 1);
        QCOMPARE(draft.attachments.first().text, QString("Some notes."));
        QTest::keyClick(app.window->findChild<ComposerField *>(), Qt::Key_Return);
        QTRY_VERIFY(app.lastQuestion().contains("Some notes."));
    }
    WindowFixture app(chats); // what was sent is no draft any more
    QSignalSpy loaded(&app.history, &HistoryStore::draftsLoaded);
    app.history.loadDrafts();
    QVERIFY(loaded.wait());
    QVERIFY((loaded.at(0).at(0).value<QHash<ConversationId, Draft>>().isEmpty()));
}

void DraftKillTest::bringsBackWhatWasWaitingWhenItWasKilled()
{
    QTemporaryDir dir;
    const QString chats = dir.filePath("chats.db");
    QProcess asking;
    asking.start(QCoreApplication::applicationFilePath(), {"--queue", chats});
    QTRY_VERIFY_WITH_TIMEOUT(asking.canReadLine(), 20'000);
    QCOMPARE(asking.readLine().trimmed(), QByteArray("Second"));
    asking.kill();
    QVERIFY(asking.waitForFinished());
    QCOMPARE(asking.exitStatus(), QProcess::CrashExit);

    WindowFixture app(chats);
    app.chooseModel("qwen3:8b");
    QSignalSpy listed(&app.history, &HistoryStore::conversationsListed);
    app.open();
    QTRY_VERIFY(!listed.isEmpty());
    const auto stored = listed.first().first().value<QList<ConversationInfo>>();
    QCOMPARE(stored.size(), 1);
    app.window->findChild<ChatController *>()->open(stored.first().id);
    QTRY_COMPARE(app.window->findChild<ComposerField *>()->toPlainText(), QString("Second"));
    QTRY_COMPARE(app.window->findChild<ChatPanel *>()->transcript().messages().size(), 2);
    QTest::keyClick(app.window->findChild<ComposerField *>(), Qt::Key_Return);
    QTRY_VERIFY(app.lastQuestion().contains("Second"));
    QTRY_COMPARE(app.window->findChild<ComposerField *>()->toPlainText(), QString());
}

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == "--write")
        return writeUntilKilled(arguments.value(2), arguments.value(3));
    if (arguments.value(1) == "--queue")
        return queueUntilKilled(arguments.value(2));
    DraftKillTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "draft_kill_test.moc"
