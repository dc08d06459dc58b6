// SPDX-License-Identifier: MIT
#include "tests/app/chat_server_scripts.h"
#include "tests/app/program_run.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <array>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

using namespace freshet;
using namespace freshet::test;
using namespace std::chrono_literals;

namespace {

/// A terminal without a person: what the program writes to name() comes out of shown().
class Terminal {
public:
    Terminal() : m_master(::posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK))
    {
        if (m_master < 0 || ::grantpt(m_master) != 0 || ::unlockpt(m_master) != 0)
            qFatal("no terminal to be had");
        m_slave = ::open(::ptsname(m_master), O_RDWR | O_NOCTTY); // so that it stays when the program ends
    }
    ~Terminal()
    {
        ::close(m_slave);
        ::close(m_master);
    }
    Q_DISABLE_COPY_MOVE(Terminal)

    QString name() const { return QFile::decodeName(::ptsname(m_master)); }
    QByteArray shown()
    {
        std::array<char, 4096> buffer;
        for (ssize_t n = 0; (n = ::read(m_master, buffer.data(), buffer.size())) > 0;)
            m_shown.append(buffer.data(), n);
        return m_shown;
    }

private:
    int m_master;
    int m_slave = -1;
    QByteArray m_shown;
};

} // namespace

/// `freshet ask` as the real program, against a scripted server: what a person and a script see of an answer.
class AskTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void printsEachTokenBeforeTheNextOneIsSent();
    void printsTheAnswerAndNothingElse();
    void tellsAPersonAtATerminalWhatIsGoingOn();
    void tellsTheWholeStoryAsJson();
    void asksForTheAnswerInOnePiece();
    void asksAsThePersonWantsItAnswered();
    void refusesPicturesThatAreNone();
    void sendsStandardInputAlong();
    void takesTheQuestionFromStandardInput();
    void sendsAQuestionOfAMegabyte();
    void sendsTheKeyOfTheEnvironmentAndShowsItNowhere();
    void prefersAProviderWithAKeyToTheGuide();
    void triesAgainAsOftenAsTold();
    void tellsALongWaitOnce();
    void keepsAnswersFromSteeringTheTerminal();
    void stopsCleanlyWhenInterrupted_data();
    void stopsCleanlyWhenInterrupted();
    void answersFromTheGuideWhenNothingIsSetUp();
    void citesTheGuideAsJson();

private:
    QStringList askServer(const QStringList &more) const;
    QJsonObject sentBody(int request = 0) const;

    std::unique_ptr<FakeHttpServer> m_server;
    std::unique_ptr<ProgramRun> m_program;
};

void AskTest::init()
{
    m_server = std::make_unique<FakeHttpServer>();
    m_program = std::make_unique<ProgramRun>();
}

QStringList AskTest::askServer(const QStringList &more) const
{
    return QStringList{
               "ask", "--provider", "openai-compatible", "--model", "m1", "--base-url", m_server->url("/v1").toString()}
    + more;
}

QJsonObject AskTest::sentBody(int request) const
{
    return QJsonDocument::fromJson(m_server->requests().value(request).body).object();
}

void AskTest::printsEachTokenBeforeTheNextOneIsSent()
{
    m_server->enqueue(eventStream().send(textEvent("First")).stall());
    m_program->start(askServer({"q"}));
    QTRY_COMPARE(m_program->outputSoFar(), QByteArray("First")); // and the server has said no more
    m_program->sendSignal(SIGTERM);
    QCOMPARE(m_program->wait().exitStatus, 130);
}

void AskTest::printsTheAnswerAndNothingElse()
{
    m_server->enqueue(eventStream().send(textEvent("Hel")).send(textEvent("lo.")).send(stopEvents()));
    const auto result = m_program->run(askServer({"What?"}));
    QCOMPARE(result.exitStatus, 0);
    QCOMPARE(result.output, QByteArray("Hello.\n"));
    QCOMPARE(result.errors, QByteArray()); // no terminal is there to see what is going on
    QCOMPARE(sentBody().value("model").toString(), QStringLiteral("m1"));
    const QJsonArray messages = sentBody().value("messages").toArray();
    QCOMPARE(messages.last().toObject().value("content").toString(), QStringLiteral("What?"));
}

void AskTest::tellsAPersonAtATerminalWhatIsGoingOn()
{
    Terminal terminal;
    m_program->setErrorFile(terminal.name());
    m_server->enqueue(eventStream().pause(50ms).send(textEvent("Hello.")).send(stopEvents()));
    const auto result = m_program->run(askServer({"q"}));
    QCOMPARE(result.output, QByteArray("Hello.\n"));
    const QByteArray shown = terminal.shown();
    QVERIFY2(shown.contains(QStringLiteral("Waiting for m1\u2026").toUtf8()), shown.constData());
    QVERIFY2(shown.endsWith("\r\x1b[K"), shown.constData()); // and it is gone when the answer is there
}

void AskTest::tellsTheWholeStoryAsJson()
{
    m_server->enqueue(eventStream()
                          .send(reasoningEvent("Hm."))
                          .send(textEvent("Hel"))
                          .send(textEvent("lo."))
                          .send(stopEvents(R"({"prompt_tokens":3,"completion_tokens":2})")));
    const auto result = m_program->run(askServer({"--json", "What?"}));
    QCOMPARE(result.exitStatus, 0);
    const QList<QJsonObject> messages = result.messages();
    QVERIFY(messages.size() >= 5);
    QString text;
    QString reasoning;
    for (qsizetype i = 0; i < messages.size(); ++i) {
        const QJsonObject &message = messages.at(i);
        const QString type = message.value("type").toString();
        QCOMPARE(message.value("id").toString(), QStringLiteral("1"));
        QCOMPARE(message.value("seq").toInt(), int(i) + 1);
        QCOMPARE(type == QLatin1String("accepted"), i == 0);
        QCOMPARE(type == QLatin1String("final"), i == messages.size() - 1);
        QVERIFY(type != QLatin1String("error"));
        if (type == QLatin1String("token"))
            text += message.value("text").toString();
        if (type == QLatin1String("reasoning"))
            reasoning += message.value("text").toString();
    }
    const QJsonObject accepted = messages.first();
    QVERIFY(!accepted.value("stream_id").toString().isEmpty());
    QCOMPARE(accepted.value("provider").toString(), QStringLiteral("openai-compatible"));
    QCOMPARE(accepted.value("model").toString(), QStringLiteral("m1"));
    QCOMPARE(accepted.value("retrieval"), QJsonValue(false));
    const QJsonObject final = messages.last();
    QCOMPARE(final.value("answer").toString(), QStringLiteral("Hello."));
    QCOMPARE(text, QStringLiteral("Hello."));
    QCOMPARE(reasoning, QStringLiteral("Hm."));
    QCOMPARE(final.value("reasoning").toString(), reasoning);
    QCOMPARE(final.value("finish_reason").toString(), QStringLiteral("stop"));
    QCOMPARE(final.value("delivery").toString(), QStringLiteral("native"));
    QCOMPARE(final.value("usage").toObject(), (QJsonObject{{"prompt_tokens", 3}, {"completion_tokens", 2}}));
    QVERIFY(final.value("timings").toObject().value("first_token_ms").isDouble());
    QVERIFY(!final.value("timings").toObject().contains("retrieval_ms"));
}

void AskTest::asksForTheAnswerInOnePiece()
{
    m_server->enqueue(wholeAnswer("Hello."));
    const auto result = m_program->run(askServer({"--no-stream", "--json", "q"}));
    QCOMPARE(result.exitStatus, 0);
    QVERIFY(!sentBody().value("stream").toBool());
    QCOMPARE(result.messages().last().value("answer").toString(), QStringLiteral("Hello."));
    QCOMPARE(result.messages().last().value("delivery").toString(), QStringLiteral("non_streaming"));
}

void AskTest::asksAsThePersonWantsItAnswered()
{
    m_server->enqueue(eventStream().send(textEvent("ok")).send(stopEvents()));
    const auto result = m_program->run(askServer({"Why?", "--system", "Be short.", "--temperature", "0.5", "--top-p",
        "0.25", "--max-tokens", "9", "--seed", "7", "--stop", "A", "--stop", "B", "--effort", "low"}));
    QCOMPARE(result.exitStatus, 0);
    const QJsonObject sent = sentBody();
    QCOMPARE(sent.value("messages").toArray().first().toObject(),
        (QJsonObject{{"role", "system"}, {"content", "Be short."}}));
    QCOMPARE(sent.value("temperature").toDouble(), 0.5);
    QCOMPARE(sent.value("top_p").toDouble(), 0.25);
    QCOMPARE(sent.value("max_tokens").toInt(), 9);
    QCOMPARE(sent.value("seed").toInt(), 7);
    QCOMPARE(sent.value("stop").toArray(), (QJsonArray{"A", "B"}));
    QCOMPARE(sent.value("reasoning_effort").toString(), "low");
}

void AskTest::refusesPicturesThatAreNone()
{
    const auto none = m_program->run(askServer({"What is this?", "--image", "/no/such.png"}));
    QCOMPARE(none.exitStatus, 2);
    QVERIFY2(none.errors.contains("/no/such.png"), none.errors.constData());
    QVERIFY(m_server->requests().isEmpty());
}

void AskTest::sendsStandardInputAlong()
{
    m_server->enqueue(eventStream().send(textEvent("ok")).send(stopEvents()));
    const auto result = m_program->run(askServer({"Summarise this."}), "The report, \xc3\xa9.\n");
    QCOMPARE(result.exitStatus, 0);
    const QString sent = sentBody().value("messages").toArray().last().toObject().value("content").toString();
    QVERIFY2(
        sent.contains("Summarise this.") && sent.contains(QStringLiteral("The report, \u00e9.")), qPrintable(sent));
}

void AskTest::takesTheQuestionFromStandardInput()
{
    m_server->enqueue(eventStream().send(textEvent("ok")).send(stopEvents()));
    QCOMPARE(m_program->run(askServer({"-"}), "What is this?\n").exitStatus, 0);
    QCOMPARE(sentBody().value("messages").toArray().last().toObject().value("content").toString(),
        QStringLiteral("What is this?"));
}

void AskTest::sendsAQuestionOfAMegabyte()
{
    const QByteArray question = QByteArray(1024 * 1024, 'q') + "the end?";
    m_server->enqueue(eventStream().send(textEvent("ok")).send(stopEvents()));
    const auto result = m_program->run(askServer({}), question);
    QCOMPARE(result.exitStatus, 0);
    QCOMPARE(sentBody().value("messages").toArray().last().toObject().value("content").toString().toUtf8(), question);
}

void AskTest::sendsTheKeyOfTheEnvironmentAndShowsItNowhere()
{
    const QByteArray key = "canary-0123456789abcdef";
    m_program->setEnvironment("FRESHET_API_KEY_OPENAI", QString::fromLatin1(key));
    m_program->setEnvironment("FRESHET_LOG", "1");
    m_program->setEnvironment("FRESHET_HTTP_LOG", m_program->filePath("http"));
    const QStringList ask{
        "ask", "--provider", "openai", "--base-url", m_server->url("/v1").toString(), "--retries", "0", "q"};
    m_server->enqueue(eventStream().send(textEvent("ok")).send(stopEvents()));
    const auto good = m_program->run(ask);
    QCOMPARE(good.exitStatus, 0);
    QCOMPARE(m_server->requests().at(0).header("authorization"), QByteArray("Bearer " + key));

    m_server->enqueue(Script()
                          .status(401)
                          .header("Content-Type", "application/json")
                          .send(R"({"error":{"message":"Incorrect )"
                                R"(API key provided: )"
                              + key + "\"}}"));
    const auto refused = m_program->run(ask + QStringList{"--json"});
    QCOMPARE(refused.exitStatus, 1);
    const QByteArray seen = good.output + good.errors + refused.output + refused.errors;
    QVERIFY2(!seen.contains(key), seen.constData());
    const QByteArray files = m_program->allFiles();
    QVERIFY(files.contains("/v1/chat/completions")); // the HTTP log was written
    QVERIFY(!files.contains(key));
}

void AskTest::prefersAProviderWithAKeyToTheGuide()
{
    m_program->setEnvironment("FRESHET_API_KEY_HUGGINGFACE", "k-0123456");
    m_server->enqueue(eventStream().send(textEvent("ok")).send(stopEvents()));
    const auto result = m_program->run({"ask", "--base-url", m_server->url("/v1").toString(), "--json", "q"});
    QCOMPARE(result.exitStatus, 0);
    QCOMPARE(result.messages().last().value("provider").toString(), QStringLiteral("huggingface"));
}

void AskTest::triesAgainAsOftenAsTold()
{
    const Script overloaded = Script().status(503).header("Retry-After", "0").send("{}");
    m_server->enqueue(overloaded);
    m_server->enqueue(eventStream().send(textEvent("ok")).send(stopEvents()));
    const auto result = m_program->run(askServer({"--retries", "1", "--json", "q"}));
    QCOMPARE(result.exitStatus, 0);
    QCOMPARE(m_server->requests().size(), 2);
    const QList<QJsonObject> messages = result.messages();
    const bool toldIt = std::any_of(messages.begin(), messages.end(), [](const QJsonObject &message) {
        return message.value("phase").toString() == QLatin1String("retrying") && message.value("attempt").toInt() == 2;
    });
    QVERIFY(toldIt);

    m_server->enqueue(overloaded);
    QCOMPARE(m_program->run(askServer({"--retries", "0", "q"})).exitStatus, 1);
    QCOMPARE(m_server->requests().size(), 3);
}

void AskTest::tellsALongWaitOnce()
{
    m_server->enqueue(Script().status(429).header("Retry-After", "3").send("{}"));
    m_server->enqueue(eventStream().send(textEvent("ok")).send(stopEvents()));
    const auto result = m_program->run(askServer({"q"}));
    QCOMPARE(result.exitStatus, 0);
    QCOMPARE(result.output, QByteArray("ok\n"));
    QVERIFY2(result.errors.startsWith("freshet: Trying again in 3 s: "), result.errors.constData());
    QCOMPARE(result.errors.count('\n'), 1);
}

void AskTest::keepsAnswersFromSteeringTheTerminal()
{
    m_server->enqueue(eventStream()
                          .send(textEvent(R"(a\u001b]52;c;ZXZ)"))
                          .send(textEvent(R"(pbA==\u0007b\u001b[3)"))
                          .send(textEvent(R"(1mc)"))
                          .send(stopEvents()));
    const auto result = m_program->run(askServer({"q"}));
    QCOMPARE(result.exitStatus, 0);
    QVERIFY2(result.output.startsWith('a') && result.output.endsWith("c\n"), result.output.constData());
    QVERIFY(!result.output.contains('\x1b') && !result.output.contains('\x07'));
}

void AskTest::stopsCleanlyWhenInterrupted_data()
{
    QTest::addColumn<int>("signal");
    QTest::addColumn<bool>("isJson");
    QTest::newRow("Ctrl+C") << SIGINT << false;
    QTest::newRow("Ctrl+C, JSON") << SIGINT << true;
    QTest::newRow("the terminal went away") << SIGHUP << false;
}

void AskTest::stopsCleanlyWhenInterrupted()
{
    QFETCH(int, signal);
    QFETCH(bool, isJson);
    m_server->enqueue(eventStream().send(textEvent("Half of")).stall());
    m_program->start(askServer(isJson ? QStringList{"--json", "q"} : QStringList{"q"}));
    QTRY_VERIFY(m_program->outputSoFar().contains("Half of"));
    m_program->sendSignal(signal);
    const auto result = m_program->wait();
    QCOMPARE(result.exitStatus, 130);
    QTRY_COMPARE(m_server->abortedConnections(), 1);
    if (isJson) {
        QCOMPARE(result.messages().last().value("kind").toString(), QStringLiteral("cancelled"));
        QCOMPARE(result.messages().last().value("partial").toString(), QStringLiteral("Half of"));
    } else {
        QCOMPARE(result.output, QByteArray("Half of\n"));
        QCOMPARE(result.errors, QByteArray());
    }
}

void AskTest::answersFromTheGuideWhenNothingIsSetUp()
{
    const auto result = m_program->run({"ask", "How do I keep an API key in the keychain?"});
    QCOMPARE(result.exitStatus, 0);
    QVERIFY2(result.output.contains("\nSources:\n["), result.output.constData());
    QVERIFY2(result.output.contains("keychain"), result.output.constData());
    QVERIFY2(result.output.contains(QStringLiteral(" \u203a ").toUtf8()), result.output.constData());
    QCOMPARE(m_server->connections(), 0);
}

void AskTest::citesTheGuideAsJson()
{
    const auto result = m_program->run({"ask", "--provider", "documents", "--json", "How do I remove a key?"});
    QCOMPARE(result.exitStatus, 0);
    const QList<QJsonObject> messages = result.messages();
    QCOMPARE(messages.first().value("retrieval"), QJsonValue(true));
    const auto sources = std::find_if(messages.begin(), messages.end(),
        [](const QJsonObject &message) { return message.value("type").toString() == QLatin1String("sources"); });
    QVERIFY(sources != messages.end());
    const QJsonArray given = sources->value("sources").toArray();
    QVERIFY(!given.isEmpty());
    const QJsonArray cited = messages.last().value("sources").toArray();
    QVERIFY(!cited.isEmpty());
    const QString answer = messages.last().value("answer").toString();
    for (const QJsonValue &value : cited) {
        const QJsonObject source = value.toObject();
        const QJsonObject asGiven = given.at(source.value("n").toInt() - 1).toObject();
        QCOMPARE(source.value("text"), asGiven.value("text"));
        QVERIFY(answer.contains(QStringLiteral("[%1]").arg(source.value("n").toInt())));
        QCOMPARE(source.value("support").toString(), QStringLiteral("supported"));
        QCOMPARE(source.value("end").toInt() - source.value("start").toInt(), source.value("text").toString().size());
    }
    QVERIFY(messages.last().value("timings").toObject().contains("retrieval_ms"));
}

QTEST_GUILESS_MAIN(AskTest)
#include "ask_test.moc"
