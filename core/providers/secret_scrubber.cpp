// SPDX-License-Identifier: MIT
#include "core/providers/secret_scrubber.h"

#include "core/base/overlap.h"
#include "core/domain/provider_info.h"

#include <algorithm>
#include <utility>

namespace freshet {

namespace {

constexpr qsizetype kShortestSecret = 8;
constexpr qsizetype kLongestPrefix = 13; ///< Of a provider's keys, which anybody may tell: "sk-ant-api03-".
constexpr QLatin1String kScrubbed("[key]");

} // namespace

QList<Secret> secretsOf(const ProviderConfig &config)
{
    QList<Secret> secrets;
    if (!config.key.isEmpty())
        secrets.append(config.key);
    for (const ExtraHeader &header : config.extraHeaders) {
        if (header.value.reveal().size() >= kShortestSecret)
            secrets.append(header.value);
    }
    std::sort(secrets.begin(), secrets.end(),
        [](const Secret &a, const Secret &b) { return a.reveal().size() > b.reveal().size(); });
    return secrets;
}

SecretScrubber::SecretScrubber(const QList<Secret> &secrets)
{
    for (const Secret &secret : secrets) {
        if (secret.reveal().size() < kShortestSecret)
            continue;
        m_secrets.append(secret);
        m_firsts.append(QString::fromUtf8(secret.reveal()).front());
    }
}

QString SecretScrubber::push(const QString &piece)
{
    const auto mayBegin = [this](QChar c) { return m_firsts.contains(c); };
    if (m_secrets.isEmpty() || (m_held.isEmpty() && std::none_of(piece.begin(), piece.end(), mayBegin)))
        return piece; // nearly every token
    QString text = std::exchange(m_held, {}) + piece;
    for (const Secret &secret : std::as_const(m_secrets))
        text.replace(QString::fromUtf8(secret.reveal()), kScrubbed);
    qsizetype kept = 0;
    for (const Secret &secret : std::as_const(m_secrets)) {
        const QString word = QString::fromUtf8(secret.reveal());
        kept = std::max(kept, overlapAtEnd(QStringView(text), QStringView(word)));
    }
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
