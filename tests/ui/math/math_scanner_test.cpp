// SPDX-License-Identifier: MIT
#include "tests/support/processor_timer.h"
#include "ui/math/math_scanner.h"

#include <QTest>

using namespace freshet;

namespace {

/// "i:" or "d:" and the body of each formula.
QStringList found(const QString &text)
{
    QStringList found;
    for (const MathSpan &span : scanMath(text)) {
        const QString mark = span.style == MathStyle::Display ? QStringLiteral("d:") : QStringLiteral("i:");
        found << mark + text.sliced(span.bodyBegin, span.bodyEnd - span.bodyBegin);
    }
    return found;
}

OpenMath openAfter(const QString &text)
{
    OpenMath open = OpenMath::None;
    for (const QString &line : text.split(u'\n'))
        open = openMathAfter(line, open);
    return open;
}

} // namespace

class MathScannerTest : public QObject {
    Q_OBJECT

private slots:
    void findsFormulas_data();
    void findsFormulas();
    void tellsWhereAFormulaStandsWithItsDelimiters();
    void knowsAFormulaThatGoesOn_data();
    void knowsAFormulaThatGoesOn();
    void staysLinear_data();
    void staysLinear();
};

void MathScannerTest::findsFormulas_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("expected");
    const QStringList none;

    QTest::newRow("a letter") << "so $x$ is" << QStringList{"i:x"};
    QTest::newRow("two") << "$a$ and $b$" << QStringList{"i:a", "i:b"};
    QTest::newRow("all delimiters") << R"($a$ $$b$$ \(c\) \[d\])" << QStringList{"i:a", "d:b", "i:c", "d:d"};
    QTest::newRow("display over lines") << "$$\na\n+ b\n$$" << QStringList{"d:\na\n+ b\n"};
    QTest::newRow("bracket over lines") << "\\[\na\n\\]" << QStringList{"d:\na\n"};
    QTest::newRow("nested braces") << R"($\frac{a}{\sqrt{b_{1}}}$)" << QStringList{R"(i:\frac{a}{\sqrt{b_{1}}})"};
    QTest::newRow("dollars in braces") << R"($\text{if $x$}$)" << QStringList{R"(i:\text{if $x$})"};
    QTest::newRow("an equation with words of two letters") << "$y = mx + b$" << QStringList{"i:y = mx + b"};
    QTest::newRow("a number") << "is $5$." << QStringList{"i:5"};
    QTest::newRow("a range") << "$20$-$30$" << QStringList{"i:20", "i:30"};
    QTest::newRow("ordinal") << "the $n$th" << QStringList{"i:n"};
    QTest::newRow("in brackets") << "($x$)" << QStringList{"i:x"};
    QTest::newRow("emphasised") << "**$x$** and *$y$*" << QStringList{"i:x", "i:y"};
    QTest::newRow("between Chinese") << u"\u8bbe$x$\u4e3a"_qs << QStringList{"i:x"};
    QTest::newRow("Chinese inside") << u"$\\text{\u901f\u5ea6} = v$"_qs
                                    << QStringList{u"i:\\text{\u901f\u5ea6} = v"_qs};
    QTest::newRow("a set with pipes") << "$|x|$" << QStringList{"i:|x|"};
    QTest::newRow("in a row of a table") << "| $x$ | $|y|$ |" << QStringList{"i:x", "i:|y|"};
    QTest::newRow("in an item") << "- $$x$$\n- $y$" << QStringList{"d:x", "i:y"};
    QTest::newRow("inequality") << "$5 \\le n < 10$" << QStringList{"i:5 \\le n < 10"};
    QTest::newRow("an escaped dollar inside") << R"($a\$b_1$)" << QStringList{R"(i:a\$b_1)"};

    QTest::newRow("money") << "$5 and $10" << none;
    QTest::newRow("money with points") << "from $1.50 to $4, or $4" << none;
    QTest::newRow("money in brackets") << "($5), [$10]" << none;
    QTest::newRow("money and a range") << "$5-$10" << none;
    QTest::newRow("money behind its number") << "between $5 and 10$ maybe" << none;
    QTest::newRow("money by country") << "US$5 or A$7" << none;
    QTest::newRow("money a piece") << "$5/kg and 3$/kg" << none;
    QTest::newRow("money in a table") << "|$5|$a|" << none;
    QTest::newRow("money and a formula") << "It costs $5, where $x$ is" << QStringList{"i:x"};
    QTest::newRow("money that grows") << "$5 million is *more* than $4 million" << none;
    QTest::newRow("variables of a shell") << "set $HOME and $PATH$" << none;
    QTest::newRow("a price list") << "$$ is cheap and $$$ is not" << none;
    QTest::newRow("words in dollars") << "$ a $ $word$ $two words$" << none;
    QTest::newRow("escaped dollar") << R"(\$x$ and \$5$)" << none;
    QTest::newRow("code") << "`$x$` ``a`$x$`` `\\(y\\)`" << none;
    QTest::newRow("code inside of dollars") << "$a `b$` c" << none;
    QTest::newRow("open code") << "`a $x$" << QStringList{"i:x"};
    QTest::newRow("over lines") << "$a\nb$" << none;
    QTest::newRow("unclosed") << R"($x $$y \(z \[w)" << none;
    QTest::newRow("closed after an unclosed") << R"(\(a and \(b\))" << QStringList{"i:b"};
    QTest::newRow("nothing") << R"($$$$ $$ $$ \(\) \[ \])" << none;
    QTest::newRow("escaped backslash") << R"(\\(a\\))" << none;
    QTest::newRow("escaped brackets") << R"(see \[1\] and \[citation needed\] \(optional\))" << none;
    QTest::newRow("paragraphs between") << "\\(a\n\nb\\)" << none;
    QTest::newRow("in an address") << "https://a.org/?x=$y$&z=$w$ $x$" << QStringList{"i:x"};
}

void MathScannerTest::findsFormulas()
{
    QFETCH(QString, text);
    QFETCH(QStringList, expected);
    QCOMPARE(found(text), expected);
}

void MathScannerTest::tellsWhereAFormulaStandsWithItsDelimiters()
{
    const MathSpan expected{.begin = 2, .end = 7, .bodyBegin = 4, .bodyEnd = 5, .style = MathStyle::Display};
    QCOMPARE(scanMath(u"a $$x$$ b"), QList{expected});
}

void MathScannerTest::knowsAFormulaThatGoesOn_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<OpenMath>("expected");

    QTest::newRow("opened") << "$$" << OpenMath::Dollars;
    QTest::newRow("opened by a bracket") << "  \\[" << OpenMath::Bracket;
    QTest::newRow("opened with TeX behind it") << "so $$ a_1" << OpenMath::Dollars;
    QTest::newRow("closed in its line") << "$$ a $$" << OpenMath::None;
    QTest::newRow("closed") << "$$\na\n$$" << OpenMath::None;
    QTest::newRow("closed and opened") << "$$\na\n$$ and $$" << OpenMath::Dollars;
    QTest::newRow("not closed by the other") << "\\[\na $$\n" << OpenMath::Bracket;
    QTest::newRow("line breaks of TeX") << "$$\na \\\\\n[2pt] b \\\\[2pt]" << OpenMath::Dollars;
    QTest::newRow("code") << "`$$` and `\\[`" << OpenMath::None;
    QTest::newRow("escaped") << "\\$$ a" << OpenMath::None;
    QTest::newRow("prices") << "it is $$ but good" << OpenMath::None;
    QTest::newRow("three dollars") << "$$$" << OpenMath::None;
}

void MathScannerTest::knowsAFormulaThatGoesOn()
{
    QFETCH(QString, text);
    QFETCH(OpenMath, expected);
    QCOMPARE(openAfter(text), expected);
}

void MathScannerTest::staysLinear_data()
{
    QTest::addColumn<QString>("piece");

    for (const char *piece : {"$", "\\(", "\\[", "$$ ", "$a", "$a ", "${", "$$a", "`$", "$$\\(", "\\[\\(", "$a{$b}",
             "h$", "``` $x$ ` ", "\\(a\n\n", "$$ a `"})
        QTest::newRow(piece) << QString::fromLatin1(piece);
}

void MathScannerTest::staysLinear()
{
    QFETCH(QString, piece);
    const QString text = piece.repeated(1'000'000 / piece.size());
    const test::ProcessorTimer timer;
    scanMath(text);
    openMathAfter(text, OpenMath::None);
    QVERIFY2(timer.elapsedMs() < 2'000, qPrintable(QString::number(timer.elapsedMs())));
}

QTEST_APPLESS_MAIN(MathScannerTest)
#include "math_scanner_test.moc"
