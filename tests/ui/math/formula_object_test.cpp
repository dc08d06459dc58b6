// SPDX-License-Identifier: MIT
#include "ui/math/formula_object.h"
#include "ui/math/math_renderer.h"

#include <QAbstractTextDocumentLayout>
#include <QImage>
#include <QPainter>
#include <QTest>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextLayout>

using namespace freshet;

namespace {

constexpr int kPatience = 30'000;
constexpr int kTextColumn = 100; // text stands left of it, the formula right of it

/// The rows from the first to the last that have ink, between two columns.
struct Rows {
    int first = -1;
    int last = -1;
};

Rows inkIn(const QImage &image, int from, int to)
{
    Rows rows;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = from; x < to; ++x) {
            if (qGray(image.pixel(x, y)) < 128) {
                rows.first = rows.first < 0 ? y : rows.first;
                rows.last = y;
                break;
            }
        }
    }
    return rows;
}

QImage draw(QTextDocument &document, double ratio)
{
    QImage image(QSizeF(document.size() * ratio).toSize(), QImage::Format_RGB32);
    image.setDevicePixelRatio(ratio);
    image.fill(Qt::white);
    QPainter painter(&image);
    QAbstractTextDocumentLayout::PaintContext context;
    context.palette.setColor(QPalette::Text, Qt::black);
    document.documentLayout()->draw(&painter, context);
    return image;
}

int pixelsOf(const QImage &image, QRgb color)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            count += image.pixel(x, y) == color ? 1 : 0;
    }
    return count;
}

} // namespace

class FormulaObjectTest : public QObject {
    Q_OBJECT

private slots:
    void standsOnTheLineOfTheText_data();
    void standsOnTheLineOfTheText();
    void takesNoMoreRoomThanItNeeds();
    void isDrawnInTheColourOfTheText();
    void isAsDarkWhenItIsSelected();
    void shrinksToANarrowColumnButNotTooFar();

private:
    FormulaPtr drawn(const QString &latex, MathStyle style = MathStyle::Inline);

    MathRenderer m_renderer;
};

FormulaPtr FormulaObjectTest::drawn(const QString &latex, MathStyle style)
{
    const FormulaKey key{.latex = latex, .style = style};
    m_renderer.formula(key);
    (void)QTest::qWaitFor([&] { return !m_renderer.isPending(key); }, kPatience);
    return m_renderer.formula(key).formula;
}

void FormulaObjectTest::standsOnTheLineOfTheText_data()
{
    QTest::addColumn<int>("pixels");
    QTest::addColumn<double>("ratio");
    QTest::addColumn<QString>("latex");

    for (const int pixels : {11, 14, 17, 20, 28}) {
        for (const double ratio : {1.0, 1.5, 2.0}) {
            for (const char *latex : {"x", "\\mathrm{H}", "\\mathrm{x}_{}"})
                QTest::addRow("%s at %d px, %g", latex, pixels, ratio) << pixels << ratio << QString::fromLatin1(latex);
        }
    }
}

void FormulaObjectTest::standsOnTheLineOfTheText()
{
    QFETCH(int, pixels);
    QFETCH(double, ratio);
    QFETCH(QString, latex);
    const FormulaPtr formula = drawn(latex);
    QVERIFY(formula);
    QFont font;
    font.setPixelSize(pixels);
    QTextDocument document;
    document.setDocumentMargin(0);
    document.setDefaultFont(font);
    document.setTextWidth(400);
    installFormulas(document);
    QTextCursor cursor(&document);
    QTextBlockFormat block;
    block.setTabPositions({QTextOption::Tab(kTextColumn, QTextOption::LeftTab)});
    cursor.setBlockFormat(block);
    QTextCharFormat text;
    text.setForeground(Qt::black);
    const bool isCapital = latex.contains(u'H');
    cursor.insertText(isCapital ? QStringLiteral("H\t") : QStringLiteral("x\t"), text);
    cursor.insertText(QString(QChar::ObjectReplacementCharacter), formulaFormat(formula, font, text));

    const QImage image = draw(document, ratio);
    const Rows ofText = inkIn(image, 0, int(kTextColumn * ratio) - 2);
    const Rows ofFormula = inkIn(image, int(kTextColumn * ratio) - 2, image.width());
    QVERIFY(ofText.last > 0 && ofFormula.last > 0);
    QVERIFY2(std::abs(ofText.last - ofFormula.last) <= 1, qPrintable(QString::number(ofFormula.last - ofText.last)));
    if (!isCapital) // an x is as high as an x; the capitals of two fonts differ
        QVERIFY2(std::abs(ofText.first - ofFormula.first) <= 1.5 * ratio,
            qPrintable(QString::number(ofFormula.first - ofText.first)));
}

void FormulaObjectTest::takesNoMoreRoomThanItNeeds()
{
    QFont font;
    font.setPixelSize(14);
    for (const char *latex :
        {"x^2", "\\frac{a}{b}", "\\sum_{i=1}^n i", "y_{i_j}", "\\begin{matrix}a\\\\b\\\\c\\end{matrix}"}) {
        const FormulaPtr formula = drawn(QString::fromLatin1(latex), MathStyle::Display);
        QVERIFY(formula);
        QTextDocument document;
        document.setDocumentMargin(0);
        document.setDefaultFont(font);
        document.setTextWidth(400);
        installFormulas(document);
        QTextCursor cursor(&document);
        const QTextCharFormat format = formulaFormat(formula, font, {});
        cursor.insertText(QString(QChar::ObjectReplacementCharacter), format);
        (void)document.size();
        const double em = QFontMetricsF(font).xHeight() / kFormulaXHeight;
        const QTextLine line = document.firstBlock().layout()->lineAt(0);
        QVERIFY2(line.ascent() >= formula->ascent * em - 0.1, latex);
        QVERIFY2(line.descent() >= formula->depth * em - 0.1, latex);
        const QFontMetricsF metrics(font);
        const double least
            = std::max(formula->ascent * em, metrics.ascent()) + std::max(formula->depth * em, metrics.descent());
        QVERIFY2(line.height() <= least + 2.5, latex);
    }
}

void FormulaObjectTest::isDrawnInTheColourOfTheText()
{
    QFont font;
    font.setPixelSize(40);
    QTextDocument document;
    document.setTextWidth(200);
    installFormulas(document);
    QTextCharFormat text;
    text.setForeground(QColor(200, 0, 0));
    QTextCursor(&document).insertText(
        QString(QChar::ObjectReplacementCharacter), formulaFormat(drawn("\\rule{1em}{1em}"), font, text));
    const QImage image = draw(document, 1);
    QVERIFY(pixelsOf(image, qRgb(200, 0, 0)) > 400);
}

void FormulaObjectTest::isAsDarkWhenItIsSelected()
{
    QFont font;
    font.setPixelSize(40);
    QTextDocument document;
    document.setTextWidth(200);
    installFormulas(document);
    QTextCharFormat text;
    text.setForeground(Qt::black);
    QTextCursor cursor(&document);
    cursor.insertText(QString(QChar::ObjectReplacementCharacter), formulaFormat(drawn("\\rule{1em}{1em}"), font, text));
    cursor.select(QTextCursor::Document);
    QImage image(document.size().toSize(), QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    QAbstractTextDocumentLayout::PaintContext context;
    QAbstractTextDocumentLayout::Selection selection;
    selection.cursor = cursor;
    selection.format.setForeground(QColor(0, 0, 90));
    selection.format.setBackground(QColor(150, 200, 250));
    markSelected(selection.format);
    context.selections.append(selection);
    document.documentLayout()->draw(&painter, context);
    drawSelectedFormulas(document, &painter);
    QVERIFY(pixelsOf(image, qRgb(0, 0, 90)) > 400);
}

void FormulaObjectTest::shrinksToANarrowColumnButNotTooFar()
{
    QFont font;
    font.setPixelSize(20);
    const FormulaPtr formula = drawn(QStringLiteral("a + b + c + d + e + f + g + h + i + j"), MathStyle::Display);
    QVERIFY(formula);
    const double em = QFontMetricsF(font).xHeight() / kFormulaXHeight;
    const double natural = formula->width * em;
    QTextDocument document;
    document.setDocumentMargin(0);
    installFormulas(document);
    QTextCursor(&document).insertText(QString(QChar::ObjectReplacementCharacter), formulaFormat(formula, font, {}));
    const auto widthIn = [&](double room) {
        document.setTextWidth(room);
        (void)document.size();
        return document.firstBlock().layout()->lineAt(0).naturalTextWidth();
    };
    QVERIFY(std::abs(widthIn(natural + 10) - natural) < 1);
    QVERIFY(std::abs(widthIn(natural * 0.8) - natural * 0.8) < 1);
    QVERIFY(std::abs(widthIn(natural * 0.3) - natural * 0.6) < 1);
    QVERIFY(document.size().width() > natural * 0.5); // so that it can be scrolled
}

QTEST_MAIN(FormulaObjectTest)
#include "formula_object_test.moc"
