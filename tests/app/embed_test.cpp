// SPDX-License-Identifier: MIT
#include "tests/app/chat_server_scripts.h"
#include "tests/app/program_run.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <csignal>

using namespace freshet::test;

namespace {

/// A vector for each text: (its length, 1).
Script embeddingsOf(const FakeHttpServer::Request &request)
{
    QByteArrayList entries;
    const QJsonArray texts = QJsonDocument::fromJson(request.body)["input"].toArray();
    for (const QJsonValue &text : texts)
        entries << "{\"index\":" + QByteArray::number(entries.size()) + ",\"embedding\":["
                + QByteArray::number(text.toString().size()) + ",1]}";
    return jsonDocument("{\"data\":[" + entries.join(',') + "]}");
}

} // namespace

/// `freshet embed` as the real program.
class EmbedTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void printsALineOfJsonForEachText();
    void showsATableToPeople();
    void readsTextsFromAFile();
    void readsTextsFromStandardInput();
    void asksAsTheOptionsSay();
    void usesTheFirstEmbeddingModelOfTheProvider();
    void failsWithTheServersError();
    void namesTheTextThatIsEmpty();
    void saysWhoMakesEmbeddings();
    void saysThatTheProviderIsNotSetUp();
    void refusesWrongUse_data();
    void refusesWrongUse();
    void stopsWhenInterrupted();

private:
    QStringList embed(const QStringList &more) const
    {
        return QStringList{"embed", "--base-url", m_server->url("/v1").toString(), "--model", "m"} + more;
    }
    QJsonObject sent() const { return QJsonDocument::fromJson(m_server->requests().value(0).body).object(); }

    std::unique_ptr<FakeHttpServer> m_server;
    std::unique_ptr<ProgramRun> m_program;
};

void EmbedTest::init()
{
    m_server = std::make_unique<FakeHttpServer>();
    m_server->setHandler(embeddingsOf);
    m_program = std::make_unique<ProgramRun>();
}

void EmbedTest::printsALineOfJsonForEachText()
{
    const auto result = m_program->run(embed({"--json", "one", "two words"}));
    QVERIFY2(result.exitStatus == 0, result.errors.constData());
    const QList<QJsonObject> lines = result.messages();
    QCOMPARE(lines.size(), 2);
    for (qsizetype i = 0; i < lines.size(); ++i) {
        QCOMPARE(lines.at(i).value("n").toInt(), i + 1);
        QCOMPARE(lines.at(i).value("dimensions").toInt(), 2);
        const QJsonArray vector = lines.at(i).value("embedding").toArray();
        QCOMPARE(vector.size(), 2);
        QCOMPARE(qRound(vector.at(0).toDouble() / vector.at(1).toDouble()), i == 0 ? 3 : 9);
    }
    QCOMPARE(result.errors, QByteArray());
    QCOMPARE(sent().value("input").toArray(), (QJsonArray{"one", "two words"}));
}

void EmbedTest::showsATableToPeople()
{
    const auto result = m_program->run(embed({"one", "two\x1b[31m", "--timeout", "5"}));
    QCOMPARE(result.exitStatus, 0);
    const QByteArrayList lines = result.output.split('\n');
    QCOMPARE(lines.size(), 4); // with the head, and nothing after the last line end
    QVERIFY(lines.at(0).contains("dimensions") && lines.at(0).contains("similarity"));
    QCOMPARE(lines.at(1).simplified(), QByteArray("1 2 1.0000 1.0000 0.9487 0.3162 one"));
    QVERIFY(!result.output.contains('\x1b'));
}

void EmbedTest::readsTextsFromAFile()
{
    const QString path = m_program->writeFile("texts.txt", "one\r\ntwo words\nlast");
    const auto result = m_program->run(embed({"--json", "--input", path}));
    QVERIFY2(result.exitStatus == 0, result.errors.constData());
    QCOMPARE(sent().value("input").toArray(), (QJsonArray{"one", "two words", "last"}));
    QCOMPARE(result.messages().size(), 3);
}

void EmbedTest::readsTextsFromStandardInput()
{
    const auto result = m_program->run(embed({"--json", "--input", "-"}), "one\ntwo\n");
    QCOMPARE(result.exitStatus, 0);
    QCOMPARE(sent().value("input").toArray(), (QJsonArray{"one", "two"}));
}

void EmbedTest::asksAsTheOptionsSay()
{
    m_program->setEnvironment("FRESHET_API_KEY_OPENAI", "k-0123456789");
    const auto result = m_program->run(embed({"--provider", "openai", "--dimensions", "2", "--query", "one"}));
    QCOMPARE(result.exitStatus, 0);
    QCOMPARE(m_server->requests().first().path, QByteArray("/v1/embeddings"));
    QCOMPARE(m_server->requests().first().header("authorization"), QByteArray("Bearer k-0123456789"));
    QCOMPARE(sent().value("model").toString(), "m");
    QCOMPARE(sent().value("dimensions").toInt(), 2);
}

void EmbedTest::usesTheFirstEmbeddingModelOfTheProvider()
{
    const auto embedWith = [this](const QString &provider) {
        return m_program->run({"embed", "--provider", provider, "--base-url", m_server->url("/v1").toString(), "one"});
    };
    QCOMPARE(embedWith("openai").exitStatus, 0);
    QCOMPARE(sent().value("model").toString(), "text-embedding-3-small");
    const auto result = embedWith("openai-compatible"); // whose models nobody knows beforehand
    QCOMPARE(result.exitStatus, 1);
    QVERIFY2(result.errors.contains("--model"), result.errors.constData());
}

void EmbedTest::failsWithTheServersError()
{
    m_server->setHandler([](const FakeHttpServer::Request &) {
        return jsonDocument(R"({"error":{"message":"raw words","code":"invalid_api_key"}})", 401);
    });
    const auto result = m_program->run(embed({"--json", "one"}));
    QCOMPARE(result.exitStatus, 1);
    QCOMPARE(result.messages().size(), 1);
    QCOMPARE(result.messages().first().value("type").toString(), "error");
    QCOMPARE(result.messages().first().value("kind").toString(), "auth");
    QVERIFY(result.errors.startsWith("freshet: ") && !result.errors.contains("raw words"));
}

void EmbedTest::namesTheTextThatIsEmpty()
{
    const QString path = m_program->writeFile("texts.txt", "one\n\nthree\n");
    const auto result = m_program->run(embed({"--input", path}));
    QCOMPARE(result.exitStatus, 1);
    QVERIFY2(result.errors.contains("Text 2 is empty"), result.errors.constData());
    QCOMPARE(result.output, QByteArray());
    QVERIFY(m_server->requests().isEmpty());
}

void EmbedTest::saysWhoMakesEmbeddings()
{
    const auto result = m_program->run({"embed", "one"});
    QCOMPARE(result.exitStatus, 1);
    for (const char *name : {"makes no embeddings", "OpenAI", "Ollama", "Hugging Face"})
        QVERIFY2(result.errors.contains(name), result.errors.constData());
}

void EmbedTest::saysThatTheProviderIsNotSetUp()
{
    const auto result = m_program->run({"embed", "--provider", "openai", "one"});
    QCOMPARE(result.exitStatus, 3);
    QVERIFY(result.errors.contains("FRESHET_API_KEY_OPENAI"));
}

void EmbedTest::refusesWrongUse_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("unknown provider") << QStringList{"embed", "--provider", "nobody", "one"};
    QTest::newRow("no URL") << QStringList{"embed", "--provider", "ollama", "--base-url", "::", "one"};
    QTest::newRow("no such file") << QStringList{"embed", "--input", "/nowhere/at/all"};
    QTest::newRow("a folder") << QStringList{"embed", "--input", "/"};
    QTest::newRow("a file that is no text") << QStringList{"embed", "--input", "LATIN1"};
    QTest::newRow("no texts") << QStringList{"embed"};
}

void EmbedTest::refusesWrongUse()
{
    QFETCH(QStringList, arguments);
    arguments.replaceInStrings("LATIN1", m_program->writeFile("latin1.txt", "Caf\xe9\n"));
    const auto result = m_program->run(arguments);
    QCOMPARE(result.exitStatus, 2);
    QCOMPARE(result.output, QByteArray());
    QVERIFY(result.errors.startsWith("freshet: "));
}

void EmbedTest::stopsWhenInterrupted()
{
    m_server->setHandler([](const FakeHttpServer::Request &) { return Script().send("{").stall(); });
    m_program->start(embed({"one"}));
    QTRY_COMPARE(m_server->requests().size(), 1);
    m_program->sendSignal(SIGINT);
    const auto result = m_program->wait();
    QCOMPARE(result.exitStatus, 130);
    QCOMPARE(result.output, QByteArray());
}

QTEST_GUILESS_MAIN(EmbedTest)
#include "embed_test.moc"
