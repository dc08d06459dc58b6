// SPDX-License-Identifier: MIT
#include "core/providers/think_splitter.h"

#include <QTest>

using namespace freshet;

namespace {

struct Split {
    QString reasoning;
    QString text;

    void take(const ThinkSplitter::Piece &piece)
    {
        if (piece.textWasReasoning)
            reasoning += std::exchange(text, {});
        reasoning += piece.reasoning;
        text += piece.text;
    }
};

Split splitOf(const QStringList &deltas)
{
    ThinkSplitter splitter;
    Split split;
    for (const QString &delta : deltas)
        split.take(splitter.push(delta));
    split.take(splitter.end());
    return split;
}

} // namespace

class ThinkSplitterTest : public QObject {
    Q_OBJECT

private slots:
    void separatesThoughtFromText_data();
    void separatesThoughtFromText();
    void givesTextOutAtOnce();
    void leavesTextAloneWhenTheServerSeparates();
    void waitsForNoTagBehindManyBlanks();
};

void ThinkSplitterTest::separatesThoughtFromText_data()
{
    QTest::addColumn<QString>("answer");
    QTest::addColumn<QString>("reasoning");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const char *answer, const char *reasoning, const char *text) {
        QTest::newRow(name) << answer << reasoning << text;
    };
    row("plain text", "Hello\n", "", "Hello\n");
    row("leading blanks are text", "\n  Hello", "", "\n  Hello");
    row("only blanks", " \n ", "", " \n ");
    row("nothing", "", "", "");
    row("a thought first", "<think>why</think>\n\nYes", "why", "Yes");
    row("blanks before the thought", " \n<think>why</think>Yes", "why", "Yes");
    row("a third newline is text", "<think>why</think>\n\n\nYes", "why", "\nYes");
    row("another tag", "<thinking>a</think>b</thinking>c", "a</think>b", "c");
    row("Mistral", "[THINK]a[/THINK]b", "a", "b");
    row("gpt-oss, raw", "<|channel|>analysis<|message|>a<|end|><|start|>assistant<|channel|>final<|message|>b", "a",
        "b");
    row("only a thought", "<think>a, and then", "a, and then", "");
    row("an empty thought", "<think>\n\n</think>\n\nYes", "\n\n", "Yes");
    row("the opening tag was in the prompt", "I greet.\n</think>\n\nHello", "I greet.\n", "Hello");
    row("the opening tag was in the prompt, and nothing follows", "I greet.</think>", "I greet.", "");
    row("Mistral's opening tag was in the prompt", "I greet.[/THINK]Hello", "I greet.", "Hello");
    row("another opening tag was in the prompt", "I greet.\n</reasoning>\nHello", "I greet.\n", "Hello");
    row("the opening tag of a thought was in the prompt", "a < b</thought>c", "a < b", "c");
    row("gpt-oss, its first tag in the prompt", "a<|end|><|start|>assistant<|channel|>final<|message|>b", "a", "b");
    row("an end of the whole answer is no end of a thought", "Hello<|end|>", "", "Hello<|end|>");
    row("an element of somebody's XML", "Write <thought>a</thought> then", "", "Write <thought>a</thought> then");
    row("brackets", "a[1] [/TH] [x", "", "a[1] [/TH] [x");
    row("a quoted tag is text", "Use `<think>` and\n</think>\nplease", "", "Use `<think>` and\n</think>\nplease");
    row("a quoted end tag is text", "Close it by `</think>` here", "", "Close it by `</think>` here");
    row("less-than signs", "a < b << c <t", "", "a < b << c <t");
    row("a second thought is text", "<think>a</think>b<think>c</think>\nd", "a", "b<think>c</think>\nd");
}

void ThinkSplitterTest::separatesThoughtFromText()
{
    QFETCH(QString, answer);
    QFETCH(QString, reasoning);
    QFETCH(QString, text);
    QList<QStringList> cuttings{answer.split(QString(), Qt::SkipEmptyParts)};
    for (qsizetype first = 0; first <= answer.size(); ++first) {
        for (qsizetype second = first; second <= answer.size(); ++second)
            cuttings.append({answer.first(first), answer.sliced(first, second - first), answer.sliced(second)});
    }
    for (const QStringList &deltas : cuttings) {
        const Split split = splitOf(deltas);
        QVERIFY2(split.reasoning == reasoning && split.text == text,
            qPrintable(deltas.join("|") + " -> " + split.reasoning + " + " + split.text));
    }
}

void ThinkSplitterTest::givesTextOutAtOnce()
{
    ThinkSplitter splitter;
    QCOMPARE(splitter.push("Hel").text, "Hel");
    QCOMPARE(splitter.push("lo <").text, "lo ");
    QCOMPARE(splitter.push("b>").text, "<b>");
    ThinkSplitter thinking;
    QCOMPARE(thinking.push("<think>a").reasoning, "a");
    QCOMPARE(thinking.push("b</").reasoning, "b");
}

void ThinkSplitterTest::leavesTextAloneWhenTheServerSeparates()
{
    ThinkSplitter splitter;
    splitter.pass();
    QCOMPARE(splitter.push("<think>a</think>\nb").text, "<think>a</think>\nb");
}

void ThinkSplitterTest::waitsForNoTagBehindManyBlanks()
{
    ThinkSplitter splitter;
    qsizetype given = 0;
    for (int i = 0; i < 200'000; ++i) // of a model that went astray; looked at again each time, this would take minutes
        given += splitter.push(QString(50, u'\n')).text.size();
    QVERIFY(given > 50 * 199'000);
}

QTEST_GUILESS_MAIN(ThinkSplitterTest)
#include "think_splitter_test.moc"
