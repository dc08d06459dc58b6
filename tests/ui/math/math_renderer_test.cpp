// SPDX-License-Identifier: MIT
#include "ui/math/math_renderer.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace freshet;
using namespace std::chrono_literals;

namespace {

constexpr auto kPatience = 30'000;
constexpr char kEndless[] = R"(\def\x{\x}\x)"; // MathJax itself stops at a thousand

FormulaKey inlined(const QString &latex) { return {.latex = latex, .style = MathStyle::Inline}; }

/// TeX that takes MathJax a long time: a table of many cells, each of which it measures again and again.
FormulaKey slow()
{
    const QString row = QStringLiteral("a&").repeated(20) + QStringLiteral(R"(\\)");
    const QString cells = row.repeated(12);
    return {.latex = QStringLiteral(R"(\begin{matrix})") + cells + QStringLiteral(R"(\end{matrix})"),
        .style = MathStyle::Display};
}

} // namespace

class MathRendererTest : public QObject {
    Q_OBJECT

private slots:
    void drawsAFormula();
    void drawsWhatAnswersHold_data();
    void drawsWhatAnswersHold();
    void refusesWhatIsNoTex_data();
    void refusesWhatIsNoTex();
    void remembersWhatItHasDrawn();
    void drawsManyAtOnce();
    void drawsTheNewestFirst();
    void forgetsWhatAFormulaDefines();
    void givesUpAtTheDeadlineAndGoesOn();
    void endsInTheMiddleOfAFormula();
    void startsNothingBeforeTheFirstFormula();

private:
    MathRenderer::Answer drawn(const FormulaKey &key);

    std::unique_ptr<MathRenderer> m_renderer = std::make_unique<MathRenderer>(20s);
};

MathRenderer::Answer MathRendererTest::drawn(const FormulaKey &key)
{
    m_renderer->formula(key);
    (void)QTest::qWaitFor([&] { return !m_renderer->isPending(key); }, kPatience);
    return m_renderer->formula(key);
}

void MathRendererTest::drawsAFormula()
{
    QSignalSpy done(m_renderer.get(), &MathRenderer::formulasDone);
    QCOMPARE(m_renderer->formula(inlined("x")).state, MathRenderer::State::Pending);
    QVERIFY(m_renderer->isPending(inlined("x")));
    QTRY_COMPARE_WITH_TIMEOUT(done.count(), 1, kPatience);
    const MathRenderer::Answer answer = m_renderer->formula(inlined("x"));
    QCOMPARE(answer.state, MathRenderer::State::Drawn);
    QVERIFY(std::abs(answer.formula->ascent - kFormulaXHeight) < 0.02);
    QVERIFY(answer.formula->depth < 0.03);
    QVERIFY(answer.formula->width > 0.4 && answer.formula->width < 0.8);
    const QRectF ink = answer.formula->outline.boundingRect();
    QVERIFY(std::abs(ink.top() + answer.formula->ascent) < 0.03);
}

void MathRendererTest::drawsWhatAnswersHold_data()
{
    QTest::addColumn<QString>("latex");

    const char *const kFormulas[] = {R"(x = \frac{-b \pm \sqrt{b^2 - 4ac}}{2a})",
        R"(\sum_{i=1}^n i = \frac{n(n+1)}{2})", R"(\int_{-\infty}^\infty e^{-x^2}\,dx = \sqrt{\pi})",
        R"(\begin{pmatrix} a & b \\ c & d \end{pmatrix})",
        R"(\left[\begin{array}{c|c} 1 & 2 \\ \hline 3 & 4 \end{array}\right])",
        R"(\begin{aligned} a &= b + c \\ &= d \end{aligned})", R"(\begin{align} a &= b \\ c &= d \end{align})",
        R"(\begin{cases} x & \text{if } x > 0 \\ -x & \text{otherwise} \end{cases})", R"(\mathbb{R}^n \to \mathcal{L})",
        R"(\lim_{n \to \infty} \left(1 + \frac{1}{n}\right)^n = e)", R"(\overbrace{a + b}^{n} \underbrace{c}_{m})",
        R"(\boxed{E = mc^2})", R"(\hat{x} \vec{v} \bar{y} \widehat{abc} \overline{AB} \dot{x})",
        R"(\nabla \times \mathbf{E})", R"(\boldsymbol{\beta} \operatorname{argmax} \mathrm{d}x)",
        R"(\left\{ \begin{matrix}a\\b\\c\\d\\e\end{matrix} \right.)", R"(\sqrt[3]{\frac{\frac{a}{b}}{\frac{c}{d}}})",
        R"(\binom{n}{k} \pmod{p} \tag{1})", R"(a \xrightarrow{f} b)", R"(\forall \epsilon > 0\ \exists \delta)",
        R"(\text{für } ü)", R"(\text{如果})", R"(\Bigl( \big| \Bigg\rangle)",
        R"(\begin{vmatrix} a & \cdots \\ \vdots & \ddots \end{vmatrix})", R"(f'(x) \; \partial_t \; \oint \iint)"};
    for (const char *latex : kFormulas)
        QTest::newRow(latex) << QString::fromUtf8(latex);
}

void MathRendererTest::drawsWhatAnswersHold()
{
    QFETCH(QString, latex);
    for (const MathStyle style : {MathStyle::Inline, MathStyle::Display}) {
        const MathRenderer::Answer answer = drawn({.latex = latex, .style = style});
        QCOMPARE(answer.state, MathRenderer::State::Drawn);
        const Formula &formula = *answer.formula;
        const QRectF box(0, -formula.ascent, formula.width, formula.ascent + formula.depth);
        QVERIFY(!formula.outline.isEmpty());
        QVERIFY(box.adjusted(-0.3, -0.3, 0.3, 0.3).contains(formula.outline.boundingRect()));
    }
}

void MathRendererTest::refusesWhatIsNoTex_data()
{
    QTest::addColumn<QString>("latex");

    QTest::newRow("unknown command") << R"(\nosuchcommand x)";
    QTest::newRow("open brace") << R"(\frac{a}{b)";
    QTest::newRow("open environment") << R"(\begin{matrix} a)";
    QTest::newRow("a macro without an end") << kEndless;
    QTest::newRow("a link") << R"(\href{https://example.org}{x})";
    QTest::newRow("a package") << R"(\require{html})";
    QTest::newRow("too long") << QStringLiteral("x").repeated(20'000);
    QTest::newRow("too large") << R"(\rule{100000em}{1em})";
    QTest::newRow("deep") << QStringLiteral("{").repeated(3'900) + QStringLiteral("}").repeated(3'900);
}

void MathRendererTest::refusesWhatIsNoTex()
{
    QFETCH(QString, latex);
    const MathRenderer::Answer answer = drawn(inlined(latex));
    QCOMPARE(answer.state, MathRenderer::State::Refused);
    QVERIFY(!answer.formula);
    QCOMPARE(drawn(inlined("y")).state, MathRenderer::State::Drawn);
}

void MathRendererTest::remembersWhatItHasDrawn()
{
    const FormulaPtr first = drawn(inlined("a+b")).formula;
    QVERIFY(first);
    QCOMPARE(m_renderer->formula(inlined("a+b")).formula, first);
    QVERIFY(drawn({.latex = "a+b", .style = MathStyle::Display}).formula != first);
}

void MathRendererTest::drawsManyAtOnce()
{
    for (int i = 0; i < 40; ++i)
        m_renderer->formula(inlined(QStringLiteral("x_{%1}").arg(i)));
    for (int i = 0; i < 40; ++i)
        QCOMPARE(drawn(inlined(QStringLiteral("x_{%1}").arg(i))).state, MathRenderer::State::Drawn);
}

void MathRendererTest::drawsTheNewestFirst()
{
    for (int i = 0; i < 20; ++i)
        m_renderer->formula(inlined(QStringLiteral("z_{%1}").arg(i)));
    QTRY_VERIFY_WITH_TIMEOUT(!m_renderer->isPending(inlined("z_{19}")), kPatience);
    QVERIFY(m_renderer->isPending(inlined("z_{1}")));
    QTRY_VERIFY_WITH_TIMEOUT(!m_renderer->isPending(inlined("z_{1}")), kPatience);
}

void MathRendererTest::forgetsWhatAFormulaDefines()
{
    QCOMPARE(drawn(inlined(R"(\newcommand{\mine}{a}\mine)")).state, MathRenderer::State::Drawn);
    QCOMPARE(drawn(inlined(R"(\mine)")).state, MathRenderer::State::Refused);
    QCOMPARE(drawn(inlined(R"(\def\sin{b}\sin)")).state, MathRenderer::State::Drawn);
    const FormulaPtr sine = drawn(inlined(R"(\sin x)")).formula;
    QVERIFY(sine && sine->width > 1.5);
    QCOMPARE(drawn(inlined(R"(\label{a} x)")).state, MathRenderer::State::Drawn);
    QCOMPARE(drawn(inlined(R"(\label{a} y)")).state, MathRenderer::State::Drawn);
}

void MathRendererTest::givesUpAtTheDeadlineAndGoesOn()
{
    MathRenderer renderer(1ms);
    renderer.formula(slow());
    renderer.formula(inlined("x"));
    QTRY_VERIFY_WITH_TIMEOUT(!renderer.isPending(slow()), kPatience);
    QCOMPARE(renderer.formula(slow()).state, MathRenderer::State::Refused);

    QCOMPARE(drawn(slow()).state, MathRenderer::State::Drawn); // it is time alone that it lacked
}

void MathRendererTest::endsInTheMiddleOfAFormula()
{
    drawn(inlined("x")); // another engine, so that this one's file is read
    MathRenderer *renderer = new MathRenderer(1h);
    QSignalSpy done(renderer, &MathRenderer::formulasDone);
    renderer->formula(inlined("x"));
    QTRY_COMPARE_WITH_TIMEOUT(done.count(), 1, kPatience);
    for (int i = 0; i < 100; ++i)
        renderer->formula({.latex = slow().latex + QString::number(i), .style = MathStyle::Display});
    QElapsedTimer timer;
    timer.start();
    delete renderer;
    QVERIFY2(timer.elapsed() < 2'000, qPrintable(QString::number(timer.elapsed())));

    for (int i = 0; i < 5; ++i) { // while it is loaded
        MathRenderer loading;
        loading.formula(inlined("x"));
    }
}

void MathRendererTest::startsNothingBeforeTheFirstFormula()
{
    MathRenderer renderer;
    QVERIFY(!renderer.isStarted());
    renderer.formula(inlined("x"));
    QVERIFY(renderer.isStarted());
}

QTEST_MAIN(MathRendererTest)
#include "math_renderer_test.moc"
