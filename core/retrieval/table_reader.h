// SPDX-License-Identifier: MIT
#pragma once

#include "core/retrieval/text_reader.h"

namespace freshet {

/// CSV and TSV: the text as it is written, to be cut between rows only. The names of the columns, where the first row
/// has such, are the heading that every passage stands under, and so are searched with each.
///
/// The delimiter is the one that gives the rows the same number of cells: comma, semicolon, tab or bar.
class TableReader : public DocumentReader {
public:
    Result<ExtractedText> read(const QByteArray &bytes, const StopCheck &isStopped) const override;
    qint64 sizeLimit() const override { return TextReader::kSizeLimit; }
};

} // namespace freshet
