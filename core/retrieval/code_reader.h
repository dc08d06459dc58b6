// SPDX-License-Identifier: MIT
#pragma once

#include "core/retrieval/code_outline.h"
#include "core/retrieval/text_reader.h"

namespace freshet {

/// Source code: the text as it is written, with its functions and classes as headings, so that each that stands in no
/// class starts a passage under its own name. What a class consists of is cut as passagesOf() says.
class CodeReader : public DocumentReader {
public:
    explicit CodeReader(const CodeLanguage &language) : m_language(language) { }

    Result<ExtractedText> read(const QByteArray &bytes, const StopCheck &isStopped) const override;
    qint64 sizeLimit() const override { return TextReader::kSizeLimit; }

private:
    const CodeLanguage m_language;
};

} // namespace freshet
