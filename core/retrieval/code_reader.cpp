// SPDX-License-Identifier: MIT
#include "core/retrieval/code_reader.h"

#include "core/retrieval/text_decoder.h"

namespace freshet {

Result<ExtractedText> CodeReader::read(const QByteArray &bytes, const StopCheck &) const
{
    ExtractedText document{.text = canonicalText(decodedText(bytes)), .kind = TextKind::Code};
    document.headings = codeOutline(document.text, m_language);
    return document;
}

} // namespace freshet
