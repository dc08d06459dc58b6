// SPDX-License-Identifier: MIT
#include "core/retrieval/document_reader.h"
#include "tests/support/processor_timer.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTest>

using namespace freshet;

class DocumentReaderTest : public QObject {
    Q_OBJECT

private slots:
    void decodesText_data();
    void decodesText();
    void knowsWhatIsNoText_data();
    void knowsWhatIsNoText();
    void findsTheHeadingsOfMarkdown_data();
    void findsTheHeadingsOfMarkdown();
    void takesTheTextOutOfHtml_data();
    void takesTheTextOutOfHtml();
    void readsAWholeHtmlPage();
    void cutsNoCharacterOfAHeadingInTwo();
    void isLinearOnHostileHtml_data();
    void isLinearOnHostileHtml();
    void survivesAnyBytes();
};

static ExtractedText readAs(const QString &fileName, const QByteArray &bytes)
{
    const DocumentReader *reader = readerFor(fileName, bytes.left(8192));
    if (!reader)
        return {};
    return reader->read(bytes, [] { return false; }).value_or(ExtractedText());
}

static QByteArray testDocument(const QString &name)
{
    QFile file(QString(QStringLiteral(FRESHET_TEST_DATA "/documents/") + name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void DocumentReaderTest::decodesText_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");

    QTest::newRow("UTF-8") << QByteArray("caf\xc3\xa9") << "café";
    QTest::newRow("UTF-8 with a mark") << QByteArray("\xef\xbb\xbf"
                                                     "abc")
                                       << "abc";
    QTest::newRow("UTF-16, little end first") << QByteArray("\xff\xfe"
                                                            "a\0\xe9\0",
        6) << "aé";
    QTest::newRow("UTF-16, big end first") << QByteArray("\xfe\xff"
                                                         "\0a\0\xe9",
        6) << "aé";
    QTest::newRow("Latin-1") << QByteArray("caf\xe9") << "café";
    QTest::newRow("Windows quotes") << QByteArray("\x93"
                                                  "a\x94 \xe9")
                                    << "“a” é";
    QTest::newRow("UTF-8 with a bad byte") << QByteArray("caf\xc3\xa9 th\xc3\xa9 fian\xc3\xa7"
                                                         "ailles \xff.")
                                           << QStringLiteral("café thé fiançailles \ufffd.");
    QTest::newRow("UTF-8 that is cut off")
        << QByteArray("\xe8\x8c\xb6").repeated(5) + "\xe6\xb9" << QStringLiteral("茶茶茶茶茶\ufffd\ufffd");
    QTest::newRow("line ends") << QByteArray("a\r\nb\rc\n") << "a\nb\nc\n";
    QTest::newRow("control characters go") << QByteArray("a\x01\x1b[0m\tb\x7f") << "a[0m\tb";
    QTest::newRow("a lone surrogate") << QByteArray("\xff\xfe\x3d\xd8"
                                                    "a\0",
        6) << QStringLiteral("\ufffda");
    QTest::newRow("a form feed goes") << QByteArray("a\fb") << "ab";
}

void DocumentReaderTest::decodesText()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, text);

    QCOMPARE(readAs("notes.txt", bytes).text, text);
}

void DocumentReaderTest::knowsWhatIsNoText_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("hasReader");

    QTest::newRow("a NUL near the start") << QByteArray("\x7f"
                                                        "ELF\0\1",
        6) << false;
    QTest::newRow("a NUL just inside what is looked at") << QByteArray(8191, 'a') + '\0' << false;
    QTest::newRow("a NUL in UTF-16") << QByteArray("\xff\xfe"
                                                   "a\0",
        4) << true;
    QTest::newRow("no NUL") << QByteArray("plain") << true;
    QTest::newRow("nothing") << QByteArray() << true;
    QTest::newRow("a PDF has its own reader") << QByteArray("%PDF-1.7\n\0", 10) << true;
}

void DocumentReaderTest::knowsWhatIsNoText()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, hasReader);

    QCOMPARE(readerFor("any.txt", bytes) != nullptr, hasReader);
}

void DocumentReaderTest::findsTheHeadingsOfMarkdown_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QStringList>("headings");

    QTest::newRow("levels") << QByteArray("# A\n###### F\n####### no") << QStringList{"1 A @0", "6 F @4"};
    QTest::newRow("closing marks") << QByteArray("## A ##\n## C#") << QStringList{"2 A @0", "2 C# @8"};
    QTest::newRow("a hash alone is no heading") << QByteArray("#tag\n#") << QStringList{};
    QTest::newRow("underlined") << QByteArray("A\n===\n\nB\n---\n") << QStringList{"1 A @0", "2 B @7"};
    QTest::newRow("a rule after a blank line") << QByteArray("A\n\n---\n") << QStringList{};
    QTest::newRow("fenced code") << QByteArray("```\n# no\n```\n# yes") << QStringList{"1 yes @13"};
    QTest::newRow("a longer fence") << QByteArray("````\n```\n# no\n````\n# yes") << QStringList{"1 yes @19"};
    QTest::newRow("tildes inside backticks") << QByteArray("```\n~~~\n# no\n```\n# yes") << QStringList{"1 yes @17"};
    QTest::newRow("an open fence runs to the end") << QByteArray("```\n# no") << QStringList{};
    QTest::newRow("indented code") << QByteArray("    # no") << QStringList{};
    QTest::newRow("front matter") << QByteArray("---\ntitle: x\n---\n# A") << QStringList{"1 A @17"};
}

void DocumentReaderTest::findsTheHeadingsOfMarkdown()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QStringList, headings);

    QStringList got;
    for (const HeadingMark &heading : readAs("a.md", bytes).headings)
        got << QStringLiteral("%1 %2 @%3").arg(heading.level).arg(heading.text).arg(heading.offset);
    QCOMPARE(got, headings);
}

void DocumentReaderTest::takesTheTextOutOfHtml_data()
{
    QTest::addColumn<QByteArray>("html");
    QTest::addColumn<QString>("text");

    QTest::newRow("spaces collapse") << QByteArray("<p>a \n  b</p>") << "a b";
    QTest::newRow("inline tags join") << QByteArray("un<b>break</b>able") << "unbreakable";
    QTest::newRow("blocks are apart") << QByteArray("<p>a<p>b<div>c</div>d") << "a\n\nb\n\nc\n\nd";
    QTest::newRow("line breaks") << QByteArray("a<br>b<br/>c") << "a\nb\nc";
    QTest::newRow("script and style go") << QByteArray("a<script>x<y && \"</p>\"</SCRIPT >b<style>p{}</style>c")
                                         << "abc";
    QTest::newRow("an empty script of XHTML") << QByteArray("a<script src=\"a.js\" />b<svg/>c") << "abc";
    QTest::newRow("a charset that is declared") << QByteArray("<meta charset=\"koi8-r\"><p>\xfe\xc1\xca</p>") << "Чай";
    QTest::newRow("a charset in the old way")
        << QByteArray("<META http-equiv=Content-Type content=\"text/html; charset=Shift_JIS\"><p>\x92\x83</p>") << "茶";
    QTest::newRow("an encoding of XML") << QByteArray("<?xml version='1.0' encoding='iso-8859-7'?><p>\xe4\xfd\xef</p>")
                                        << "δύο";
    QTest::newRow("a charset that is only ASCII")
        << QByteArray("<meta charset=iso-2022-jp><p>\x1b$BCc\x1b(B</p>") << "茶";
    QTest::newRow("a charset that nobody knows") << QByteArray("<meta charset=nonsense><p>caf\xe9</p>") << "café";
    QTest::newRow("another charset than is declared")
        << QByteArray("<meta charset=iso-8859-1><p>caf\xc3\xa9</p>") << "café";
    QTest::newRow("an open script swallows the rest") << QByteArray("a<script>b") << "a";
    QTest::newRow("comments go") << QByteArray("a<!-- <p>x -->b<!-->c<!-- open") << "abc";
    QTest::newRow("doctype and instructions go") << QByteArray("<!DOCTYPE html><?xml version=\"1.0\"?>a") << "a";
    QTest::newRow("references") << QByteArray("&lt;&amp;&#65;&#x42;&eacute;&nbsp;x") << "<&ABé x";
    QTest::newRow("unknown references stay")
        << QByteArray("&unknown; & &#0; &#xD800; &#1; AT&T") << "&unknown; & &#0; &#xD800; &#1; AT&T";
    QTest::newRow("a lone less-than stays") << QByteArray("1 < 2 <3") << "1 < 2 <3";
    QTest::newRow("quoted greater-than") << QByteArray("<a title=\"x>y\">z</a>") << "z";
    QTest::newRow("an open quote") << QByteArray("<a title=\"x>y</a>z") << "yz";
    QTest::newRow("preformatted") << QByteArray("<pre>a\n  b</pre>") << "a\n  b";
    QTest::newRow("a cut tag") << QByteArray("a<b") << "a";
    QTest::newRow("references make no tags") << QByteArray("&lt;script&gt;x") << "<script>x";
}

void DocumentReaderTest::takesTheTextOutOfHtml()
{
    QFETCH(QByteArray, html);
    QFETCH(QString, text);

    QCOMPARE(readAs("a.html", html).text, text);
}

void DocumentReaderTest::readsAWholeHtmlPage()
{
    const ExtractedText page = readAs("page.html", testDocument("page.html"));
    QCOMPARE(page.title, "Tide & harbour times");
    QCOMPARE(page.text,
        "Harbour office\n\nShips longer than 80 metres need a pilot.\n\nOpening hours\n\n• Monday to Friday 7–19\n• "
        "Saturday "
        "8–12\n\nHigh water 06:12");
    QCOMPARE(page.headings, (QList<HeadingMark>{{0, 1, "Harbour office"}, {59, 2, "Opening hours"}}));
    QCOMPARE(page.text.mid(59, 13), "Opening hours");
}

void DocumentReaderTest::cutsNoCharacterOfAHeadingInTwo()
{
    const QByteArray html = "<h1>" + QByteArray(199, 'x') + "\xf0\x9f\x98\x80</h1>";
    QCOMPARE(readAs("a.html", html).headings.value(0).text, QString(199, u'x'));
}

void DocumentReaderTest::isLinearOnHostileHtml_data()
{
    QTest::addColumn<QByteArray>("html");

    QTest::newRow("open tags") << QByteArray("<").repeated(1'000'000);
    QTest::newRow("open quotes") << QByteArray("<a b=\"").repeated(100'000);
    QTest::newRow("open quotes of both kinds") << QByteArray("<a b=\" c='>").repeated(100'000);
    QTest::newRow("open comments") << QByteArray("<!--").repeated(100'000);
    QTest::newRow("open scripts") << QByteArray("<script>").repeated(100'000);
    QTest::newRow("deep nesting") << QByteArray("<div>").repeated(100'000);
    QTest::newRow("open headings") << QByteArray("<h1>x").repeated(100'000);
    QTest::newRow("references") << QByteArray("&&&&#").repeated(100'000);
}

void DocumentReaderTest::isLinearOnHostileHtml()
{
    QFETCH(QByteArray, html);

    const test::ProcessorTimer clock;
    readAs("a.html", html);
    QVERIFY2(clock.elapsedMs() < 5000, qPrintable(QString::number(clock.elapsedMs())));
}

void DocumentReaderTest::survivesAnyBytes()
{
    QRandomGenerator random(7);
    const QByteArray alphabet = "<>&;#\"'=!-/ \n\r`~h1pscript\xc3\xa9\xff";
    for (int run = 0; run < 2000; ++run) {
        QByteArray bytes;
        for (int i = random.bounded(200); i > 0; --i)
            bytes += alphabet.at(random.bounded(static_cast<int>(alphabet.size())));
        for (const char *name : {"a.txt", "a.md", "a.html"}) {
            const ExtractedText document = readAs(QString::fromLatin1(name), bytes);
            qsizetype last = 0;
            for (const HeadingMark &heading : document.headings) {
                QVERIFY(heading.offset >= last && heading.offset < document.text.size());
                last = heading.offset;
            }
            QVERIFY(!document.text.contains(u'\r'));
        }
    }
}

QTEST_GUILESS_MAIN(DocumentReaderTest)
#include "document_reader_test.moc"
