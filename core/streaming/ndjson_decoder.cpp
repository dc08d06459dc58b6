// SPDX-License-Identifier: MIT
#include "core/streaming/ndjson_decoder.h"

#include <utility>

namespace freshet {

namespace {

Error ndjsonOversized()
{
    return {.kind = ErrorKind::Protocol,
        .message = QStringLiteral("The server sent a single line that is too large to be an answer.")};
}

} // namespace

NdjsonDecoder::NdjsonDecoder(qsizetype maxLineBytes) : m_maxLineBytes(maxLineBytes) { }

Result<QByteArrayList> NdjsonDecoder::feed(QByteArrayView chunk)
{
    QByteArrayList lines;
    while (!chunk.isEmpty() && !m_failed) {
        const qsizetype lineEnd = chunk.indexOf('\n');
        const QByteArrayView piece = lineEnd < 0 ? chunk : chunk.first(lineEnd);
        if (m_line.size() + piece.size() > m_maxLineBytes) {
            m_failed = true;
        } else if (lineEnd < 0) {
            m_line += piece;
            chunk = {};
        } else {
            if (m_line.isEmpty()) {
                takeLine(piece, &lines);
            } else {
                m_line += piece;
                takeLine(m_line, &lines);
                m_line.resize(0); // keeps the capacity
            }
            chunk = chunk.sliced(lineEnd + 1);
        }
    }
    if (m_failed && lines.isEmpty())
        return failure(ndjsonOversized());
    return lines;
}

Result<std::optional<QByteArray>> NdjsonDecoder::finish()
{
    if (m_failed)
        return failure(ndjsonOversized());
    QByteArrayList lines;
    takeLine(std::exchange(m_line, {}), &lines);
    return lines.isEmpty() ? std::nullopt : std::optional(lines.constFirst());
}

void NdjsonDecoder::takeLine(QByteArrayView line, QByteArrayList *lines)
{
    if (std::exchange(m_isFirstLine, false) && line.startsWith("\xef\xbb\xbf"))
        line = line.sliced(3);
    if (line.endsWith('\r'))
        line.chop(1);
    if (!line.trimmed().isEmpty())
        lines->append(line.toByteArray());
}

} // namespace freshet
