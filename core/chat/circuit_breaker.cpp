// SPDX-License-Identifier: MIT
#include "core/chat/circuit_breaker.h"

#include <algorithm>
#include <utility>

namespace freshet {

namespace {

using std::chrono::milliseconds;

/// Not what the request or the key did wrong, not a wait that the server itself told, not a model that is loading, and
/// not a port where nothing listens (it costs nothing to look again, and the user may just have started the server).
bool isServersFault(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::Overloaded:
    case ErrorKind::Timeout:
        return error.parameter.isEmpty();
    case ErrorKind::Server: // a web page at a wrong address is none
    case ErrorKind::Network:
        return error.retryable && error.parameter.isEmpty();
    default:
        return false;
    }
}

} // namespace

/// A pause that began later than now is one of a clock that was set back; it is over.
milliseconds CircuitBreaker::restOf(const Circuit &circuit) const
{
    if (!circuit.pausedAt.isValid())
        return milliseconds(0);
    const milliseconds passed(circuit.pausedAt.msecsTo(m_options.clock()));
    return passed < milliseconds(0) ? milliseconds(0) : std::max(milliseconds(0), m_options.pause - passed);
}

bool CircuitBreaker::isPausing(const Circuit &circuit) const
{
    return !circuit.isProbing && restOf(circuit) > milliseconds(0);
}

bool CircuitBreaker::isOpen(const Key &key) const
{
    const auto it = m_circuits.find(key);
    return it != m_circuits.end() && restOf(*it) > milliseconds(0);
}

std::optional<Error> CircuitBreaker::refusal(const Key &key, const QString &serverName)
{
    const auto it = m_circuits.find(key);
    if (it == m_circuits.end() || !it->pausedAt.isValid())
        return std::nullopt;
    const milliseconds rest = restOf(*it);
    if (rest == milliseconds(0)) {
        it->pausedAt = m_options.clock();
        it->isProbing = true; // by this one
        return std::nullopt;
    }
    Error error = it->last;
    error.retryable = true;
    error.retryAfter = rest;
    error.message = QStringLiteral("%1 failed %2 times in a row and is left alone for a moment. Try again in %3 s.")
                        .arg(serverName)
                        .arg(it->inARow)
                        .arg((rest.count() + 999) / 1000);
    return error;
}

void CircuitBreaker::failed(const Key &key, const Error &error)
{
    if (!isServersFault(error)) {
        if (error.httpStatus > 0)
            succeeded(key); // it answers, if only to refuse
        else
            stopped(key);
        return;
    }
    Circuit &circuit = m_circuits[key];
    if (isPausing(circuit))
        return; // asked before the pause began
    const QDateTime now = m_options.clock();
    const QDateTime oldest = now.addMSecs(-m_options.within.count());
    circuit.last = error;
    ++circuit.inARow;
    circuit.failures << now;
    circuit.failures.removeIf([&](const QDateTime &at) { return at < oldest || at > now; });
    if (circuit.failures.size() > m_options.failures)
        circuit.failures.removeFirst();
    const bool wasProbe = std::exchange(circuit.isProbing, false);
    if (wasProbe || circuit.failures.size() >= m_options.failures)
        circuit.pausedAt = now;
}

void CircuitBreaker::succeeded(const Key &key) { m_circuits.remove(key); }

void CircuitBreaker::stopped(const Key &key)
{
    const auto it = m_circuits.find(key);
    if (it != m_circuits.end() && std::exchange(it->isProbing, false))
        it->pausedAt = m_options.clock().addMSecs(-m_options.pause.count()); // the next one is the probe
}

} // namespace freshet
