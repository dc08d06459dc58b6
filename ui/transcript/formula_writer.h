// SPDX-License-Identifier: MIT
#pragma once

#include "ui/math/math_placeholders.h"
#include "ui/transcript/text_style.h"

#include <QList>
#include <QTextCursor>

namespace freshet {

class MathRenderer;

/// Sets formulas into a document: drawn where they are, as their source until then and where they cannot be drawn. So
/// is what comes behind the four hundredth.
class FormulaWriter {
public:
    enum class Result { Drawn, Source };

    /// @p renderer may be null: then all are shown as their source.
    FormulaWriter(const TextStyle &style, MathRenderer *renderer) : m_style(style), m_renderer(renderer) { }

    /// @p around is the format of the text that it stands in.
    Result insert(QTextCursor &cursor, const WrittenFormula &formula, const QTextCharFormat &around);

    bool hasDrawn() const { return m_hasDrawn; } ///< The document needs installFormulas().
    const QList<FormulaKey> &awaited() const { return m_awaited; } ///< Shown as their source for the time being.

private:
    const TextStyle &m_style;
    MathRenderer *m_renderer; // not owned
    bool m_hasDrawn = false;
    int m_count = 0;
    QList<FormulaKey> m_awaited;
};

} // namespace freshet
