// SPDX-License-Identifier: MIT
#include "core/retrieval/embedding_profile.h"
#include "core/settings/keys.h"
#include "core/settings/settings_store.h"
#include "tests/app/chat_server_scripts.h"
#include "tests/app/program_run.h"
#include "tests/support/fake_proxy.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMap>
#include <QTest>

using namespace freshet;
using namespace freshet::test;

/// `freshet index` and `freshet search` with an embedding model, as the real program.
class VectorsTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void asksNobodyWithoutAModel();
    void findsByMeaning();
    void findsByWordsWhenTheServerFails();
    void keepsALocalCollectionAsItWas();
    void showsTheModel();

private:
    void chooseModel();
    QMap<QString, int> sentTexts() const; ///< How often each one was sent.
    QStringList passages(const QString &query, QByteArray *errors = nullptr);

    std::unique_ptr<FakeHttpServer> m_server;
    std::unique_ptr<ProgramRun> m_program;
    bool m_isFailing = false;
};

static QJsonArray textsOf(const FakeHttpServer::Request &request)
{
    return QJsonDocument::fromJson(request.body)["input"].toArray();
}

/// (vehicles, animals, anything)
static QByteArray vectorOf(const QString &text)
{
    const bool isVehicle = text.contains("automobile") || text.contains("car ");
    const bool isAnimal = text.contains("dog") || text.contains("hound");
    return isVehicle ? "[1,0,0.1]" : isAnimal ? "[0,1,0.1]" : "[0,0.1,1]";
}

void VectorsTest::init()
{
    m_isFailing = false;
    m_server = std::make_unique<FakeHttpServer>();
    m_server->setHandler([this](const FakeHttpServer::Request &request) {
        if (m_isFailing)
            return jsonDocument(R"({"error":{"message":"No such model is here."}})", 404);
        QByteArrayList entries;
        const QJsonArray texts = textsOf(request);
        for (const QJsonValue &text : texts)
            entries << "{\"index\":" + QByteArray::number(entries.size())
                    + ",\"embedding\":" + vectorOf(text.toString()) + '}';
        return jsonDocument("{\"data\":[" + entries.join(',') + "]}");
    });
    m_program = std::make_unique<ProgramRun>();
    m_program->writeFile("docs/1.txt", "An automobile needs petrol to run.");
    m_program->writeFile("docs/2.txt", "A dog sleeps most of the day.");
    m_program->writeFile("docs/3.txt", "After the rain the bread was wet.");
}

void VectorsTest::chooseModel()
{
    QVERIFY(QDir().mkpath(m_program->profile()));
    SettingsStore settings(m_program->profile() + "/settings.ini");
    settings.set(keys::baseUrl("openai-compatible"), m_server->url("/v1").toString());
    settings.set(keys::embeddingModel, QStringLiteral("openai-compatible/nomic-embed-text"));
}

QMap<QString, int> VectorsTest::sentTexts() const
{
    QMap<QString, int> sent;
    for (const FakeHttpServer::Request &request : m_server->requests()) {
        const QJsonArray texts = textsOf(request);
        for (const QJsonValue &text : texts)
            ++sent[text.toString()];
    }
    return sent;
}

QStringList VectorsTest::passages(const QString &query, QByteArray *errors)
{
    const auto result = m_program->run({"search", "--json", query});
    if (errors)
        *errors = result.errors;
    QStringList found;
    for (const QJsonValue &passage : result.messages().value(0).value("passages").toArray())
        found << passage.toObject().value("text").toString();
    return found;
}

void VectorsTest::asksNobodyWithoutAModel()
{
    QCOMPARE(m_program->run({"index", m_program->filePath("docs")}).exitStatus, 0);
    QCOMPARE(passages("petrol").size(), 1);
    QVERIFY(m_server->requests().isEmpty());
}

void VectorsTest::findsByMeaning()
{
    chooseModel();
    const auto indexed = m_program->run({"index", m_program->filePath("docs")});
    QVERIFY2(indexed.exitStatus == 0, indexed.errors.constData());
    QCOMPARE(sentTexts().size(), 4); // and the probe
    QVERIFY(sentTexts().contains("search_document: A dog sleeps most of the day."));
    QVERIFY(passages("Whose hound is this?").value(0).contains("dog"));
    QVERIFY(sentTexts().contains("search_query: Whose hound is this?"));
    QVERIFY(passages("my car is broken").value(0).contains("automobile"));
}

void VectorsTest::findsByWordsWhenTheServerFails()
{
    chooseModel();
    m_isFailing = true;
    const auto indexed = m_program->run({"index", m_program->filePath("docs")});
    QCOMPARE(indexed.exitStatus, 0); // what words find is there
    QVERIFY2(indexed.errors.contains("Not every text has a vector"), indexed.errors.constData());
    QCOMPARE(passages("petrol").size(), 1);
    m_isFailing = false;
    QCOMPARE(m_program->run({"index", m_program->filePath("docs")}).exitStatus, 0);
    QVERIFY(passages("a hound").value(0).contains("dog"));
    m_isFailing = true;
    QCOMPARE(passages("petrol").size(), 1);
}

void VectorsTest::keepsALocalCollectionAsItWas()
{
    FakeProxy proxy(FakeProxy::Kind::Http, m_server->url().port());
    chooseModel();
    const QString docs = m_program->filePath("docs");
    QCOMPARE(m_program->run({"index", "--local-only", "perhaps", docs}).exitStatus, 2);
    QVERIFY(m_server->requests().isEmpty());
    {
        SettingsStore settings(m_program->profile() + "/settings.ini"); // the server of a name that is not this machine
        settings.set(
            keys::baseUrl("openai-compatible"), QStringLiteral("http://models.test:%1/v1").arg(m_server->url().port()));
        settings.set(keys::proxy("openai-compatible"), QStringLiteral("manual"));
        settings.set(keys::proxyUrl("openai-compatible"), proxy.url().toString());
    }
    const auto kept = m_program->run({"index", "--local-only", "yes", docs});
    QVERIFY2(kept.exitStatus == 0, kept.errors.constData());
    QCOMPARE(sentTexts().keys(), QStringList{"search_document: " + kEmbeddingProbe});
    QCOMPARE(m_program->run({"index", docs}).exitStatus, 0); // stays so
    QCOMPARE(sentTexts().size(), 1);
    const auto open = m_program->run({"index", "--local-only", "no", docs});
    QVERIFY2(open.exitStatus == 0, open.errors.constData());
    QCOMPARE(sentTexts().size(), 4);
}

void VectorsTest::showsTheModel()
{
    QVERIFY(m_program->run({"settings"}).output.contains("Embedding model: none"));
    chooseModel();
    const auto shown = m_program->run({"settings"});
    QVERIFY2(shown.output.contains("Embedding model: openai-compatible/nomic-embed-text"), shown.output.constData());
    QCOMPARE(m_program->run({"settings", "--json"}).messages().at(0)["retrieval"]["embedding_model"].toString(),
        "openai-compatible/nomic-embed-text");
}

QTEST_GUILESS_MAIN(VectorsTest)
#include "vectors_test.moc"
