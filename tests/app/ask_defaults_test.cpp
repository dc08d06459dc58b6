// SPDX-License-Identifier: MIT
#include "core/settings/keys.h"
#include "core/settings/settings_store.h"
#include "tests/app/chat_server_scripts.h"
#include "tests/app/program_run.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <memory>

using namespace freshet;
using namespace freshet::test;

/// What `freshet ask` takes from the settings file, as the window leaves it, when the command line does not say it.
class AskDefaultsTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void takesFromTheSettingsWhatIsNotSaid();
    void prefersWhatIsSaid();
    void givesAnotherProviderNoModelOfThisOne();

private:
    QJsonObject ask(const QStringList &more);

    std::unique_ptr<FakeHttpServer> m_server;
    std::unique_ptr<ProgramRun> m_program;
};

void AskDefaultsTest::init()
{
    m_server = std::make_unique<FakeHttpServer>();
    m_program = std::make_unique<ProgramRun>();
    QVERIFY(QDir().mkpath(m_program->profile()));
    SettingsStore settings(QString(m_program->profile() + "/settings.ini"));
    settings.set(keys::defaultProvider, QStringLiteral("localai"));
    settings.set(keys::defaultModel, QStringLiteral("chosen"));
    settings.set(keys::baseUrl("localai"), m_server->url("/v1").toString());
    settings.set(keys::baseUrl("openai-compatible"), m_server->url("/v1").toString());
    settings.set(keys::instructions, QStringLiteral("Answer in rhymes."));
    settings.set(keys::temperature, std::optional(0.25));
    settings.set(keys::topP, std::optional(0.75));
    settings.set(keys::maxTokens, std::optional(77));
    settings.set(keys::seed, std::optional(5));
    settings.set(keys::stopTexts, QStringList{"END"});
    settings.set(keys::reasoningEffort, QStringLiteral("low"));
}

/// What was sent for it.
QJsonObject AskDefaultsTest::ask(const QStringList &more)
{
    m_server->enqueue(eventStream().send(textEvent("ok")).send(stopEvents()));
    const auto result = m_program->run(QStringList{"ask", "--json", "q"} + more);
    if (result.exitStatus != 0)
        qFatal("%s%s", result.output.constData(), result.errors.constData());
    return QJsonDocument::fromJson(m_server->requests().constLast().body).object();
}

void AskDefaultsTest::takesFromTheSettingsWhatIsNotSaid()
{
    const QJsonObject sent = ask({});
    QCOMPARE(sent.value("model").toString(), "chosen");
    QCOMPARE(sent.value("messages").toArray().first().toObject(),
        (QJsonObject{{"role", "system"}, {"content", "Answer in rhymes."}}));
    QCOMPARE(sent.value("temperature").toDouble(), 0.25);
    QCOMPARE(sent.value("top_p").toDouble(), 0.75);
    QCOMPARE(sent.value("max_tokens").toInt(), 77);
    QCOMPARE(sent.value("seed").toInt(), 5);
    QCOMPARE(sent.value("stop").toArray(), QJsonArray{"END"});
    QCOMPARE(sent.value("reasoning_effort").toString(), "low");
}

void AskDefaultsTest::prefersWhatIsSaid()
{
    const QJsonObject sent = ask({"--model", "said", "--system", "Be short.", "--temperature", "1", "--top-p", "0.5",
        "--max-tokens", "9", "--seed", "7", "--stop", "A", "--effort", "high"});
    QCOMPARE(sent.value("model").toString(), "said");
    QCOMPARE(sent.value("messages").toArray().first().toObject().value("content").toString(), "Be short.");
    QCOMPARE(sent.value("temperature").toDouble(), 1.0);
    QCOMPARE(sent.value("top_p").toDouble(), 0.5);
    QCOMPARE(sent.value("max_tokens").toInt(), 9);
    QCOMPARE(sent.value("seed").toInt(), 7);
    QCOMPARE(sent.value("stop").toArray(), QJsonArray{"A"});
    QCOMPARE(sent.value("reasoning_effort").toString(), "high");
}

void AskDefaultsTest::givesAnotherProviderNoModelOfThisOne()
{
    const QJsonObject sent = ask({"--provider", "openai-compatible", "--model", "theirs"});
    QCOMPARE(sent.value("model").toString(), "theirs");
    QCOMPARE(sent.value("temperature").toDouble(), 0.25); // how answers are made goes for all
    m_server->setHandler([](const auto &) { return jsonDocument(R"({"data":[]})"); });
    const auto none = m_program->run({"ask", "q", "--provider", "openai-compatible"});
    QVERIFY(none.exitStatus != 0);
    for (const FakeHttpServer::Request &request : m_server->requests())
        QVERIFY(!request.body.contains("chosen"));
}

QTEST_GUILESS_MAIN(AskDefaultsTest)
#include "ask_defaults_test.moc"
