// SPDX-License-Identifier: MIT
#include "core/retrieval/chunker.h"

#include "core/retrieval/sentences.h"

#include <algorithm>
#include <array>

namespace freshet {

namespace {

/// Where a passage may end, from the best kind of place to the worst.
enum class CutKind { Heading, Row, Paragraph, Sentence, Line, Space };
constexpr int kCutKinds = 6;

/// Walks one document from start to end; knows the headings that the current place stands under.
class PassageCutter {
public:
    PassageCutter(const ExtractedText &document, const ChunkLimits &limits) : m_document(document), m_limits(limits)
    {
        if (document.kind == TextKind::Prose) {
            for (const TextRange &sentence : sentencesOf(document.text))
                m_sentenceEnds << sentence.end;
        }
        findBodies();
    }

    QList<Passage> run()
    {
        auto page = m_document.pages.begin();
        for (const HeadingMark &heading : m_document.headings) {
            for (; page != m_document.pages.end() && page->offset <= heading.offset; ++page)
                startSection(page->offset);
            if (heading.level <= 2 && sectionBody() < heading.offset)
                startSection(heading.offset);
        }
        for (; page != m_document.pages.end(); ++page)
            startSection(page->offset);
        startSection(m_document.text.size());
        return m_passages;
    }

private:
    void startSection(qsizetype at)
    {
        cutSection(m_sectionStart, at);
        m_sectionStart = at;
        m_sectionBody.reset();
    }

    qsizetype sectionBody()
    {
        if (!m_sectionBody)
            m_sectionBody = bodyStart(m_sectionStart);
        return *m_sectionBody;
    }

    void cutSection(qsizetype start, qsizetype end)
    {
        const QString &text = m_document.text;
        while (end > start && text.at(end - 1).isSpace())
            --end;
        while (true) {
            while (start < end && text.at(start).isSpace())
                ++start;
            if (start >= end)
                return;
            const qsizetype furthest = furthestEnd(start, end);
            const qsizetype cut = furthest == end ? end : bestCut(start, end, furthest);
            add(start, cut);
            start = cut;
        }
    }

    /// Where a passage from @p start ends at the latest: of code, after so many lines.
    qsizetype furthestEnd(qsizetype start, qsizetype end) const
    {
        const qsizetype furthest = std::min(start + m_limits.most, end);
        if (m_document.kind != TextKind::Code)
            return furthest;
        qsizetype lines = 0;
        for (qsizetype i = start; i < furthest; ++i) {
            if (m_document.text.at(i) == u'\n' && ++lines == m_limits.mostLines)
                return i + 1;
        }
        return furthest;
    }

    /// The place nearest to the target among those of the best kind there is.
    qsizetype bestCut(qsizetype start, qsizetype end, qsizetype furthest) const
    {
        const qsizetype least = start + std::min(m_limits.least, (furthest - start) / 2);
        const qsizetype rest = m_document.kind == TextKind::Code ? 0 : m_limits.least;
        const qsizetype most = std::max(least, std::min(furthest, end - rest));
        const qsizetype target = std::min(start + m_limits.target, most);
        std::array<qsizetype, kCutKinds> best;
        best.fill(-1);
        const auto offer = [&](CutKind kind, qsizetype place) {
            qsizetype &known = best.at(static_cast<size_t>(kind));
            if (place >= least && place <= most && (known < 0 || std::abs(place - target) < std::abs(known - target)))
                known = place;
        };

        for (auto it = firstHeadingFrom(least); it != m_document.headings.end() && it->offset <= most; ++it)
            offer(CutKind::Heading, it->offset);
        for (auto it = std::lower_bound(m_document.cuts.begin(), m_document.cuts.end(), least);
             it != m_document.cuts.end() && *it <= most; ++it)
            offer(CutKind::Row, *it);
        for (auto it = std::lower_bound(m_sentenceEnds.begin(), m_sentenceEnds.end(), least);
             it != m_sentenceEnds.end() && *it <= most; ++it)
            offer(CutKind::Sentence, *it);
        const QString &text = m_document.text;
        for (qsizetype i = least; i < most; ++i) {
            if (text.at(i) == u'\n')
                offer(isBlankLine(i) ? CutKind::Paragraph : CutKind::Line, i + 1);
            else if (text.at(i).isSpace())
                offer(CutKind::Space, i + 1);
        }
        for (const qsizetype place : best) {
            if (place > 0)
                return place;
        }
        return text.at(most - 1).isHighSurrogate() ? most - 1 : most;
    }

    bool isBlankLine(qsizetype lineBreak) const
    {
        const QString &text = m_document.text;
        qsizetype i = lineBreak + 1;
        while (i < text.size() && (text.at(i) == u' ' || text.at(i) == u'\t'))
            ++i;
        return i < text.size() && text.at(i) == u'\n';
    }

    /// Past the headings that stand at @p start one below the other.
    qsizetype bodyStart(qsizetype start) const
    {
        start = pastSpace(start, m_document.text.size());
        const auto heading = firstHeadingFrom(start);
        const bool isHeading = heading != m_document.headings.end() && heading->offset == start;
        return isHeading ? m_bodies.at(heading - m_document.headings.begin()) : start;
    }

    /// From the last heading to the first, so that a run of them is walked once; none is looked at past the next one.
    void findBodies()
    {
        const QList<HeadingMark> &headings = m_document.headings;
        m_bodies.resize(headings.size());
        for (qsizetype i = headings.size() - 1; i >= 0; --i) {
            const bool isLast = i + 1 == headings.size();
            const qsizetype limit = isLast ? m_document.text.size() : headings.at(i + 1).offset;
            const qsizetype end = pastSpace(headingEnd(headings.at(i).offset, limit), limit);
            const bool isFollowed = !isLast && end == limit;
            if (isFollowed && belongTogether(headings.at(i), headings.at(i + 1)))
                m_bodies[i] = m_bodies.at(i + 1);
            else
                m_bodies[i] = isFollowed ? headings.at(i).offset + 1 : std::max(end, headings.at(i).offset + 1);
        }
    }

    /// The line of a function says more than its name: that it is followed by another does not make one of both.
    bool belongTogether(const HeadingMark &heading, const HeadingMark &next) const
    {
        return m_document.kind != TextKind::Code || next.level > heading.level;
    }

    /// Past its line and those that underline it; its start where the next heading is in the same line.
    qsizetype headingEnd(qsizetype start, qsizetype limit) const
    {
        const QStringView text = QStringView(m_document.text).first(limit);
        qsizetype at = start;
        do {
            const qsizetype lineEnd = text.indexOf(u'\n', at);
            if (lineEnd < 0)
                return at == start && limit < m_document.text.size() ? start : limit;
            at = lineEnd + 1;
        } while (isUnderline(text.sliced(at)));
        return at;
    }

    qsizetype pastSpace(qsizetype start, qsizetype limit) const
    {
        while (start < limit && m_document.text.at(start).isSpace())
            ++start;
        return start;
    }

    QList<HeadingMark>::const_iterator firstHeadingFrom(qsizetype place) const
    {
        return std::lower_bound(m_document.headings.begin(), m_document.headings.end(), place,
            [](const HeadingMark &mark, qsizetype offset) { return mark.offset < offset; });
    }

    static bool isUnderline(QStringView rest)
    {
        const qsizetype end = rest.indexOf(u'\n');
        const QStringView line = end < 0 ? rest : rest.first(end);
        return !line.isEmpty() && (line.count(u'=') == line.size() || line.count(u'-') == line.size());
    }

    void add(qsizetype start, qsizetype end)
    {
        while (m_document.text.at(end - 1).isSpace())
            --end;
        const qsizetype body = std::min(bodyStart(start), end);
        Passage passage{.start = start, .end = end, .text = m_document.text.sliced(start, end - start)};
        for (; m_nextHeading < m_document.headings.size(); ++m_nextHeading) {
            const HeadingMark &heading = m_document.headings.at(m_nextHeading);
            if (heading.offset >= std::max(body, start + 1))
                break;
            m_path.removeIf([&](const HeadingMark &above) { return above.level >= heading.level; });
            m_path << heading;
        }
        QStringList path;
        for (const HeadingMark &heading : std::as_const(m_path)) {
            if (heading.level <= 2 || !isSharedByMembers(end))
                path << heading.text;
        }
        passage.heading = path.join(QStringLiteral(" › "));
        for (; m_nextPage < m_document.pages.size() && m_document.pages.at(m_nextPage).offset <= start; ++m_nextPage)
            m_page = m_document.pages.at(m_nextPage).page;
        passage.page = m_page;
        m_passages << passage;
    }

    /// Whether another member of a class begins before @p end of the passage at hand: then it is none's alone.
    bool isSharedByMembers(qsizetype end) const
    {
        return m_document.kind == TextKind::Code && m_nextHeading < m_document.headings.size()
            && m_document.headings.at(m_nextHeading).offset < end;
    }

    const ExtractedText &m_document;
    const ChunkLimits m_limits;
    QList<qsizetype> m_sentenceEnds;
    QList<qsizetype> m_bodies; // for each heading, where the text below it and the headings that follow it starts
    qsizetype m_sectionStart = 0;
    std::optional<qsizetype> m_sectionBody;
    QList<Passage> m_passages;
    QList<HeadingMark> m_path;
    qsizetype m_nextHeading = 0;
    qsizetype m_nextPage = 0;
    std::optional<int> m_page;
};

} // namespace

QList<Passage> passagesOf(const ExtractedText &document, const ChunkLimits &limits)
{
    return PassageCutter(document, limits).run();
}

} // namespace freshet
