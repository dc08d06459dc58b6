// SPDX-License-Identifier: MIT
#pragma once

#include "core/retrieval/document_package.h"
#include "core/retrieval/document_reader.h"

namespace freshet {

/// EPUB: the chapters in the order of reading, each as HtmlReader reads it. There are no page numbers: they depend on
/// what a book is read with.
class EpubReader : public DocumentReader {
public:
    Result<ExtractedText> read(const QByteArray &bytes, const StopCheck &isStopped) const override;
    qint64 sizeLimit() const override { return DocumentPackage::kMostPacked; }
    bool readsPackages() const override { return true; }
};

} // namespace freshet
