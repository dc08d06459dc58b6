// SPDX-License-Identifier: MIT
#include "core/retrieval/markdown_reader.h"

#include "core/retrieval/text_decoder.h"

#include <algorithm>

namespace freshet {

namespace {

qsizetype runLength(QStringView text, QChar c)
{
    const auto end = std::find_if(text.begin(), text.end(), [c](QChar other) { return other != c; });
    return end - text.begin();
}

/// Goes line by line, remembers an open code fence and the paragraph line that an underline would make a heading.
class MarkdownHeadingScanner {
public:
    void takeLine(QStringView line, qsizetype offset)
    {
        const qsizetype indent = runLength(line, u' ');
        const QStringView content = line.trimmed();
        if (indent > 3 || content.isEmpty() || isFence(content)) {
            m_paragraphLine = {};
        } else if (m_fenceLength == 0 && !takeHash(content, offset) && !takeUnderline(content)) {
            m_paragraphLine = content;
            m_paragraphOffset = offset;
        }
    }

    QList<HeadingMark> headings;

private:
    /// Opens or closes a fence; true for such a line.
    bool isFence(QStringView content)
    {
        const QChar mark = content.at(0);
        const qsizetype length = mark == u'`' || mark == u'~' ? runLength(content, mark) : 0;
        if (length < 3)
            return false;
        if (m_fenceLength == 0) {
            if (mark == u'`' && content.sliced(length).contains(u'`'))
                return false; // a code span
            m_fence = mark;
            m_fenceLength = length;
            return true;
        }
        if (mark == m_fence && length >= m_fenceLength && length == content.size())
            m_fenceLength = 0;
        return true;
    }

    bool takeHash(QStringView content, qsizetype offset)
    {
        const qsizetype level = runLength(content, u'#');
        if (level < 1 || level > 6 || (level < content.size() && !content.at(level).isSpace()))
            return false;
        QStringView text = content.sliced(level).trimmed();
        QStringView open = text;
        while (open.endsWith(u'#'))
            open.chop(1);
        if (open.isEmpty() || open.back().isSpace())
            text = open.trimmed();
        add(static_cast<int>(level), text, offset);
        return true;
    }

    bool takeUnderline(QStringView content)
    {
        const QChar mark = content.at(0);
        if (m_paragraphLine.isEmpty() || (mark != u'=' && mark != u'-') || runLength(content, mark) != content.size())
            return false;
        add(mark == u'=' ? 1 : 2, m_paragraphLine, m_paragraphOffset);
        return true;
    }

    void add(int level, QStringView text, qsizetype offset)
    {
        m_paragraphLine = {};
        if (!text.isEmpty())
            headings << HeadingMark{offset, level, text.toString()};
    }

    QStringView m_paragraphLine;
    qsizetype m_paragraphOffset = 0;
    QChar m_fence;
    qsizetype m_fenceLength = 0;
};

/// Where the body starts: after a YAML block at the very top, whose `title:` may name the document.
qsizetype frontMatterEnd(const QString &text)
{
    if (!text.startsWith(QLatin1String("---\n")))
        return 0;
    const qsizetype end = text.indexOf(QLatin1String("\n---\n"), 3);
    return end < 0 ? 0 : end + 5;
}

} // namespace

Result<ExtractedText> MarkdownReader::read(const QByteArray &bytes, const StopCheck &) const
{
    ExtractedText document{.text = canonicalText(decodedText(bytes))};
    const QStringView text(document.text);
    MarkdownHeadingScanner scanner;
    qsizetype start = frontMatterEnd(document.text);
    while (start < text.size()) {
        qsizetype end = text.indexOf(u'\n', start);
        if (end < 0)
            end = text.size();
        scanner.takeLine(text.sliced(start, end - start), start);
        start = end + 1;
    }
    document.headings = scanner.headings;
    const auto title = std::find_if(document.headings.cbegin(), document.headings.cend(),
        [](const HeadingMark &heading) { return heading.level == 1; });
    if (title != document.headings.cend())
        document.title = title->text;
    return document;
}

} // namespace freshet
