// SPDX-License-Identifier: MIT
#include "ui/math/formula_object.h"

#include <QAbstractTextDocumentLayout>
#include <QFontMetricsF>
#include <QPainter>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextLayout>

#include <algorithm>
#include <cmath>
#include <utility>

namespace freshet {

namespace {

constexpr int kFormulaObject = QTextFormat::UserObject + 1;
constexpr int kFormulaProperty = QTextFormat::UserProperty + 20;
constexpr int kEmProperty = QTextFormat::UserProperty + 21; // pixels of one em
constexpr int kFontAscentProperty = QTextFormat::UserProperty + 22; // of the text around
constexpr int kFontDescentProperty = QTextFormat::UserProperty + 23;
constexpr int kSelectedProperty = QTextFormat::UserProperty + 24;
constexpr double kSmallestScale = 0.6; // of its size, to fit a narrow column

/// The room that a formula takes. Qt gives a box that is aligned in the middle half of its height above the baseline
/// and half below, but for a quarter of the x-height of its font on either side: so that font decides how deep it
/// reaches.
struct FormulaBox {
    double em;
    double width;
    double height;
};

double roomFor(QTextDocument *document, int position)
{
    if (document->textWidth() < 0)
        return -1;
    const QTextBlock block = document->findBlock(position);
    const QTextCursor cursor(block);
    if (cursor.currentTable())
        return -1; // its cells are as wide as what is in them
    const QTextBlockFormat format = block.blockFormat();
    return document->textWidth() - format.leftMargin() - format.rightMargin();
}

FormulaBox formulaBox(QTextDocument *document, int position, const QTextFormat &format, const Formula &formula)
{
    double em = format.doubleProperty(kEmProperty);
    const double room = roomFor(document, position);
    if (room > 0 && formula.width * em > room)
        em = std::max(room / formula.width, kSmallestScale * em);
    const double shift = QFontMetrics(format.toCharFormat().font()).xHeight() / 2.0;
    const double ascent = std::max(formula.ascent * em, format.doubleProperty(kFontAscentProperty));
    const double descent = std::max(formula.depth * em, format.doubleProperty(kFontDescentProperty));
    const double height = std::max(2 * ascent - shift, 2 * descent + shift);
    return {.em = em, .width = formula.width * em, .height = height};
}

/// Of the line that the box is drawn in. There Qt puts its middle into the middle of the line.
double baselineOf(QTextDocument *document, int position, const QRectF &rect)
{
    const QTextBlock block = document->findBlock(position);
    const QTextLine line = block.layout()->lineForTextPosition(position - block.position());
    return line.isValid() ? rect.center().y() + (line.ascent() - line.descent()) / 2 : rect.bottom();
}

FormulaPtr formulaIn(const QTextFormat &format) { return format.property(kFormulaProperty).value<FormulaPtr>(); }

} // namespace

QTextCharFormat formulaFormat(const FormulaPtr &formula, const QFont &font, const QTextCharFormat &text)
{
    const QFontMetricsF metrics(font);
    const double xHeight = metrics.xHeight();
    const double em = xHeight / kFormulaXHeight;
    // A line with nothing but a formula is as high as a line of text.
    const double ascent = std::max(formula->ascent * em, metrics.ascent());
    const double descent = std::max(formula->depth * em, metrics.descent());
    const double wanted = 2 * (ascent - descent); // the x-height that leaves no empty room
    const int pixels = int(std::lround(font.pixelSize() * wanted / std::max(xHeight, 1.0)));
    QTextCharFormat format;
    format.setObjectType(kFormulaObject);
    format.setProperty(kFormulaProperty, QVariant::fromValue(formula));
    format.setProperty(kEmProperty, em);
    format.setProperty(kFontAscentProperty, metrics.ascent());
    format.setProperty(kFontDescentProperty, metrics.descent());
    format.setVerticalAlignment(QTextCharFormat::AlignMiddle);
    format.setFontFamilies(font.families());
    format.setProperty(QTextFormat::FontPixelSize, std::clamp(pixels, 1, 1000));
    format.setForeground(text.foreground());
    if (text.isAnchor()) {
        format.setAnchor(true);
        format.setAnchorHref(text.anchorHref());
    }
    return format;
}

void installFormulas(QTextDocument &document)
{
    document.documentLayout()->registerHandler(kFormulaObject, new FormulaObject(&document));
}

void markSelected(QTextCharFormat &format) { format.setProperty(kSelectedProperty, true); }

void drawSelectedFormulas(const QTextDocument &document, QPainter *painter)
{
    if (auto *object = document.findChild<FormulaObject *>(QString(), Qt::FindDirectChildrenOnly))
        object->drawSelected(painter);
}

QSizeF FormulaObject::intrinsicSize(QTextDocument *document, int position, const QTextFormat &format)
{
    const FormulaPtr formula = formulaIn(format);
    if (!formula)
        return {};
    const FormulaBox box = formulaBox(document, position, format, *formula);
    return {box.width, box.height};
}

void FormulaObject::drawObject(
    QPainter *painter, const QRectF &rect, QTextDocument *document, int position, const QTextFormat &format)
{
    const FormulaPtr formula = formulaIn(format);
    if (!formula)
        return;
    const FormulaBox box = formulaBox(document, position, format, *formula);
    // The painter rounds the baseline of text to a pixel of the screen.
    const QTransform toDevice = painter->deviceTransform();
    const double baseline = baselineOf(document, position, rect);
    const double pixel = toDevice.map(QPointF(rect.x(), baseline)).y();
    const double snap = toDevice.m22() > 0 ? (std::round(pixel) - pixel) / toDevice.m22() : 0;
    const Drawing drawing{
        .formula = formula, .origin = QPointF(rect.x(), baseline + snap), .em = box.em, .brush = format.foreground()};
    if (format.hasProperty(kSelectedProperty))
        m_selected.append(drawing);
    else
        draw(painter, drawing);
}

void FormulaObject::drawSelected(QPainter *painter)
{
    for (const Drawing &drawing : std::as_const(m_selected))
        draw(painter, drawing);
    m_selected.clear();
}

void FormulaObject::draw(QPainter *painter, const Drawing &drawing)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->translate(drawing.origin);
    painter->scale(drawing.em, drawing.em);
    painter->fillPath(drawing.formula->outline, drawing.brush);
    painter->restore();
}

} // namespace freshet
