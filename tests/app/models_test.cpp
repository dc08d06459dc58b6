// SPDX-License-Identifier: MIT
#include "tests/app/chat_server_scripts.h"
#include "tests/app/program_run.h"
#include "tests/support/key_encodings.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <algorithm>
#include <csignal>

using namespace freshet::test;

/// `freshet models` as the real program.
class ModelsTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void listsEveryProviderWithoutAskingAnybody();
    void asksTheServerAndRemembersWhatItSaid();
    void keepsTheListWhenTheServerFails();
    void marksWhatIsNoLongerListed();
    void listsWhatWasAddedByHand();
    void tellsNoKeyHoweverTheServerRepeatsIt();
    void showsATableToPeople();
    void tellsWhichProvidersAreReady();
    void saysThatTheProviderIsNotSetUp();
    void refusesWrongUse_data();
    void refusesWrongUse();
    void stopsWhenInterrupted();

private:
    QStringList modelsOfServer(const QStringList &more) const;
    static QJsonObject onlyProvider(const ProgramRun::Result &result);
    static QJsonArray toldModels(const QJsonObject &provider); ///< Without the catalog's suggestions.

    std::unique_ptr<FakeHttpServer> m_server;
    std::unique_ptr<ProgramRun> m_program;
};

void ModelsTest::init()
{
    m_server = std::make_unique<FakeHttpServer>();
    m_program = std::make_unique<ProgramRun>();
}

QStringList ModelsTest::modelsOfServer(const QStringList &more) const
{
    return QStringList{"models", "--provider", "localai", "--base-url", m_server->url("/v1").toString()} + more;
}

QJsonObject ModelsTest::onlyProvider(const ProgramRun::Result &result)
{
    const QList<QJsonObject> messages = result.messages();
    if (messages.size() != 1 || messages.first().value("type").toString() != QLatin1String("catalog"))
        return {};
    const QJsonArray providers = messages.first().value("providers").toArray();
    return providers.size() == 1 ? providers.first().toObject() : QJsonObject();
}

QJsonArray ModelsTest::toldModels(const QJsonObject &provider)
{
    QJsonArray told;
    const QJsonArray models = provider.value("models").toArray();
    for (const QJsonValue &model : models) {
        if (model.toObject().value("origin").toString() != QLatin1String("static"))
            told.append(model);
    }
    return told;
}

void ModelsTest::listsEveryProviderWithoutAskingAnybody()
{
    const auto result = m_program->run({"models", "--json"});
    QCOMPARE(result.exitStatus, 0);
    QCOMPARE(result.messages().size(), 1);
    QStringList ids;
    const QJsonArray providers = result.messages().first().value("providers").toArray();
    for (const QJsonValue &value : providers) {
        const QJsonObject provider = value.toObject();
        ids << provider.value("id").toString();
        for (const char *field : {"name", "streaming"})
            QVERIFY2(!provider.value(QLatin1String(field)).toString().isEmpty(), field);
        QVERIFY(provider.value("configured").isBool() && provider.value("stale").isBool());
        QVERIFY(provider.value("error").isNull() && provider.contains("error"));
        QVERIFY(!provider.contains("refreshed_at") && !provider.contains("age_s"));
        const QJsonArray models = provider.value("models").toArray();
        for (const QJsonValue &model : models)
            QCOMPARE(model.toObject().value("origin").toString(), QStringLiteral("static"));
    }
    const QStringList expected{"openai", "gemini", "ollama", "huggingface", "openrouter", "localai", "lmstudio",
        "anthropic", "openai-compatible", "documents"};
    for (const QString &id : expected)
        QVERIFY2(ids.contains(id), qPrintable(id));
}

void ModelsTest::asksTheServerAndRemembersWhatItSaid()
{
    m_server->enqueue(jsonDocument(R"({"object":"list","data":[{"id":"big","object":"model"},{"id":"small"}]})"));
    const auto fetched = m_program->run(modelsOfServer({"--refresh", "--json"}));
    QCOMPARE(fetched.exitStatus, 0);
    QCOMPARE(m_server->requests().value(0).path, QByteArray("/v1/models"));
    QCOMPARE(m_server->requests().value(1).path, QByteArray("/v1/models/capabilities"));
    const QJsonObject live = onlyProvider(fetched);
    QCOMPARE(live.value("configured"), QJsonValue(true));
    QCOMPARE(live.value("base_url").toString(), m_server->url("/v1").toString());
    QCOMPARE(live.value("stale"), QJsonValue(false));
    QVERIFY(live.value("age_s").toInt(-1) >= 0);
    QCOMPARE(toldModels(live).size(), 2);
    QCOMPARE(toldModels(live).first().toObject().value("origin").toString(), QStringLiteral("live"));

    const QJsonObject cached = onlyProvider(m_program->run(modelsOfServer({"--json"})));
    QCOMPARE(m_server->requests().size(), 2);
    QCOMPARE(toldModels(cached).size(), 2);
    QCOMPARE(toldModels(cached).first().toObject().value("origin").toString(), QStringLiteral("cached"));
    QCOMPARE(cached.value("refreshed_at"), live.value("refreshed_at"));
}

void ModelsTest::keepsTheListWhenTheServerFails()
{
    m_server->enqueue(jsonDocument(R"({"data":[{"id":"m1"}]})"));
    QCOMPARE(m_program->run(modelsOfServer({"--refresh", "--json"})).exitStatus, 0);
    m_server->enqueue(Script().status(500).send("raw-body-text"));
    const auto result = m_program->run(modelsOfServer({"--refresh", "--json"}));
    const QJsonObject provider = onlyProvider(result);
    QCOMPARE(toldModels(provider).size(), 1);
    QCOMPARE(provider.value("error").toObject().value("kind").toString(), QStringLiteral("server"));
    QVERIFY(!result.output.contains("raw-body-text"));
    QCOMPARE(result.exitStatus, 0);
}

void ModelsTest::marksWhatIsNoLongerListed()
{
    m_server->enqueue(jsonDocument(R"({"data":[{"id":"m1"},{"id":"m2"}]})"));
    m_server->enqueue(Script().status(404));
    QCOMPARE(m_program->run(modelsOfServer({"--refresh", "--json"})).exitStatus, 0);
    m_server->enqueue(jsonDocument(R"({"data":[{"id":"m2"},{"id":"m3"}]})"));
    m_server->enqueue(Script().status(404));
    const auto table = m_program->run(modelsOfServer({"--refresh"}));
    QVERIFY2(table.output.contains(", asked just now, 1 new, 1 gone"), table.output.constData());
    QVERIFY2(table.output.simplified().contains(" m1 not listed since 2"), table.output.constData());
    const QJsonArray models = toldModels(onlyProvider(m_program->run(modelsOfServer({"--json"}))));
    QCOMPARE(models.size(), 3);
    for (const QJsonValue &model : models) {
        QCOMPARE(model["gone"].toBool(), model["id"].toString() == "m1");
        QCOMPARE(model["origin"].toString(), QStringLiteral("cached"));
    }
}

void ModelsTest::listsWhatWasAddedByHand()
{
    QVERIFY(QDir().mkpath(m_program->profile()));
    QFile settings(m_program->profile() + "/settings.ini");
    QVERIFY(settings.open(QFile::WriteOnly));
    settings.write("[models]\nmanual=localai/mine/own\n");
    settings.close();
    const QJsonArray models = toldModels(onlyProvider(m_program->run(modelsOfServer({"--json"}))));
    QCOMPARE(models.size(), 1);
    QCOMPARE(models.first()["id"].toString(), QStringLiteral("mine/own"));
    QCOMPARE(models.first()["origin"].toString(), QStringLiteral("manual"));
}

void ModelsTest::tellsNoKeyHoweverTheServerRepeatsIt()
{
    const QByteArray key = "sk-Z9q+/xT7-canary-4417";
    m_program->setEnvironment("FRESHET_API_KEY_LOCALAI", key);
    QByteArrayList forms;
    for (const auto &encoding : encodingsOf(key))
        forms << encoding.second;
    QJsonArray entries{QJsonObject{{"id", "good"}}};
    QString all;
    for (const QByteArray &form : forms) {
        const QString text = QString::fromLatin1(form);
        entries << QJsonObject{{"id", text}} << QJsonObject{{"id", QString(u"m-" + text)}, {"name", text}};
        all += text + u' ';
    }
    const QByteArray list = QJsonDocument(QJsonObject{{"data", entries}}).toJson();
    m_server->enqueue(jsonDocument(list));
    m_server->enqueue(jsonDocument(list));
    const auto listed = m_program->run(modelsOfServer({"--refresh", "--json"}));
    QCOMPARE(toldModels(onlyProvider(listed)).size(), 1);
    for (const int status : {400, 401, 500}) {
        const QJsonObject error{{"message", all}, {"code", all}, {"type", all}, {"param", all}};
        m_server->enqueue(Script().status(status).send(QJsonDocument(QJsonObject{{"error", error}}).toJson()));
        const auto failed = m_program->run(modelsOfServer({"--refresh", "--json"}));
        QVERIFY(onlyProvider(failed).value("error").isObject());
        for (const QByteArray &form : forms) {
            QVERIFY2(!listed.output.contains(form) && !failed.output.contains(form), form.constData());
            QVERIFY2(!failed.errors.contains(form), form.constData());
        }
    }
}

void ModelsTest::showsATableToPeople()
{
    m_server->enqueue(jsonDocument(R"({"data":[{"id":"m1","name":"M\u001b[31m"},{"id":"m2\u001b[31m"}]})"));
    const auto result = m_program->run(modelsOfServer({"--refresh"}));
    QCOMPARE(result.exitStatus, 0);
    QVERIFY2(result.output.startsWith("LocalAI (localai): ready, asked just now, http://127.0.0.1:"),
        result.output.constData());
    QVERIFY2(result.output.contains("\n  m1"), result.output.constData());
    QVERIFY(!result.output.contains('\x1b'));
}

void ModelsTest::tellsWhichProvidersAreReady()
{
    m_program->setEnvironment("FRESHET_API_KEY_OPENAI", "k-01234567");
    const QJsonArray providers = m_program->run({"models", "--json"}).messages().value(0).value("providers").toArray();
    QHash<QString, bool> ready;
    for (const QJsonValue &provider : providers)
        ready.insert(provider.toObject().value("id").toString(), provider.toObject().value("configured").toBool());
    QVERIFY(ready.value("openai"));
    QVERIFY(!ready.value("gemini", true));
    QVERIFY(ready.value("ollama"));
    QVERIFY(!ready.value("openai-compatible", true));
    QVERIFY(ready.value("documents"));
}

void ModelsTest::saysThatTheProviderIsNotSetUp()
{
    const auto result = m_program->run({"models", "--provider", "openai", "--refresh", "--json"});
    QCOMPARE(result.exitStatus, 3);
    QCOMPARE(onlyProvider(result).value("error").toObject().value("kind").toString(), QStringLiteral("auth"));
    QVERIFY(!onlyProvider(result).value("models").toArray().isEmpty());
    QVERIFY(result.errors.contains("FRESHET_API_KEY_OPENAI"));
}

void ModelsTest::refusesWrongUse_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("unknown provider") << QStringList{"models", "--provider", "nobody"};
    QTest::newRow("no URL") << QStringList{"models", "--provider", "ollama", "--base-url", "::"};
}

void ModelsTest::refusesWrongUse()
{
    QFETCH(QStringList, arguments);
    const auto result = m_program->run(arguments);
    QCOMPARE(result.exitStatus, 2);
    QCOMPARE(result.output, QByteArray());
    QVERIFY(result.errors.startsWith("freshet: "));
}

void ModelsTest::stopsWhenInterrupted()
{
    m_server->enqueue(Script().header("Content-Type", "application/json").send("{").stall());
    m_program->start(modelsOfServer({"--refresh"}));
    QTRY_COMPARE(m_server->requests().size(), 1);
    m_program->sendSignal(SIGINT);
    QCOMPARE(m_program->wait().exitStatus, 130);
}

QTEST_GUILESS_MAIN(ModelsTest)
#include "models_test.moc"
