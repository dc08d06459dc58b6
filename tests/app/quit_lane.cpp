// SPDX-License-Identifier: MIT
#include "tests/app/quit_lane.h"

#include "app/profile_paths.h"
#include "core/server/access_token_store.h"
#include "core/settings/keys.h"
#include "core/settings/settings_store.h"

#include <QDirIterator>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkRequest>
#include <QRandomGenerator>
#include <QScopeGuard>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

#include <csignal>

namespace freshet::test {

namespace {

using Script = FakeHttpServer::Script;
using SteadyClock = std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr int kWords = 400;
constexpr auto kBetweenWords = 3ms;
constexpr auto kEndless = "endless"; // a head that never ends, as fast as it is read
constexpr auto kDribble = "dribble"; // the same, a line now and then
constexpr auto kSilent = "silent";
constexpr auto kStream = "stream";

QString wordsUpTo(int count)
{
    QString text;
    for (int n = 1; n <= count; ++n)
        text += u'w' + QString::number(n) + u' ';
    return text;
}

Script wordsOneByOne()
{
    Script script = Script().header("Content-Type", "text/event-stream");
    for (int n = 1; n <= kWords; ++n)
        script.sse(R"({"choices":[{"index":0,"delta":{"content":"w)" + QByteArray::number(n) + R"( "}}]})")
            .pause(kBetweenWords);
    return script.stall();
}

/// A letter that no other run types and no keyboard has.
QString letterOf(int run) { return QChar(u'\u4e00' + run); }

int signalOf(Quit::How how) { return how == Quit::How::Interrupt ? SIGINT : SIGTERM; }

} // namespace

QStringList QuitLane::servers() { return {kStream, kStream, kStream, kEndless, kDribble, kSilent}; }

Quit randomQuit(QRandomGenerator &random)
{
    Quit quit{.how = Quit::How(random.bounded(3))};
    if (const int moment = random.bounded(4); moment == 0)
        quit.isAtTool = true;
    else if (moment == 1)
        quit.afterReports = random.bounded(1, 150);
    else
        quit.afterStart = std::chrono::milliseconds(random.bounded(900));
    const QStringList servers = QuitLane::servers();
    for (int n = random.bounded(1, 4); n > 0; --n)
        quit.servers << servers.at(random.bounded(int(servers.size())));
    return quit;
}

QuitLane::QuitLane()
{
    m_moment.setSingleShot(true);
    m_moment.setTimerType(Qt::PreciseTimer);
    connect(&m_moment, &QTimer::timeout, this, &QuitLane::quitNow);
    m_server.setHandler(&QuitLane::answerTo);
    const auto paths = ProfilePaths::open(profile());
    if (!paths)
        qFatal("no profile: %s", qPrintable(paths.error().message));
    SettingsStore settings(paths->settingsFile);
    settings.set(keys::defaultProvider, QStringLiteral("openai-compatible"));
    settings.set(keys::baseUrl("openai-compatible"), m_server.url("/v1").toString());
    settings.set(keys::serverEnabled, true);
    settings.set(keys::serverPort, 0);
    AccessTokenStore tokens(paths->tokensFile);
    const auto token = tokens.create("tool", allTokenScopes());
    if (!token || !tokens.setBudget(token->id, {.queries = {}, .tokens = {}}))
        qFatal("no token for the tool");
    m_token = token->secret.reveal();
    m_watcher.addPath(profile());
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, [this](const QString &dir) {
        if (!m_quit.atFile.isEmpty() && QFile::exists(dir + '/' + m_quit.atFile))
            quitNow();
    });
}

QuitLane::~QuitLane() = default;

Script QuitLane::answerTo(const FakeHttpServer::Request &request)
{
    if (request.verb == "GET")
        return Script().header("Content-Type", "application/json").send(R"({"object":"list","data":[{"id":"m"}]})");
    if (request.body.contains(kEndless))
        return Script().raw("HTTP/1.1 200 OK\r\n").sendForever("X-More: " + QByteArray(1000, 'x') + "\r\n");
    if (request.body.contains(kDribble))
        return Script().raw("HTTP/1.1 200 OK\r\n").sendForever("X-More: x\r\n", 2ms);
    if (request.body.contains(kSilent))
        return Script().raw("").stall();
    static const Script kAnswer = wordsOneByOne();
    return kAnswer;
}

void QuitLane::start(const Quit &quit)
{
    m_quit = quit;
    ++m_runs;
    m_reports = 0;
    m_typed = 0;
    m_quitAt.reset();
    m_times = {};
    m_wasShown = m_wasToolIn = m_isOver = false;
    m_said.clear();
    m_tool = std::make_unique<QWebSocket>();
    connect(m_tool.get(), &QWebSocket::textMessageReceived, this, [this](const QString &text) {
        if (std::exchange(m_wasToolIn, true) || !text.contains("hello"))
            return;
        m_tool->sendTextMessage(
            R"({"type":"query","id":"q","query":"stream","provider":"openai-compatible","model":"default"})");
        if (m_quit.isAtTool)
            quitNow();
    });

    m_program = std::make_unique<QProcess>();
    QProcessEnvironment environment;
    for (const char *name : {"PATH", "LC_ALL", "TZ"})
        environment.insert(name, qEnvironmentVariable(name));
    environment.insert("HOME", m_dir.filePath("home"));
    environment.insert("XDG_RUNTIME_DIR", m_dir.path());
    environment.insert("QT_QPA_PLATFORM", "offscreen");
    environment.insert("FRESHET_API_KEY_OPENAI_COMPATIBLE", "a-key-of-the-quit-test");
    if (quit.how == Quit::How::KillDisplay) {
        environment.insert("QT_QPA_PLATFORM", "xcb");
        environment.insert("DISPLAY", startDisplay());
    }
    m_program->setProcessEnvironment(environment);
    m_program->setProcessChannelMode(QProcess::SeparateChannels);
    connect(m_program.get(), &QProcess::readyReadStandardOutput, this, &QuitLane::takeReports);
    connect(m_program.get(), &QProcess::finished, this, &QuitLane::onFinished);
    QStringList arguments{profile(), letterOf(m_runs)};
    for (qsizetype n = 0; n < quit.servers.size(); ++n)
        arguments << quit.servers.at(n) + '-' + QString::number(m_runs) + '-' + QString::number(n);
    m_program->start(QUIT_PROGRAM, arguments);
    if (quit.afterStart)
        m_moment.start(*quit.afterStart);
}

QString QuitLane::startDisplay()
{
    m_display = std::make_unique<QProcess>();
    m_display->start("Xvfb", {"-displayfd", "1", "-screen", "0", "1280x1024x24", "-nolisten", "tcp"});
    if (!m_display->waitForReadyRead())
        qFatal("Xvfb does not start; packaging/install_packages test installs it");
    return ':' + QString::fromLatin1(m_display->readLine().trimmed());
}

void QuitLane::takeReports()
{
    while (m_program->canReadLine())
        takeReport(m_program->readLine().trimmed());
}

void QuitLane::takeReport(const QByteArray &line)
{
    const QByteArrayList words = line.split(' ');
    if (words.first() == "hidden") {
        if (m_quitAt)
            m_times.windowGone = std::chrono::nanoseconds(words.last().toLongLong()) - m_quitAt->time_since_epoch();
        return;
    }
    m_wasShown = true;
    if (words.first() == "asked")
        m_seen.insert(QString::fromUtf8(words.last()), 0);
    else if (words.first() == "seen")
        m_seen.insert(QString::fromUtf8(words.at(1)), words.last().toLongLong());
    else if (words.first() == "typed")
        m_typed = words.last().toLongLong();
    connectTool();
    if (++m_reports == m_quit.afterReports)
        quitNow();
}

void QuitLane::connectTool()
{
    if (m_tool->state() != QAbstractSocket::UnconnectedState || m_quitAt)
        return;
    QFile found(m_dir.filePath("freshet/server.json"));
    if (!found.open(QFile::ReadOnly))
        return;
    const QJsonObject server = QJsonDocument::fromJson(found.readAll()).object();
    QNetworkRequest request(QUrl(server["url"].toString()));
    request.setRawHeader("Authorization", "Bearer " + m_token);
    m_tool->open(request);
}

void QuitLane::quitNow()
{
    if (m_quitAt || !m_program || m_program->state() == QProcess::NotRunning)
        return;
    m_quitAt = SteadyClock::now();
    if (m_quit.how == Quit::How::CloseWindow)
        m_program->write("close\n");
    else if (m_quit.how == Quit::How::KillDisplay)
        m_display->kill();
    else
        ::kill(pid_t(m_program->processId()), signalOf(m_quit.how));
}

void QuitLane::onFinished()
{
    if (m_quitAt)
        m_times.processGone = SteadyClock::now() - *m_quitAt;
    m_moment.stop();
    takeReports();
    const QByteArrayList said = m_program->readAllStandardError().split('\n');
    for (const QByteArray &line : said) {
        if (!line.isEmpty() && !line.contains("propagateSizeHints")) // which the platform without a display lacks
            m_said << line;
    }
    // What the program sent last may still be on its way.
    const auto end = [this] { m_isOver = true; };
    if (m_tool->state() == QAbstractSocket::UnconnectedState)
        return end();
    connect(m_tool.get(), &QWebSocket::disconnected, this, end);
    if (m_tool->state() != QAbstractSocket::ConnectedState)
        m_tool->abort();
}

QStringList QuitLane::problems() const { return problemsOfTheEnd() + problemsOfFiles() + problemsOfChats(); }

QStringList QuitLane::problemsOfTheEnd() const
{
    QStringList list;
    if (m_quit.how == Quit::How::KillDisplay) {
        if (m_program->exitStatus() != QProcess::NormalExit || m_program->exitCode() != 1)
            list << "without its display it ended with " + QString::number(m_program->exitCode());
        if (!m_said.join().contains("The display has gone"))
            list << "without its display it said only: " + QString::fromUtf8(m_said.join('\n'));
        return list;
    }
    const bool isCrash = m_program->exitStatus() != QProcess::NormalExit;
    // Before there is a window or a chat, the signal itself ends the program.
    const bool isEarly = isCrash && !m_wasShown && m_program->exitCode() == signalOf(m_quit.how)
        && m_quit.how != Quit::How::CloseWindow;
    if (!m_quitAt)
        list << "it ended by itself";
    if (isCrash ? !isEarly : m_program->exitCode() != 0)
        list << (isCrash ? "it crashed with signal " : "it ended with status ")
                + QString::number(m_program->exitCode());
    if (!m_said.isEmpty())
        list << "it said: " + QString::fromUtf8(m_said.join('\n'));
    if (m_wasToolIn && m_tool->closeCode() != QWebSocketProtocol::CloseCodeGoingAway)
        list << QStringLiteral("the tool was closed with %1").arg(m_tool->closeCode());
    return list;
}

/// Nothing that says it still runs, nothing that was put aside.
QStringList QuitLane::problemsOfFiles() const
{
    static const QStringList kLeft{"window.lock", "window.starts", "server.json"};
    static const QStringList kPartsOfNames{"freshet-", "-wal", "-shm", ".broken-", ".newer-", ".damaged-"};
    QStringList list;
    QDirIterator files(m_dir.path(), QDir::Files | QDir::Hidden | QDir::System, QDirIterator::Subdirectories);
    const bool wasKilled = m_program->exitStatus() != QProcess::NormalExit || m_quit.how == Quit::How::KillDisplay;
    while (files.hasNext()) {
        files.next();
        const QString name = files.fileName();
        const bool isPart = std::any_of(
            kPartsOfNames.begin(), kPartsOfNames.end(), [&name](const QString &part) { return name.contains(part); });
        if ((kLeft.contains(name) || isPart) && !wasKilled)
            list << name + " is left";
    }
    return list;
}

QStringList QuitLane::problemsOfChats() const
{
    const QString path = profile() + "/freshet.db";
    if (!QFile::exists(path))
        return m_seen.isEmpty() ? QStringList() : QStringList{"there are no chats"};
    QStringList list;
    const auto remove = qScopeGuard([] { QSqlDatabase::removeDatabase("quit lane"); });
    QSqlDatabase chats = QSqlDatabase::addDatabase("QSQLITE", "quit lane");
    chats.setDatabaseName(path);
    QSqlQuery query = chats.open() ? QSqlQuery(chats) : QSqlQuery();
    if (!query.exec("BEGIN IMMEDIATE"))
        return {"the chats are locked: " + query.lastError().text()};
    if (!query.exec("PRAGMA integrity_check") || !query.next() || query.value(0) != "ok")
        list << "the chats are damaged";

    QHash<QString, QString> answers;
    query.exec("SELECT question.text, answer.text, answer.state FROM messages AS question"
               " JOIN messages AS answer ON answer.parent = question.id WHERE question.role = 'user'");
    while (query.next()) {
        answers.insert(query.value(0).toString(), query.value(1).toString());
        if (query.value(2) == "streaming")
            list << query.value(0).toString() + " is being written for ever";
    }
    for (auto seen = m_seen.cbegin(); seen != m_seen.cend(); ++seen) {
        if (!answers.contains(seen.key()))
            list << seen.key() + " was asked and is not there";
        else if (const QString text = answers.value(seen.key());
                 text.size() < seen.value() || !wordsUpTo(kWords).startsWith(text))
            list << seen.key() + QStringLiteral(": %1 was seen, there is %2").arg(seen.value()).arg(text);
    }
    qsizetype written = 0;
    query.exec("SELECT text FROM drafts");
    while (query.next())
        written = std::max(written, query.value(0).toString().count(letterOf(m_runs)));
    if (written < m_typed)
        list << QStringLiteral("%1 letters were written, %2 are kept").arg(m_typed).arg(written);
    query.exec("ROLLBACK");
    query = QSqlQuery();
    chats.close();
    return list;
}

} // namespace freshet::test
