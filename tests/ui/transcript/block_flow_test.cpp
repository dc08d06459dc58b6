// SPDX-License-Identifier: MIT
#include "tests/ui/transcript/markdown_samples.h"
#include "ui/transcript/block_flow.h"

#include <QPointer>
#include <QTest>
#include <QTextTable>

using namespace freshet;

namespace {

using TextEnd = BlockSplitter::TextEnd;

constexpr int kEverything = 1'000'000;

struct Flow {
    explicit Flow(BlockSplitter::Mode mode = BlockSplitter::Mode::Markdown) : blocks(context, mode, TextTone::Answer)
    {
        blocks.setWidth(600);
        blocks.setText({}, TextEnd::Open);
    }

    void append(const QString &delta)
    {
        blocks.append(delta);
        blocks.sync();
        blocks.prepare(0, kEverything);
    }

    QStringList texts()
    {
        QStringList texts;
        for (size_t i = 0; i < blocks.blocks().size(); ++i)
            texts << blocks.document(i).toPlainText();
        return texts;
    }

    TranscriptContext context{builtInTheme(ThemeVariant::Light), Typography()};
    BlockFlow blocks;
};

} // namespace

class BlockFlowTest : public QObject {
    Q_OBJECT

private slots:
    void streamsToTheSameTextAsAtOnce();
    void makesOnlyTheLastBlockAnew();
    void extendsCodeInPlace();
    void keepsItsDocumentsWhenTheAnswerEnds();
    void setsOnlyWhatIsSeen();
    void givesBackCodeAsItWasWritten();
    void showsWhatHidesInCodeAndCopiesItAsItWasWritten();
    void showsAPartOfHugeCode();
    void scrollsWideCodeWithinItsBounds();
    void countsItsDocuments();
    void setsALongTableAsOne();
    void scrollsThePiecesOfAWideTableTogether();
    void scrollsATableRatherThanBreakItsWords();
    void breaksWhatIsLongerThanAWordInATable();
    void showsRowsThatAreNoTableAfterAll();
};

void BlockFlowTest::streamsToTheSameTextAsAtOnce()
{
    for (quint32 seed = 0; seed < 120; ++seed) {
        const QString text = test::randomMarkdown(seed, 20);
        Flow whole;
        whole.blocks.setText(text, TextEnd::Final);
        whole.blocks.prepare(0, kEverything);
        for (const qsizetype size : {3, 11}) {
            Flow streamed;
            for (qsizetype fed = 0; fed < text.size(); fed += size)
                streamed.append(text.mid(fed, size));
            streamed.blocks.finish();
            streamed.blocks.prepare(0, kEverything);
            QCOMPARE(streamed.texts(), whole.texts());
            QVERIFY2(streamed.blocks.height() == whole.blocks.height(), qPrintable(text));
        }
    }
}

void BlockFlowTest::makesOnlyTheLastBlockAnew()
{
    Flow flow;
    flow.append(QStringLiteral("first\n\nsecond\n\nthird"));
    const BlockDocument *first = flow.blocks.blocks()[0].document.get();
    const QPointer<BlockDocument> third = flow.blocks.blocks()[2].document.get();
    flow.append(QStringLiteral(" grows"));
    QCOMPARE(flow.blocks.blocks()[0].document.get(), first);
    QVERIFY(!third);
    QCOMPARE(flow.texts().last(), QStringLiteral("third grows"));
}

void BlockFlowTest::extendsCodeInPlace()
{
    Flow flow;
    flow.append(QStringLiteral("- item\n  ```\n"));
    const BlockDocument *code = flow.blocks.blocks()[1].document.get();
    QString expected;
    for (int i = 0; i < 300; ++i) {
        const QString line = QStringLiteral("  line %1\n").arg(i);
        expected += line.sliced(2);
        flow.append(line.first(5));
        flow.append(line.sliced(5));
    }
    QCOMPARE(flow.blocks.blocks()[1].document.get(), code);
    QCOMPARE(code->toPlainText(), expected.chopped(1));
    flow.append(QStringLiteral("  ```\n"));
    QCOMPARE(flow.blocks.blocks()[1].document.get(), code);
    QCOMPARE(code->toPlainText(), expected.chopped(1));
}

void BlockFlowTest::keepsItsDocumentsWhenTheAnswerEnds()
{
    Flow flow;
    flow.append(QStringLiteral("first\n\nsecond"));
    const BlockDocument *second = flow.blocks.blocks()[1].document.get();
    flow.blocks.setText(QStringLiteral("first\n\nsecond"), TextEnd::Final);
    QVERIFY(flow.blocks.blocks()[1].span.isClosed);
    QCOMPARE(flow.blocks.blocks()[1].document.get(), second);
    flow.blocks.setText(QStringLiteral("something else"), TextEnd::Final);
    QCOMPARE(flow.context.liveDocuments, 0);
}

void BlockFlowTest::setsOnlyWhatIsSeen()
{
    Flow flow;
    flow.blocks.setText(QStringLiteral("paragraph\n\n").repeated(1'000), TextEnd::Final);
    flow.blocks.prepare(0, 300);
    QVERIFY(flow.context.liveDocuments > 5);
    QVERIFY(flow.context.liveDocuments < 20);
    const int before = flow.context.liveDocuments;
    flow.blocks.prepare(10'000, 10'300);
    QVERIFY(flow.context.liveDocuments > before);
    QVERIFY(flow.context.liveDocuments < 40);
}

void BlockFlowTest::givesBackCodeAsItWasWritten()
{
    Flow flow;
    flow.append(QStringLiteral("1. a\n   ```py\n   if x:\n       y\n   ```\n"));
    QCOMPARE(flow.blocks.sourceOf(1), QStringLiteral("if x:\n    y"));
}

void BlockFlowTest::showsWhatHidesInCodeAndCopiesItAsItWasWritten()
{
    // CVE-2021-42574, "stretched string": what looks like a comment is a part of the string.
    const QString code = QStringLiteral("if (level != \"user\u202e \u2066// Check if admin\u2069 \u2066\") {");
    Flow flow;
    for (const QChar c : QString(QStringLiteral("```cpp\n") + code + QLatin1String("\n```")))
        flow.append(c);
    QCOMPARE(
        flow.texts().first(), QStringLiteral("if (level != \"user\ufffd \ufffd// Check if admin\ufffd \ufffd\") {"));
    QCOMPARE(flow.blocks.sourceOf(0), code);
}

void BlockFlowTest::showsAPartOfHugeCode()
{
    const QString line = QStringLiteral("0123456789").repeated(10) + u'\n';
    Flow flow;
    flow.blocks.setText(QStringLiteral("```\n") + line.repeated(20'000), TextEnd::Final);
    flow.blocks.prepare(0, 100);
    QVERIFY(flow.blocks.document(0).characterCount() < 410'000);
    QCOMPARE(flow.blocks.sourceOf(0), line.repeated(20'000).chopped(1));

    Flow wide;
    wide.append(QStringLiteral("```\n") + QString(u'x').repeated(200'000));
    QVERIFY(wide.blocks.document(0).characterCount() < 5'200);
    wide.append(QStringLiteral("\nshort"));
    QCOMPARE(wide.blocks.document(0).toPlainText().section(u'\n', 1), QStringLiteral("short"));
}

void BlockFlowTest::scrollsWideCodeWithinItsBounds()
{
    Flow flow;
    flow.append(QStringLiteral("```\n") + QString(u'x').repeated(500));
    const BlockFlow::Block &block = flow.blocks.blocks()[0];
    QVERIFY(block.contentWidth > 600);
    flow.blocks.scrollCode(0, -50);
    QCOMPARE(block.scrollX, 0);
    flow.blocks.scrollCode(0, 1'000'000);
    QCOMPARE(block.scrollX, block.contentWidth - flow.blocks.textRect(0).width());
}

void BlockFlowTest::countsItsDocuments()
{
    TranscriptContext context{builtInTheme(ThemeVariant::Light), Typography()};
    {
        BlockFlow flow(context, BlockSplitter::Mode::Markdown, TextTone::Answer);
        flow.setWidth(600);
        flow.setText(QStringLiteral("a\n\nb\n\nc"), TextEnd::Final);
        flow.prepare(0, kEverything);
        QCOMPARE(context.liveDocuments, 3);
        flow.dropDocument(1);
        QCOMPARE(context.liveDocuments, 2);
        QVERIFY(flow.blocks()[1].isMeasured);
    }
    QCOMPARE(context.liveDocuments, 0);
}

void BlockFlowTest::setsALongTableAsOne()
{
    Flow flow;
    QString text = QStringLiteral("| name | value |\n|:--|--:|\n");
    for (int row = 0; row < 100; ++row)
        text += QStringLiteral("| row | %1 |\n").arg(row);
    flow.append(text);
    QCOMPARE(flow.blocks.blocks().size(), size_t(3));
    int rows = 0;
    for (size_t i = 0; i < 3; ++i) {
        const BlockDocument &document = flow.blocks.document(i);
        const QTextCursor found = document.find(QStringLiteral("row"));
        const QTextTable *table = found.currentTable();
        QVERIFY(table);
        QCOMPARE(document.toPlainText().contains(QLatin1String("name")), i == 0);
        QCOMPARE(document.columnWidths(), flow.blocks.document(0).columnWidths());
        QCOMPARE(table->cellAt(1, 1).firstCursorPosition().blockFormat().alignment(), Qt::AlignRight);
        rows += table->rows();
        if (i > 0) {
            const QRect above = flow.blocks.blockRect(i - 1);
            QCOMPARE(flow.blocks.blockRect(i).top() - above.bottom() - 1, -4);
        }
    }
    QCOMPARE(rows, 101);
    flow.blocks.setWidth(200);
    flow.blocks.prepare(0, kEverything);
    QCOMPARE(flow.blocks.document(2).columnWidths(), flow.blocks.document(0).columnWidths());
}

void BlockFlowTest::scrollsThePiecesOfAWideTableTogether()
{
    Flow flow;
    flow.append(QString(QStringLiteral("|heading").repeated(30) + QLatin1String("|\n"))
        + QStringLiteral("|-").repeated(30) + QLatin1String("|\n")
        + QString(QStringLiteral("|x").repeated(30) + QLatin1String("|\n")).repeated(12));
    const auto &blocks = flow.blocks.blocks();
    QCOMPARE(blocks.size(), size_t(3));
    QVERIFY(blocks[0].contentWidth > 600);
    QCOMPARE(blocks[2].contentWidth, blocks[0].contentWidth);
    flow.blocks.scrollCode(1, 40);
    QCOMPARE(blocks[0].scrollX, 40);
    QCOMPARE(blocks[2].scrollX, 40);
    QVERIFY(flow.blocks.isCarriedOn(1) && !flow.blocks.isCarriedOn(2));
}

void BlockFlowTest::scrollsATableRatherThanBreakItsWords()
{
    Flow flow;
    const QString row = QStringLiteral("|several words and 0.5_milliseconds").repeated(6) + u'|'
        + QString(60, QChar(0x6f22)) + QLatin1String("|\n");
    flow.append(row + QStringLiteral("|-").repeated(7) + QLatin1String("|\n") + row);
    flow.blocks.setWidth(300);
    flow.blocks.prepare(0, kEverything);
    BlockDocument &document = flow.blocks.document(0);
    int lines = 0;
    for (QTextBlock cell = document.begin(); cell.isValid(); cell = cell.next()) {
        for (int i = 1; i < cell.layout()->lineCount(); ++i, ++lines) {
            const int start = cell.layout()->lineAt(i).textStart();
            const QChar before = cell.text().at(start - 1);
            QVERIFY2(before.isSpace() || before.unicode() >= 0x5b57, qPrintable(cell.text().sliced(start)));
        }
    }
    QVERIFY(lines > 12); // its lines are broken, its words are not
    QVERIFY(!flow.blocks.stripRect(0).isEmpty());
}

void BlockFlowTest::breaksWhatIsLongerThanAWordInATable()
{
    Flow flow;
    flow.append(QStringLiteral("| a | b |\n|-|-|\n| ") + QString(400, u'x') + QStringLiteral(" | c |\n"));
    flow.blocks.setWidth(300);
    flow.blocks.prepare(0, kEverything);
    QVERIFY(flow.blocks.stripRect(0).isEmpty());
}

void BlockFlowTest::showsRowsThatAreNoTableAfterAll()
{
    Flow flow;
    flow.append(QStringLiteral("> # head\n> a | b\n> --|--\n") + QStringLiteral("> x | y\n").repeated(41)
        + QStringLiteral("> last | one\n"));
    QVERIFY(flow.texts().join(u'\n').contains(QLatin1String("last")));
    QCOMPARE(flow.texts().join(u'\n').count(u'x'), 41);
}

QTEST_MAIN(BlockFlowTest)
#include "block_flow_test.moc"
