// SPDX-License-Identifier: MIT
#include "tests/app/program_run.h"
#include "tests/support/fake_http_server.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QNetworkRequest>
#include <QTcpSocket>
#include <QUrl>
#include <QWebSocket>
#include <QtTest>

#include <csignal>

using namespace freshet;
using namespace freshet::test;

class ServeTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void saysWhereItListensAndEndsCleanly();
    void answersWithTheTokenOfItsFile();
    void keepsTheTokenOfAFile();
    void refusesATokenFileThatOthersCanRead();
    void refusesATokenThatIsTooShort();
    void saysThatThePortIsTaken();
    void endsWithTheProgramHoweverItEnds();

private:
    QUrl startServing(ProgramRun &program, const QStringList &options = {});
    static QByteArray fileContent(const QString &path);
    static bool isListening(int port);

    std::unique_ptr<QTemporaryDir> m_runtime;
};

void ServeTest::init()
{
    m_runtime = std::make_unique<QTemporaryDir>();
    QVERIFY(m_runtime->isValid());
}

/// Its WebSocket address, once it listens.
QUrl ServeTest::startServing(ProgramRun &program, const QStringList &options)
{
    program.setEnvironment("XDG_RUNTIME_DIR", m_runtime->path());
    program.start(QStringList{"serve", "--port", "0"} + options);
    (void)QTest::qWaitFor([&program] { return program.outputSoFar().contains('\n'); }, 20'000);
    const QJsonObject serving = QJsonDocument::fromJson(program.outputSoFar()).object();
    return serving["type"] == "serving" ? QUrl(serving["url"].toString()) : QUrl();
}

QByteArray ServeTest::fileContent(const QString &path)
{
    QFile file(path);
    return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
}

bool ServeTest::isListening(int port)
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, quint16(port));
    return socket.waitForConnected(2000);
}

void ServeTest::saysWhereItListensAndEndsCleanly()
{
    ProgramRun program;
    const QUrl url = startServing(program);
    QCOMPARE(url.scheme(), "ws");
    QCOMPARE(url.host(), "127.0.0.1");
    QCOMPARE(url.path(), "/query/stream");
    const QString tokenFile = QJsonDocument::fromJson(program.outputSoFar()).object()["token_file"].toString();
    QCOMPARE(QFileInfo(tokenFile).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    const QByteArray token = fileContent(tokenFile).trimmed();
    QCOMPARE(token.size(), 43);

    const QString discovery = m_runtime->filePath("freshet/server.json");
    const QJsonObject found = QJsonDocument::fromJson(fileContent(discovery)).object();
    QCOMPARE(found["port"].toInt(), url.port());
    QCOMPARE(found["url"].toString(), url.toString());
    QCOMPARE(found["protocol"].toInt(), 1);
    QVERIFY(!fileContent(discovery).contains(token));

    program.sendSignal(SIGTERM);
    const ProgramRun::Result result = program.wait();
    QCOMPARE(result.exitStatus, 0);
    QCOMPARE(result.errors, QByteArray());
    QVERIFY(!QFile::exists(discovery));
    QVERIFY(!isListening(url.port()));
}

void ServeTest::answersWithTheTokenOfItsFile()
{
    FakeHttpServer server;
    server.enqueue(FakeHttpServer::Script()
                       .header("Content-Type", "text/event-stream")
                       .sse(R"({"choices":[{"index":0,"delta":{"content":"Served."}}]})")
                       .sse(R"({"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]})")
                       .sse("[DONE]"));
    ProgramRun program;
    program.setEnvironment("FRESHET_API_KEY_OPENAI_COMPATIBLE", "sk-canary-serve-7781");
    QVERIFY(QDir().mkpath(program.profile()));
    QFile settings(program.profile() + "/settings.ini");
    QVERIFY(settings.open(QFile::WriteOnly));
    settings.write("[providers]\nopenai-compatible\\base_url=" + server.url("/v1").toEncoded() + "\n");
    settings.close();

    const QUrl url = startServing(program);
    QVERIFY(url.isValid());
    QNetworkRequest request(url);
    request.setRawHeader("Authorization", "Bearer " + fileContent(program.profile() + "/serve.token").trimmed());
    QWebSocket socket;
    QByteArrayList said;
    connect(&socket, &QWebSocket::textMessageReceived, this, [&said](const QString &text) { said << text.toUtf8(); });
    socket.open(request);
    QTRY_COMPARE(said.size(), 1);
    socket.sendTextMessage(R"({"type":"query","id":"q","query":"Hi","provider":"openai-compatible","model":"m"})");
    QTRY_VERIFY(said.last().contains(R"("type":"final")"));
    QCOMPARE(QJsonDocument::fromJson(said.last()).object()["answer"].toString(), "Served.");
    QVERIFY(!said.join().contains("canary"));

    program.sendSignal(SIGTERM);
    QCOMPARE(program.wait().exitStatus, 0);
    QVERIFY(!program.allFiles().contains("sk-canary"));
}

void ServeTest::keepsTheTokenOfAFile()
{
    ProgramRun program;
    const QByteArray token(40, 'k');
    const QString path = program.writeFile("my.token", token + '\n');
    QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner));
    const QUrl url = startServing(program, {"--token-file", path});
    QCOMPARE(fileContent(path).trimmed(), token);
    QTcpSocket client;
    client.connectToHost(QHostAddress::LocalHost, quint16(url.port()));
    client.write("GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(url.port())
        + "\r\nAuthorization: Bearer " + token + "\r\n\r\n");
    QTRY_VERIFY(client.bytesAvailable() > 0 && client.state() == QAbstractSocket::UnconnectedState);
    QVERIFY(client.readAll().startsWith("HTTP/1.1 200 OK"));
    program.sendSignal(SIGINT);
    QCOMPARE(program.wait().exitStatus, 0);
}

void ServeTest::refusesATokenFileThatOthersCanRead()
{
    ProgramRun program;
    const QString path = program.writeFile("open.token", QByteArray(40, 'k'));
    QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
    const ProgramRun::Result result = program.run({"serve", "--port", "0", "--token-file", path});
    QCOMPARE(result.exitStatus, 1);
    QVERIFY(result.errors.contains("chmod 600"));
    QVERIFY(result.output.isEmpty());
}

void ServeTest::refusesATokenThatIsTooShort()
{
    ProgramRun program;
    const QString path = program.writeFile("short.token", "secret");
    QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner));
    const ProgramRun::Result result = program.run({"serve", "--port", "0", "--token-file", path});
    QCOMPARE(result.exitStatus, 1);
    QVERIFY(!result.errors.contains("secret"));
    QVERIFY(result.errors.contains("32"));
}

void ServeTest::saysThatThePortIsTaken()
{
    ProgramRun first;
    const QUrl url = startServing(first);
    ProgramRun second;
    second.setEnvironment("XDG_RUNTIME_DIR", m_runtime->path());
    const ProgramRun::Result result = second.run({"serve", "--port", QString::number(url.port())});
    QCOMPARE(result.exitStatus, 1);
    QVERIFY(result.errors.contains(QByteArray::number(url.port())));
    first.sendSignal(SIGTERM);
    QCOMPARE(first.wait().exitStatus, 0);
}

void ServeTest::endsWithTheProgramHoweverItEnds()
{
    ProgramRun program;
    const QUrl url = startServing(program);
    QVERIFY(isListening(url.port()));
    program.sendSignal(SIGKILL);
    (void)program.wait();
    QVERIFY(!isListening(url.port()));

    ProgramRun next; // and what the dead one left is in nobody's way
    QVERIFY(startServing(next).isValid());
    QVERIFY(QFile::exists(m_runtime->filePath("freshet/server.json")));
    next.sendSignal(SIGTERM);
    QCOMPARE(next.wait().exitStatus, 0);
}

QTEST_GUILESS_MAIN(ServeTest)
#include "serve_test.moc"
