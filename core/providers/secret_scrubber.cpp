// SPDX-License-Identifier: MIT
#include "core/providers/secret_scrubber.h"

#include "core/base/overlap.h"

#include <utility>

namespace freshet {

namespace {

constexpr qsizetype kShortestSecret = 8;
constexpr qsizetype kLongestPrefix = 13; ///< Of a provider's keys, which anybody may tell: "sk-ant-api03-".
constexpr QLatin1String kScrubbed("[key]");

} // namespace

SecretScrubber::SecretScrubber(const Secret &secret)
    : m_secret(secret.reveal().size() >= kShortestSecret ? secret : Secret()),
      m_first(m_secret.isEmpty() ? QChar() : QString::fromUtf8(m_secret.reveal()).front())
{
}

QString SecretScrubber::push(const QString &piece)
{
    if (m_secret.isEmpty() || (m_held.isEmpty() && !piece.contains(m_first)))
        return piece; // nearly every token
    const QString secret = QString::fromUtf8(m_secret.reveal());
    QString text = std::exchange(m_held, {}) + piece;
    text.replace(secret, kScrubbed);
    const qsizetype kept = overlapAtEnd(QStringView(text), secret);
    m_held = text.last(kept);
    text.chop(kept);
    return text;
}

QString SecretScrubber::end()
{
    const QString held = std::exchange(m_held, {});
    return held.size() <= kLongestPrefix ? held : QString(kScrubbed); // most of a key is a secret too
}

} // namespace freshet
