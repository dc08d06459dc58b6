// SPDX-License-Identifier: MIT
#pragma once

#include "core/retrieval/document_reader.h"

namespace freshet {

/// Plain text and source code.
class TextReader : public DocumentReader {
public:
    static constexpr qint64 kSizeLimit = 20 * 1024 * 1024;

    Result<ExtractedText> read(const QByteArray &bytes, const StopCheck &isStopped) const override;
    qint64 sizeLimit() const override { return kSizeLimit; }
};

} // namespace freshet
