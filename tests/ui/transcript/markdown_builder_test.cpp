// SPDX-License-Identifier: MIT
#include "core/query/citation_builder.h"
#include "tests/support/processor_timer.h"
#include "tests/ui/transcript/markdown_samples.h"
#include "ui/transcript/markdown_builder.h"

#include <QTest>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextTable>

using namespace freshet;

namespace {

/// The text of all blocks, one after the other, as the document says it.
QString plain(const QString &markdown)
{
    BlockSplitter splitter;
    splitter.feed(markdown, BlockSplitter::TextEnd::Final);
    QStringList texts;
    for (const MarkdownBlock &block : splitter.blocks()) {
        QTextDocument document;
        MarkdownBuilder(document, textStyle(builtInTheme(ThemeVariant::Light), Typography(), TextTone::Answer),
            {.numbers = {1, 2}, .checked = {}})
            .build(markdown, block);
        texts << document.toPlainText();
    }
    return texts.join(u'\n');
}

struct Built {
    explicit Built(const QString &markdown, const QList<int> &sources = {1, 2}, const QList<Citation> &checked = {})
    {
        BlockSplitter splitter;
        splitter.feed(markdown, BlockSplitter::TextEnd::Final);
        MarkdownBuilder(document, textStyle(builtInTheme(ThemeVariant::Light), Typography(), TextTone::Answer),
            {.numbers = sources, .checked = checked})
            .build(markdown, splitter.blocks().front());
    }

    /// The format of the first characters that say @p text.
    QTextCharFormat format(const QString &text) const
    {
        const QTextCursor found = document.find(text);
        return found.isNull() ? QTextCharFormat() : found.charFormat();
    }

    QTextDocument document;
};

} // namespace

class MarkdownBuilderTest : public QObject {
    Q_OBJECT

private slots:
    void showsTheText_data();
    void showsTheText();
    void formatsCharacters();
    void widensNarrowTableRulers();
    void alignsTableColumns();
    void marksOnlyKnownSources();
    void tellsDoubtfulCitationsApart();
    void doubtsTheMarkThatWasChecked_data();
    void doubtsTheMarkThatWasChecked();
    void linksOnlyWhereItIsSafe();
    void showsWhatHidesInCodeAndLinks();
    void neverLosesAWord();
    void isQuickOnBombs_data();
    void isQuickOnBombs();
};

void MarkdownBuilderTest::showsTheText_data()
{
    QTest::addColumn<QString>("markdown");
    QTest::addColumn<QString>("expected");

    QTest::newRow("HTML is text") << "a <b>c</b> <script>d</script>"
                                  << "a <b>c</b> <script>d</script>";
    QTest::newRow("an unclosed tag swallows nothing") << "use vector<int> here\n\nnext"
                                                      << "use vector<int> here\nnext";
    QTest::newRow("formulas keep what Markdown would take") << R"(_a_ $x_1 * y_2 * z$ \(a_1 _b_\) and \[ [c](d) \])"
                                                            << R"(a $x_1 * y_2 * z$ \(a_1 _b_\) and )"
                                                               "\n"
                                                               R"(\[ [c](d) \])";
    QTest::newRow("formula over lines") << "so\n$$\na\n- b\n$$\nand"
                                        << "so \n$$\na\n- b\n$$\nand";
    QTest::newRow("formula in a quote") << "> $$\n> a\n> > b\n> $$"
                                        << "$$\na\n> b\n$$";
    QTest::newRow("formula in a heading") << "# On $x_1$ _b_"
                                          << "On $x_1$ b";
    QTest::newRow("formula in an item") << "- a $x_1$" << u"\u2022\ta $x_1$"_qs;
    QTest::newRow("formula beside the mark of an item") << "- $$x_1$$\n  b" << u"\u2022\t$$x_1$$ b"_qs;
    QTest::newRow("formula in bold") << "**a $x_1$**"
                                     << "a $x_1$";
    QTest::newRow("formula in a link") << "[$x_1$](https://a.org/$y_1$)"
                                       << "$x_1$";
    QTest::newRow("formula with a pipe in a table")
        << "| a | b |\n|---|---|\n| $|x|$ | c |"
        << u"\u2029a\u2029b\u2029$|x|$\u2029c\u2029"_qs.replace(QChar(0x2029), u'\n');
    QTest::newRow("formula in code") << "`$x_1$` ``\\(a\\)``"
                                     << "$x_1$ \\(a\\)";
    QTest::newRow("fence of math") << "```math\na_1\n```"
                                   << "$$\na_1\n$$";
    QTest::newRow("money") << "$5 and $10, *so* $4"
                           << "$5 and $10, so $4";
    QTest::newRow("unclosed formula") << "$$ a and $b"
                                      << "$$ a and $b";
    QTest::newRow("thinking tag") << "x <think> y\n\nz"
                                  << "x <think> y\nz";
    QTest::newRow("HTML block") << "<div>\na\n\nb"
                                << "<div> a\nb";
    QTest::newRow("comment") << "<!-- a\n\nb"
                             << "<!-- a\nb";
    QTest::newRow("soft break") << "a\nb"
                                << "a b";
    QTest::newRow("hard break") << "a  \nb"
                                << "a\nb";
    QTest::newRow("br") << "a<br>b"
                        << "a\nb";
    QTest::newRow("entity") << "a &amp; b &lt;"
                            << "a & b <";
    QTest::newRow("bullets") << "- a\n- b"
                             << "\u2022\ta\n\u2022\tb";
    QTest::newRow("numbers as written") << "7. a\n8. b"
                                        << "7.\ta\n8.\tb";
    QTest::newRow("numbers counted on") << "1. a\n1. b\n1. c"
                                        << "1.\ta\n2.\tb\n3.\tc";
    QTest::newRow("numbers around code") << "1. a\n\n   ```\n   x\n   ```\n\n2. b"
                                         << "1.\ta\nx\n2.\tb";
    QTest::newRow("nested lists") << "1. a\n   - b\n     - c\n   - d"
                                  << "1.\ta\n\u2022\tb\n\u25e6\tc\n\u2022\td";
    QTest::newRow("tasks") << "- [x] a\n- [ ] b"
                           << "\u2611\ta\n\u2610\tb";
    QTest::newRow("paragraphs in an item") << "- a\n\n  b"
                                           << "\u2022\ta\nb";
    QTest::newRow("quote in an item") << "- a\n  > b"
                                      << "\u2022\ta\nb";
    QTest::newRow("quote") << "> a\n> b\n>\n> c"
                           << "a b\nc";
    QTest::newRow("heading") << "## a **b**"
                             << "a b";
    QTest::newRow("indented code") << "    a\n    b"
                                   << "a\nb";
    QTest::newRow("image") << "![alt](https://pics.example/a.png)"
                           << "Image at pics.example: alt";
    QTest::newRow("image without words") << "![](http://pics.example/a)"
                                         << "Image at pics.example";
    QTest::newRow("local image") << "![x](/dev/zero)"
                                 << "Image, not shown: x";
    QTest::newRow("image in a link") << "[![b](https://a.example/i)](https://c.example)"
                                     << "Image at a.example: b";
    QTest::newRow("link definition stays") << "[1]: https://a.example"
                                           << "[1]: https://a.example";
    QTest::newRow("link definition in a quote stays") << "> [a]: https://a.example"
                                                      << "[a]: https://a.example";
    QTest::newRow("link definition in an item stays") << "- [a]: https://a.example"
                                                      << "\u2022\t[a]: https://a.example";
    QTest::newRow("link definition over two lines stays") << "[a\nb]: https://a.example"
                                                          << "[a\nb]: https://a.example";
    QTest::newRow("footnote stays") << "[^1]: note"
                                    << "[^1]: note";
    QTest::newRow("bad emphasis") << "a ** b * c _ d __ e ~~~ f"
                                  << "a ** b * c _ d __ e ~~~ f";
    QTest::newRow("unbalanced parenthesis of the specification") << "[link](foo(and(bar))"
                                                                 << "[link](foo(and(bar))";
    QTest::newRow("escapes") << "\\*a\\*"
                             << "*a*";
}

void MarkdownBuilderTest::showsTheText()
{
    QFETCH(QString, markdown);
    QTEST(plain(markdown), "expected");
}

void MarkdownBuilderTest::formatsCharacters()
{
    const Built built(QStringLiteral("plain **bold** *italic* ~~struck~~ `code` ***both***"));
    QCOMPARE(built.format("bold").fontWeight(), int(QFont::Bold));
    QVERIFY(built.format("italic").fontItalic());
    QVERIFY(built.format("struck").fontStrikeOut());
    QVERIFY(built.format("code").fontFixedPitch());
    QVERIFY(built.format("both").fontItalic() && built.format("both").fontWeight() == int(QFont::Bold));
    QVERIFY(!built.format("plain").fontItalic() && built.format("plain").fontWeight() != int(QFont::Bold));
    const Built heading(QStringLiteral("# a **bee**"));
    QCOMPARE(heading.format("bee").intProperty(QTextFormat::FontPixelSize), 20);
}

void MarkdownBuilderTest::widensNarrowTableRulers()
{
    for (const char *markdown :
        {"| a | b |\n|--|:-:|\n| 1 | 2 |", "| a | b |\n|-|-|\n| 1 | 2 |", "a | b\n-|-\n1 | 2"}) {
        const Built built(QString::fromLatin1(markdown));
        QTextCursor cursor = built.document.find(QStringLiteral("2"));
        QVERIFY2(cursor.currentTable(), markdown);
        QCOMPARE(cursor.currentTable()->rows(), 2);
        QCOMPARE(cursor.currentTable()->columns(), 2);
    }
    const Built dashes(QStringLiteral("| a |\n|---|\n| - |"));
    QVERIFY(dashes.document.toPlainText().contains(QLatin1String("-")));
    QVERIFY(!dashes.document.toPlainText().contains(QLatin1String("--")));
}

void MarkdownBuilderTest::alignsTableColumns()
{
    const Built built(QStringLiteral("| aa | bb | cc |\n|:--|:-:|--:|\n| **x** | y<br>z | 3 |"));
    QCOMPARE(built.document.find("cc").blockFormat().alignment(), Qt::AlignRight);
    QCOMPARE(built.document.find("bb").blockFormat().alignment(), Qt::AlignHCenter);
    QCOMPARE(built.format("aa").fontWeight(), int(QFont::DemiBold));
    QCOMPARE(built.format("x").fontWeight(), int(QFont::Bold));
    const QString wide = QString(QStringLiteral("|a")).repeated(101) + QLatin1String("|\n")
        + QString(QStringLiteral("|---")).repeated(101) + QLatin1String("|\n");
    QVERIFY(!Built(wide).document.find("a").currentTable());
    QCOMPARE(Built(wide).document.toPlainText(), wide.trimmed());
}

void MarkdownBuilderTest::tellsDoubtfulCitationsApart()
{
    const QList<Citation> checked{{.number = 1, .start = 2, .end = 5, .support = Support::Supported},
        {.number = 1, .start = 8, .end = 11, .support = Support::NotFound},
        {.number = 2, .start = 14, .end = 17, .support = Support::Weak},
        {.number = 9, .start = 20, .end = 23, .support = Support::NotFound},
        {.number = 2, .start = 26, .end = 29, .support = Support::Weak, .isUnverified = true}};
    const Built built(QStringLiteral("a [1] b [1] c [2] d [9] e [2] f"), {1, 2}, checked);
    const auto formatAt = [&built](int place) {
        QTextCursor cursor(const_cast<QTextDocument *>(&built.document));
        cursor.setPosition(place + 2); // of the character before it
        return cursor.charFormat();
    };
    const auto doubtAt = [&](int place) { return CitationDoubt(formatAt(place).intProperty(kCitationDoubtProperty)); };
    QCOMPARE(doubtAt(2), CitationDoubt::None);
    QVERIFY(!formatAt(2).fontStrikeOut());
    QCOMPARE(formatAt(2).underlineStyle(), QTextCharFormat::NoUnderline);
    QCOMPARE(doubtAt(8), CitationDoubt::NotSaid);
    QVERIFY(formatAt(8).fontStrikeOut());
    QCOMPARE(formatAt(8).intProperty(kCitationProperty), 1);
    QCOMPARE(doubtAt(14), CitationDoubt::Partly);
    QCOMPARE(formatAt(14).underlineStyle(), QTextCharFormat::DashUnderline);
    QCOMPARE(doubtAt(20), CitationDoubt::NoSource);
    QVERIFY(formatAt(20).fontStrikeOut());
    QCOMPARE(formatAt(20).intProperty(kCitationProperty), 0); // there is nothing to open
    QCOMPARE(doubtAt(26), CitationDoubt::Unverified);
}

void MarkdownBuilderTest::doubtsTheMarkThatWasChecked_data()
{
    QTest::addColumn<QString>("markdown"); // its last mark is doubtful
    QTest::addColumn<qsizetype>("checked");

    QTest::newRow("only one") << "a [1]" << qsizetype(1);
    QTest::newRow("one of two") << "a [1] b [1]" << qsizetype(2);
    QTest::newRow("behind a formula") << "Let $a[1]$ hold [1]" << qsizetype(2);
    QTest::newRow("behind a formula with a dollar") << "$5 and $b_1[1]$ hold, $x$ too [1]" << qsizetype(2);
    QTest::newRow("behind notes") << QString::fromUtf8("a 【1†notes】 b [1]") << qsizetype(2);
    QTest::newRow("behind an escape") << "a \\[1] b [1]" << qsizetype(1);
    QTest::newRow("behind a page") << "a [1](p. 4) b [1]" << qsizetype(2);
    QTest::newRow("behind a link") << "a [1](https://a.example) b [1]" << qsizetype(1);
    QTest::newRow("behind blanks alone") << "a [1 1] b [1]" << qsizetype(1);
    QTest::newRow("behind a long list") << QString("a [" + QString("1, ").repeated(30) + "1] b [1]") << qsizetype(32);
    QTest::newRow("behind indented code") << "a\n\n- b\n\n      c[1]\n\n  d [1]" << qsizetype(2);
    QTest::newRow("behind a definition in a list") << "- [1]: b [1]" << qsizetype(2);
    QTest::newRow("behind bold") << "**a.**[1] b [1]" << qsizetype(2);
    QTest::newRow("behind a place-holder's look-alike")
        << QString::fromUtf8("\U000F0000 a [1] \U000F0001 b [1]") << qsizetype(2);
    QTest::newRow("in a table") << "| a [1] | b |\n|---|---|\n| c [1] | d [1] |" << qsizetype(3);
}

void MarkdownBuilderTest::doubtsTheMarkThatWasChecked()
{
    QFETCH(QString, markdown);
    QFETCH(qsizetype, checked);

    QList<Citation> citations = CitationBuilder().citationsOf(markdown, {{.number = 1, .text = "Nothing."}});
    QCOMPARE(citations.size(), checked);
    for (Citation &citation : citations)
        citation.support = citation.start == citations.last().start ? Support::NotFound : Support::Supported;
    BlockSplitter splitter;
    splitter.feed(markdown, BlockSplitter::TextEnd::Final);
    const CitationMarks marks{.numbers = {1}, .checked = citations};
    qsizetype doubted = 0;
    bool isLastDoubted = false;
    QStringList shown;
    for (const MarkdownBlock &block : splitter.blocks()) {
        QTextDocument document;
        const TextStyle style = textStyle(builtInTheme(ThemeVariant::Light), Typography(), TextTone::Answer);
        MarkdownBuilder(document, style, marks.within(block.begin, block.end)).build(markdown, block);
        shown << document.toPlainText();
        for (QTextCursor at = document.find("1"); !at.isNull(); at = document.find("1", at)) {
            isLastDoubted
                = CitationDoubt(at.charFormat().intProperty(kCitationDoubtProperty)) == CitationDoubt::NotSaid;
            doubted += isLastDoubted;
        }
    }
    QCOMPARE(doubted, qsizetype(1));
    QVERIFY(isLastDoubted);
    QCOMPARE(shown.join(u'\n'), plain(markdown)); // as before it was checked
}

void MarkdownBuilderTest::marksOnlyKnownSources()
{
    const Built built(QStringLiteral("one [1], three [3], `[2]`, [1](https://a.example) and **[2]**"));
    QCOMPARE(built.document.find("[1]").charFormat().intProperty(kCitationProperty), 1);
    QCOMPARE(built.document.find("[3]").charFormat().intProperty(kCitationProperty), 0);
    const QTextCursor inCode = built.document.find("[2]");
    QCOMPARE(inCode.charFormat().intProperty(kCitationProperty), 0);
    const QTextCursor bold = built.document.find("[2]", inCode);
    QCOMPARE(bold.charFormat().intProperty(kCitationProperty), 2);
    QCOMPARE(bold.charFormat().fontWeight(), int(QFont::Bold));
    QCOMPARE(Built(QStringLiteral("[1]"), {}).format("[1]").intProperty(kCitationProperty), 0);
}

void MarkdownBuilderTest::linksOnlyWhereItIsSafe()
{
    const Built built(QStringLiteral("[good](https://a.example/ü?b=c&d) <https://auto.example> https://bare.example. "
                                     "[bad](javascript:alert(1)) [file](file:///etc/passwd)"));
    QCOMPARE(built.format("good").anchorHref(), QStringLiteral("https://a.example/%C3%BC?b=c&d"));
    QCOMPARE(built.format("https://auto.example").anchorHref(), QStringLiteral("https://auto.example"));
    QCOMPARE(built.format("https://bare.example").anchorHref(), QStringLiteral("https://bare.example"));
    QVERIFY(!built.format("bad").isAnchor());
    QVERIFY(!built.format("file").isAnchor());
}

void MarkdownBuilderTest::showsWhatHidesInCodeAndLinks()
{
    const QString mark(QChar::ReplacementCharacter);
    QCOMPARE(plain(QStringLiteral("a\u202eb `c\u202ed` [e\u202ef](https://a.example) https://b.example/\u2066x")),
        QStringLiteral("a\u202eb c%1d e%1f https://b.example/%1x").arg(mark));
    QCOMPARE(plain(QStringLiteral("    a\u2066b")), QString(u'a' + mark + u'b'));
    QCOMPARE(plain(QStringLiteral("a\U000e0041\U000e0042b")), QString(u'a' + mark + mark + u'b'));
}

void MarkdownBuilderTest::neverLosesAWord()
{
    static const QStringList kParts{"word1", "*", "**", "_", "`", "``", "[", "]", "(", ")", "<", ">", "!", "&", "\n",
        "\n\n", " ", "- ", "1. ", "> ", "#", "|", "~~", "\\", "http://x.example", "<b>", "</b>", "[a]: b", "    ",
        "\t"};
    for (quint32 seed = 0; seed < 1500; ++seed) {
        QRandomGenerator random(seed);
        QString markdown;
        int wanted = 0;
        for (int i = 0; i < 30; ++i) {
            const QString part = kParts.at(random.bounded(int(kParts.size())));
            markdown += part;
            if (random.bounded(3) == 0) {
                markdown += QStringLiteral("qq");
                ++wanted;
            }
        }
        // Where code fences are opened, their info string is no text.
        if (markdown.contains(QLatin1String("```")) || markdown.contains(QLatin1String("~~~")))
            continue;
        // Addresses of links are not shown.
        if (markdown.contains(QLatin1String("](")))
            continue;
        QVERIFY2(plain(markdown).count(QLatin1String("qq")) >= wanted, qPrintable(markdown));
    }
}

void MarkdownBuilderTest::isQuickOnBombs_data()
{
    QTest::addColumn<QString>("markdown");

    const auto bomb
        = [](const char *unit) { return QString::fromLatin1(unit).repeated(60'000 / qsizetype(qstrlen(unit))); };
    for (const char *unit : {"www.a.b ", "*a ", "**a_", "[", "![", "[a](", "<", "> ", "- ", "`a``", "&amp;", "a_", "|a",
             "\\", "***a***", "https://a.example ", "[1]", "<b>", "$", "$$ ", "$$\n", "\\(", "\\[\n", "$a$ ", "$a",
             "${", "`$", "$$a$$", "$$\na\n\n", "> $$\n"})
        QTest::newRow(unit) << bomb(unit);
    QTest::newRow("hidden characters in code")
        << QString(u'`' + QStringLiteral("\u202e\u2066").repeated(30'000) + u'`');
    QTest::newRow("deep quote") << QString(u'>').repeated(20'000) + u'a';
    QTest::newRow("deep list") << QStringLiteral("- ").repeated(20'000) + u'a';
    QTest::newRow("rows") << QStringLiteral("|a|b|\n|--|--|\n") + QStringLiteral("|1|2|\n").repeated(2'000);
    QTest::newRow("NUL") << QString(30'000, QChar(u'\0'));
}

void MarkdownBuilderTest::isQuickOnBombs()
{
    QFETCH(QString, markdown);
    const test::ProcessorTimer timer;
    QVERIFY(!plain(markdown).isEmpty());
    QVERIFY2(timer.elapsedMs() < 4'000, qPrintable(QString::number(timer.elapsedMs()))); // debug build, shared machine
}

QTEST_MAIN(MarkdownBuilderTest)
#include "markdown_builder_test.moc"
