// SPDX-License-Identifier: MIT
#pragma once

#include "core/retrieval/document_package.h"
#include "core/retrieval/document_reader.h"

namespace freshet {

/// DOCX: headings by their styles and outline levels, paragraphs, lists, tables, text boxes, footnotes and endnotes.
/// What was deleted under "track changes" and what is hidden is left out. There are no page numbers: where a page ends
/// is known only to who sets it.
class DocxReader : public DocumentReader {
public:
    Result<ExtractedText> read(const QByteArray &bytes, const StopCheck &isStopped) const override;
    qint64 sizeLimit() const override { return DocumentPackage::kMostPacked; }
    bool readsPackages() const override { return true; }
};

} // namespace freshet
