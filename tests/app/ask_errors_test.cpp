// SPDX-License-Identifier: MIT
#include "tests/app/chat_server_scripts.h"
#include "tests/app/program_run.h"

#include <QElapsedTimer>
#include <QTcpServer>
#include <QTest>

using namespace freshet::test;

/// `freshet ask` when things go wrong: the exit status, the error as a person and as a script sees it, the text kept.
class AskErrorsTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void tellsWhatTheServerDid_data();
    void tellsWhatTheServerDid();
    void keepsTheTextOfAnAnswerThatIsCutOff();
    void waitsNoLongerThanTold();
    void saysThatNobodyIsThere();
    void refusesWrongUseBeforeAnythingIsSent_data();
    void refusesWrongUseBeforeAnythingIsSent();
    void saysThatTheProviderIsNotSetUp_data();
    void saysThatTheProviderIsNotSetUp();
    void refusesInputThatIsNoText();
    void failsWhenItsOutputCannotBeWritten();

private:
    QStringList askServer(const QStringList &more) const;

    std::unique_ptr<FakeHttpServer> m_server;
    std::unique_ptr<ProgramRun> m_program;
};

Q_DECLARE_METATYPE(freshet::test::Script)

void AskErrorsTest::init()
{
    m_server = std::make_unique<FakeHttpServer>();
    m_program = std::make_unique<ProgramRun>();
}

QStringList AskErrorsTest::askServer(const QStringList &more) const
{
    return QStringList{"ask", "--provider", "openai-compatible", "--model", "m1", "--retries", "0", "--base-url",
               m_server->url("/v1").toString()}
    + more;
}

void AskErrorsTest::tellsWhatTheServerDid_data()
{
    QTest::addColumn<Script>("script");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<int>("httpStatus");

    QTest::newRow("wrong key") << jsonDocument(R"({"error":{"message":"Invalid key raw-body-text"}})", 401) << "auth"
                               << 401;
    QTest::newRow("unknown model") << jsonDocument(R"({"error":{"message":"raw-body-text does not exist"}})", 404)
                                   << "not_found" << 404;
    QTest::newRow("too many requests") << jsonDocument(R"({"error":{"message":"raw-body-text"}})", 429)
                                       << "rate_limited" << 429;
    QTest::newRow("server error, no JSON")
        << Script().status(500).header("Content-Type", "text/html").send("<h1>raw-body-text</h1>") << "server" << 500;
    QTest::newRow("a login page instead of an answer")
        << Script().header("Content-Type", "text/html").send("<html><body>raw-body-text</body></html>") << "server"
        << 0;
    QTest::newRow("nothing said") << eventStream().send(stopEvents()) << "empty" << 0;
    QTest::newRow("hung up at once") << Script().hangUp() << "" << -1; // network or truncated: nothing had come
}

void AskErrorsTest::tellsWhatTheServerDid()
{
    QFETCH(Script, script);
    QFETCH(QString, kind);
    QFETCH(int, httpStatus);
    m_server->setHandler([script](const FakeHttpServer::Request &) { return script; });
    const auto asJson = m_program->run(askServer({"--json", "q"}));
    QCOMPARE(asJson.exitStatus, 1);
    const QJsonObject error = asJson.messages().last();
    QCOMPARE(error.value("type").toString(), QStringLiteral("error"));
    if (!kind.isEmpty())
        QCOMPARE(error.value("kind").toString(), kind);
    if (httpStatus > 0)
        QCOMPARE(error.value("http_status").toInt(), httpStatus);
    const QString message = error.value("message").toString();
    QVERIFY(!message.isEmpty());
    QVERIFY2(!message.contains("raw-body-text"), qPrintable(message));

    const auto forPeople = m_program->run(askServer({"q"}));
    QCOMPARE(forPeople.exitStatus, 1);
    QCOMPARE(forPeople.output, QByteArray());
    QCOMPARE(forPeople.errors, QByteArray("freshet: " + message.toUtf8() + "\n"));
}

void AskErrorsTest::keepsTheTextOfAnAnswerThatIsCutOff()
{
    const Script script = eventStream().send(textEvent("Half of")).send(textEvent(" it")).closeCleanly();
    m_server->enqueue(script);
    const auto forPeople = m_program->run(askServer({"q"}));
    QCOMPARE(forPeople.exitStatus, 1);
    QCOMPARE(forPeople.output, QByteArray("Half of it\n"));
    QVERIFY2(forPeople.errors.contains("not whole"), forPeople.errors.constData());

    m_server->enqueue(script);
    const auto asJson = m_program->run(askServer({"--json", "q"}));
    QCOMPARE(asJson.exitStatus, 1);
    QCOMPARE(asJson.messages().last().value("kind").toString(), QStringLiteral("truncated"));
    QCOMPARE(asJson.messages().last().value("partial").toString(), QStringLiteral("Half of it"));
}

void AskErrorsTest::waitsNoLongerThanTold()
{
    m_server->enqueue(eventStream().send(textEvent("Half")).stall());
    QElapsedTimer clock;
    clock.start();
    const auto result = m_program->run(askServer({"--timeout", "0.3", "--json", "q"}));
    QVERIFY(clock.elapsed() >= 300);
    QCOMPARE(result.exitStatus, 1);
    QCOMPARE(result.messages().last().value("kind").toString(), QStringLiteral("timeout"));
    QCOMPARE(result.messages().last().value("partial").toString(), QStringLiteral("Half"));
}

void AskErrorsTest::saysThatNobodyIsThere()
{
    QTcpServer closed;
    QVERIFY(closed.listen(QHostAddress::LocalHost));
    const QString url = QStringLiteral("http://127.0.0.1:%1").arg(closed.serverPort());
    closed.close();
    const auto result = m_program->run(
        {"ask", "--provider", "ollama", "--base-url", url, "--model", "m", "--retries", "0", "--json", "q"});
    QCOMPARE(result.exitStatus, 1);
    QCOMPARE(result.messages().last().value("kind").toString(), QStringLiteral("network"));
    QVERIFY(result.errors.contains("127.0.0.1"));
}

void AskErrorsTest::refusesWrongUseBeforeAnythingIsSent_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("names");

    QTest::newRow("empty question") << QStringList{"ask", " \n "} << "QUESTION";
    QTest::newRow("no question") << QStringList{"ask"} << "QUESTION";
    QTest::newRow("unknown provider") << QStringList{"ask", "--provider", "nobody", "q"} << "nobody";
    QTest::newRow("unknown option") << QStringList{"ask", "--fast", "q"} << "--fast";
    QTest::newRow("no URL") << QStringList{"ask", "--provider", "ollama", "--base-url", "not a url", "q"} << "URL";
    QTest::newRow("a URL of another kind")
        << QStringList{"ask", "--provider", "ollama", "--base-url", "file:///etc/passwd", "q"} << "URL";
    QTest::newRow("documents without documents")
        << QStringList{"ask", "--provider", "documents", "--no-retrieval", "q"} << "--no-retrieval";
}

void AskErrorsTest::refusesWrongUseBeforeAnythingIsSent()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, names);
    const auto result = m_program->run(arguments);
    QCOMPARE(result.exitStatus, 2);
    QCOMPARE(result.output, QByteArray());
    QVERIFY2(
        result.errors.startsWith("freshet: ") && result.errors.contains(names.toUtf8()), result.errors.constData());
}

void AskErrorsTest::saysThatTheProviderIsNotSetUp_data()
{
    QTest::addColumn<QString>("provider");
    QTest::addColumn<QString>("names");
    QTest::newRow("no key") << "openai"
                            << "FRESHET_API_KEY_OPENAI";
    QTest::newRow("no base URL") << "openai-compatible"
                                 << "--base-url";
}

void AskErrorsTest::saysThatTheProviderIsNotSetUp()
{
    QFETCH(QString, provider);
    QFETCH(QString, names);
    const auto forPeople = m_program->run({"ask", "--provider", provider, "q"});
    QCOMPARE(forPeople.exitStatus, 3);
    QCOMPARE(forPeople.output, QByteArray());
    QVERIFY2(forPeople.errors.contains(names.toUtf8()), forPeople.errors.constData());
    const auto asJson = m_program->run({"ask", "--provider", provider, "--json", "q"});
    QCOMPARE(asJson.exitStatus, 3);
    QCOMPARE(asJson.messages().size(), 1);
    QCOMPARE(asJson.messages().first().value("type").toString(), QStringLiteral("error"));
    QCOMPARE(asJson.messages().first().value("seq").toInt(), 1);
}

void AskErrorsTest::refusesInputThatIsNoText()
{
    for (const QByteArray &input : {QByteArray("\xff\xfe\x00z", 4), QByteArray("a\0b", 3)}) {
        const auto result = m_program->run(askServer({"q"}), input);
        QCOMPARE(result.exitStatus, 2);
        QVERIFY2(result.errors.contains("UTF-8"), result.errors.constData());
    }
    QCOMPARE(m_server->connections(), 0);
}

void AskErrorsTest::failsWhenItsOutputCannotBeWritten()
{
    m_server->enqueue(eventStream().send(textEvent("lost")).stall());
    m_program->setOutputFile("/dev/full");
    const auto result = m_program->run(askServer({"q"}));
    QCOMPARE(result.exitStatus, 1);
    QVERIFY2(result.errors.contains("cannot be written"), result.errors.constData());
}

QTEST_GUILESS_MAIN(AskErrorsTest)
#include "ask_errors_test.moc"
