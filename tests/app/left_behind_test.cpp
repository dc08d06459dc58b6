// SPDX-License-Identifier: MIT
#include "core/history/history_store.h"
#include "core/search/chat_search_service.h"
#include "core/server/access_token_store.h"
#include "core/settings/keys.h"
#include "core/settings/settings_store.h"
#include "tests/app/chat_server_scripts.h"
#include "tests/app/program_run.h"
#include "tests/support/canary_scan.h"

#include <QDirIterator>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QtTest>

#include <csignal>
#include <sys/stat.h>

using namespace freshet;
using namespace freshet::test;

namespace {

constexpr auto kQuestion = "a-question-that-will-be-deleted";

unsigned modeOfPath(const QString &path)
{
    struct stat info { };
    return ::lstat(QFile::encodeName(path).constData(), &info) == 0 ? info.st_mode & 07777U : ~0U;
}

} // namespace

/// What a whole life of the program leaves behind: it asked, indexed, exported, imported, served a tool, was killed in
/// the middle of an answer, found its chats damaged, and had a chat deleted. All of it in the user's own folders,
/// started with a umask that closes nothing.
class LeftBehindTest : public QObject {
    Q_OBJECT

private slots:
    void isForItsOwnerAlone_data();
    void isForItsOwnerAlone();

private:
    void useCommands(ProgramRun &program);
    void serveATool(ProgramRun &program);
    void dieWhileAnswering(ProgramRun &program);
    void findTheChatsDamaged(ProgramRun &program);
    void deleteTheChats(const ProgramRun &program);
    static void useWindow(ProgramRun &program);
    static QString own(const ProgramRun &program, const char *name)
    {
        return program.filePath("home/.local/share/freshet/") + name;
    }
    static QStringList openToOthers(const QString &dir);

    const QByteArray m_key = "canary-5d1c\"7k\\2Q/z+~?>~?>~9";
    QByteArray m_serveToken;
    std::unique_ptr<FakeHttpServer> m_server;
};

void LeftBehindTest::isForItsOwnerAlone_data()
{
    QTest::addColumn<int>("mask");
    QTest::newRow("umask 022") << 022;
    QTest::newRow("umask 000") << 000;
}

void LeftBehindTest::isForItsOwnerAlone()
{
    QFETCH(int, mask);
    m_server = std::make_unique<FakeHttpServer>();
    m_server->setHandler([](const FakeHttpServer::Request &request) {
        if (request.verb == "GET")
            return jsonDocument(R"({"object":"list","data":[{"id":"m"}]})");
        return request.body.contains(kQuestion)
            ? eventStream().send(textEvent("an-answer-that-will-be-deleted")).stall()
            : wholeAnswer("Fine.");
    });
    ProgramRun program;
    program.setProfile({});
    program.setUmask(static_cast<mode_t>(mask));
    program.setEnvironment("FRESHET_API_KEY_LOCALAI", QString::fromLatin1(m_key));
    program.setEnvironment("QT_QPA_PLATFORM", "offscreen");
    program.setEnvironment("FRESHET_LOG", "1");
    for (const char *dir : {"home", "tmp", "runtime"})
        QVERIFY(::mkdir(QFile::encodeName(program.filePath(dir)).constData(), 0700) == 0);
    program.setEnvironment("TMPDIR", program.filePath("tmp"));
    program.setEnvironment("XDG_RUNTIME_DIR", program.filePath("runtime"));

    for (const auto step : {&LeftBehindTest::useCommands, &LeftBehindTest::serveATool,
             &LeftBehindTest::dieWhileAnswering, &LeftBehindTest::findTheChatsDamaged}) {
        (this->*step)(program);
        if (QTest::currentTestFailed())
            return;
    }

    const CanaryScan question(kQuestion);
    const CanaryScan answer("an-answer-that-will-be-deleted");
    QVERIFY(!question.inFiles(program.filePath("home")).isEmpty()); // it was there
    QVERIFY(!answer.inFiles(program.filePath("home")).isEmpty());
    deleteTheChats(program);

    for (const char *dir : {"home", "tmp", "runtime"}) {
        const QString path = program.filePath(dir);
        QCOMPARE(openToOthers(path), QStringList());
        QCOMPARE(CanaryScan(m_key).inFiles(path), QStringList());
        QCOMPARE(question.inFiles(path), QStringList());
        QCOMPARE(answer.inFiles(path), QStringList());
        QStringList places = CanaryScan(m_serveToken).inFiles(path);
        places.removeIf([&program](const QString &place) { return place.startsWith(own(program, "serve.token")); });
        QCOMPARE(places, QStringList());
    }
    QVERIFY(QFile::exists(own(program, "freshet.db")));
    QVERIFY(QFile::exists(own(program, "freshet_search.db")));
    QVERIFY(QFile::exists(own(program, "index.db")));
    QVERIFY(QFile::exists(program.filePath("home/.config/freshet/settings.ini")));
    QVERIFY(QFile::exists(program.filePath("home/.cache/freshet/models.json")));
    QVERIFY(QFile::exists(program.filePath("home/.local/state/freshet/logs/freshet.log")));
}

void LeftBehindTest::useCommands(ProgramRun &program)
{
    const QString url = m_server->url("/v1").toString();
    const QStringList provider{"--provider", "localai", "--base-url", url};
    QCOMPARE(program.run(QStringList{"ask", "--model", "m", "Hello?"} + provider).exitStatus, 0);
    QCOMPARE(program.run(QStringList{"models", "--refresh"} + provider).exitStatus, 0);
    QCOMPARE(program.run({"index", program.writeFile("inputs/a.txt", "The toaster has a warranty.")}).exitStatus, 0);
    QCOMPARE(program.run({"search", "toaster"}).exitStatus, 0);
    QCOMPARE(program.run({"import", FRESHET_TEST_DATA "/archive/claude.json"}).exitStatus, 0);
    for (const char *format : {"markdown", "html", "json"})
        QCOMPARE(program
                     .run({"export", "--all", "--format", format, "--output",
                         program.filePath("home/export.") + QLatin1String(format)})
                     .exitStatus,
            0);
    SettingsStore settings(program.filePath("home/.config/freshet/settings.ini"));
    settings.set(keys::defaultProvider, QStringLiteral("localai"));
    settings.set(keys::defaultModel, QStringLiteral("m"));
    settings.set(keys::baseUrl("localai"), url);
}

/// Meanwhile other processes of this machine look at it.
void LeftBehindTest::serveATool(ProgramRun &program)
{
    program.start({"serve", "--port", "0"});
    QTRY_VERIFY_WITH_TIMEOUT(program.outputSoFar().contains('\n'), 20'000);
    const QUrl url(QJsonDocument::fromJson(program.outputSoFar()).object()["url"].toString());
    QFile token(own(program, "serve.token"));
    QVERIFY(token.open(QFile::ReadOnly));
    m_serveToken = token.readAll().trimmed();
    QVERIFY(m_serveToken.size() > 40);
    QTcpSocket tool;
    tool.connectToHost("127.0.0.1", quint16(url.port()));
    const QByteArray body = R"({"model":"localai/m","messages":[{"role":"user","content":"Hi"}]})";
    tool.write("POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(url.port())
        + "\r\nAuthorization: Bearer " + m_serveToken + "\r\nContent-Type: application/json\r\nContent-Length: "
        + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    QByteArray answered;
    QTRY_VERIFY_WITH_TIMEOUT((answered += tool.readAll()).contains("Fine."), 20'000);

    for (const char *name : {"cmdline", "environ"}) {
        QFile file(QStringLiteral("/proc/%1/").arg(program.processId()) + name);
        QVERIFY(file.open(QFile::ReadOnly));
        const QByteArray seen = file.readAll();
        QVERIFY2(!seen.isEmpty(), name);
        QCOMPARE(CanaryScan(m_key).in(seen), QStringList());
        QCOMPARE(CanaryScan(m_serveToken).in(seen), QStringList());
    }
    QCOMPARE(openToOthers(program.filePath("runtime")), QStringList()); // also while it runs
    program.sendSignal(SIGTERM);
    const auto result = program.wait();
    QCOMPARE(result.exitStatus, 0);
    QCOMPARE(CanaryScan(m_key).in(result.output + result.errors), QStringList());
}

void LeftBehindTest::useWindow(ProgramRun &program)
{
    program.setProgram(QUIT_PROGRAM);
    program.start({"", "x", kQuestion});
    QTRY_VERIFY_WITH_TIMEOUT(program.outputSoFar().contains("seen"), 20'000);
    QTRY_VERIFY_WITH_TIMEOUT(program.outputSoFar().contains("typed"), 20'000);
    QCOMPARE(openToOthers(program.filePath("home")), QStringList()); // the journals of the databases, too
    QCOMPARE(openToOthers(program.filePath("runtime")), QStringList());
}

void LeftBehindTest::dieWhileAnswering(ProgramRun &program)
{
    for (const int signal : {SIGKILL, SIGSEGV, SIGTERM}) {
        useWindow(program);
        program.sendSignal(signal);
        QCOMPARE(program.wait().exitStatus, signal == SIGTERM ? 0 : -1);
    }
}

/// It puts them aside, and goes on with what can be read of them.
void LeftBehindTest::findTheChatsDamaged(ProgramRun &program)
{
    QFile chats(own(program, "freshet.db"));
    QVERIFY(chats.open(QFile::ReadWrite));
    QVERIFY(chats.seek(16) && chats.write(QByteArray(60, '\x5a')) == 60);
    chats.close();
    useWindow(program);
    program.sendSignal(SIGTERM);
    QCOMPARE(program.wait().exitStatus, 0);
    const QDir data(program.filePath("home/.local/share/freshet"));
    const QStringList aside = data.entryList({"*.damaged-*"}, QDir::Files);
    QVERIFY(!aside.isEmpty());
    QCOMPARE(openToOthers(data.path()), QStringList());
    for (const QString &name : aside) // nothing but the user deletes these
        QVERIFY(QFile::remove(data.filePath(name)));
}

/// As the user does it, with the search over all chats running.
void LeftBehindTest::deleteTheChats(const ProgramRun &program)
{
    HistoryStore chats(own(program, "freshet.db"));
    ChatSearchService search(
        chats, {.historyPath = own(program, "freshet.db"), .indexPath = own(program, "freshet_search.db")});
    search.start();
    QSignalSpy listed(&chats, &HistoryStore::conversationsListed);
    chats.listConversations();
    QTRY_VERIFY(!listed.isEmpty());
    const auto all = listed.last().first().value<QList<ConversationInfo>>();
    QVERIFY(!all.isEmpty());
    for (const ConversationInfo &chat : all)
        chats.deleteConversations({chat.id});
    listed.clear();
    chats.listConversations();
    QTRY_VERIFY(!listed.isEmpty());
    QVERIFY(listed.last().first().value<QList<ConversationInfo>>().isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(CanaryScan(kQuestion).inFiles(program.filePath("home")).isEmpty(), 20'000);
}

QStringList LeftBehindTest::openToOthers(const QString &dir)
{
    QStringList open;
    QDirIterator all(
        dir, QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot, QDirIterator::Subdirectories);
    while (all.hasNext()) {
        const QString path = all.next();
        const unsigned mode = modeOfPath(path);
        if ((mode & 0077U) != 0 && !all.fileInfo().isSymLink() && QFileInfo::exists(path))
            open << path + QStringLiteral(" is %1").arg(mode, 0, 8);
    }
    return open;
}

QTEST_GUILESS_MAIN(LeftBehindTest)
#include "left_behind_test.moc"
