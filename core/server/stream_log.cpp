// SPDX-License-Identifier: MIT
#include "core/server/stream_log.h"

#include <QJsonDocument>

#include <array>
#include <charconv>

namespace freshet {

namespace {

constexpr qsizetype kFrameSurroundings = 64; // names, braces, the number, a few escapes

void appendNumber(int number, QByteArray &json)
{
    std::array<char, 12> digits{};
    const auto [end, error] = std::to_chars(digits.begin(), digits.end(), number);
    Q_UNUSED(error)
    json.append(digits.data(), end - digits.data());
}

bool endsStream(const QJsonObject &message)
{
    const QJsonValue type = message.value(QLatin1String("type"));
    return type == QLatin1String("final") || type == QLatin1String("error");
}

} // namespace

int StreamLog::append(const QJsonObject &message)
{
    Q_ASSERT(message.contains(QLatin1String("type")));
    Q_ASSERT(!message.contains(QLatin1String("id")) && !message.contains(QLatin1String("seq"))); // frame() adds them
    if (m_isEnded)
        return last();
    m_isEnded = endsStream(message);
    if (m_isEnded)
        flush();
    if (message.value(QLatin1String("type")) == QLatin1String("restarted")) {
        m_token.reset();
        m_reasoning.reset();
    }
    m_bytes.append(QByteArrayView(QJsonDocument(message).toJson(QJsonDocument::Compact)).sliced(1));
    close(Kind::Other);
    if (m_isEnded) { // it may be kept for minutes
        m_bytes.squeeze();
        m_entries.shrink_to_fit();
    }
    return last();
}

int StreamLog::appendToken(QStringView delta) { return appendDelta(Kind::Token, m_token, delta); }

int StreamLog::appendReasoning(QStringView delta) { return appendDelta(Kind::Reasoning, m_reasoning, delta); }

int StreamLog::appendDelta(Kind kind, DeltaEncoder &encoder, QStringView delta)
{
    if (m_isEnded)
        return last();
    const qsizetype before = m_bytes.size();
    encoder.append(delta, m_bytes);
    if (m_bytes.size() > before)
        close(kind);
    return last();
}

void StreamLog::flush()
{
    for (const auto &[kind, encoder] : {std::pair{Kind::Reasoning, &m_reasoning}, std::pair{Kind::Token, &m_token}}) {
        if (encoder->isWaiting()) {
            encoder->flush(m_bytes);
            close(kind);
        }
    }
}

void StreamLog::close(Kind kind)
{
    m_entries.push_back(static_cast<quint64>(m_bytes.size()) << kKindBits | static_cast<quint64>(kind));
}

QByteArray StreamLog::frame(int seq, const QString &id) const
{
    Q_ASSERT(seq >= 1 && seq <= last());
    const qsizetype begin = seq == 1 ? 0 : end(seq - 1);
    const QByteArrayView body = QByteArrayView(m_bytes).sliced(begin, end(seq) - begin);
    const auto kind = static_cast<Kind>(m_entries[static_cast<size_t>(seq - 1)] & ((1 << kKindBits) - 1));
    const QByteArray utf8Id = id.toUtf8();

    QByteArray json;
    json.reserve(utf8Id.size() + body.size() + kFrameSurroundings);
    json.append("{\"id\":\"");
    appendJsonEscaped(utf8Id, json);
    json.append("\",\"seq\":");
    appendNumber(seq, json);
    if (kind == Kind::Other)
        return json.append(',').append(body);
    json.append(kind == Kind::Token ? ",\"type\":\"token\",\"text\":\"" : ",\"type\":\"reasoning\",\"text\":\"");
    appendJsonEscaped(body, json);
    return json.append("\"}");
}

qsizetype StreamLog::memory() const
{
    return static_cast<qsizetype>(sizeof *this + m_entries.capacity() * sizeof(quint64)) + m_bytes.capacity();
}

} // namespace freshet
