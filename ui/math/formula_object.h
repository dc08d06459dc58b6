// SPDX-License-Identifier: MIT
#pragma once

#include "ui/math/formula.h"

#include <QBrush>
#include <QFont>
#include <QList>
#include <QObject>
#include <QPointF>
#include <QTextCharFormat>
#include <QTextObjectInterface>

namespace freshet {

/// The format of the one character that a formula is in a QTextDocument: as large as @p font, in the colour of @p text,
/// which is the format of the text around it.
QTextCharFormat formulaFormat(const FormulaPtr &formula, const QFont &font, const QTextCharFormat &text);

/// Lets a document show the formulas in it. One that is wider than the text is drawn smaller, down to six tenths; what
/// is still too wide sticks out.
void installFormulas(QTextDocument &document);

/// Qt lays a veil over selected objects. So formulas in a selection whose format was marked are left out when the
/// document is drawn, and drawSelectedFormulas() is to follow, with the same painter.
void markSelected(QTextCharFormat &format);
void drawSelectedFormulas(const QTextDocument &document, QPainter *painter);

/// Draws formulas in a document; made by installFormulas().
class FormulaObject : public QObject, public QTextObjectInterface {
    Q_OBJECT
    Q_INTERFACES(QTextObjectInterface)

public:
    using QObject::QObject;

    QSizeF intrinsicSize(QTextDocument *document, int position, const QTextFormat &format) override;
    void drawObject(QPainter *painter, const QRectF &rect, QTextDocument *document, int position,
        const QTextFormat &format) override;
    void drawSelected(QPainter *painter);

private:
    struct Drawing {
        FormulaPtr formula;
        QPointF origin; ///< On the baseline.
        double em;
        QBrush brush;
    };

    static void draw(QPainter *painter, const Drawing &drawing);

    QList<Drawing> m_selected; ///< Since the last drawSelected().
};

} // namespace freshet
