// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/zip_maker.h"

namespace freshet::test {

/// DOCX with this body (the children of w:body), and other parts by name.
inline QByteArray docx(const QByteArray &body, const QList<std::pair<QByteArray, QByteArray>> &parts = {})
{
    const QByteArray space("xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"");
    ZipMaker zip;
    zip.add("[Content_Types].xml", "<Types/>");
    zip.add("_rels/.rels",
        "<Relationships><Relationship Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
        "officeDocument\" Target=\"word/document.xml\"/></Relationships>");
    zip.add("word/document.xml", "<w:document " + space + "><w:body>" + body + "</w:body></w:document>");
    for (const auto &[name, content] : parts)
        zip.add(name, content);
    return zip.bytes();
}

/// A paragraph of DOCX.
inline QByteArray docxParagraph(const QByteArray &text, const QByteArray &style = {})
{
    const QByteArray properties = style.isEmpty() ? QByteArray() : "<w:pPr><w:pStyle w:val=\"" + style + "\"/></w:pPr>";
    return "<w:p>" + properties + "<w:r><w:t>" + text + "</w:t></w:r></w:p>";
}

/// ODT with this text (the children of office:text).
inline QByteArray odt(const QByteArray &text, const QByteArray &manifest = {})
{
    ZipMaker zip;
    zip.add("mimetype", "application/vnd.oasis.opendocument.text", ZipMaker::Method::Stored);
    zip.add("content.xml",
        "<office:document-content xmlns:office=\"o\" xmlns:text=\"t\" xmlns:table=\"a\" xmlns:draw=\"d\"><office:body>"
        "<office:text>"
            + text + "</office:text></office:body></office:document-content>");
    zip.add("meta.xml", "<m xmlns:dc=\"d\"><dc:title>The  title</dc:title><dc:creator>someone</dc:creator></m>");
    if (!manifest.isEmpty())
        zip.add("META-INF/manifest.xml", manifest);
    return zip.bytes();
}

/// EPUB with these chapters, which its spine names in this order; the parts lie the other way round.
inline QByteArray epub(const QByteArrayList &chapters, const QByteArray &encryption = {})
{
    ZipMaker zip;
    zip.add("mimetype", "application/epub+zip", ZipMaker::Method::Stored);
    zip.add("META-INF/container.xml",
        "<container><rootfiles><rootfile full-path=\"OEBPS/book.opf\"/></rootfiles></container>");
    if (!encryption.isEmpty())
        zip.add("META-INF/encryption.xml", encryption);
    QByteArray items;
    QByteArray spine;
    for (qsizetype i = 0; i < chapters.size(); ++i) {
        const QByteArray number = QByteArray::number(i);
        items.prepend("<item id=\"c" + number + "\" href=\"text/chapter%20" + number + ".xhtml\"/>");
        spine += "<itemref idref=\"c" + number + "\"/>";
    }
    for (qsizetype i = chapters.size() - 1; i >= 0; --i)
        zip.add("OEBPS/text/chapter " + QByteArray::number(i) + ".xhtml", chapters.at(i));
    zip.add("OEBPS/book.opf",
        "<package xmlns:dc=\"d\"><metadata><dc:title>The Book</dc:title></metadata><manifest>" + items
            + "</manifest><spine>" + spine + "</spine></package>");
    return zip.bytes();
}

} // namespace freshet::test
