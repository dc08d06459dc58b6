// SPDX-License-Identifier: MIT
#include "core/archive/markdown_html.h"

#include <QByteArray>
#include <QRegularExpression>
#include <QUrl>

#include <md4c.h>

#include <algorithm>

namespace freshet {

namespace {

constexpr unsigned kHtmlFlags = (MD_DIALECT_GITHUB & ~unsigned(MD_FLAG_PERMISSIVEAUTOLINKS)) | MD_FLAG_NOHTML;
constexpr qsizetype kLongestMarkdown = 1'000'000;
constexpr qsizetype kLongestLine = 50'000; ///< md4c takes time that grows with the square of some lines.
constexpr int kDeepestOpen = 200; ///< Elements within elements; readers of HTML give up on many.

bool isFitForMarkdown(const QString &text)
{
    if (text.size() > kLongestMarkdown)
        return false;
    const auto paragraphs = QStringView(text).split(QStringLiteral("\n\n"));
    return std::all_of(paragraphs.begin(), paragraphs.end(),
        [](QStringView paragraph) { return paragraph.size() <= kLongestLine || paragraph.contains(u"```"); });
}

/// md4c 0.4.8 sees a table only where the dashes under its header are three or more.
QByteArray htmlSource(const QString &markdown)
{
    static const QRegularExpression ruler(QStringLiteral("^[ \\t>]*\\|?[ \\t]*:?-[-|: \\t]*$"));
    static const QRegularExpression dashes(QStringLiteral("-+"));
    QStringList lines = markdown.split(u'\n');
    for (QString &line : lines) {
        if (line.size() < 1000 && line.contains(u'|') && line.contains(ruler))
            line.replace(dashes, QStringLiteral("---"));
    }
    return lines.join(u'\n').toUtf8();
}

QString attributeOf(const MD_ATTRIBUTE &attribute)
{
    return QString::fromUtf8(attribute.text, static_cast<qsizetype>(attribute.size));
}

bool isSafeLink(const QString &address)
{
    const QString scheme = QUrl(address).scheme();
    return scheme == QLatin1String("http") || scheme == QLatin1String("https") || scheme == QLatin1String("mailto");
}

/// Writes what md4c calls out, one document.
class HtmlBuilder {
public:
    int parse(const QByteArray &source);
    QString take() { return std::move(m_html); }

private:
    int enterBlock(MD_BLOCKTYPE type, void *detail);
    int leaveBlock(MD_BLOCKTYPE type, void *detail);
    int enterSpan(MD_SPANTYPE type, void *detail);
    int leaveSpan(MD_SPANTYPE type);
    int takeText(MD_TEXTTYPE type, const QString &text);
    int open(const QString &tag);
    void close(const char *tag);
    void openLink(const QString &address);
    static const char *plainBlock(MD_BLOCKTYPE type);
    static const char *plainSpan(MD_SPANTYPE type);
    static QString alignment(MD_ALIGN align);

    QString m_html;
    QStringList m_links; ///< What closes each link that is open.
    int m_depth = 0;
};

int HtmlBuilder::parse(const QByteArray &source)
{
    MD_PARSER parser{};
    parser.flags = kHtmlFlags;
    parser.enter_block = [](MD_BLOCKTYPE type, void *detail, void *self) {
        return static_cast<HtmlBuilder *>(self)->enterBlock(type, detail);
    };
    parser.leave_block = [](MD_BLOCKTYPE type, void *detail, void *self) {
        return static_cast<HtmlBuilder *>(self)->leaveBlock(type, detail);
    };
    parser.enter_span = [](MD_SPANTYPE type, void *detail, void *self) {
        return static_cast<HtmlBuilder *>(self)->enterSpan(type, detail);
    };
    parser.leave_span
        = [](MD_SPANTYPE type, void *, void *self) { return static_cast<HtmlBuilder *>(self)->leaveSpan(type); };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR *chars, MD_SIZE size, void *self) {
        return static_cast<HtmlBuilder *>(self)->takeText(type, QString::fromUtf8(chars, qsizetype(size)));
    };
    // QByteArray ends with a NUL: md4c 0.4.8 reads one too far.
    return md_parse(source.constData(), static_cast<MD_SIZE>(source.size()), &parser, this);
}

const char *HtmlBuilder::plainBlock(MD_BLOCKTYPE type)
{
    switch (type) {
    case MD_BLOCK_QUOTE:
        return "blockquote";
    case MD_BLOCK_UL:
        return "ul";
    case MD_BLOCK_OL:
        return "ol";
    case MD_BLOCK_LI:
        return "li";
    case MD_BLOCK_P:
        return "p";
    case MD_BLOCK_TABLE:
        return "table";
    case MD_BLOCK_THEAD:
        return "thead";
    case MD_BLOCK_TBODY:
        return "tbody";
    case MD_BLOCK_TR:
        return "tr";
    case MD_BLOCK_TH:
        return "th";
    case MD_BLOCK_TD:
        return "td";
    default:
        return nullptr;
    }
}

QString HtmlBuilder::alignment(MD_ALIGN align)
{
    if (align == MD_ALIGN_CENTER)
        return QStringLiteral(" align=\"center\"");
    return align == MD_ALIGN_RIGHT ? QStringLiteral(" align=\"right\"") : QString();
}

int HtmlBuilder::open(const QString &tag)
{
    m_html += u'<' + tag + u'>';
    return ++m_depth > kDeepestOpen ? 1 : 0; // md4c stops, and the text is set as it stands
}

void HtmlBuilder::close(const char *tag)
{
    --m_depth;
    m_html += QLatin1String("</") + QLatin1String(tag) + QLatin1String(">");
}

int HtmlBuilder::enterBlock(MD_BLOCKTYPE type, void *detail)
{
    switch (type) {
    case MD_BLOCK_H: // below the headings of the document
        return open(QStringLiteral("h%1").arg(std::min(6U, static_cast<MD_BLOCK_H_DETAIL *>(detail)->level + 2)));
    case MD_BLOCK_HR:
        m_html += QLatin1String("<hr>");
        return 0;
    case MD_BLOCK_CODE:
        return open(QStringLiteral("pre"));
    case MD_BLOCK_OL: {
        const unsigned start = static_cast<MD_BLOCK_OL_DETAIL *>(detail)->start;
        return open(start == 1 ? QStringLiteral("ol") : QStringLiteral("ol start=\"%1\"").arg(start));
    }
    case MD_BLOCK_LI: {
        const auto *const item = static_cast<MD_BLOCK_LI_DETAIL *>(detail);
        const int result = open(QStringLiteral("li"));
        if (item->is_task != 0)
            m_html += item->task_mark == ' ' ? u"☐ " : u"☑ ";
        return result;
    }
    case MD_BLOCK_TABLE:
        return open(QStringLiteral("table border=\"1\" cellspacing=\"0\" cellpadding=\"4\""));
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
        return open(QLatin1String(plainBlock(type)) + alignment(static_cast<MD_BLOCK_TD_DETAIL *>(detail)->align));
    default:
        return plainBlock(type) ? open(QLatin1String(plainBlock(type))) : 0;
    }
}

int HtmlBuilder::leaveBlock(MD_BLOCKTYPE type, void *detail)
{
    if (type == MD_BLOCK_H)
        close(qPrintable(QStringLiteral("h%1").arg(std::min(6U, static_cast<MD_BLOCK_H_DETAIL *>(detail)->level + 2))));
    else if (type == MD_BLOCK_CODE)
        close("pre");
    else if (plainBlock(type))
        close(plainBlock(type));
    return 0;
}

const char *HtmlBuilder::plainSpan(MD_SPANTYPE type)
{
    switch (type) {
    case MD_SPAN_EM:
        return "em";
    case MD_SPAN_STRONG:
        return "strong";
    case MD_SPAN_CODE:
        return "code";
    case MD_SPAN_DEL:
        return "s";
    case MD_SPAN_U:
        return "u";
    default:
        return nullptr;
    }
}

void HtmlBuilder::openLink(const QString &address)
{
    const bool isSafe = isSafeLink(address);
    if (isSafe)
        m_html += QLatin1String("<a href=\"") + escapedHtml(address) + QLatin1String("\">");
    m_links << (isSafe ? QStringLiteral("</a>") : QString());
}

int HtmlBuilder::enterSpan(MD_SPANTYPE type, void *detail)
{
    if (type == MD_SPAN_A)
        openLink(attributeOf(static_cast<MD_SPAN_A_DETAIL *>(detail)->href));
    else if (type == MD_SPAN_IMG)
        openLink(attributeOf(static_cast<MD_SPAN_IMG_DETAIL *>(detail)->src));
    else if (plainSpan(type))
        return open(QLatin1String(plainSpan(type)));
    return 0;
}

int HtmlBuilder::leaveSpan(MD_SPANTYPE type)
{
    if ((type == MD_SPAN_A || type == MD_SPAN_IMG) && !m_links.isEmpty())
        m_html += m_links.takeLast();
    else if (plainSpan(type))
        close(plainSpan(type));
    return 0;
}

int HtmlBuilder::takeText(MD_TEXTTYPE type, const QString &text)
{
    switch (type) {
    case MD_TEXT_NULLCHAR:
        m_html += QChar(QChar::ReplacementCharacter);
        break;
    case MD_TEXT_BR:
        m_html += QLatin1String("<br>");
        break;
    case MD_TEXT_SOFTBR:
        m_html += u'\n';
        break;
    case MD_TEXT_ENTITY: // md4c has checked that it looks like one
        m_html += text.size() < 40 && !text.contains(u'<') ? text : escapedHtml(text);
        break;
    default:
        m_html += escapedHtml(text);
    }
    return 0;
}

} // namespace

QString escapedHtml(const QString &text)
{
    QString out;
    out.reserve(text.size() + text.size() / 16);
    for (const QChar c : text) {
        if (c == u'&')
            out += QLatin1String("&amp;");
        else if (c == u'<')
            out += QLatin1String("&lt;");
        else if (c == u'>')
            out += QLatin1String("&gt;");
        else if (c == u'"')
            out += QLatin1String("&quot;");
        else if (c == u'\'')
            out += QLatin1String("&#39;");
        else if (c.category() != QChar::Other_Control || c == u'\n' || c == u'\t')
            out += c;
    }
    return out;
}

QString markdownToHtml(const QString &markdown)
{
    HtmlBuilder builder;
    if (isFitForMarkdown(markdown) && builder.parse(htmlSource(markdown)) == 0)
        return builder.take();
    return QLatin1String("<pre>") + escapedHtml(markdown) + QLatin1String("</pre>");
}

} // namespace freshet
