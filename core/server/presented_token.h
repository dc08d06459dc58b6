// SPDX-License-Identifier: MIT
#pragma once

#include "core/server/request_head.h"

#include <QByteArray>

namespace freshet {

/// The token that a request brings, in `Authorization: Bearer T` or in `Sec-WebSocket-Protocol: freshet.v1, bearer.T`.
struct PresentedToken {
    enum class State {
        None,
        One,
        Unreadable, ///< An Authorization that is none of ours: wrong, like a wrong token.
        Several, ///< Two Authorization headers, or two that differ: which one is meant?
    };

    State state = State::None;
    QByteArray token;

    bool operator==(const PresentedToken &) const = default;
};

PresentedToken presentedToken(const RequestHead &head);

/// Whether the query string carries a token: a parameter named like one, or any value that could be one. No route reads
/// a query string, and addresses end up in logs and histories, where no token may be. Which values are tokens is not
/// looked up: the answer would be an oracle that nobody counts.
bool hasTokenInQuery(QByteArrayView query);

} // namespace freshet
