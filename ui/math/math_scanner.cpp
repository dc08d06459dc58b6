// SPDX-License-Identifier: MIT
#include "ui/math/math_scanner.h"

#include <algorithm>

namespace freshet {

namespace {

constexpr int kMostDollarsAhead = 4; // in the braces of a formula: $\text{if $x$}$

bool isAsciiDigit(QChar c) { return c >= u'0' && c <= u'9'; }
bool isAsciiLetter(QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z'); }

/// What a text that may be a formula is made of, outside of its braces and commands.
struct Shape {
    bool hasTex = false; ///< A command, a script or a group.
    bool hasOperator = false;
    bool hasSpace = false;
    qsizetype longestWord = 0;
    qsizetype pipes = 0;
};

Shape shapeOf(QStringView body)
{
    Shape shape;
    int depth = 0;
    qsizetype word = 0;
    for (qsizetype i = 0; i < body.size(); ++i) {
        const QChar c = body[i];
        word = c.isLetter() && c.unicode() < 0x2e80 ? word + 1 : 0; // CJK has no words
        if (depth == 0)
            shape.longestWord = std::max(shape.longestWord, word);
        if (c == u'\\') {
            shape.hasTex = true;
            while (i + 1 < body.size() && isAsciiLetter(body[i + 1]))
                ++i;
        } else if (c == u'{') {
            shape.hasTex = true;
            ++depth;
        } else if (c == u'}') {
            depth = std::max(depth - 1, 0);
        } else if (c == u'^' || c == u'_' || c == u'&') {
            shape.hasTex = true;
        } else if (c == u'|') {
            ++shape.pipes;
        } else if (QStringView(u"=<>+-*/!~").contains(c) || c.category() == QChar::Symbol_Math) {
            shape.hasOperator = true;
        } else if (c.isSpace()) {
            shape.hasSpace = true;
        }
    }
    return shape;
}

/// Between single dollars, which are also money.
bool looksLikeTex(QStringView body)
{
    const Shape shape = shapeOf(body);
    const bool isAmount = isAsciiDigit(body.front());
    if (isAmount && (shape.longestWord >= 3 || (shape.pipes > 0 && !shape.hasTex)))
        return false;
    if (shape.hasTex)
        return true;
    if (shape.pipes % 2 == 1 || (isAmount && shape.longestWord >= 2) || shape.longestWord >= 4)
        return false;
    return !shape.hasSpace || (shape.longestWord < 3 && (shape.hasOperator || body.contains(u',')));
}

/// Words without anything of TeX between stronger delimiters: escaped brackets, or dollars that mean something else.
bool looksLikeProse(QStringView body)
{
    const Shape shape = shapeOf(body);
    return shape.longestWord >= 4 && !shape.hasTex && !shape.hasOperator;
}

bool isPlainNumber(QStringView body) { return std::all_of(body.begin(), body.end(), isAsciiDigit); }

bool hasBlankLine(QStringView body)
{
    for (qsizetype at = body.indexOf(u'\n'); at >= 0; at = body.indexOf(u'\n', at + 1)) {
        const qsizetype next = body.indexOf(u'\n', at + 1);
        if (next >= 0 && body.sliced(at, next - at).trimmed().isEmpty())
            return true;
    }
    return false;
}

class MathScanner {
public:
    explicit MathScanner(QStringView text) : m_text(text) { }

    QList<MathSpan> scan()
    {
        while (m_at < m_text.size())
            step();
        return m_spans;
    }

private:
    QChar charAt(qsizetype at) const { return at < m_text.size() ? m_text[at] : QChar(); }

    qsizetype runEnd(qsizetype at) const
    {
        qsizetype end = at;
        while (end < m_text.size() && m_text[end] == m_text[at])
            ++end;
        return end;
    }

    void step()
    {
        const QChar c = m_text[m_at];
        if (c == u'\\')
            takeBackslash();
        else if (c == u'`')
            skipCode();
        else if (c == u'$')
            takeDollars();
        else if (c == u'h')
            skipAddress();
        else
            ++m_at;
    }

    void takeBackslash()
    {
        const QChar next = charAt(m_at + 1);
        const bool isBracket = next == u'[';
        if (!isBracket && next != u'(') {
            m_at += 2; // whatever it is, it is escaped
            return;
        }
        const qsizetype close = closingBackslash(m_at + 2, next, isBracket ? u']' : u')');
        const QStringView body = close < 0 ? QStringView() : m_text.sliced(m_at + 2, close - m_at - 2).trimmed();
        const bool isText = body.isEmpty() || looksLikeProse(body) || (isBracket && isPlainNumber(body))
            || (!isBracket && hasBlankLine(body));
        if (isText)
            m_at += 2;
        else
            addSpan(close, 2, isBracket ? MathStyle::Display : MathStyle::Inline);
    }

    /// Not behind another opening one: so none is looked for twice.
    qsizetype closingBackslash(qsizetype from, QChar open, QChar close) const
    {
        for (qsizetype i = m_text.indexOf(u'\\', from); i >= 0 && i + 1 < m_text.size();
             i = m_text.indexOf(u'\\', i + 2)) {
            if (m_text[i + 1] == close)
                return i;
            if (m_text[i + 1] == open)
                return -1;
        }
        return -1;
    }

    void takeDollars()
    {
        const qsizetype end = runEnd(m_at);
        if (end - m_at == 1)
            takeDollar();
        else if (end - m_at == 2)
            takeDisplay();
        else
            m_at = end;
    }

    void takeDisplay()
    {
        const qsizetype close = m_hasNoDisplayEnd ? -1 : closingDisplay(m_at + 2);
        if (close < 0) {
            m_hasNoDisplayEnd = true;
            m_at += 2;
            return;
        }
        const QStringView body = m_text.sliced(m_at + 2, close - m_at - 2).trimmed();
        if (body.isEmpty() || looksLikeProse(body))
            m_at = close + 2;
        else
            addSpan(close, 2, MathStyle::Display);
    }

    qsizetype closingDisplay(qsizetype from) const
    {
        for (qsizetype i = from; i + 1 < m_text.size(); ++i) {
            if (m_text[i] == u'\\')
                ++i;
            else if (m_text[i] == u'$' && m_text[i + 1] == u'$')
                return i;
        }
        return -1;
    }

    void takeDollar()
    {
        const bool isInWord = m_at > 0 && (isAsciiLetter(m_text[m_at - 1]) || isAsciiDigit(m_text[m_at - 1]));
        const qsizetype close = isInWord || charAt(m_at + 1).isSpace() ? -1 : closingDollar();
        if (close < 0)
            ++m_at;
        else
            addSpan(close, 1, MathStyle::Inline);
    }

    qsizetype closingDollar() const
    {
        int depth = 0;
        int dollars = 0;
        for (qsizetype i = m_at + 1; i < m_text.size() && m_text[i] != u'\n' && m_text[i] != u'`'; ++i) {
            const QChar c = m_text[i];
            if (c == u'\\')
                ++i;
            else if (c == u'{')
                ++depth;
            else if (c == u'}')
                --depth;
            if (c != u'$')
                continue;
            if (depth > 0 && ++dollars < kMostDollarsAhead)
                continue;
            const QStringView body = m_text.sliced(m_at + 1, i - m_at - 1);
            const bool isClosing = depth <= 0 && !body.isEmpty() && !body.back().isSpace() && charAt(i + 1) != u'$'
                && !isAsciiDigit(charAt(i + 1));
            return isClosing && looksLikeTex(body) ? i : -1;
        }
        return -1;
    }

    /// Over a code span. Where one run of backticks finds no partner, no other run of that length does.
    void skipCode()
    {
        const qsizetype begin = runEnd(m_at);
        const qsizetype length = begin - m_at;
        m_at = begin;
        if (m_unpaired.contains(length))
            return;
        for (qsizetype i = m_text.indexOf(u'`', begin); i >= 0;) {
            const qsizetype end = runEnd(i);
            if (end - i == length) {
                m_at = end;
                return;
            }
            i = m_text.indexOf(u'`', end);
        }
        m_unpaired.append(length);
    }

    void skipAddress()
    {
        const QStringView rest = m_text.sliced(m_at);
        if (!rest.startsWith(u"http://") && !rest.startsWith(u"https://")) {
            ++m_at;
            return;
        }
        while (m_at < m_text.size() && !m_text[m_at].isSpace() && !QStringView(u"<>()|").contains(m_text[m_at]))
            ++m_at;
    }

    void addSpan(qsizetype close, qsizetype delimiter, MathStyle style)
    {
        m_spans.append(
            {.begin = m_at, .end = close + delimiter, .bodyBegin = m_at + delimiter, .bodyEnd = close, .style = style});
        m_at = close + delimiter;
    }

    QStringView m_text;
    qsizetype m_at = 0;
    bool m_hasNoDisplayEnd = false;
    QList<qsizetype> m_unpaired; ///< Lengths of runs of backticks.
    QList<MathSpan> m_spans;
};

/// Behind the end of a code span that begins at @p at; behind its backticks when it has no end in this line.
qsizetype behindCode(QStringView line, qsizetype at)
{
    qsizetype begin = at;
    while (begin < line.size() && line[begin] == u'`')
        ++begin;
    const qsizetype end = line.indexOf(line.sliced(at, begin - at), begin);
    return end < 0 ? begin : end + begin - at;
}

/// Where @p open ends in the line, behind its delimiter; -1 when it does not.
qsizetype mathEnd(QStringView line, qsizetype from, OpenMath open)
{
    const QChar first = open == OpenMath::Dollars ? u'$' : u'\\';
    const QChar second = open == OpenMath::Dollars ? u'$' : u']';
    for (qsizetype i = from; i + 1 < line.size(); ++i) {
        if (line[i] == first && line[i + 1] == second)
            return i + 2;
        if (line[i] == u'\\')
            ++i;
    }
    return -1;
}

} // namespace

QList<MathSpan> scanMath(QStringView text) { return MathScanner(text).scan(); }

OpenMath openMathAfter(QStringView line, OpenMath before)
{
    qsizetype at = 0;
    OpenMath open = before;
    while (true) {
        if (open != OpenMath::None) {
            const qsizetype end = mathEnd(line, at, open);
            if (end < 0)
                return open;
            at = end;
            open = OpenMath::None;
        }
        while (at < line.size() && open == OpenMath::None) {
            const QStringView rest = line.sliced(at);
            const bool isTriple = rest.startsWith(u"$$$");
            if (rest.front() == u'`') {
                at = behindCode(line, at);
                continue;
            }
            if (rest.startsWith(u"\\["))
                open = OpenMath::Bracket;
            else if (rest.startsWith(u"$$") && !isTriple)
                open = OpenMath::Dollars;
            if (open != OpenMath::None && mathEnd(line, at + 2, open) < 0) {
                // In the middle of a line only where the formula can be seen to begin.
                const QStringView behind = rest.sliced(2).trimmed();
                const bool isAtStart = line.first(at).trimmed().isEmpty();
                if (!isAtStart && !behind.isEmpty() && !shapeOf(behind).hasTex)
                    open = OpenMath::None;
                return open;
            }
            if (isTriple) {
                while (at < line.size() && line[at] == u'$')
                    ++at;
            } else {
                at += open != OpenMath::None || rest.front() == u'\\' ? 2 : 1;
            }
        }
        if (open == OpenMath::None)
            return open;
    }
}

bool goesOnWithMath(QStringView line, OpenMath open)
{
    return mathEnd(line, 0, open) >= 0 || shapeOf(line).hasTex || line.contains(u'=');
}

} // namespace freshet
