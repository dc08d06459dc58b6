// SPDX-License-Identifier: MIT
#include "core/retrieval/document_reader.h"

#include "core/retrieval/html_reader.h"
#include "core/retrieval/markdown_reader.h"
#include "core/retrieval/pdf_reader.h"
#include "core/retrieval/text_decoder.h"
#include "core/retrieval/text_reader.h"

#include <QFileInfo>

namespace freshet {

const DocumentReader *readerFor(const QString &fileName, QByteArrayView head)
{
    static const TextReader text;
    static const MarkdownReader markdown;
    static const HtmlReader html;
    static const PdfReader pdf;

    if (head.startsWith("%PDF-"))
        return &pdf;
    if (looksBinary(head))
        return nullptr;
    const QString suffix = QFileInfo(fileName).suffix().toLower();
    if (suffix == u"md" || suffix == u"markdown")
        return &markdown;
    if (suffix == u"html" || suffix == u"htm" || suffix == u"xhtml")
        return &html;
    return &text;
}

} // namespace freshet
