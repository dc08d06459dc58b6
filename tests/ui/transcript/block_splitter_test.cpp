// SPDX-License-Identifier: MIT
#include "tests/ui/transcript/markdown_samples.h"
#include "ui/transcript/block_splitter.h"

#include <QTest>

using namespace freshet;

namespace {

using TextEnd = BlockSplitter::TextEnd;

std::vector<MarkdownBlock> split(const QString &text, BlockSplitter::Mode mode = BlockSplitter::Mode::Markdown)
{
    BlockSplitter splitter(mode);
    splitter.feed(text, TextEnd::Final);
    return splitter.blocks();
}

std::vector<MarkdownBlock> splitInPieces(const QString &text, qsizetype size)
{
    BlockSplitter splitter;
    for (qsizetype fed = size; fed < text.size(); fed += size)
        splitter.feed(QStringView(text).first(fed));
    splitter.feed(text, TextEnd::Final);
    return splitter.blocks();
}

QStringList words(const std::vector<MarkdownBlock> &blocks)
{
    static const char *const kNames[] = {"text", "quote", "code", "table", "item", "heading", "rule", "plain", "math"};
    QStringList words;
    for (const MarkdownBlock &block : blocks) {
        QString word = QLatin1String(kNames[int(block.kind)]);
        if (block.number >= 0)
            word += QString::number(block.number);
        if (block.depth > 0)
            word += u'@' + QString::number(block.depth);
        words << word;
    }
    return words;
}

} // namespace

class BlockSplitterTest : public QObject {
    Q_OBJECT

private slots:
    void findsTheBlocks_data();
    void findsTheBlocks();
    void givesTheSameBlocksHoweverTheTextIsCut();
    void coversEveryCharacterThatIsNotBlank();
    void tellsWhatHasChanged();
    void keepsTheBodyOfCodeWithoutItsFences();
    void cutsTextThatIsTooLongForMarkdown();
    void cutsPlainTextIntoPieces();
    void cutsALongTableIntoPieces_data();
    void cutsALongTableIntoPieces();
    void keepsTheOpenPieceOfAStreamedTableSmall();
};

void BlockSplitterTest::findsTheBlocks_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("expected");

    QTest::newRow("paragraphs") << "a\nb\n\nc" << QStringList{"text", "text"};
    QTest::newRow("heading ends a paragraph") << "a\n# b\nc" << QStringList{"text", "heading", "text"};
    QTest::newRow("hash without a space is text") << "#a" << QStringList{"text"};
    QTest::newRow("underlined heading is one block") << "a\n---\nb" << QStringList{"text"};
    QTest::newRow("rule") << "a\n\n---\nb" << QStringList{"text", "rule", "text"};
    QTest::newRow("fence") << "a\n```py\n# no heading\n\n- no item\n```\nb" << QStringList{"text", "code", "text"};
    QTest::newRow("open fence") << "```\na\n\nb" << QStringList{"code"};
    QTest::newRow("longer fence") << "````\n```\n````\na" << QStringList{"code", "text"};
    QTest::newRow("inline code is no fence") << "```a``` b" << QStringList{"text"};
    QTest::newRow("table after text") << "a\n|b|c|\n|--|--|\n|1|2|" << QStringList{"text", "table"};
    QTest::newRow("quote after text") << "a\n> b\nlazy\n\nc" << QStringList{"text", "quote", "text"};
    QTest::newRow("items") << "- a\n- b\n\n- c\n\nd" << QStringList{"item", "item", "item", "text"};
    QTest::newRow("numbers go on") << "3. a\n3. b\n3. c" << QStringList{"item3", "item4", "item5"};
    QTest::newRow("a new list starts with its own number")
        << "1. a\n\ntext\n\n2. b" << QStringList{"item1", "text", "item2"};
    QTest::newRow("year in a paragraph") << "It was\n2020. A year." << QStringList{"text"};
    QTest::newRow("nested list stays in its item") << "1. a\n   - b\n     - c\n2. d" << QStringList{"item1", "item2"};
    QTest::newRow("lazy line") << "- a\nb\n\nc" << QStringList{"item", "text"};
    QTest::newRow("code in an item") << "1. a\n   ```sh\n   x\n   ```\n   b\n2. c"
                                     << QStringList{"item1", "code@1", "text@1", "item2"};
    QTest::newRow("code in a nested item")
        << "- a\n  - b\n    ```\n    x\n    ```\n- c" << QStringList{"item", "code@2", "item"};
    QTest::newRow("code that is not indented ends the list's item")
        << "1. a\n```\nx\n```\n2. b" << QStringList{"item1", "code", "item2"};
    QTest::newRow("HTML is text") << "<div>\n\n<p>a" << QStringList{"text", "text"};
    QTest::newRow("formula over lines") << "a\n$$\n- b\n# c\n= d\n$$\n- e" << QStringList{"text", "item"};
    QTest::newRow("formula in brackets") << "\\[\n1. a\n---\n\\]\n\nb" << QStringList{"text", "text"};
    QTest::newRow("an item behind a blank line ends an open formula")
        << "$$\na_1\n\n- b_1" << QStringList{"text", "item"};
    QTest::newRow("blank lines around a formula") << "$$\n\na_1\n\n\\\\\n\n$$\n\nd" << QStringList{"text", "text"};
    QTest::newRow("formula in an item") << "- a\n  $$\n  - b\n  $$\n- c" << QStringList{"item", "item"};
    QTest::newRow("open formula ends with its paragraph")
        << "$$\n- a\n\nprose\n\n- b" << QStringList{"text", "text", "item"};
    QTest::newRow("open formula ends at a heading") << "$$\na\n\n# b" << QStringList{"text", "heading"};
    QTest::newRow("open formula ends at a fence") << "$$\na\n```\nb\n```" << QStringList{"text", "code"};
    QTest::newRow("prices") << "It is $$ but\n- good" << QStringList{"text", "item"};
    QTest::newRow("fence of math") << "```math\na\n\n- b\n```\nc" << QStringList{"math", "text"};
    QTest::newRow("open fence of math is code") << "```math\na" << QStringList{"code"};
    QTest::newRow("fence of math in an item") << "1. a\n   ```math\n   b\n   ```" << QStringList{"item1", "math@1"};
    QTest::newRow("nothing") << "" << QStringList{};
    QTest::newRow("blank lines") << "\n \n\n" << QStringList{};
}

void BlockSplitterTest::findsTheBlocks()
{
    QFETCH(QString, text);
    QFETCH(QStringList, expected);
    QCOMPARE(words(split(text)), expected);
}

void BlockSplitterTest::givesTheSameBlocksHoweverTheTextIsCut()
{
    for (quint32 seed = 0; seed < 2000; ++seed) {
        const QString text = test::randomMarkdown(seed, 24);
        const auto whole = split(text);
        for (const qsizetype size : {1, 7})
            QVERIFY2(splitInPieces(text, size) == whole, qPrintable(text));
    }
}

void BlockSplitterTest::coversEveryCharacterThatIsNotBlank()
{
    for (quint32 seed = 0; seed < 2000; ++seed) {
        const QString text = test::randomMarkdown(seed, 24);
        qsizetype done = 0;
        for (const MarkdownBlock &block : split(text)) {
            QVERIFY2(block.begin >= done && block.end > block.begin && block.end <= text.size(), qPrintable(text));
            QVERIFY2(QStringView(text).sliced(done, block.begin - done).trimmed().isEmpty(), qPrintable(text));
            QVERIFY(block.bodyBegin >= block.begin && block.bodyBegin <= block.bodyEnd && block.bodyEnd <= block.end);
            QVERIFY(block.isClosed);
            done = block.end;
        }
        QVERIFY2(QStringView(text).sliced(done).trimmed().isEmpty(), qPrintable(text));
    }
}

void BlockSplitterTest::tellsWhatHasChanged()
{
    for (quint32 seed = 0; seed < 500; ++seed) {
        const QString text = test::randomMarkdown(seed, 24);
        BlockSplitter splitter;
        std::vector<MarkdownBlock> before;
        for (qsizetype fed = 5; fed < text.size(); fed += 5) {
            splitter.feed(QStringView(text).first(fed));
            const size_t same = splitter.firstChanged();
            QVERIFY(same <= before.size() && same <= splitter.blocks().size());
            QVERIFY(std::equal(before.begin(), before.begin() + qsizetype(same), splitter.blocks().begin()));
            before = splitter.blocks();
        }
    }
}

void BlockSplitterTest::keepsTheBodyOfCodeWithoutItsFences()
{
    const QString text = QStringLiteral("```cpp {1,2}\nint a;\n```\n");
    const MarkdownBlock block = split(text).front();
    QCOMPARE(text.sliced(block.bodyBegin, block.bodyEnd - block.bodyBegin), QStringLiteral("int a;\n"));
    QCOMPARE(block.language, QStringLiteral("cpp"));
}

void BlockSplitterTest::cutsTextThatIsTooLongForMarkdown()
{
    const QString line = QString(u'x').repeated(100'000);
    const QString text = line + QLatin1String("\n\nshort\n") + QStringLiteral("many words\n").repeated(10'000);
    const auto blocks = split(text);
    for (const MarkdownBlock &block : blocks)
        QVERIFY(block.end - block.begin <= 80 * 1024);
    QCOMPARE(blocks.front().kind, BlockKind::Plain);
    QVERIFY(splitInPieces(text, 7001) == blocks);
    QCOMPARE(int(split(QStringLiteral("```\n") + line).size()), 1);
}

void BlockSplitterTest::cutsPlainTextIntoPieces()
{
    const QString text = QStringLiteral("# no heading\n\n- no item\n").repeated(1'000);
    qsizetype done = 0;
    for (const MarkdownBlock &block : split(text, BlockSplitter::Mode::Plain)) {
        QCOMPARE(block.kind, BlockKind::Plain);
        QCOMPARE(block.begin, done);
        QVERIFY(block.end - block.begin < 5'000);
        done = block.end;
    }
    QCOMPARE(done, text.size());
}

void BlockSplitterTest::cutsALongTableIntoPieces_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("ruler");
    QTest::addColumn<QString>("row");
    QTest::addColumn<QString>("header");

    QTest::newRow("table") << "|a|b|\n"
                           << "|--|--|\n"
                           << "|1|2|\n"
                           << "|a|b|\n|--|--|\n";
    QTest::newRow("without outer pipes") << "a|b\n"
                                         << "--|--\n"
                                         << "1|2\n"
                                         << "a|b\n--|--\n";
    QTest::newRow("quoted") << "> |a|b|\n"
                            << "> |--|--|\n"
                            << "> |1|2|\n"
                            << "> |a|b|\n> |--|--|\n";
    QTest::newRow("in an item") << "- |a|b|\n"
                                << "  |--|--|\n"
                                << "  |1|2|\n"
                                << " |a|b|\n  |--|--|\n";
    QTest::newRow("below an item's text") << "1. x\n\n   |a|b|\n"
                                          << "   |--|--|\n"
                                          << "   |1|2|\n"
                                          << "   |a|b|\n   |--|--|\n";
}

void BlockSplitterTest::cutsALongTableIntoPieces()
{
    QFETCH(QString, before);
    QFETCH(QString, ruler);
    QFETCH(QString, row);
    QFETCH(QString, header);
    const QString text = before + ruler + row.repeated(100) + QLatin1String("\nend\n");
    const auto blocks = split(text);
    QCOMPARE(blocks.size(), size_t(4));
    QVERIFY(!blocks[0].continuesTable());
    for (size_t i = 1; i <= 2; ++i) {
        QCOMPARE(blocks[i].begin, blocks[i - 1].end);
        QCOMPARE(text.sliced(blocks[i].headerBegin, blocks[i].headerEnd - blocks[i].headerBegin), header);
    }
    QVERIFY(!blocks[3].continuesTable());
    QVERIFY(splitInPieces(text, 1) == blocks);
}

void BlockSplitterTest::keepsTheOpenPieceOfAStreamedTableSmall()
{
    const QString text = QStringLiteral("|a").repeated(20) + QLatin1String("|\n") + QStringLiteral("|-").repeated(20)
        + QLatin1String("|\n") + QString(QStringLiteral("|x").repeated(20) + QLatin1String("|\n")).repeated(1'500);
    BlockSplitter splitter;
    for (qsizetype fed = 1; fed <= text.size(); fed += 5) {
        splitter.feed(QStringView(text).first(fed));
        const MarkdownBlock &open = splitter.blocks().back();
        QVERIFY(QStringView(text).sliced(open.begin, open.end - open.begin).count(u'\n') <= 10);
        QVERIFY(splitter.firstChanged() + 2 >= splitter.blocks().size());
    }
    for (const MarkdownBlock &block : splitter.blocks())
        QCOMPARE(block.kind, BlockKind::Table);
    const auto longRows = split(QStringLiteral("|a|\n|-|\n")
        + QString(QLatin1Char('|') + QString(1'000, u'x') + QLatin1String("|\n")).repeated(60));
    for (const MarkdownBlock &block : longRows)
        QVERIFY(block.end - block.begin <= 8 * 1024);
}

QTEST_GUILESS_MAIN(BlockSplitterTest)
#include "block_splitter_test.moc"
