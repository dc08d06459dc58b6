// SPDX-License-Identifier: MIT
#include "core/retrieval/html_reader.h"

#include "core/retrieval/text_decoder.h"

#include <QHash>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace freshet {

namespace {

/// Elements that are dropped with their content, which is not markup.
const QSet<QString> &rawElements()
{
    static const QSet<QString> names{QStringLiteral("script"), QStringLiteral("style"), QStringLiteral("noscript"),
        QStringLiteral("template"), QStringLiteral("svg"), QStringLiteral("iframe"), QStringLiteral("textarea"),
        QStringLiteral("select"), QStringLiteral("object")};
    return names;
}

/// Elements that stand on lines of their own; 2 for those that a blank line sets apart.
int lineBreaksOf(const QString &element)
{
    static const QHash<QString, int> breaks = [] {
        QHash<QString, int> made;
        for (const char *name :
            {"p", "div", "section", "article", "header", "footer", "main", "aside", "nav", "h1", "h2", "h3", "h4", "h5",
                "h6", "ul", "ol", "dl", "table", "pre", "blockquote", "figure", "form", "hr", "body"})
            made.insert(QString::fromLatin1(name), 2);
        for (const char *name : {"br", "li", "dt", "dd", "tr", "option", "caption", "figcaption", "title"})
            made.insert(QString::fromLatin1(name), 1);
        return made;
    }();
    return breaks.value(element);
}

QString namedCharacter(QStringView name)
{
    static const QHash<QString, QString> names{{QStringLiteral("amp"), QStringLiteral("&")},
        {QStringLiteral("lt"), QStringLiteral("<")}, {QStringLiteral("gt"), QStringLiteral(">")},
        {QStringLiteral("quot"), QStringLiteral("\"")}, {QStringLiteral("apos"), QStringLiteral("'")},
        {QStringLiteral("nbsp"), QStringLiteral(" ")}, {QStringLiteral("copy"), QStringLiteral("©")},
        {QStringLiteral("reg"), QStringLiteral("®")}, {QStringLiteral("trade"), QStringLiteral("™")},
        {QStringLiteral("hellip"), QStringLiteral("…")}, {QStringLiteral("mdash"), QStringLiteral("—")},
        {QStringLiteral("ndash"), QStringLiteral("–")}, {QStringLiteral("lsquo"), QStringLiteral("‘")},
        {QStringLiteral("rsquo"), QStringLiteral("’")}, {QStringLiteral("ldquo"), QStringLiteral("“")},
        {QStringLiteral("rdquo"), QStringLiteral("”")}, {QStringLiteral("laquo"), QStringLiteral("«")},
        {QStringLiteral("raquo"), QStringLiteral("»")}, {QStringLiteral("bull"), QStringLiteral("•")},
        {QStringLiteral("middot"), QStringLiteral("·")}, {QStringLiteral("deg"), QStringLiteral("°")},
        {QStringLiteral("euro"), QStringLiteral("€")}, {QStringLiteral("pound"), QStringLiteral("£")},
        {QStringLiteral("times"), QStringLiteral("×")}, {QStringLiteral("rarr"), QStringLiteral("→")},
        {QStringLiteral("larr"), QStringLiteral("←")}, {QStringLiteral("auml"), QStringLiteral("ä")},
        {QStringLiteral("ouml"), QStringLiteral("ö")}, {QStringLiteral("uuml"), QStringLiteral("ü")},
        {QStringLiteral("Auml"), QStringLiteral("Ä")}, {QStringLiteral("Ouml"), QStringLiteral("Ö")},
        {QStringLiteral("Uuml"), QStringLiteral("Ü")}, {QStringLiteral("szlig"), QStringLiteral("ß")},
        {QStringLiteral("eacute"), QStringLiteral("é")}, {QStringLiteral("egrave"), QStringLiteral("è")},
        {QStringLiteral("agrave"), QStringLiteral("à")}, {QStringLiteral("ccedil"), QStringLiteral("ç")}};
    const auto found = names.constFind(name.toString());
    return found != names.cend() ? *found : QString();
}

/// "#39", "#x27" or a name as text; empty when it is none that we know.
QString characterOf(QStringView reference)
{
    if (!reference.startsWith(u'#'))
        return namedCharacter(reference);
    const bool isHex = reference.size() > 1 && (reference.at(1) == u'x' || reference.at(1) == u'X');
    bool ok = false;
    const char32_t code = reference.sliced(isHex ? 2 : 1).toUInt(&ok, isHex ? 16 : 10);
    if (!ok || code == 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
        return {};
    return canonicalText(QString::fromUcs4(&code, 1)); // control characters do not come in this way either
}

/// Of `<meta charset=…>`, `<meta content="…; charset=…">` or `<?xml encoding=…?>`, near the start as browsers look for
/// it.
QByteArray declaredCharset(const QByteArray &bytes)
{
    constexpr qsizetype looked = 1024;
    static const QRegularExpression pattern(
        QStringLiteral(R"(<(?:meta\s[^>]*?charset|\?xml\s[^>]*?encoding)\s*=\s*["']?\s*([\w.:-]{1,40}))"),
        QRegularExpression::CaseInsensitiveOption);
    return pattern.match(QString::fromLatin1(bytes.first(std::min(looked, bytes.size())))).captured(1).toLatin1();
}

/// Walks the source once, from tag to tag; writes the text as it goes.
class HtmlTextWriter {
public:
    explicit HtmlTextWriter(const QString &source) : m_source(source) { }

    ExtractedText run()
    {
        while (m_at < m_source.size()) {
            const QChar c = m_source.at(m_at);
            if (c == u'<' && isMarkup())
                takeMarkup();
            else if (c == u'&')
                takeReference();
            else {
                write(QStringView(m_source).sliced(m_at, 1));
                ++m_at;
            }
        }
        endHeading();
        m_document.title = m_title.simplified();
        return m_document;
    }

private:
    bool isMarkup() const
    {
        if (m_at + 1 >= m_source.size())
            return false;
        const QChar next = m_source.at(m_at + 1);
        return next == u'/' || next == u'!' || next == u'?' || (next.unicode() < 128 && next.isLetter());
    }

    void takeMarkup()
    {
        if (QStringView(m_source).sliced(m_at).startsWith(u"<!--")) {
            skipPast(QStringLiteral("-->"), m_at + 2); // `<!-->` is whole
            return;
        }
        const bool isEnd = m_source.at(m_at + 1) == u'/';
        qsizetype nameEnd = m_at + (isEnd ? 2 : 1);
        const qsizetype nameStart = nameEnd;
        while (nameEnd < m_source.size() && (m_source.at(nameEnd).isLetterOrNumber() || m_source.at(nameEnd) == u'-'))
            ++nameEnd;
        const QString name = m_source.sliced(nameStart, nameEnd - nameStart).toLower();
        m_at = tagEnd(nameEnd);
        const bool isEmpty = m_at - 2 >= nameEnd && QStringView(m_source).first(m_at).endsWith(u"/>");
        if (isEnd)
            endElement(name);
        else if (!isEmpty || !rawElements().contains(name)) // XHTML's `<script src="a.js"/>` has no end
            startElement(name);
    }

    /// One past the `>`, which may stand in a quoted attribute value. A quote that nothing closes is no quote.
    qsizetype tagEnd(qsizetype from)
    {
        for (qsizetype i = from; i < m_source.size(); ++i) {
            const QChar c = m_source.at(i);
            if (c == u'>')
                return i + 1;
            if ((c == u'"' || c == u'\'') && m_source.at(i - 1) == u'=')
                i = closingQuote(c, i);
        }
        return m_source.size();
    }

    /// Where the quote is closed; @p at itself when it is not. Looks to the end of the source only once in vain.
    qsizetype closingQuote(QChar quote, qsizetype at)
    {
        bool &isNoMore = quote == u'"' ? m_isNoDoubleQuote : m_isNoSingleQuote;
        const qsizetype close = isNoMore ? -1 : m_source.indexOf(quote, at + 1);
        isNoMore = close < 0;
        return isNoMore ? at : close;
    }

    void startElement(const QString &name)
    {
        if (rawElements().contains(name)) {
            skipElement(name);
            return;
        }
        breakLines(lineBreaksOf(name));
        if (name == u"title" && m_title.isEmpty())
            m_isInTitle = true;
        else if (name == u"pre")
            ++m_pre;
        else if (name == u"td" || name == u"th")
            write(u" ");
        else if (name == u"li")
            write(u"• ");
        else if (name.size() == 2 && name.at(0) == u'h' && name.at(1) >= u'1' && name.at(1) <= u'6') {
            endHeading();
            m_headingLevel = name.at(1).digitValue();
        }
    }

    void endElement(const QString &name)
    {
        if (name == u"title")
            m_isInTitle = false;
        else if (name == u"pre")
            m_pre = std::max(0, m_pre - 1);
        else if (name.size() == 2 && name.at(0) == u'h' && name.at(1).isDigit())
            endHeading();
        breakLines(lineBreaksOf(name));
    }

    void endHeading()
    {
        const QString text = m_headingStart < 0
            ? QString()
            : shortenedText(m_document.text.sliced(m_headingStart), kLongestHeading).simplified();
        if (m_headingLevel > 0 && !text.isEmpty())
            m_document.headings << HeadingMark{m_headingStart, m_headingLevel, text};
        m_headingLevel = 0;
        m_headingStart = -1;
    }

    void skipPast(const QString &mark, qsizetype from)
    {
        const qsizetype end = m_source.indexOf(mark, from);
        m_at = end < 0 ? m_source.size() : end + mark.size();
    }

    /// Past `</name>`. An element that nothing closes swallows the rest once, as in a browser.
    void skipElement(const QString &name)
    {
        const QString mark = QString(QStringLiteral("</") + name);
        const qsizetype end = m_source.indexOf(mark, m_at, Qt::CaseInsensitive);
        m_at = end < 0 ? m_source.size() : tagEnd(end + mark.size());
    }

    void takeReference()
    {
        constexpr qsizetype longest = 12;
        const QStringView rest = QStringView(m_source).sliced(m_at + 1);
        const qsizetype end = rest.first(std::min(longest, rest.size())).indexOf(u';');
        const QString character = end > 0 ? characterOf(rest.first(end)) : QString();
        if (character.isEmpty()) {
            write(u"&");
            ++m_at;
            return;
        }
        write(character);
        m_at += end + 2;
    }

    void breakLines(int count)
    {
        if (count == 0)
            return;
        m_pendingBreaks = std::max(m_pendingBreaks, count);
        m_pendingSpace = false;
    }

    /// Writes text; outside `<pre>` any white space is one space, and none stands at the start of a line.
    void write(QStringView text)
    {
        if (m_isInTitle) {
            m_title += text;
            return;
        }
        QString &out = m_document.text;
        for (const QChar c : text) {
            if (c.isSpace() && m_pre == 0) {
                m_pendingSpace = true;
                continue;
            }
            if (m_pendingBreaks > 0 && !out.isEmpty()) {
                while (out.endsWith(u' ') || out.endsWith(u'\n'))
                    out.chop(1);
                out += QString(m_pendingBreaks, u'\n');
            } else if (m_pendingSpace && !out.isEmpty() && m_pendingBreaks == 0) {
                out += u' ';
            }
            m_pendingBreaks = 0;
            m_pendingSpace = false;
            if (m_headingLevel > 0 && m_headingStart < 0)
                m_headingStart = out.size();
            out += c;
        }
    }

    const QString &m_source;
    ExtractedText m_document;
    QString m_title;
    qsizetype m_at = 0;
    qsizetype m_headingStart = -1;
    int m_headingLevel = 0;
    int m_pre = 0;
    int m_pendingBreaks = 0;
    bool m_pendingSpace = false;
    bool m_isInTitle = false;
    bool m_isNoDoubleQuote = false;
    bool m_isNoSingleQuote = false;
};

} // namespace

Result<ExtractedText> HtmlReader::read(const QByteArray &bytes, const StopCheck &) const
{
    const QString source = canonicalText(decodedText(bytes, declaredCharset(bytes)));
    ExtractedText document = HtmlTextWriter(source).run();
    Q_ASSERT(document.text == canonicalText(document.text));
    return document;
}

} // namespace freshet
