// SPDX-License-Identifier: MIT
#include "core/retrieval/chunker.h"
#include "core/retrieval/document_reader.h"
#include "tests/support/processor_timer.h"

#include <QTest>

using namespace freshet;

/// CSV and TSV.
class TableReaderTest : public QObject {
    Q_OBJECT

private slots:
    void knowsTheColumnsAndTheRows_data();
    void knowsTheColumnsAndTheRows();
    void cutsBetweenRowsUnderTheNamesOfTheColumns();
    void cutsARowThatIsTooLong();
    void isLinearOnHostileTables_data();
    void isLinearOnHostileTables();
};

static ExtractedText readTable(const QString &name, const QByteArray &bytes)
{
    const DocumentReader *reader = readerFor(name, bytes.left(8192));
    return reader ? reader->read(bytes, [] { return false; }).value_or(ExtractedText()) : ExtractedText();
}

void TableReaderTest::knowsTheColumnsAndTheRows_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("table");
    QTest::addColumn<QString>("columns");
    QTest::addColumn<QList<qsizetype>>("rows");

    using Rows = QList<qsizetype>;
    QTest::newRow("commas") << "a.csv" << QByteArray("city,height\nBern,540\nUri,500\n") << "city · height"
                            << Rows{12, 21};
    QTest::newRow("semicolons, with commas in the numbers")
        << "a.csv" << QByteArray("Ort;Höhe\nBern;540,5\nUri;500,1") << "Ort · Höhe" << Rows{9, 20};
    QTest::newRow("tabs") << "a.tsv" << QByteArray("city\theight\nBern, CH\t540\n") << "city · height" << Rows{12};
    QTest::newRow("bars") << "a.csv" << QByteArray("city|height\nBern|540\n") << "city · height" << Rows{12};
    QTest::newRow("a line break in quotes")
        << "a.csv" << QByteArray("city,note\n\"Bern\",\"a \"\"b\"\",\nc\"\nUri,d\n") << "city · note" << Rows{10, 30};
    QTest::newRow("quotes around names") << "a.csv" << QByteArray("\"the city\",\"height, m\"\nBern,540\n")
                                         << "the city · height, m" << Rows{23};
    QTest::newRow("a quote that nothing closes") << "a.csv" << QByteArray("a,b\n\"c,d\ne,f\n") << "a · b" << Rows{4, 9};
    QTest::newRow("an inch is no quote") << "a.csv" << QByteArray("pipe,size\nA,5\"\nB,6\"\n") << "pipe · size"
                                         << Rows{10, 15};
    QTest::newRow("no names") << "a.csv" << QByteArray("Bern,540\nUri,500\n") << "" << Rows{9};
    QTest::newRow("names alone") << "a.csv" << QByteArray("city,height") << "" << Rows{};
    QTest::newRow("one column") << "a.csv" << QByteArray("city\nBern\n") << "" << Rows{5};
    QTest::newRow("CRLF") << "a.csv" << QByteArray("a,b\r\n1,2\r\n") << "a · b" << Rows{4};
    QTest::newRow("nothing") << "a.csv" << QByteArray() << "" << Rows{};
}

void TableReaderTest::knowsTheColumnsAndTheRows()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, table);
    QFETCH(QString, columns);
    QFETCH(QList<qsizetype>, rows);

    const ExtractedText document = readTable(name, table);
    QCOMPARE(document.headings.isEmpty() ? QString() : document.headings.first().text, columns);
    QCOMPARE(document.cuts, rows);
    QCOMPARE(document.text, QString::fromUtf8(table).remove('\r'));
}

void TableReaderTest::cutsBetweenRowsUnderTheNamesOfTheColumns()
{
    QByteArray table("city,note\n");
    for (int i = 0; i < 400; ++i)
        table += "city " + QByteArray::number(i) + ",\"high. Very.\n\nHigh.\"\n";
    const ExtractedText document = readTable("a.csv", table);
    const QList<Passage> passages = passagesOf(document);
    QVERIFY(passages.size() > 5);
    for (const Passage &passage : passages) {
        QCOMPARE(passage.text, document.text.mid(passage.start, passage.end - passage.start));
        QVERIFY(passage.start == 0 || document.cuts.contains(passage.start));
        QVERIFY(passage.text.endsWith("High.\""));
        QVERIFY(passage.text.size() > 800);
        QCOMPARE(passage.heading, QStringLiteral("city · note"));
    }
}

void TableReaderTest::cutsARowThatIsTooLong()
{
    const ExtractedText document = readTable("a.csv", "a,b\n1," + QByteArray("word ").repeated(2000) + "\n2,x\n");
    for (const Passage &passage : passagesOf(document))
        QVERIFY(passage.text.size() <= ChunkLimits().most);
}

void TableReaderTest::isLinearOnHostileTables_data()
{
    QTest::addColumn<QByteArray>("piece");
    for (const char *piece : {"\"", "\"\"", ",", "\n", "\",\"", "\"\n", "a\"\"b,\"", "|;,\t"})
        QTest::addRow("%s", qPrintable(QString(piece).replace('\n', "\\n"))) << QByteArray(piece);
}

void TableReaderTest::isLinearOnHostileTables()
{
    QFETCH(QByteArray, piece);

    const test::ProcessorTimer clock;
    passagesOf(readTable("a.csv", piece.repeated(int(400'000 / piece.size()))));
    QVERIFY2(clock.elapsedMs() < 10'000, qPrintable(QString::number(clock.elapsedMs())));
}

QTEST_GUILESS_MAIN(TableReaderTest)
#include "table_reader_test.moc"
