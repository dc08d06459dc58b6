// SPDX-License-Identifier: MIT
#include "ui/math/svg_outline.h"

#include <QTest>

using namespace freshet;

namespace {

/// @p inside in a picture that is 2 em wide, 1 em high above the baseline and half an em deep.
FormulaPtr read(const QByteArray &inside)
{
    return formulaFromSvg("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 -1000 2000 1500\"><g "
                          "transform=\"scale(1,-1)\">"
        + inside + "</g></svg>");
}

QRectF boundsOf(const FormulaPtr &formula) { return formula ? formula->outline.boundingRect() : QRectF(); }

} // namespace

class SvgOutlineTest : public QObject {
    Q_OBJECT

private slots:
    void readsItsMeasures();
    void readsShapes_data();
    void readsShapes();
    void turnsACurveSmoothly();
    void refusesWhatItDoesNotKnow_data();
    void refusesWhatItDoesNotKnow();
};

void SvgOutlineTest::readsItsMeasures()
{
    const FormulaPtr formula = read("");
    QVERIFY(formula);
    QCOMPARE(formula->width, 2.0);
    QCOMPARE(formula->ascent, 1.0);
    QCOMPARE(formula->depth, 0.5);
}

void SvgOutlineTest::readsShapes_data()
{
    QTest::addColumn<QByteArray>("inside");
    QTest::addColumn<QRectF>("bounds"); // y grows downwards

    QTest::newRow("path") << QByteArray("<path d=\"M0 0L100 0V-200H0Z\"/>") << QRectF(0, 0, 0.1, 0.2);
    QTest::newRow("numbers without blanks")
        << QByteArray("<path d=\"M0-100L.5e0 0\"/>").replace("e0", "") << QRectF(0, 0, 0.0005, 0.1);
    QTest::newRow("rule") << QByteArray("<rect x=\"100\" y=\"200\" width=\"500\" height=\"60\"/>")
                          << QRectF(0.1, -0.26, 0.5, 0.06);
    QTest::newRow("frame") << QByteArray(
        "<rect fill=\"none\" stroke-width=\"20\" x=\"100\" y=\"200\" width=\"500\" height=\"60\"/>")
                           << QRectF(0.09, -0.27, 0.52, 0.08);
    QTest::newRow("line") << QByteArray("<line x1=\"100\" y1=\"0\" x2=\"100\" y2=\"500\"/>")
                          << QRectF(0.065, -0.5, 0.07, 0.5);
    QTest::newRow("moved and scaled") << QByteArray(
        "<g transform=\"translate(100,200) scale(0.5)\"><path d=\"M0 0H100V100"
        "\"/></g>") << QRectF(0.1, -0.25, 0.05, 0.05);
    QTest::newRow("a piece is cut off") << QByteArray(
        "<svg x=\"100\" y=\"0\" width=\"50\" height=\"200\" viewBox=\"0 100 50 200\"><path d=\"M0 0H40V1000H0Z\""
        "/></svg>") << QRectF(0.1, -0.2, 0.04, 0.2);
}

void SvgOutlineTest::readsShapes()
{
    QFETCH(QByteArray, inside);
    QFETCH(QRectF, bounds);
    const QRectF got = boundsOf(read(inside));
    const auto differs = [](double a, double b) { return std::abs(a - b) > 1e-4; };
    if (differs(got.left(), bounds.left()) || differs(got.top(), bounds.top()) || differs(got.width(), bounds.width())
        || differs(got.height(), bounds.height()))
        QCOMPARE(got, bounds);
}

void SvgOutlineTest::turnsACurveSmoothly()
{
    const FormulaPtr written = read("<path d=\"M0 0Q50 100 100 0Q150 -100 200 0\"/>");
    const FormulaPtr shortened = read("<path d=\"M0 0Q50 100 100 0T200 0\"/>");
    QVERIFY(written && shortened);
    QCOMPARE(shortened->outline, written->outline);
}

void SvgOutlineTest::refusesWhatItDoesNotKnow_data()
{
    QTest::addColumn<QByteArray>("inside");

    QTest::newRow("an error") << QByteArray("<g data-mjx-error=\"Missing close brace\"></g>");
    QTest::newRow("an image") << QByteArray("<image href=\"file:///etc/passwd\"/>");
    QTest::newRow("a link") << QByteArray("<a href=\"https://example.org\"></a>");
    QTest::newRow("foreign markup") << QByteArray("<foreignObject></foreignObject>");
    QTest::newRow("another command") << QByteArray("<path d=\"M0 0A1 1 0 0 0 1 1\"/>");
    QTest::newRow("too few numbers") << QByteArray("<path d=\"M0 0L1\"/>");
    QTest::newRow("another transform") << QByteArray("<g transform=\"rotate(45)\"/>");
    QTest::newRow("not closed") << QByteArray("<g>");
}

void SvgOutlineTest::refusesWhatItDoesNotKnow()
{
    QFETCH(QByteArray, inside);
    QVERIFY(!read(inside));
    QVERIFY(!formulaFromSvg("<svg viewBox=\"0 -1 900000 1\"/>"));
    QVERIFY(!formulaFromSvg("<svg width=\"100%\"/>"));
    QVERIFY(!formulaFromSvg(""));
}

QTEST_MAIN(SvgOutlineTest)
#include "svg_outline_test.moc"
