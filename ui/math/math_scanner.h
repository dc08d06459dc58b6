// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QStringView>

namespace freshet {

enum class MathStyle { Inline, Display };

/// A formula in a text, as it is written there.
struct MathSpan {
    qsizetype begin = 0;
    qsizetype end = 0;
    qsizetype bodyBegin = 0; ///< Without the delimiters.
    qsizetype bodyEnd = 0;
    MathStyle style = MathStyle::Inline;

    bool operator==(const MathSpan &) const = default;
};

/// Finds the formulas in one block of Markdown: `$…$`, `$$…$$`, `\(…\)` and `\[…\]`, in order, in linear time.
///
/// Pure. Never in code, in an address or behind a backslash. What is not closed is text. One dollar opens a formula
/// only where the other stands on the same line, no blank is inside of the two, no digit follows and what is between
/// them looks like TeX: "$5 and $10" is money.
QList<MathSpan> scanMath(QStringView text);

/// A display formula that goes on in the next line.
enum class OpenMath { None, Dollars, Bracket };

/// What is open behind @p line, when @p before was open before it. For a text that is cut into blocks line by line.
OpenMath openMathAfter(QStringView line, OpenMath before);

/// For a line behind a blank one in an open formula: false when it is prose, and the formula was none.
bool goesOnWithMath(QStringView line, OpenMath open);

} // namespace freshet
