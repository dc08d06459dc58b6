// SPDX-License-Identifier: MIT
#pragma once

#include "core/retrieval/text_reader.h"

namespace freshet {

/// Markdown: the text as it is written, with its headings (`#` and underlined ones, not those in fenced code). The
/// title is the first heading of level 1.
class MarkdownReader : public DocumentReader {
public:
    Result<ExtractedText> read(const QByteArray &bytes, const StopCheck &isStopped) const override;
    qint64 sizeLimit() const override { return TextReader::kSizeLimit; }
};

} // namespace freshet
