// SPDX-License-Identifier: MIT
#pragma once

#include "core/retrieval/document_package.h"
#include "core/retrieval/document_reader.h"

namespace freshet {

/// ODT, the text documents of LibreOffice: headings, paragraphs, lists, tables, text boxes, notes. What was deleted
/// under "track changes", and comments, are left out. There are no page numbers.
class OdtReader : public DocumentReader {
public:
    Result<ExtractedText> read(const QByteArray &bytes, const StopCheck &isStopped) const override;
    qint64 sizeLimit() const override { return DocumentPackage::kMostPacked; }
    bool readsPackages() const override { return true; }
};

} // namespace freshet
