// SPDX-License-Identifier: MIT
#include "tests/app/program_run.h"
#include "tests/core/retrieval/office_documents.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QTest>

using namespace freshet::test;

/// `freshet index`, `freshet search` and `freshet ask` about documents, as the real program.
class DocumentsTest : public QObject {
    Q_OBJECT

private slots:
    void init() { m_program = std::make_unique<ProgramRun>(); }
    void findsWhatItIndexed();
    void leavesUnchangedFilesAlone();
    void tellsHowManyFilesAreGone();
    void namesAnUnreadableDocumentAndGoesOn();
    void readsOfficeDocuments();
    void failsWhenNothingCouldBeIndexed();
    void indexesJsonLines();
    void keepsCollectionsApart();
    void answersFromACollectionWithCitations();
    void showsPassagesToPeople();
    void keepsDocumentsFromSteeringTheTerminal();
    void saysThatNothingFits();
    void writesARunOfManyQueries();
    void readsQueriesFromAPipe();
    void refusesWrongUse_data();
    void refusesWrongUse();
    void leavesTheOldRunWhenAQueryFileIsBroken();

private:
    QString warranty() const
    {
        return m_program->writeFile("docs/warranty.md",
            "# Warranty\n\n## Kettle\n\nThe kettle has a warranty of seven years.\n\n"
            "## Toaster\n\nThe toaster has a warranty of eleven months.\n");
    }
    QString cleaning() const
    {
        return m_program->writeFile("docs/cleaning.txt", "Clean the kettle with vinegar every spring.\n");
    }

    std::unique_ptr<ProgramRun> m_program;
};

void DocumentsTest::findsWhatItIndexed()
{
    warranty();
    cleaning();
    const auto indexed = m_program->run({"index", m_program->filePath("docs"), "--json"});
    QCOMPARE(indexed.exitStatus, 0);
    const QList<QJsonObject> lines = indexed.messages();
    QCOMPARE(lines.size(), 3);
    for (const QJsonObject &line : lines.first(2)) {
        QCOMPARE(line.value("type").toString(), QStringLiteral("document"));
        QCOMPARE(line.value("state").toString(), QStringLiteral("indexed"));
        QVERIFY(line.value("passages").toInt() > 0);
    }
    QCOMPARE(lines.last().value("type").toString(), QStringLiteral("summary"));
    QCOMPARE(lines.last().value("collection").toString(), QStringLiteral("documents"));
    QCOMPARE(lines.last().value("indexed").toInt(), 2);

    const auto found = m_program->run({"search", "toaster", "warranty", "--top", "1", "--json"});
    QCOMPARE(found.exitStatus, 0);
    QCOMPARE(found.messages().size(), 1);
    const QJsonArray passages = found.messages().first().value("passages").toArray();
    QCOMPARE(passages.size(), 1);
    const QJsonObject passage = passages.first().toObject();
    QVERIFY(passage.value("text").toString().contains("eleven months"));
    QVERIFY(passage.value("heading").toString().contains("Toaster"));
    QCOMPARE(QFileInfo(passage.value("path").toString()).fileName(), QStringLiteral("warranty.md"));
    QCOMPARE(passage.value("n").toInt(), 1);
}

void DocumentsTest::leavesUnchangedFilesAlone()
{
    const QString path = warranty();
    QCOMPARE(m_program->run({"index", path}).exitStatus, 0);
    const auto again = m_program->run({"index", path, "--json"});
    QCOMPARE(again.exitStatus, 0);
    QCOMPARE(again.messages().last().value("unchanged").toInt(), 1);
    QCOMPARE(again.messages().last().value("indexed").toInt(), 0);
}

void DocumentsTest::tellsHowManyFilesAreGone()
{
    const QString path = warranty();
    const QString other = cleaning();
    const QString folder = m_program->filePath("docs");
    QCOMPARE(m_program->run({"index", folder}).exitStatus, 0);
    QVERIFY(QFile::remove(path));
    const auto asJson = m_program->run({"index", folder, "--json"});
    QCOMPARE(asJson.messages().first().value("state").toString(), QStringLiteral("removed"));
    QCOMPARE(asJson.messages().last().value("removed").toInt(), 1);
    QVERIFY(QFile::remove(other));
    m_program->writeFile("docs/third.txt", "Something else.");
    const auto forPeople = m_program->run({"index", folder});
    QCOMPARE(forPeople.exitStatus, 0);
    QVERIFY2(forPeople.output.contains("1 removed"), forPeople.output.constData());
}

void DocumentsTest::namesAnUnreadableDocumentAndGoesOn()
{
    const QString good = warranty();
    const QString bad = m_program->writeFile("docs/broken.pdf", "%PDF-1.4 this is none");
    const auto asJson = m_program->run({"index", bad, good, "--json"});
    QCOMPARE(asJson.exitStatus, 0);
    QCOMPARE(asJson.messages().last().value("indexed").toInt(), 1);
    const QList<QJsonObject> lines = asJson.messages();
    const auto broken = std::find_if(
        lines.begin(), lines.end(), [&bad](const QJsonObject &line) { return line.value("path").toString() == bad; });
    QVERIFY(broken != lines.end());
    QCOMPARE(broken->value("state").toString(), QStringLiteral("failed"));
    QVERIFY(!broken->value("error").toObject().value("message").toString().isEmpty());

    const auto forPeople = m_program->run({"index", "--collection", "other", bad, good});
    QVERIFY2(forPeople.errors.contains("broken.pdf"), forPeople.errors.constData());
    QVERIFY2(forPeople.output.contains("1 indexed"), forPeople.output.constData());
}

void DocumentsTest::readsOfficeDocuments()
{
    const QByteArray kettle = docx(docxParagraph("The kettle has a warranty of seven years."));
    m_program->writeFile("docs/a.docx", kettle);
    const QString cut = m_program->writeFile("docs/b.docx", kettle.chopped(40));
    m_program->writeFile("docs/c.epub", epub({"<h1>Toaster</h1><p>The toaster has a warranty of eleven months.</p>"}));
    m_program->writeFile("docs/d.csv", "device,warranty\nKettle,7 years\n");
    m_program->writeFile("docs/e.zip", ZipMaker().bytes());
    const auto indexed = m_program->run({"index", m_program->filePath("docs"), "--json"});
    QCOMPARE(indexed.exitStatus, 0);
    const QJsonObject summary = indexed.messages().last();
    QCOMPARE(summary.value("indexed").toInt(), 3);
    QCOMPARE(summary.value("failed").toInt(), 1);
    QCOMPARE(summary.value("skipped").toInt(), 1);
    QStringList damaged;
    for (const QJsonObject &line : indexed.messages()) {
        if (line.value("error").toObject().value("message").toString().contains("damaged"))
            damaged << line.value("path").toString();
    }
    QCOMPARE(damaged, QStringList(cut));
    const auto found = m_program->run({"search", "toaster", "eleven", "--top", "1", "--json"});
    const QJsonArray passages = found.messages().first().value("passages").toArray();
    QCOMPARE(passages.size(), 1);
    QCOMPARE(passages.first().toObject().value("heading").toString(), QStringLiteral("Toaster"));
}

void DocumentsTest::failsWhenNothingCouldBeIndexed()
{
    const QString bad = m_program->writeFile("docs/broken.pdf", "%PDF-1.4 this is none");
    QCOMPARE(m_program->run({"index", bad}).exitStatus, 1);
}

void DocumentsTest::indexesJsonLines()
{
    const QString lines = m_program->writeFile("docs.jsonl",
        R"({"id":"d1","title":"Kettle","text":"Boil water in the kettle."})"
        "\n"
        R"({"id":"d2","title":"Toaster","text":"Toast bread in the toaster."})"
        "\n");
    QCOMPARE(m_program->run({"index", "--jsonl", lines, "--collection", "kitchen"}).exitStatus, 0);
    const auto found = m_program->run({"search", "--collection", "kitchen", "--json", "toast bread"});
    const QJsonObject best = found.messages().value(0).value("passages").toArray().first().toObject();
    QCOMPARE(best.value("document_id").toString(), QStringLiteral("d2"));
    QCOMPARE(best.value("title").toString(), QStringLiteral("Toaster"));
}

void DocumentsTest::keepsCollectionsApart()
{
    QCOMPARE(m_program->run({"index", "--collection", "a", warranty()}).exitStatus, 0);
    QCOMPARE(m_program->run({"index", "--collection", "b", cleaning()}).exitStatus, 0);
    const auto textsOf = [this](const QStringList &collections) {
        QByteArray texts;
        const auto found = m_program->run(QStringList{"search", "kettle", "--json"} + collections);
        return found.output;
    };
    QVERIFY(!textsOf({"--collection", "a"}).contains("vinegar"));
    QVERIFY(textsOf({"--collection", "b"}).contains("vinegar"));
    const QByteArray all = textsOf({});
    QVERIFY(all.contains("vinegar") && all.contains("seven years"));
}

void DocumentsTest::answersFromACollectionWithCitations()
{
    QCOMPARE(m_program->run({"index", warranty(), cleaning()}).exitStatus, 0);
    const auto answer = m_program->run(
        {"ask", "--provider", "documents", "--collection", "documents", "How long is the warranty of the kettle?"});
    QCOMPARE(answer.exitStatus, 0);
    QVERIFY2(answer.output.contains("seven years"), answer.output.constData());
    QVERIFY2(answer.output.contains("\nSources:\n["), answer.output.constData());
    QVERIFY2(answer.output.contains("/docs/warranty.md"), answer.output.constData());
}

void DocumentsTest::showsPassagesToPeople()
{
    QCOMPARE(m_program->run({"index", warranty()}).exitStatus, 0);
    const auto found = m_program->run({"search", "toaster"});
    QCOMPARE(found.exitStatus, 0);
    QVERIFY2(found.output.startsWith("[1] "), found.output.constData());
    QVERIFY2(found.output.contains("eleven months") && found.output.contains("warranty.md"), found.output.constData());
}

void DocumentsTest::keepsDocumentsFromSteeringTheTerminal()
{
    const QString path
        = m_program->writeFile("docs/\x1b[31mname.txt", "The gnu \x1b]52;c;ZXZpbA==\x07lives in Africa.\n");
    QCOMPARE(m_program->run({"index", path}).exitStatus, 0);
    const auto found = m_program->run({"search", "gnu"});
    QVERIFY2(found.output.contains("lives in Africa"), found.output.constData());
    QVERIFY2(!found.output.contains('\x1b') && !found.output.contains('\x07'), found.output.constData());
}

void DocumentsTest::saysThatNothingFits()
{
    QCOMPARE(m_program->run({"index", warranty()}).exitStatus, 0);
    const auto found = m_program->run({"search", "zyzzyva"});
    QCOMPARE(found.exitStatus, 0);
    QCOMPARE(found.output, QByteArray());
    QVERIFY(!found.errors.isEmpty());
    const auto asJson = m_program->run({"search", "zyzzyva", "--json"});
    QCOMPARE(asJson.messages().value(0).value("passages").toArray().size(), 0);
}

void DocumentsTest::writesARunOfManyQueries()
{
    QByteArray documents;
    for (int n = 0; n < 150; ++n) {
        documents += QStringLiteral(R"({"id":"d%1","title":"T","text":"common word%2"})").arg(n).arg(n).toUtf8() + '\n';
    }
    QCOMPARE(m_program->run({"index", "--jsonl", m_program->writeFile("d.jsonl", documents)}).exitStatus, 0);
    const QString queries
        = m_program->writeFile("q.jsonl", "{\"id\":\"q1\",\"text\":\"word42\"}\n\n{\"id\":7,\"text\":\"common\"}\n");
    const QString out = m_program->filePath("run.tsv");
    QCOMPARE(m_program->run({"search", "--queries", queries, "--run", out}).exitStatus, 0);
    QFile file(out);
    QVERIFY(file.open(QFile::ReadOnly));
    const QByteArrayList lines = file.readAll().trimmed().split('\n');
    QVERIFY2(lines.first().startsWith("q1\td42\t1\t"), lines.first().constData());
    int ofSeven = 0;
    QSet<QByteArray> seen;
    double lastScore = 0;
    for (const QByteArray &line : lines) {
        const QByteArrayList fields = line.split('\t');
        QCOMPARE(fields.size(), 4);
        if (fields.at(0) != "7")
            continue;
        ++ofSeven;
        QCOMPARE(fields.at(2).toInt(), ofSeven);
        QVERIFY(!seen.contains(fields.at(1)));
        seen.insert(fields.at(1));
        QVERIFY(ofSeven == 1 || fields.at(3).toDouble() <= lastScore);
        lastScore = fields.at(3).toDouble();
    }
    QCOMPARE(ofSeven, 100);
}

void DocumentsTest::readsQueriesFromAPipe()
{
    QCOMPARE(m_program->run({"index", warranty()}).exitStatus, 0);
    const QString out = m_program->filePath("run.tsv");
    const auto searched = m_program->run({"search", "--queries", "/dev/stdin", "--run", out},
        "{\"id\":\"q1\",\"text\":\"kettle\"}\n\n{\"id\":\"q2\",\"text\":\"toaster\"}");
    QCOMPARE(searched.exitStatus, 0);
    QFile file(out);
    QVERIFY(file.open(QFile::ReadOnly));
    const QByteArray lines = file.readAll();
    QVERIFY2(lines.startsWith("q1\t") && lines.contains("\nq2\t"), lines.constData());
}

void DocumentsTest::refusesWrongUse_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("names");
    QTest::newRow("a path that is not there") << QStringList{"index", "/nowhere/a.md"} << "/nowhere/a.md";
    QTest::newRow("documents for the guide")
        << QStringList{"index", "--collection", "guide", "/proc/version"} << "guide";
    QTest::newRow("JSON lines that are not there")
        << QStringList{"index", "--jsonl", "/nowhere/a.jsonl"} << "/nowhere/a.jsonl";
    QTest::newRow("queries that are not there")
        << QStringList{"search", "--queries", "/nowhere/q", "--run", "/tmp/r"} << "/nowhere/q";
    QTest::newRow("no queries") << QStringList{"search", "--queries", "/dev/null", "--run", "/tmp/r"} << "/dev/null";
    QTest::newRow("a run that cannot be written")
        << QStringList{"search", "--queries", "/dev/null", "--run", "/nowhere/r"} << "/nowhere/r";
}

void DocumentsTest::refusesWrongUse()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, names);
    const auto result = m_program->run(arguments);
    QCOMPARE(result.exitStatus, 2);
    QVERIFY2(result.errors.contains(names.toUtf8()), result.errors.constData());
}

void DocumentsTest::leavesTheOldRunWhenAQueryFileIsBroken()
{
    const QString out = m_program->writeFile("run.tsv", "old\n");
    const QString queries = m_program->writeFile("q.jsonl", "{\"id\":\"q1\",\"text\":\"a\"}\nnot json\n");
    const auto result = m_program->run({"search", "--queries", queries, "--run", out});
    QCOMPARE(result.exitStatus, 2);
    QVERIFY2(result.errors.contains("line 2"), result.errors.constData());
    QFile file(out);
    QVERIFY(file.open(QFile::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("old\n"));
}

QTEST_GUILESS_MAIN(DocumentsTest)
#include "documents_test.moc"
