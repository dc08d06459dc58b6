// SPDX-License-Identifier: MIT
#include "core/base/secret_forms.h"
#include "core/settings/keys.h"
#include "core/settings/settings_store.h"
#include "tests/app/program_run.h"

#include <QJsonArray>
#include <QtTest>

using namespace freshet;
using namespace freshet::test;

class SettingsTest : public QObject {
    Q_OBJECT

private slots:
    void tellsWhatIsSet();
    void asksNobodyElseWhereABaseUrlCannotBeUsed();
    void tellsNoSecret();
    void showsItToPeople();
    void refusesWrongUse();

private:
    static QJsonObject told(const ProgramRun::Result &result, const QString &provider);
};

QJsonObject SettingsTest::told(const ProgramRun::Result &result, const QString &provider)
{
    const QList<QJsonObject> messages = result.messages();
    if (messages.size() != 1)
        return {};
    const QJsonArray providers = messages.first().value("providers").toArray();
    for (const QJsonValue &entry : providers) {
        if (entry.toObject().value("id") == provider)
            return entry.toObject();
    }
    return {};
}

void SettingsTest::tellsWhatIsSet()
{
    ProgramRun program;
    const auto fresh = program.run({"settings", "--json"});
    QCOMPARE(fresh.exitStatus, 0);
    QCOMPARE(fresh.messages().at(0).value("type"), "settings");
    QCOMPARE(fresh.messages().at(0).value("default_provider"), "documents");
    QCOMPARE(fresh.messages().at(0).value("retrieval"), (QJsonObject{{"collections", QJsonArray()}, {"top_k", 8}}));
    QCOMPARE(told(fresh, "openai"),
        (QJsonObject{{"id", "openai"}, {"name", "OpenAI"}, {"base_url", "https://api.openai.com/v1"},
            {"base_url_overridden", false}, {"has_api_key", false},
            {"default_model", told(fresh, "openai").value("default_model")}}));
    QVERIFY(!told(fresh, "openai").value("default_model").toString().isEmpty());
    QVERIFY(!told(fresh, "openai-compatible").contains("base_url"));

    {
        SettingsStore settings(program.profile() + "/settings.ini");
        settings.set(keys::defaultProvider, QStringLiteral("ollama"));
        settings.set(keys::defaultModel, QStringLiteral("qwen3:8b"));
        settings.set(keys::baseUrl("ollama"), QStringLiteral("http://10.0.0.7:11434"));
        settings.set(keys::chatCollections, QStringList{"papers"});
        settings.set(keys::chatPassages, 12);
    }
    program.setEnvironment("FRESHET_API_KEY_OPENAI", "sk-canary-01234567");
    const auto changed = program.run({"settings", "--json"});
    const QJsonObject message = changed.messages().at(0);
    QCOMPARE(message.value("default_provider"), "ollama");
    QCOMPARE(message.value("default_model"), "qwen3:8b");
    QCOMPARE(message.value("retrieval"), (QJsonObject{{"collections", QJsonArray{"papers"}}, {"top_k", 12}}));
    QCOMPARE(told(changed, "ollama").value("base_url"), "http://10.0.0.7:11434");
    QCOMPARE(told(changed, "ollama").value("base_url_overridden"), true);
    QCOMPARE(told(changed, "openai").value("has_api_key"), true);
    QCOMPARE(told(changed, "anthropic").value("has_api_key"), false);
}

void SettingsTest::asksNobodyElseWhereABaseUrlCannotBeUsed()
{
    ProgramRun program;
    {
        SettingsStore settings(program.profile() + "/settings.ini");
        settings.set(keys::baseUrl("ollama"), QStringLiteral("http://127.0.0:::1"));
    }
    for (int run = 0; run < 2; ++run) { // as long as it stands there
        const auto settings = program.run({"settings", "--json"});
        QCOMPARE(settings.exitStatus, 0);
        QVERIFY(!told(settings, "ollama").contains("base_url"));
        QCOMPARE(told(settings, "ollama").value("base_url_overridden"), true);
        QCOMPARE(settings.errors.count("Ollama is not asked: its base URL in the settings cannot be used."), 1);
    }
    const auto ask = program.run({"ask", "--provider", "ollama", "--model", "m", "--json", "q"});
    QCOMPARE(ask.exitStatus, 3); // the provider is not set up
    QCOMPARE(ask.messages().last().value("kind"), "bad_request");
}

void SettingsTest::tellsNoSecret()
{
    const QString key = QStringLiteral("sk-Z9q+/xT7-canary-4417");
    ProgramRun program;
    program.setEnvironment("FRESHET_API_KEY_OPENAI", key);
    {
        SettingsStore settings(program.profile() + "/settings.ini");
        settings.set(keys::baseUrl("openai"), QString("https://user:" + key + "@api.example.com/v1?key=" + key));
        settings.set(keys::proxy("openai"), QStringLiteral("manual"));
        settings.set(keys::proxyUrl("openai"), QString("http://user:" + key + "@proxy.example:3128"));
    }
    for (const QStringList &arguments : {QStringList{"settings", "--json"}, QStringList{"settings"}}) {
        const auto result = program.run(arguments);
        QCOMPARE(result.exitStatus, 0);
        const QByteArray said = result.output + result.errors;
        const SecretForms forms{Secret(key)};
        QVERIFY2(!forms.isIn(QString::fromUtf8(said)), said.constData());
        QVERIFY2(!said.contains(key.right(4).toUtf8()), said.constData()); // nor any part of one
    }
}

void SettingsTest::showsItToPeople()
{
    ProgramRun program;
    const auto result = program.run({"settings"});
    QCOMPARE(result.exitStatus, 0);
    QVERIFY2(result.output.startsWith("Questions go to: documents"), result.output.constData());
    QVERIFY(result.output.contains("https://api.openai.com/v1, no key"));
}

void SettingsTest::refusesWrongUse()
{
    ProgramRun program;
    QCOMPARE(program.run({"settings", "theme"}).exitStatus, 2);
    QCOMPARE(program.run({"settings", "--refresh"}).exitStatus, 2);
}

QTEST_GUILESS_MAIN(SettingsTest)
#include "settings_test.moc"
