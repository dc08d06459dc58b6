// SPDX-License-Identifier: MIT
#include "core/providers/secret_scrubber.h"

#include <utility>

namespace freshet {

namespace {

constexpr qsizetype kShortestSecret = 8;

} // namespace

SecretScrubber::SecretScrubber(const Secret &secret)
    : m_secret(secret.reveal().size() >= kShortestSecret ? secret : Secret())
{
}

QString SecretScrubber::push(const QString &piece)
{
    if (m_secret.isEmpty())
        return piece;
    const QString secret = QString::fromUtf8(m_secret.reveal());
    QString text = std::exchange(m_held, {}) + piece;
    text.replace(secret, QStringLiteral("[key]"));
    qsizetype kept = std::min(text.size(), secret.size() - 1);
    while (kept > 0 && !secret.startsWith(QStringView(text).last(kept)))
        --kept;
    m_held = text.last(kept);
    text.chop(kept);
    return text;
}

QString SecretScrubber::end() { return std::exchange(m_held, {}); }

} // namespace freshet
