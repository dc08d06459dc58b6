// SPDX-License-Identifier: MIT
#include "core/retrieval/document_reader.h"

#include "core/retrieval/code_reader.h"
#include "core/retrieval/docx_reader.h"
#include "core/retrieval/epub_reader.h"
#include "core/retrieval/html_reader.h"
#include "core/retrieval/markdown_reader.h"
#include "core/retrieval/odt_reader.h"
#include "core/retrieval/pdf_reader.h"
#include "core/retrieval/table_reader.h"
#include "core/retrieval/text_decoder.h"
#include "core/retrieval/text_reader.h"
#include "core/zip/zip_file.h"

#include <QFileInfo>

#include <map>

namespace freshet {

namespace {

/// The first entry of an ODT or EPUB, stored as it is, says what it is; a DOCX is known by its name alone.
const DocumentReader *packageReader(const QString &suffix, QByteArrayView head)
{
    static const DocxReader docx;
    static const OdtReader odt;
    static const EpubReader epub;

    constexpr qsizetype firstName = 30;
    const QByteArrayView first = head.size() > firstName ? head.sliced(firstName) : QByteArrayView();
    if (suffix == u"epub" || first.startsWith("mimetypeapplication/epub+zip"))
        return &epub;
    if (suffix == u"odt" || suffix == u"ott" || first.startsWith("mimetypeapplication/vnd.oasis.opendocument.text"))
        return &odt;
    return suffix == u"docx" || suffix == u"docm" || suffix == u"dotx" ? &docx : nullptr;
}

/// Null for what is no source code known here.
const DocumentReader *codeReader(const QString &suffix)
{
    static const std::map<QString, CodeReader> readers = [] {
        std::map<QString, CodeReader> made;
        const QHash<QString, CodeLanguage> &languages = codeLanguages();
        for (auto language = languages.cbegin(); language != languages.cend(); ++language)
            made.emplace(language.key(), language.value());
        return made;
    }();
    const auto found = readers.find(suffix);
    return found != readers.end() ? &found->second : nullptr;
}

} // namespace

const DocumentReader *readerFor(const QString &fileName, QByteArrayView head)
{
    static const TextReader text;
    static const MarkdownReader markdown;
    static const HtmlReader html;
    static const PdfReader pdf;
    static const TableReader table;

    const QString suffix = QFileInfo(fileName).suffix().toLower();
    if (head.startsWith("%PDF-"))
        return &pdf;
    if (ZipFile::isZip(head) || (suffix == u"docx" && head.startsWith("\xd0\xcf\x11\xe0")))
        return packageReader(suffix, head);
    if (looksBinary(head))
        return nullptr;
    if (suffix == u"md" || suffix == u"markdown")
        return &markdown;
    if (suffix == u"html" || suffix == u"htm" || suffix == u"xhtml")
        return &html;
    if (suffix == u"csv" || suffix == u"tsv" || suffix == u"tab")
        return &table;
    const DocumentReader *const code = codeReader(suffix);
    return code ? code : &text;
}

} // namespace freshet
