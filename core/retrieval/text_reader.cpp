// SPDX-License-Identifier: MIT
#include "core/retrieval/text_reader.h"

#include "core/retrieval/text_decoder.h"

namespace freshet {

Result<ExtractedText> TextReader::read(const QByteArray &bytes, const StopCheck &) const
{
    return ExtractedText{.text = canonicalText(decodedText(bytes))};
}

} // namespace freshet
