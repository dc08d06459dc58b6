// SPDX-License-Identifier: MIT
#include "core/settings/keys.h"
#include "core/settings/settings_store.h"
#include "tests/app/chat_server_scripts.h"
#include "tests/app/program_run.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <csignal>
#include <memory>
#include <sys/stat.h>

using namespace freshet;
using namespace freshet::test;

/// `freshet search --queries FILE --run OUT`, as the real program: what is wrong is said, and OUT is whole or not
/// there.
class SearchRunTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void ranksDocumentsByTheirBestPassage();
    void keepsFieldsApart();
    void asksOnlyTheCollectionsThatAreNamed();
    void findsNothingWithoutFailing();
    void saysHowManyWereAskedWithoutVectors();
    void saysWhatIsWrongWithALine_data();
    void saysWhatIsWrongWithALine();
    void refusesACollectionThatIsNotThere();
    void saysWhenTheRunCannotBeWritten_data();
    void saysWhenTheRunCannotBeWritten();
    void replacesNothingThatIsNoFile();
    void leavesTheOldRunWhenStopped_data();
    void leavesTheOldRunWhenStopped();

private:
    void index(const QByteArray &lines, const QString &collection = QStringLiteral("documents"));
    QByteArrayList lines() const;
    QString out() const { return m_program->filePath("runs/run.tsv"); }
    QStringList outFolder() const { return QDir(m_program->filePath("runs")).entryList(QDir::Files); }

    std::unique_ptr<ProgramRun> m_program;
};

void SearchRunTest::init()
{
    m_program = std::make_unique<ProgramRun>();
    QVERIFY(QDir().mkpath(m_program->filePath("runs")));
}

void SearchRunTest::index(const QByteArray &lines, const QString &collection)
{
    const QString path = m_program->writeFile("docs.jsonl", lines);
    QCOMPARE(m_program->run({"index", "--jsonl", path, "--collection", collection}).exitStatus, 0);
}

QByteArrayList SearchRunTest::lines() const
{
    QFile file(out());
    return file.open(QFile::ReadOnly) ? file.readAll().split('\n') : QByteArrayList{"no run"};
}

void SearchRunTest::ranksDocumentsByTheirBestPassage()
{
    const QByteArray filler = QByteArray("Nothing of that kind is told in this sentence. ").repeated(30);
    QByteArray book = "{\"id\":\"book\",\"title\":\"B\",\"text\":\"";
    for (int chapter = 0; chapter < 20; ++chapter)
        book += (chapter % 5 == 0 ? "A copper kettle was seen. " : "") + filler;
    index(book + "\"}\n{\"id\":\"note\",\"title\":\"N\",\"text\":\"The copper kettle needs descaling.\"}\n");
    const QString queries = m_program->writeFile("q.jsonl", "{\"id\":\"q\",\"text\":\"descaling a copper kettle\"}");
    QCOMPARE(m_program->run({"search", "--queries", queries, "--run", out()}).exitStatus, 0);
    QCOMPARE(lines().size(), 3); // each document once, and the end of the last line
    QVERIFY2(lines().at(0).startsWith("q\tnote\t1\t"), lines().at(0).constData());
    QVERIFY2(lines().at(1).startsWith("q\tbook\t2\t"), lines().at(1).constData());
}

void SearchRunTest::keepsFieldsApart()
{
    index("{\"id\":\"a\\tb\\nc\",\"title\":\"T\",\"text\":\"kettle\"}\n");
    const QString queries = m_program->writeFile("q.jsonl", "{\"id\":\"q\\t1\",\"text\":\"kettle\"}");
    QCOMPARE(m_program->run({"search", "--queries", queries, "--run", out()}).exitStatus, 0);
    QVERIFY2(lines().at(0).startsWith("q 1\ta b c\t1\t"), lines().at(0).constData());
    QCOMPARE(lines().size(), 2);
}

void SearchRunTest::asksOnlyTheCollectionsThatAreNamed()
{
    index("{\"id\":\"a\",\"title\":\"T\",\"text\":\"kettle\"}\n", "first");
    index("{\"id\":\"b\",\"title\":\"T\",\"text\":\"kettle\"}\n", "second");
    const QString queries = m_program->writeFile("q.jsonl", "{\"id\":\"q\",\"text\":\"kettle\"}");
    QCOMPARE(m_program->run({"search", "--queries", queries, "--run", out(), "--collection", "second"}).exitStatus, 0);
    QCOMPARE(lines().size(), 2);
    QVERIFY2(lines().at(0).startsWith("q\tb\t1\t"), lines().at(0).constData());
}

void SearchRunTest::findsNothingWithoutFailing()
{
    index("{\"id\":\"a\",\"title\":\"T\",\"text\":\"kettle\"}\n");
    const QString queries
        = m_program->writeFile("q.jsonl", "{\"id\":1,\"text\":\"zyzzyva\"}\n{\"id\":2,\"text\":\"kettle\"}\n");
    QCOMPARE(m_program->run({"search", "--queries", queries, "--run", out()}).exitStatus, 0);
    QCOMPARE(lines().size(), 2);
    QVERIFY2(lines().at(0).startsWith("2\ta\t1\t"), lines().at(0).constData());
}

void SearchRunTest::saysHowManyWereAskedWithoutVectors()
{
    FakeHttpServer server;
    server.setHandler([](const FakeHttpServer::Request &) {
        return jsonDocument(R"({"error":{"message":"No such model is here."}})", 404);
    });
    index("{\"id\":\"a\",\"title\":\"T\",\"text\":\"kettle\"}\n");
    const QString queries
        = m_program->writeFile("q.jsonl", "{\"id\":\"q\",\"text\":\"kettle\"}\n{\"id\":\"r\",\"text\":\"no kettle\"}");
    const QStringList arguments{"search", "--queries", queries, "--run", out()};
    QVERIFY(!m_program->run(arguments).errors.contains("without vectors"));
    {
        SettingsStore settings(m_program->profile() + "/settings.ini");
        settings.set(keys::baseUrl("openai-compatible"), server.url("/v1").toString());
        settings.set(keys::embeddingModel, QStringLiteral("openai-compatible/nomic-embed-text"));
    }
    const auto searched = m_program->run(arguments);
    QCOMPARE(searched.exitStatus, 0);
    QVERIFY2(searched.errors.contains("Asked without vectors: 2, the first because: "), searched.errors.constData());
    QCOMPARE(lines().size(), 3);
}

void SearchRunTest::saysWhatIsWrongWithALine_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("says");

    QTest::newRow("no JSON") << QByteArray("kettle") << QByteArray("is no JSON (illegal value, at byte 1)");
    QTest::newRow("cut off") << QByteArray("{\"id\":\"q9\",\"text\":\"ke") << QByteArray("is no JSON (");
    QTest::newRow("two objects") << QByteArray("{\"id\":\"q9\",\"text\":\"a\"}{}") << QByteArray("is no JSON (");
    QTest::newRow("an array") << QByteArray("[\"q9\",\"kettle\"]") << QByteArray("is no JSON object");
    QTest::newRow("no id") << QByteArray("{\"text\":\"kettle\"}") << QByteArray("has no \"id\"");
    QTest::newRow("an id that is none") << QByteArray("{\"id\":{},\"text\":\"kettle\"}") << QByteArray("has no \"id\"");
    QTest::newRow("no text") << QByteArray("{\"id\":\"q9\"}") << QByteArray("has no \"text\"");
    QTest::newRow("a text that is none") << QByteArray("{\"id\":\"q9\",\"text\":7}") << QByteArray("has no \"text\"");
    QTest::newRow("a blank text") << QByteArray("{\"id\":\"q9\",\"text\":\" \"}") << QByteArray("has no \"text\"");
    QTest::newRow("an id again") << QByteArray("{\"id\":\"q1\",\"text\":\"roof\"}")
                                 << QByteArray("has the id \"q1\" of line 1");
}

void SearchRunTest::saysWhatIsWrongWithALine()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, says);

    index("{\"id\":\"a\",\"title\":\"T\",\"text\":\"kettle\"}\n");
    const QString queries = m_program->writeFile(
        "q.jsonl", "{\"id\":\"q1\",\"text\":\"kettle\"}\n\n" + line + "\n{\"id\":\"q3\",\"text\":\"kettle\"}\n");
    const auto refused = m_program->run({"search", "--queries", queries, "--run", out()});
    QCOMPARE(refused.exitStatus, 2);
    QVERIFY2(refused.errors.contains(QByteArray(queries.toUtf8() + ", line 3, " + says)), refused.errors.constData());
    QCOMPARE(outFolder(), QStringList());
}

void SearchRunTest::refusesACollectionThatIsNotThere()
{
    index("{\"id\":\"a\",\"title\":\"T\",\"text\":\"kettle\"}\n", "kitchen");
    const QString queries = m_program->writeFile("q.jsonl", "{\"id\":\"q\",\"text\":\"kettle\"}");
    m_program->writeFile("runs/run.tsv", "old\n");
    const auto refused = m_program->run(
        {"search", "--queries", queries, "--run", out(), "--collection", "kitchen", "--collection", "kichen"});
    QCOMPARE(refused.exitStatus, 2);
    QVERIFY2(refused.errors.contains("no collection kichen"), refused.errors.constData());
    QCOMPARE(lines(), QByteArrayList({"old", ""}));
    QCOMPARE(outFolder(), QStringList("run.tsv"));

    // The guide is there whenever it is named.
    QCOMPARE(m_program->run({"search", "--queries", queries, "--run", out(), "--collection", "guide"}).exitStatus, 0);
}

void SearchRunTest::saysWhenTheRunCannotBeWritten_data()
{
    QTest::addColumn<QString>("path");

    QTest::newRow("a folder that is not there") << "/nowhere/run.tsv";
    QTest::newRow("a folder") << "/proc";
}

void SearchRunTest::saysWhenTheRunCannotBeWritten()
{
    QFETCH(QString, path);

    index("{\"id\":\"a\",\"title\":\"T\",\"text\":\"kettle\"}\n");
    const QString queries = m_program->writeFile("q.jsonl", "{\"id\":\"q\",\"text\":\"kettle\"}");
    const auto refused = m_program->run({"search", "--queries", queries, "--run", path});
    QCOMPARE(refused.exitStatus, 2);
    QVERIFY2(refused.errors.contains(QByteArray(path.toUtf8() + " cannot be written: ")), refused.errors.constData());
}

/// A pipe stands for /dev/full and the like, which a test should not put at risk.
void SearchRunTest::replacesNothingThatIsNoFile()
{
    index("{\"id\":\"a\",\"title\":\"T\",\"text\":\"kettle\"}\n");
    const QString queries = m_program->writeFile("q.jsonl", "{\"id\":\"q\",\"text\":\"kettle\"}");
    QCOMPARE(::mkfifo(QFile::encodeName(out()).constData(), 0600), 0);
    const auto refused = m_program->run({"search", "--queries", queries, "--run", out()});
    QCOMPARE(refused.exitStatus, 2);
    QVERIFY2(refused.errors.contains("cannot be written: it is no file"), refused.errors.constData());
    struct stat info { };
    QCOMPARE(::stat(QFile::encodeName(out()).constData(), &info), 0);
    QVERIFY(S_ISFIFO(info.st_mode));
}

void SearchRunTest::leavesTheOldRunWhenStopped_data()
{
    QTest::addColumn<int>("signal");
    QTest::addColumn<int>("exitStatus");

    QTest::newRow("by Ctrl+C") << SIGINT << 130;
    QTest::newRow("by being killed") << SIGKILL << -1;
}

void SearchRunTest::leavesTheOldRunWhenStopped()
{
    QFETCH(int, signal);
    QFETCH(int, exitStatus);

    QByteArray documents;
    for (int n = 0; n < 300; ++n)
        documents += "{\"id\":\"d" + QByteArray::number(n) + "\",\"title\":\"T\",\"text\":\"kettle number "
            + QByteArray::number(n) + "\"}\n";
    index(documents);
    m_program->writeFile("runs/run.tsv", "old\n");
    const QString queries = m_program->filePath("many.jsonl");
    QFile file(queries);
    QVERIFY(file.open(QFile::WriteOnly));
    for (int n = 0; n < 20'000; ++n)
        file.write(
            "{\"id\":" + QByteArray::number(n) + ",\"text\":\"kettle number " + QByteArray::number(n % 300) + "\"}\n");
    file.close();

    m_program->start({"search", "--queries", queries, "--run", out()});
    // The file that is to become the run has no name before it is whole; so it is found by the program's hand on it.
    const auto begunBytes = [this] {
        const QDir hands(QStringLiteral("/proc/%1/fd").arg(m_program->processId()));
        qint64 bytes = 0;
        for (const QFileInfo &hand : hands.entryInfoList(QDir::Files | QDir::System)) {
            if (hand.symLinkTarget().startsWith(m_program->filePath("runs")))
                bytes += hand.size();
        }
        return bytes;
    };
    QTRY_VERIFY_WITH_TIMEOUT(begunBytes() > 0, 30'000);
    m_program->sendSignal(signal);
    QCOMPARE(m_program->wait().exitStatus, exitStatus);
    QCOMPARE(lines(), QByteArrayList({"old", ""}));
    if (signal != SIGKILL)
        QCOMPARE(outFolder(), QStringList("run.tsv"));
}

QTEST_GUILESS_MAIN(SearchRunTest)
#include "search_run_test.moc"
