// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/error.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <utility>

namespace freshet {

/// Why a request goes no further than the gate, and how that is told.
struct GateRefusal {
    enum class Pace {
        AtOnce,
        Delayed, ///< Answered after kWrongTokenDelay, and counted by TokenFailureLimiter: a wrong token (R8).
    };

    int status = 400; ///< HTTP.
    ErrorKind kind = ErrorKind::BadRequest; ///< The protocol's `kind` word.
    QString message; ///< A sentence that holds nothing of what was sent.
    Pace pace = Pace::AtOnce;
    QList<std::pair<QByteArray, QByteArray>> headers; ///< Further headers of the answer: Allow, Upgrade …

    bool operator==(const GateRefusal &) const = default;
};

} // namespace freshet
