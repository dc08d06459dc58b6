// SPDX-License-Identifier: MIT
#pragma once

#include "core/server/delta_encoder.h"

#include <QJsonObject>

#include <vector>

namespace freshet {

/// What one query said, numbered from 1: for replays, and for clients that read slowly.
///
/// Compact, since a token costs eight bytes beside its text. An append may add no message (half a character waits for
/// its other half) or several (before an end, what still waited): send by frame() all from the last sent to last().
/// After `final` or `error` it takes nothing more.
class StreamLog {
public:
    int append(const QJsonObject &message); ///< Returns last(), as all three.
    int appendToken(QStringView delta);
    int appendReasoning(QStringView delta);

    /// The message as one JSON object in UTF-8, with `id` and `seq`; @p seq is from 1 to last().
    QByteArray frame(int seq, const QString &id) const;

    int last() const { return static_cast<int>(m_entries.size()); } ///< 0: nothing was said.
    bool isEnded() const { return m_isEnded; }
    qsizetype memory() const; ///< Bytes that it holds.

private:
    static constexpr int kKindBits = 2;
    enum class Kind : quint8 { Token, Reasoning, Other };

    int appendDelta(Kind kind, DeltaEncoder &encoder, QStringView delta);
    void flush();
    void close(Kind kind);
    qsizetype end(int seq) const
    {
        return static_cast<qsizetype>(m_entries[static_cast<size_t>(seq - 1)] >> kKindBits);
    }

    QByteArray m_bytes; ///< Of a delta its text; of another message its JSON without the opening brace.
    std::vector<quint64> m_entries; ///< Where each message ends in m_bytes, over two bits for its kind.
    DeltaEncoder m_token;
    DeltaEncoder m_reasoning;
    bool m_isEnded = false;
};

} // namespace freshet
