// SPDX-License-Identifier: MIT
#include "core/retrieval/chunker.h"
#include "core/retrieval/reader_process.h"
#include "core/retrieval/text_decoder.h"
#include "tests/core/retrieval/office_documents.h"
#include "tests/support/mutated.h"

#include <QFile>
#include <QTest>

using namespace freshet;
using namespace freshet::test;

/// Documents of every format after accidents, and made to do harm: whatever they are, the text that comes of them is
/// sound, passages are exact slices of it, and the next document is read.
class HostileDocumentsTest : public QObject {
    Q_OBJECT

private slots:
    void survivesAccidents_data();
    void survivesAccidents();
    void keepsBombsFromTheMemory_data();
    void keepsBombsFromTheMemory();

private:
    ReaderProcess m_process{{.limits = {.niceness = 0}}};
};

/// Sanitizers reserve terabytes.
static constexpr bool kHasMemoryLimit =
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    false;
#else
    true;
#endif

static QByteArray pdf()
{
    QFile file(QStringLiteral(FRESHET_TEST_DATA "/documents/two_pages.pdf"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// What is wrong with what came of a document; empty when nothing is.
static QString complaintAbout(const ExtractedText &document)
{
    const QString &text = document.text;
    if (text != canonicalText(text))
        return "the text is not canonical";
    qsizetype last = 0;
    for (const HeadingMark &heading : document.headings) {
        if (heading.offset < last || heading.offset > text.size() || heading.level < 1 || heading.level > 6)
            return "a heading is nowhere";
        last = heading.offset;
    }
    qsizetype covered = 0;
    for (const Passage &passage : passagesOf(document)) {
        if (passage.start < covered || passage.text != text.mid(passage.start, passage.end - passage.start))
            return "a passage is no slice";
        if (!QStringView(text).sliced(covered, passage.start - covered).trimmed().isEmpty())
            return "text is in no passage";
        if (passage.text != wellFormedText(passage.text))
            return "a character is cut in two";
        covered = passage.end;
    }
    return QStringView(text).sliced(covered).trimmed().isEmpty() ? QString() : "the end is in no passage";
}

void HostileDocumentsTest::survivesAccidents_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("accidents");

    const QByteArray words = QByteArray("The walrus \xf0\x9f\x98\x80 lives on the ice. ").repeated(90);
    QTest::newRow("a.txt") << words << 500;
    QTest::newRow("a.md") << QByteArray("# A\n\n" + words + "\n\n## B\n```\n# c\n```\n" + words) << 500;
    QTest::newRow("a.html") << QByteArray("<title>T</title><h1>A</h1><p>" + words + "<table><tr><td>b</table>&#128512;")
                            << 500;
    QTest::newRow("a.csv") << QByteArray("city,note\n" + QByteArray("Bern,\"" + words + "\"\n").repeated(3)) << 500;
    QTest::newRow("a.cpp") << QByteArray("class A {\n  void b() { c(\"}\"); }\n};\n/* " + words + "*/ int d() { }\n")
                           << 500;
    QTest::newRow("a.py") << QByteArray("class A:\n    def b(self):\n        '''" + words + "'''\ndef d(): pass\n")
                          << 500;
    QTest::newRow("a.docx") << docx(docxParagraph("A", "H") + docxParagraph(words) + "<w:tbl><w:tr><w:tc>"
            + docxParagraph("c") + "</w:tc></w:tr></w:tbl>",
        {{"word/styles.xml",
            "<w:styles xmlns:w=\"w\"><w:style w:styleId=\"H\"><w:name w:val=\"heading 1\"/></w:style></w:styles>"}})
                            << 500;
    QTest::newRow("a.odt") << odt("<text:h>A</text:h><text:p>" + words
        + "<text:note><text:note-body><text:p>n</text:p>"
          "</text:note-body></text:note></text:p>")
                           << 500;
    QTest::newRow("a.epub") << epub({"<h1>A</h1><p>" + words, "<h2>B</h2>" + words}) << 500;
    QTest::newRow("a.pdf") << pdf() << 60; // a process each
}

void HostileDocumentsTest::survivesAccidents()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, accidents);
    const QString name = QString::fromLatin1(QTest::currentDataTag());
    const QByteArrayList scraps{"\"", "<", "\n", QByteArray(1, '\0'), "\xff\xfe", "&#x1F600;", "{", "PK\x03\x04", "\r",
        "\xed\xa0\x80", "```", "<w:p>", QByteArray(300, '(')};

    QRandomGenerator random(20'26);
    int read = 0;
    for (int i = 0; i < accidents; ++i) {
        const QByteArray broken = i == 0 ? bytes : mutated(bytes, random, scraps);
        const DocumentReader *reader
            = readerFor(name, QByteArrayView(broken).first(qMin<qsizetype>(8192, broken.size())));
        if (!reader)
            continue;
        const auto never = [] { return false; };
        // A package is the last that its process reads: most of them are read here, where a crash is not overlooked.
        const bool isApart = !reader->readsPackages() || i % 10 == 0;
        const auto document = isApart ? m_process.read(*reader, name, broken, never) : reader->read(broken, never);
        if (document) {
            ++read;
            const QString complaint = complaintAbout(*document);
            QVERIFY2(complaint.isEmpty(), qPrintable(QString(complaint + ' ' + broken.toHex().left(4000))));
        } else {
            const QString message = document.error().message;
            QVERIFY2(!message.isEmpty() && !message.contains("crash") && !message.contains("went wrong")
                    && !message.contains("memory") && !message.contains("too long"),
                qPrintable(QString(message + ' ' + broken.toHex().left(4000))));
        }
        QVERIFY(document || i > 0);
    }
    QVERIFY(read > 0);
}

void HostileDocumentsTest::keepsBombsFromTheMemory_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("outcome"); // a reason, or how many passages

    const QString bomb("The document unpacks to far more than a document has, so it is not read.");
    const QString damaged("The document is damaged or not whole.");
    const QString memory("Reading the document takes more memory than it may; split it into parts.");
    QTest::newRow("spaces in DOCX") << "a.docx" << docx(docxParagraph(QByteArray(64 << 20, ' '))) << bomb;
    QTest::newRow("many parts") << "a.epub" << epub(QByteArrayList(40, QByteArray(4 << 20, 'x'))) << bomb;
    QTest::newRow("many elements") << "a.docx" << docx(QByteArray("<w:p/>").repeated(200'000)) << "0";
    QTest::newRow("a note for a thousand references")
        << "a.docx"
        << docx("<w:p><w:r>" + QByteArray("<w:footnoteReference w:id=\"2\"/>").repeated(1000) + "</w:r></w:p>",
               {{"word/footnotes.xml",
                   "<w:footnotes xmlns:w=\"w\"><w:footnote w:id=\"2\">" + docxParagraph(QByteArray(1'000'000, 'x'))
                       + "</w:footnote></w:footnotes>"}})
        << "12503";
    QTest::newRow("deep elements") << "a.odt" << odt(QByteArray("<text:p>").repeated(200'000)) << damaged;
    QTest::newRow("cells") << "a.csv" << QByteArray((kHasMemoryLimit ? 19 : 2) << 20, ',')
                           << (kHasMemoryLimit ? memory : "1311");
    QTest::newRow("headings") << "a.md" << QByteArray("# a\n").repeated(200'000) << "667";
}

/// Each is read or refused with a reason, and the next document is read.
void HostileDocumentsTest::keepsBombsFromTheMemory()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, bytes);
    QFETCH(QString, outcome);

    const DocumentReader *reader = readerFor(name, bytes.left(8192));
    QVERIFY(reader);
    const auto document = m_process.read(*reader, name, bytes, [] { return false; });
    const QString got = document ? QString::number(passagesOf(*document).size()) : document.error().message;
    QVERIFY2(got.startsWith(outcome), qPrintable(got));
    const auto next = m_process.read(*readerFor("a.txt", "next"), "a.txt", "next", [] { return false; });
    QVERIFY(next);
    QCOMPARE(next->text, QStringLiteral("next"));
}

QTEST_GUILESS_MAIN(HostileDocumentsTest)
#include "hostile_documents_test.moc"
