// SPDX-License-Identifier: MIT
#pragma once

#include "core/retrieval/text_reader.h"

namespace freshet {

/// HTML, however broken, as plain text: tags go, blocks become paragraphs, `<script>`, `<style>` and the like are
/// dropped with what is in them, character references are replaced, `<title>` and `<h1>` to `<h6>` are noted.
class HtmlReader : public DocumentReader {
public:
    Result<ExtractedText> read(const QByteArray &bytes, const StopCheck &isStopped) const override;
    qint64 sizeLimit() const override { return TextReader::kSizeLimit; }
};

} // namespace freshet
