// SPDX-License-Identifier: MIT
#pragma once

#include "core/server/gate_refusal.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <chrono>
#include <utility>
#include <variant>

namespace freshet {

inline constexpr qsizetype kMaxHeadBytes = 8 * 1024; ///< With the blank line that ends it.
inline constexpr qsizetype kMaxHeadLines = 50; ///< The request line and the headers.
inline constexpr std::chrono::seconds kHeadDeadline{3}; ///< From accept to a whole head (R10).

/// The head of one HTTP request, as a strict reader understands it.
struct RequestHead {
    QByteArray method; ///< As sent: methods are case-sensitive.
    QByteArray target; ///< As sent. May hold a token that somebody put into an address: never log or echo it.
    QByteArray authority; ///< Of an absolute-form target ("127.0.0.1:8765"), else empty.
    QByteArray
        path; ///< Percent-decoded once. Empty when no route can have it: "..", "//", an encoded '/', NUL, bad UTF-8 …
    QByteArray query; ///< As sent, without the '?'.
    QList<std::pair<QByteArray, QByteArray>> headers; ///< Names in lower case, values without the spaces around them.
    qsizetype bytes = 0; ///< Length of the head, with its blank line; the body begins there.

    QByteArray header(QByteArrayView lowerCaseName) const; ///< The first of that name; empty when there is none.
    qsizetype count(QByteArrayView lowerCaseName) const;

    /// All elements of the comma-separated lists of that name, without the spaces around them; empty ones are left out.
    QByteArrayList elements(QByteArrayView lowerCaseName) const;

    bool operator==(const RequestHead &) const = default;
};

/// How much of a head a peeked buffer holds.
enum class HeadState {
    Partial, ///< Wait for more, until kHeadDeadline has passed.
    Whole,
    TooLarge, ///< Over a limit: answer 431.
    Broken, ///< Can never become a head: bare CR or LF, control characters. Answer 400.
};

struct HeadExtent {
    HeadState state = HeadState::Partial;
    qsizetype bytes = 0; ///< Of a whole head, with its blank line.

    bool operator==(const HeadExtent &) const = default;
};

/// Looks at a buffer from its beginning; peek at least kMaxHeadBytes + 1.
HeadExtent headExtent(QByteArrayView peeked);

/// The refusals for a head that never got whole: 431, 400; for Partial 408.
GateRefusal refusalFor(HeadState state);

/// Reads one whole head (further bytes are ignored). Only HTTP/1.1 (else 505), CRLF, no continued lines, token
/// characters in names, no space before a colon, no control characters, no fragment; origin-form, absolute-form with
/// "http://", or "*" for OPTIONS. Everything else is a 400.
std::variant<RequestHead, GateRefusal> parseRequestHead(QByteArrayView bytes);

} // namespace freshet
