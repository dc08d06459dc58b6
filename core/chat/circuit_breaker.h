// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/base/error.h"

#include <QHash>
#include <QList>
#include <QString>

#include <chrono>
#include <optional>

namespace freshet {

/// Leaves a server alone for a while after it failed many times in a row (R58).
///
/// Pure: the clock is given, nothing waits. Five failures within a minute, with no success between them, open a
/// circuit: nothing is asked for 30 seconds. Then one question is let through as the probe, and the next one only
/// when that one ends or after another 30 seconds; so nobody is kept waiting for longer than that.
class CircuitBreaker {
public:
    struct Options {
        qsizetype failures = 5;
        std::chrono::milliseconds within = std::chrono::seconds(60);
        std::chrono::milliseconds pause = std::chrono::seconds(30);
        Clock clock = systemClock;
    };

    /// Each has a circuit of its own: a tool's failures never stop the user's questions.
    struct Key {
        QString provider;
        QString origin; ///< "https://api.openai.com".
        QString caller; ///< Empty: the user.

        bool operator==(const Key &) const = default;
        friend size_t qHash(const Key &key, size_t seed = 0)
        {
            return qHashMulti(seed, key.provider, key.origin, key.caller);
        }
    };

    explicit CircuitBreaker(const Options &options) : m_options(options) { }

    /// Asks to ask. Nothing: go ahead, and tell how it ended. Else the error to end with at once: of the last
    /// failure's kind, retryable after the rest of the pause.
    std::optional<Error> refusal(const Key &key, const QString &serverName);

    void failed(const Key &key, const Error &error); ///< Errors that are no fault of the server's do not count.
    void succeeded(const Key &key); ///< It answers.
    void stopped(const Key &key); ///< Neither: the question was taken back.

    bool isOpen(const Key &key) const; ///< refusal() would refuse.

private:
    struct Circuit {
        QList<QDateTime> failures; ///< The last ones, oldest first.
        int inARow = 0; ///< Since the last success.
        QDateTime pausedAt; ///< Invalid: closed.
        bool isProbing = false; ///< One question is on its way after a pause.
        Error last;
    };

    std::chrono::milliseconds restOf(const Circuit &circuit) const;
    bool isPausing(const Circuit &circuit) const; ///< And nobody asks meanwhile.

    const Options m_options;
    QHash<Key, Circuit> m_circuits;
};

} // namespace freshet
