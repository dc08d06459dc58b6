// SPDX-License-Identifier: MIT
#include "tests/ui/transcript/transcript_messages.h"
#include "ui/transcript/block_flow.h"
#include "ui/transcript/transcript_view.h"

#include <QAbstractTextDocumentLayout>
#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>
#include <QTextBlock>
#include <QTextDocumentFragment>

using namespace freshet;

namespace {

using TextEnd = BlockSplitter::TextEnd;

constexpr int kEverything = 10'000'000;
const QString kCode = QStringLiteral("/* one\n   two */\nint three = 3;\n\nreturn \"four\"; // five");

QString fenced(const QString &code, const char *language = "cpp")
{
    return QStringLiteral("```%1\n%2\n```\n").arg(QLatin1String(language), code);
}

/// Each coloured piece as "line:start+length #color".
QStringList colorsOf(const QTextDocument &document)
{
    QStringList colors;
    for (QTextBlock line = document.begin(); line.isValid(); line = line.next()) {
        for (const QTextLayout::FormatRange &range : line.layout()->formats())
            colors << QStringLiteral("%1:%2+%3 %4")
                          .arg(line.blockNumber())
                          .arg(range.start)
                          .arg(range.length)
                          .arg(range.format.foreground().color().name());
    }
    return colors;
}

struct Flow {
    explicit Flow(HighlightService *service) : blocks(context, BlockSplitter::Mode::Markdown, TextTone::Answer)
    {
        context.highlights = service;
        blocks.setWidth(600);
        blocks.setText({}, TextEnd::Open);
    }

    void show(double top = 0, double bottom = kEverything)
    {
        blocks.prepare(0, kEverything);
        for (size_t i = 0; i < blocks.blocks().size(); ++i)
            blocks.highlight(i, QRectF(0, top, 600, bottom - top));
    }

    /// Shows again and again, as the view does, until nothing more comes.
    void settle()
    {
        for (bool isSettled = false; !isSettled;) {
            show();
            isSettled = context.highlights->isIdle();
            QCoreApplication::processEvents(QEventLoop::AllEvents, 5);
        }
    }

    QStringList colors()
    {
        QStringList colors;
        for (size_t i = 0; i < blocks.blocks().size(); ++i)
            colors += colorsOf(blocks.document(i));
        return colors;
    }

    TranscriptContext context{builtInTheme(ThemeVariant::Light), Typography()};
    BlockFlow blocks;
};

} // namespace

class CodeHighlightTest : public QObject {
    Q_OBJECT

private slots:
    void colorsCodeAndNothingElse();
    void changesNeitherTextNorSize();
    void streamsToTheSameColorsAsAtOnce();
    void guessesTheLineThatIsBeingWritten();
    void looksOnlyAtWhatIsSeen();
    void findsColorsAgainWithoutLookingTwice();
    void takesANewThemeWithoutLookingTwice();
    void leavesHugeCodePlain();
    void costsTheSameForEachLine();
    void survivesHostileCode();
    void showsInTheView();

private:
    HighlightService m_service;
};

void CodeHighlightTest::colorsCodeAndNothingElse()
{
    Flow flow(&m_service);
    flow.blocks.setText(QStringLiteral("int text\n\n") + fenced(kCode) + fenced(kCode, "") + fenced(kCode, "text")
            + fenced(QStringLiteral("if \"x\""), "unheard-of"),
        TextEnd::Final);
    flow.settle();
    const Theme &theme = flow.context.theme;
    const QString type = theme.codeType.name();
    const QString keyword = theme.codeKeyword.name();
    const QString comment = theme.codeComment.name();
    const QStringList code = colorsOf(flow.blocks.document(1));
    QVERIFY(code.contains(QStringLiteral("0:0+6 ") + comment));
    QVERIFY(code.contains(QStringLiteral("1:0+9 ") + comment));
    QVERIFY(code.contains(QStringLiteral("2:0+3 ") + type));
    QVERIFY(code.contains(QStringLiteral("4:0+6 ") + keyword));
    QVERIFY(code.contains(QStringLiteral("4:7+6 ") + theme.codeString.name()));
    QVERIFY(code.contains(QStringLiteral("4:14+8 ") + comment)); // with the space before it
    for (const size_t plain : {size_t(0), size_t(2), size_t(3)})
        QCOMPARE(colorsOf(flow.blocks.document(plain)), QStringList());
    QCOMPARE(colorsOf(flow.blocks.document(4)), QStringList{QStringLiteral("0:3+3 ") + theme.codeString.name()});
}

void CodeHighlightTest::changesNeitherTextNorSize()
{
    Flow plain(nullptr);
    Flow colored(&m_service);
    const QString text = fenced(kCode)
        + fenced(QStringLiteral("s = 'ﬁ → 漢字 👨‍👩‍👧 \u202e'  # x\n\n\tif x != y: pass"), "python");
    for (Flow *flow : {&plain, &colored})
        flow->blocks.setText(text, TextEnd::Final);
    plain.show();
    colored.settle();
    QVERIFY(!colored.colors().isEmpty());
    for (const size_t i : {size_t(0), size_t(1)}) {
        QTextDocument &before = plain.blocks.document(i);
        QTextDocument &after = colored.blocks.document(i);
        QCOMPARE(after.size(), before.size());
        QCOMPARE(after.toPlainText(), before.toPlainText());
        QCOMPARE(QTextDocumentFragment(&after).toHtml(), QTextDocumentFragment(&before).toHtml());
        QCOMPARE(colored.blocks.blocks()[i].height, plain.blocks.blocks()[i].height);
    }
}

void CodeHighlightTest::streamsToTheSameColorsAsAtOnce()
{
    const QString text = QStringLiteral("words\n\n") + fenced(kCode + QStringLiteral("\n`` `\n~~~\nint x;"))
        + QStringLiteral("- item\n\n  ```py\n  def f():\n      \"\"\"a\n      b\"\"\"\n      return 1\n  "
                         "```\n\n```js\nlet a = `x\n${1} y`");
    Flow whole(&m_service);
    whole.blocks.setText(text, TextEnd::Final);
    whole.settle();
    QRandomGenerator random(7);
    for (int round = 0; round < 40; ++round) {
        HighlightService fresh;
        Flow streamed(round % 2 == 0 ? &m_service : &fresh);
        for (qsizetype fed = 0; fed < text.size();) {
            const qsizetype size = round < 4 ? round + 1 : random.bounded(1, 40);
            streamed.blocks.append(text.mid(fed, size));
            streamed.blocks.sync();
            fed += size;
            if (random.bounded(4) != 0)
                streamed.show();
            if (random.bounded(3) == 0)
                QCoreApplication::processEvents();
        }
        streamed.blocks.finish();
        streamed.settle();
        QCOMPARE(streamed.colors(), whole.colors());
    }
}

void CodeHighlightTest::guessesTheLineThatIsBeingWritten()
{
    Flow flow(&m_service);
    flow.blocks.append(QStringLiteral("```cpp\nreturn 4"));
    flow.blocks.sync();
    flow.show();
    const QString keyword = flow.context.theme.codeKeyword.name();
    QVERIFY(m_service.isIdle()); // no line is whole
    QVERIFY(flow.colors().contains(QStringLiteral("0:0+6 ") + keyword));
    flow.blocks.append(QStringLiteral("2;\n/* a"));
    flow.blocks.sync();
    flow.settle();
    flow.blocks.append(QStringLiteral("\nreturn"));
    flow.blocks.sync();
    flow.settle();
    QVERIFY(flow.colors().contains(QStringLiteral("2:0+6 ") + flow.context.theme.codeComment.name()));
}

void CodeHighlightTest::looksOnlyAtWhatIsSeen()
{
    Flow flow(&m_service);
    flow.blocks.setText(fenced(QStringLiteral("int x = 1;\n").repeated(1'000)), TextEnd::Final);
    flow.blocks.prepare(0, kEverything);
    QSignalSpy colored(&m_service, &HighlightService::colored);
    QTest::qWait(0);
    QCOMPARE(colored.count(), 0); // laid out, never drawn
    flow.show(0, 190);
    QTRY_VERIFY(m_service.isIdle());
    flow.show(0, 190);
    QTRY_VERIFY(m_service.isIdle());
    QVERIFY(!flow.colors().isEmpty());
    for (const QString &color : flow.colors())
        QVERIFY(color.section(u':', 0, 0).toInt() <= 11);
    const auto known = m_service.colors(QStringLiteral("source.cpp"), flow.blocks.document(0).toPlainText());
    flow.blocks.dropDocument(0);
    const auto kept = m_service.colors(QStringLiteral("source.cpp"), flow.blocks.document(0).toPlainText());
    QCOMPARE(known->count(), 0);
    QVERIFY(kept->count() > 10 && kept->count() < 60);
}

void CodeHighlightTest::findsColorsAgainWithoutLookingTwice()
{
    Flow flow(&m_service);
    flow.blocks.setText(fenced(kCode), TextEnd::Final);
    flow.settle();
    const QStringList before = flow.colors();
    QSignalSpy colored(&m_service, &HighlightService::colored);
    flow.blocks.dropDocument(0);
    flow.show();
    QCOMPARE(flow.colors(), before);
    Flow other(&m_service);
    other.blocks.setText(fenced(kCode), TextEnd::Final);
    other.show();
    QCOMPARE(other.colors(), before);
    QVERIFY(m_service.isIdle());
    QCOMPARE(colored.count(), 0);
}

void CodeHighlightTest::takesANewThemeWithoutLookingTwice()
{
    Flow flow(&m_service);
    flow.blocks.append(fenced(kCode) + QStringLiteral("\n```cpp\nint written;\n// now"));
    flow.blocks.sync();
    flow.settle();
    const qsizetype count = flow.colors().size();
    QSignalSpy colored(&m_service, &HighlightService::colored);
    flow.context.theme = builtInTheme(ThemeVariant::Dark);
    flow.blocks.restyle();
    flow.show();
    QCOMPARE(flow.colors().size(), count);
    QVERIFY(flow.colors().contains(QStringLiteral("4:0+6 ") + flow.context.theme.codeKeyword.name()));
    QVERIFY(m_service.isIdle());
    QCOMPARE(colored.count(), 0);
}

void CodeHighlightTest::leavesHugeCodePlain()
{
    Flow flow(&m_service);
    const QString line = QStringLiteral("int x = 1; // a line of code\n");
    const int lines = 300'000 / int(line.size());
    flow.blocks.setText(fenced(line.repeated(lines)), TextEnd::Final);
    flow.blocks.prepare(0, kEverything);
    const QTextDocument &document = flow.blocks.document(0);
    const double height = document.size().height();
    for (int i = 0; i < 200 && flow.colors().isEmpty(); ++i) {
        flow.show(height - 400, height);
        QTest::qWait(1);
    }
    QCOMPARE(flow.colors(), QStringList());
}

void CodeHighlightTest::costsTheSameForEachLine()
{
    Flow flow(&m_service);
    flow.blocks.append(QStringLiteral("```json\n"));
    const auto stream = [&flow](int count) {
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < count; ++i) {
            flow.blocks.append(QStringLiteral("{\"key\": [1, true, \"text\"]},\n"));
            flow.blocks.sync();
            flow.blocks.prepare(0, kEverything);
            const double bottom = flow.blocks.document(0).size().height();
            flow.blocks.highlight(0, QRectF(0, bottom - 600, 600, 600));
            QCoreApplication::processEvents();
        }
        return timer.nsecsElapsed();
    };
    stream(200);
    const qint64 first = stream(500);
    stream(3'800);
    const qint64 last = stream(500);
    QVERIFY2(last < 4 * first, qPrintable(QStringLiteral("%1 µs, then %2").arg(first / 1'000).arg(last / 1'000)));
    flow.blocks.finish();
    const int lines = flow.blocks.document(0).blockCount();
    QCOMPARE(lines, 5'000);
    flow.settle();
    QVERIFY(flow.colors().last().startsWith(QStringLiteral("4999:")));
}

void CodeHighlightTest::survivesHostileCode()
{
    const QStringList hostile{QString(1'999, u'('), QStringLiteral("<").repeated(1'900),
        QStringLiteral("a<").repeated(900), QStringLiteral("\"\\").repeated(900), QStringLiteral("/*").repeated(900),
        QStringLiteral("x(").repeated(900), QStringLiteral("::a<b").repeated(380), QString(1'900, u' ') + u'x',
        QStringLiteral("${").repeated(900), QString(100'000, u'a'), QString(2'000, QChar(0xd800)),
        QStringLiteral("[[").repeated(900), QStringLiteral("<<A").repeated(600), QStringLiteral("{%").repeated(900)};
    for (const char *language :
        {"cpp", "ts", "python", "sh", "html", "markdown", "php", "sql", "ruby", "yaml", "latex"}) {
        Flow flow(&m_service);
        flow.blocks.setText(fenced(hostile.join(u'\n').repeated(3), language), TextEnd::Final);
        QElapsedTimer timer;
        timer.start();
        flow.show(); // this thread waits for nothing
        QVERIFY2(timer.elapsed() < 1'000, language);
        timer.restart();
        flow.settle();
        QVERIFY2(timer.elapsed() < 20'000, language);
    }
}

void CodeHighlightTest::showsInTheView()
{
    TranscriptView view;
    view.resize(700, 400);
    view.setTheme(builtInTheme(ThemeVariant::Light), 1);
    TranscriptMessage far = test::answer(QStringLiteral("0"), fenced(QStringLiteral("int far;")));
    far.text += QStringLiteral("words\n\n").repeated(100);
    view.setMessages({far, test::answer(QStringLiteral("1"), fenced(kCode))});
    view.show();
    const auto colors = [&view](size_t message) {
        BlockFlow &flow = view.column().item(message).flow(MessageItem::Section::Text);
        return flow.blocks().empty() ? QStringList() : colorsOf(flow.document(0));
    };
    const QString light = builtInTheme(ThemeVariant::Light).codeKeyword.name();
    const QString dark = builtInTheme(ThemeVariant::Dark).codeKeyword.name();
    QTRY_VERIFY(colors(1).contains(QStringLiteral("4:0+6 ") + light));
    QCOMPARE(colors(0), QStringList()); // it was never seen
    view.setTheme(builtInTheme(ThemeVariant::Dark), 1);
    QTRY_VERIFY(colors(1).contains(QStringLiteral("4:0+6 ") + dark));
}

QTEST_MAIN(CodeHighlightTest)
#include "code_highlight_test.moc"
