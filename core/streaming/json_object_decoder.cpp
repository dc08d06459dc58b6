// SPDX-License-Identifier: MIT
#include "core/streaming/json_object_decoder.h"

#include <utility>

namespace freshet {

namespace {

Error jsonObjectOversized()
{
    return {.kind = ErrorKind::Protocol,
        .message = QStringLiteral("The server sent a single object that is too large to be an answer.")};
}

} // namespace

JsonObjectDecoder::JsonObjectDecoder(qsizetype maxObjectBytes) : m_maxObjectBytes(maxObjectBytes) { }

Result<QByteArrayList> JsonObjectDecoder::feed(QByteArrayView chunk)
{
    QByteArrayList objects;
    while (!chunk.isEmpty() && !m_failed) {
        if (m_object.isEmpty()) {
            const qsizetype start = chunk.indexOf('{');
            skip(start < 0 ? chunk : chunk.first(start));
            chunk = start < 0 ? QByteArrayView() : chunk.sliced(start);
            if (chunk.isEmpty())
                break;
        }
        const qsizetype end = objectEnd(chunk);
        if (m_object.size() + end > m_maxObjectBytes) {
            m_failed = true;
            break;
        }
        m_object += chunk.first(end);
        chunk = chunk.sliced(end);
        if (m_depth == 0)
            objects.append(std::exchange(m_object, {}));
    }
    if (m_failed && objects.isEmpty())
        return failure(jsonObjectOversized());
    return objects;
}

/// How far the object goes in @p chunk; it ends there when the depth is 0.
qsizetype JsonObjectDecoder::objectEnd(QByteArrayView chunk)
{
    for (qsizetype i = 0; i < chunk.size(); ++i) {
        const char c = chunk[i];
        if (m_isEscaped)
            m_isEscaped = false;
        else if (m_isInString && c == '\\')
            m_isEscaped = true;
        else if (c == '"')
            m_isInString = !m_isInString;
        else if (!m_isInString && c == '{')
            ++m_depth;
        else if (!m_isInString && c == '}' && --m_depth == 0)
            return i + 1;
    }
    return chunk.size();
}

void JsonObjectDecoder::skip(QByteArrayView between)
{
    for (const char c : between) {
        if (!QByteArrayView("[], \t\r\n").contains(c) && m_strayBytes.size() < MaxStrayBytes)
            m_strayBytes += c;
    }
}

} // namespace freshet
