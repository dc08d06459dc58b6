// SPDX-License-Identifier: MIT
#include "ui/transcript/formula_writer.h"

#include "ui/math/formula_object.h"
#include "ui/math/math_renderer.h"
#include "ui/transcript/display_text.h"

namespace freshet {

namespace {

constexpr int kMostFormulas = 400; // the renderer must be able to remember all that is seen at once

} // namespace

FormulaWriter::Result FormulaWriter::insert(
    QTextCursor &cursor, const WrittenFormula &formula, const QTextCharFormat &around)
{
    using State = MathRenderer::State;
    const bool canDraw = m_renderer && ++m_count <= kMostFormulas;
    const MathRenderer::Answer answer
        = canDraw ? m_renderer->formula(formula.key) : MathRenderer::Answer{.state = State::Refused, .formula = {}};
    if (answer.state == State::Drawn) {
        QFont font = m_style.type.body();
        if (around.hasProperty(QTextFormat::FontPixelSize))
            font.setPixelSize(around.intProperty(QTextFormat::FontPixelSize));
        QTextCharFormat format = formulaFormat(answer.formula, font, around);
        setWritten(format, formula.source);
        cursor.insertText(QString(QChar::ObjectReplacementCharacter), format);
        m_hasDrawn = true;
        return Result::Drawn;
    }
    QTextCharFormat format = around;
    format.merge(codeFormat(m_style));
    if (answer.state == State::Pending) {
        m_awaited.append(formula.key);
        format.clearBackground(); // it is there for a moment only
        format.setForeground(m_style.muted);
    }
    QString source = formula.source;
    source.replace(u'\n', QChar::LineSeparator);
    insertDisplayText(cursor, source, format, TextUse::Exact);
    return Result::Source;
}

} // namespace freshet
