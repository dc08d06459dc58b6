// SPDX-License-Identifier: MIT
#include "ui/math/math_placeholders.h"

#include <algorithm>

namespace freshet {

namespace {

// The private use plane: no letter, no blank, no punctuation.
constexpr char32_t kFirstPlaceholder = 0xf0000;
constexpr qsizetype kMostPlaceholders = 0xfffe;

bool isPlaceholderLike(QStringView text, qsizetype at)
{
    return at + 1 < text.size() && text[at].isHighSurrogate() && text[at + 1].isLowSurrogate()
        && (QChar::surrogateToUcs4(text[at], text[at + 1]) >> 16) == (kFirstPlaceholder >> 16);
}

qsizetype placeholderIndex(QStringView text, qsizetype at)
{
    return qsizetype(QChar::surrogateToUcs4(text[at], text[at + 1]) - kFirstPlaceholder);
}

/// How many marks of a quote stand before the text of the line that @p at is in.
qsizetype quotesBefore(QStringView text, qsizetype at)
{
    const qsizetype begin = at > 0 ? text.lastIndexOf(u'\n', at - 1) + 1 : 0;
    qsizetype quotes = 0;
    for (const QChar c : text.sliced(begin, at - begin)) {
        if (c == u'>')
            ++quotes;
        else if (c != u' ')
            break;
    }
    return quotes;
}

/// The lines of a formula in a quote without the marks of that quote.
QString withoutQuotes(QStringView formula, qsizetype quotes)
{
    QString plain;
    for (qsizetype begin = 0; begin <= formula.size();) {
        const qsizetype found = formula.indexOf(u'\n', begin);
        const qsizetype end = found < 0 ? formula.size() : found;
        QStringView line = formula.sliced(begin, end - begin);
        for (qsizetype i = 0; begin > 0 && i < quotes && line.trimmed().startsWith(u'>'); ++i)
            line = line.sliced(line.indexOf(u'>') + 1);
        if (begin > 0 && line.startsWith(u' '))
            line = line.sliced(1);
        plain += line;
        if (found < 0)
            break;
        plain += u'\n';
        begin = end + 1;
    }
    return plain;
}

} // namespace

QString MathPlaceholders::replaceIn(const QString &markdown, const QList<qsizetype> &places)
{
    const bool mayHaveMath
        = markdown.contains(u'$') || markdown.contains(QLatin1String("\\(")) || markdown.contains(QLatin1String("\\["));
    const QList<MathSpan> spans = mayHaveMath ? scanMath(markdown) : QList<MathSpan>();
    if (spans.isEmpty() && places.isEmpty())
        return markdown;
    QString replaced;
    qsizetype done = 0;
    const auto put = [&](const WrittenFormula &formula, qsizetype end) {
        const char32_t placeholder = kFirstPlaceholder + char32_t(m_formulas.size());
        replaced += QString::fromUcs4(&placeholder, 1);
        m_formulas.append(formula);
        done = end;
    };
    auto place = places.begin();
    const auto putText = [&](qsizetype end) {
        while (done < end && m_formulas.size() < kMostPlaceholders) {
            while (place != places.end() && *place < done) // in a formula
                ++place;
            if (place != places.end() && *place == done) {
                m_places.insert(m_formulas.size(), *place++);
                put({.key = {}, .source = {}}, done);
                continue;
            }
            const qsizetype last = place == places.end() ? end : std::min(end, *place);
            qsizetype next = done;
            while (next < last && !isPlaceholderLike(markdown, next))
                ++next;
            replaced += QStringView(markdown).sliced(done, next - done);
            done = next;
            if (done < last)
                put({.key = {}, .source = markdown.sliced(done, 2)}, done + 2);
        }
    };
    for (const MathSpan &span : spans) {
        putText(span.begin);
        if (m_formulas.size() >= kMostPlaceholders)
            break;
        const QString source = markdown.sliced(span.begin, span.end - span.begin);
        const qsizetype quotes = source.contains(u'\n') ? quotesBefore(markdown, span.begin) : 0;
        const QString written = quotes > 0 ? withoutQuotes(source, quotes) : source;
        const qsizetype head = span.bodyBegin - span.begin;
        const qsizetype tail = span.end - span.bodyEnd;
        const QString body = written.sliced(head, written.size() - head - tail).trimmed();
        put({.key = {.latex = body, .style = span.style}, .source = written}, span.end);
    }
    putText(markdown.size());
    replaced += QStringView(markdown).sliced(done);
    return replaced;
}

QString MathPlaceholders::restoredIn(const QString &text) const
{
    if (isEmpty())
        return text;
    QString restored;
    for (const Part &part : partsOf(text))
        restored += part.formula ? part.formula->source : part.text;
    return restored;
}

QList<MathPlaceholders::Part> MathPlaceholders::partsOf(const QString &text) const
{
    QList<Part> parts;
    qsizetype done = 0;
    const auto add = [&](const QString &more) {
        if (more.isEmpty())
            return;
        if (!parts.isEmpty() && !parts.last().formula)
            parts.last().text += more;
        else
            parts.append(Part{.text = more, .formula = nullptr, .places = {}});
    };
    for (qsizetype i = 0; !isEmpty() && i < text.size(); ++i) {
        if (!isPlaceholderLike(text, i) || placeholderIndex(text, i) >= m_formulas.size())
            continue;
        const WrittenFormula &formula = m_formulas[placeholderIndex(text, i)];
        add(text.sliced(done, i - done));
        if (const auto place = m_places.constFind(placeholderIndex(text, i)); place != m_places.cend()) {
            if (parts.isEmpty() || parts.last().formula)
                parts.append(Part{});
            parts.last().places << Place{parts.last().text.size(), *place};
        } else if (formula.key.latex.isEmpty()) {
            add(formula.source);
        } else {
            parts.append(Part{.text = QString(), .formula = &formula, .places = {}});
        }
        done = i + 2;
        ++i;
    }
    add(text.sliced(done));
    return parts;
}

} // namespace freshet
