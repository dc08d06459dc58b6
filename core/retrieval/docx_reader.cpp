// SPDX-License-Identifier: MIT
#include "core/retrieval/docx_reader.h"

#include "core/retrieval/paragraph_writer.h"
#include "core/retrieval/text_decoder.h"

#include <QSet>

namespace freshet {

namespace {

using DocxNotes = QHash<QString, QString>; // by id

/// `w:val` of the element at hand.
QString wordValue(const QXmlStreamReader &xml) { return attributeOf(xml, QLatin1String("val")); }

/// What was deleted or moved away, a second form of the same thing, and what is no text of the document.
bool isLeftOut(QStringView name)
{
    static const QSet<QString> leftOut{QStringLiteral("del"), QStringLiteral("moveFrom"), QStringLiteral("Fallback"),
        QStringLiteral("instrText"), QStringLiteral("pPrChange"), QStringLiteral("rPrChange"), QStringLiteral("sdtPr"),
        QStringLiteral("tabs")};
    return leftOut.contains(name.toString());
}

/// Whether a switch such as `<w:vanish/>` is on.
bool isOn(const QXmlStreamReader &xml)
{
    const QString value = wordValue(xml);
    return value != u"0" && value != u"false" && value != u"off";
}

/// Levels count from 0 to 8, with 9 for what is no heading.
int outlineLevel(const QString &value)
{
    bool isNumber = false;
    const int level = value.toInt(&isNumber);
    return isNumber && level >= 0 && level <= 8 ? std::min(level + 1, 6) : 0;
}

/// Which styles are headings: by their outline level, else by the name that Word gives them in every language.
class DocxStyles {
public:
    Status read(const QByteArray &xml)
    {
        return xml.isEmpty() ? Status() : walkPart(xml, {.begin = [this](QXmlStreamReader &at) { begin(at); }});
    }

    int level(const QString &style) const
    {
        QString at = style;
        constexpr int longestChain = 20; // of styles that rest on each other, perhaps in a circle
        for (int i = 0; i < longestChain && m_styles.contains(at); ++i) {
            const Style &known = *m_styles.constFind(at);
            if (known.level)
                return *known.level;
            at = known.base;
        }
        return 0;
    }

private:
    struct Style {
        std::optional<int> level;
        QString base;
    };

    void begin(QXmlStreamReader &xml)
    {
        const QStringView name = xml.name();
        if (name == u"style") {
            m_at = attributeOf(xml, QLatin1String("styleId"));
            m_styles.insert(m_at, {});
        } else if (m_styles.contains(m_at)) {
            Style &style = m_styles[m_at];
            if (name == u"basedOn")
                style.base = wordValue(xml);
            else if (name == u"outlineLvl")
                style.level = outlineLevel(wordValue(xml));
            else if (name == u"name" && !style.level)
                style.level = levelOfName(wordValue(xml).toLower());
        }
    }

    static std::optional<int> levelOfName(const QString &name)
    {
        if (name == u"title")
            return 1;
        const QLatin1String heading("heading ");
        return name.startsWith(heading)
            ? outlineLevel(QString::number(QStringView(name).mid(heading.size()).toInt() - 1))
            : std::optional<int>();
    }

    QHash<QString, Style> m_styles;
    QString m_at;
};

/// Writes the body as it goes by.
class DocxBody {
public:
    DocxBody(const DocxStyles &styles, const DocxNotes &footnotes, const DocxNotes &endnotes)
        : m_styles(styles), m_footnotes(footnotes), m_endnotes(endnotes)
    {
    }

    Result<ExtractedText> read(const QByteArray &xml)
    {
        const Status walked = walkPart(xml,
            {.begin = [this](QXmlStreamReader &at) { begin(at); }, .end = [this](QStringView name) { end(name); }});
        return walked ? Result<ExtractedText>(m_writer.take()) : failure(walked.error());
    }

private:
    void begin(QXmlStreamReader &xml)
    {
        const QString name = xml.name().toString();
        if (isLeftOut(name) && !(name == u"del" && m_isInMarkProperties))
            xml.skipCurrentElement();
        else if (name == u"p")
            beginParagraph();
        else if (name == u"pPr")
            m_isInMarkProperties = true;
        else if (m_isInMarkProperties)
            beginParagraphProperty(xml, name);
        else if (name == u"r")
            m_paragraph.isHidden = false;
        else if (name == u"vanish")
            m_paragraph.isHidden = isOn(xml);
        else if (name == u"tbl")
            m_writer.beginTable();
        else
            beginContent(xml, name);
    }

    struct Paragraph {
        int level = 0;
        ParagraphWriter::Kind kind = ParagraphWriter::Kind::Body;
        bool isHidden = false; ///< The run at hand.
    };

    void beginParagraph()
    {
        writeParagraph(); // around a text box
        m_around << m_paragraph;
        m_paragraph = {};
    }

    void endParagraph()
    {
        writeParagraph();
        m_paragraph = m_around.takeLast();
    }

    void writeParagraph() { m_writer.endParagraph(m_paragraph.level, m_paragraph.kind); }

    void beginParagraphProperty(const QXmlStreamReader &xml, const QString &name)
    {
        if (name == u"pStyle")
            m_paragraph.level = m_styles.level(wordValue(xml));
        else if (name == u"outlineLvl")
            m_paragraph.level = outlineLevel(wordValue(xml));
        else if (name == u"numId" && wordValue(xml) != u"0")
            m_paragraph.kind = ParagraphWriter::Kind::ListItem;
    }

    void beginContent(QXmlStreamReader &xml, const QString &name)
    {
        if (name == u"t") {
            const QString text = xml.readElementText(QXmlStreamReader::SkipChildElements);
            if (!m_paragraph.isHidden)
                m_writer.write(text);
        } else if (name == u"tab" || name == u"ptab")
            m_writer.write(u"\t");
        else if (name == u"br" || name == u"cr")
            m_writer.write(u"\n");
        else if (name == u"noBreakHyphen")
            m_writer.write(u"\u2011");
        else if (name == u"footnoteReference")
            refer(m_footnotes.value(attributeOf(xml, QLatin1String("id"))));
        else if (name == u"endnoteReference")
            refer(m_endnotes.value(attributeOf(xml, QLatin1String("id"))));
    }

    void refer(const QString &note)
    {
        if (note.isEmpty() || m_paragraph.isHidden)
            return;
        m_writer.writeReference(++m_notes);
        m_writer.addNote(m_notes, note);
    }

    void end(QStringView name)
    {
        if (name == u"pPr")
            m_isInMarkProperties = false;
        else if (name == u"p")
            endParagraph();
        else if (name == u"tc")
            m_writer.endCell();
        else if (name == u"tr")
            m_writer.endRow();
        else if (name == u"tbl")
            m_writer.endTable();
    }

    const DocxStyles &m_styles;
    const DocxNotes &m_footnotes;
    const DocxNotes &m_endnotes;
    ParagraphWriter m_writer;
    Paragraph m_paragraph;
    QList<Paragraph> m_around; ///< The paragraph at hand: more than an empty one where it is in a text box.
    int m_notes = 0;
    bool m_isInMarkProperties = false;
};

/// The notes of `footnotes.xml` or `endnotes.xml`; not the lines that Word draws between text and notes.
Result<DocxNotes> docxNotes(const QByteArray &xml)
{
    DocxNotes notes;
    QString id;
    bool isHidden = false;
    const auto begin = [&](QXmlStreamReader &at) {
        const QString name = at.name().toString();
        if (isLeftOut(name))
            at.skipCurrentElement();
        else if (name == u"footnote" || name == u"endnote") {
            const bool isLine = !attributeOf(at, QLatin1String("type")).isEmpty();
            id = isLine ? QString() : attributeOf(at, QLatin1String("id"));
        } else if (name == u"r")
            isHidden = false;
        else if (name == u"vanish")
            isHidden = isOn(at);
        else if (name == u"t" || name == u"tab" || name == u"br" || name == u"cr") {
            const QString text
                = name == u"t" ? at.readElementText(QXmlStreamReader::SkipChildElements) : QStringLiteral(" ");
            if (!isHidden && !id.isEmpty())
                notes[id] += text;
        }
    };
    const auto end = [&](QStringView name) {
        if (name == u"p" && !id.isEmpty())
            notes[id] += u' ';
    };
    const Status walked = xml.isEmpty() ? Status() : walkPart(xml, {.begin = begin, .end = end});
    return walked ? Result<DocxNotes>(notes) : failure(walked.error());
}

/// Where the body is, as the package says; nearly always word/document.xml.
QString mainPart(DocumentPackage &package)
{
    QString target;
    const auto relations = package.readIfThere(QStringLiteral("_rels/.rels"));
    const auto begin = [&](QXmlStreamReader &xml) {
        const QXmlStreamAttributes attributes = xml.attributes();
        if (attributes.value(QLatin1String("Type")).endsWith(QLatin1String("/officeDocument")))
            target = attributes.value(QLatin1String("Target")).toString();
    };
    if (relations && !relations->isEmpty() && !walkPart(*relations, {.begin = begin}))
        target.clear();
    while (target.startsWith(u'/'))
        target.remove(0, 1);
    return target.isEmpty() ? QStringLiteral("word/document.xml") : target;
}

} // namespace

Result<ExtractedText> DocxReader::read(const QByteArray &bytes, const StopCheck &) const
{
    if (bytes.startsWith("\xd0\xcf\x11\xe0")) // Word wraps what it encrypts into its old form
        return lockedDocument();
    auto package = DocumentPackage::open(bytes);
    if (!package)
        return failure(package.error());
    const QString main = mainPart(*package);
    const QString folder = main.left(main.lastIndexOf(u'/') + 1);
    const auto body = package->read(main);
    const auto stylePart = package->readIfThere(QString(folder + QStringLiteral("styles.xml")));
    const auto footnotePart = package->readIfThere(QString(folder + QStringLiteral("footnotes.xml")));
    const auto endnotePart = package->readIfThere(QString(folder + QStringLiteral("endnotes.xml")));
    for (const auto *part : {&body, &stylePart, &footnotePart, &endnotePart}) {
        if (!*part)
            return failure(part->error());
    }
    DocxStyles styles;
    const Status styled = styles.read(*stylePart);
    const auto footnotes = docxNotes(*footnotePart);
    const auto endnotes = docxNotes(*endnotePart);
    if (!styled || !footnotes || !endnotes)
        return damagedDocument();
    auto document = DocxBody(styles, *footnotes, *endnotes).read(*body);
    if (document) {
        const auto properties = package->readIfThere(QStringLiteral("docProps/core.xml"));
        document->title = canonicalText(firstText(properties.value_or(QByteArray()), u"title"));
    }
    return document;
}

} // namespace freshet
