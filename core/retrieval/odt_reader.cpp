// SPDX-License-Identifier: MIT
#include "core/retrieval/odt_reader.h"

#include "core/retrieval/paragraph_writer.h"
#include "core/retrieval/text_decoder.h"

#include <QSet>

#include <algorithm>

namespace freshet {

namespace {

/// The number that an attribute says, 1 where there is none.
int countOf(const QXmlStreamReader &xml, QLatin1String name)
{
    const QString value = attributeOf(xml, name);
    return value.isNull() ? 1 : value.toInt();
}

/// Writes the content as it goes by.
class OdtBody {
public:
    Result<ExtractedText> read(const QByteArray &xml)
    {
        const Status walked = walkPart(xml,
            {.begin = [this](QXmlStreamReader &at) { begin(at); },
                .end = [this](QStringView name) { end(name); },
                .text = [this](QStringView text) { take(text); }});
        return walked ? Result<ExtractedText>(m_writer.take()) : failure(walked.error());
    }

private:
    void begin(QXmlStreamReader &xml)
    {
        static const QSet<QString> leftOut{QStringLiteral("tracked-changes"), QStringLiteral("annotation"),
            QStringLiteral("forms"), QStringLiteral("note-citation"), QStringLiteral("sequence-decls"),
            QStringLiteral("scripts"), QStringLiteral("styles"), QStringLiteral("automatic-styles"),
            QStringLiteral("font-face-decls"), QStringLiteral("binary-data")};
        const QString name = xml.name().toString();
        if (leftOut.contains(name))
            xml.skipCurrentElement();
        else if (name == u"h" || name == u"p")
            beginParagraph(name == u"h" ? std::clamp(countOf(xml, QLatin1String("outline-level")), 1, 6) : 0);
        else if (name == u"list-item" || name == u"list-header")
            ++m_lists;
        else if (name == u"table" && !m_isInNote)
            m_writer.beginTable();
        else if (name == u"note")
            beginNote();
        else if (name == u"s")
            write(QString(std::clamp(countOf(xml, QLatin1String("c")), 1, 100), u' '));
        else if (name == u"tab")
            write(u"\t");
        else if (name == u"line-break")
            write(u"\n");
    }

    void beginParagraph(int level)
    {
        m_isAfterSpace = true;
        if (!m_isInNote)
            endParagraph(); // around a text box
        m_levels << level;
    }

    void endParagraph()
    {
        const int level = m_levels.isEmpty() ? 0 : m_levels.last();
        m_writer.endParagraph(level, m_lists > 0 ? ParagraphWriter::Kind::ListItem : ParagraphWriter::Kind::Body);
    }

    void beginNote()
    {
        m_isInNote = true;
        m_note.clear();
    }

    void end(QStringView name)
    {
        if (name == u"h" || name == u"p") {
            if (m_isInNote)
                m_note += u' ';
            else
                endParagraph();
            m_levels.removeLast();
        } else if (name == u"list-item" || name == u"list-header")
            --m_lists;
        else if (name == u"note")
            endNote();
        else if (!m_isInNote)
            endTablePart(name);
    }

    void endNote()
    {
        m_isInNote = false;
        if (m_note.trimmed().isEmpty())
            return;
        m_writer.writeReference(++m_notes);
        m_writer.addNote(m_notes, m_note);
        m_isAfterSpace = false;
    }

    void endTablePart(QStringView name)
    {
        if (name == u"table-cell" || name == u"covered-table-cell")
            m_writer.endCell();
        else if (name == u"table-row")
            m_writer.endRow();
        else if (name == u"table")
            m_writer.endTable();
    }

    /// White space between elements is none of the text, and any in a paragraph is one space.
    void take(QStringView text)
    {
        if (m_levels.isEmpty())
            return;
        QString collapsed;
        for (const QChar c : text) {
            const bool isSpace = c == u' ' || c == u'\n' || c == u'\t' || c == u'\r';
            if (!isSpace)
                collapsed += c;
            else if (!m_isAfterSpace)
                collapsed += u' ';
            m_isAfterSpace = isSpace;
        }
        write(collapsed);
    }

    void write(QStringView text)
    {
        if (!m_isInNote)
            m_writer.write(text);
        else if (m_note.size() < ParagraphWriter::kMostText)
            m_note += text;
    }

    ParagraphWriter m_writer;
    QString m_note;
    QList<int> m_levels; ///< Of the paragraphs that we are in: one, or more in text boxes and notes.
    int m_lists = 0;
    int m_notes = 0;
    bool m_isInNote = false;
    bool m_isAfterSpace = true;
};

} // namespace

Result<ExtractedText> OdtReader::read(const QByteArray &bytes, const StopCheck &) const
{
    auto package = DocumentPackage::open(bytes);
    if (!package)
        return failure(package.error());
    const auto manifest = package->readIfThere(QStringLiteral("META-INF/manifest.xml"));
    if (manifest && manifest->contains("encryption-data"))
        return lockedDocument();
    const auto content = package->read(QStringLiteral("content.xml"));
    if (!content)
        return failure(content.error());
    auto document = OdtBody().read(*content);
    if (document) {
        const auto meta = package->readIfThere(QStringLiteral("meta.xml"));
        document->title = canonicalText(firstText(meta.value_or(QByteArray()), u"title"));
    }
    return document;
}

} // namespace freshet
