// SPDX-License-Identifier: MIT
#pragma once

#include <QMetaType>
#include <QString>
#include <QStringList>
#include <QStringView>

#include <chrono>
#include <optional>

namespace freshet {

/// What went wrong, fine enough to answer: retry, fall back, ask the user, or give up?
///
/// The names are the `kind` words of the local endpoint's protocol; toWord() gives the word.
enum class ErrorKind {
    Auth, ///< The key is missing, wrong or expired.
    Permission, ///< The key is good, but may not do this.
    Billing, ///< Credit or a spending limit is used up; waiting does not help.
    RateLimited, ///< Too many requests; see Error::retryAfter.
    Quota, ///< A daily or plan quota is used up.
    Overloaded, ///< The server has no capacity just now.
    ModelLoading, ///< The server is still loading the model.
    NotFound, ///< No such model, or no such address.
    ContextLength, ///< The request does not fit the model's context window.
    PayloadTooLarge,
    BadRequest, ///< A request that a retry cannot cure; see Error::parameter.
    ContentFilter, ///< Refused by a content policy before any answer.
    Server, ///< 5xx, or an error event inside a 200 stream.
    Timeout, ///< A phase deadline passed.
    Network, ///< No connection: name, TCP, or dropped.
    Tls, ///< The connection is not trustworthy.
    Truncated, ///< The answer ended without its end mark; the text so far is kept.
    Empty, ///< The answer ended properly, but said nothing.
    Protocol, ///< Bytes that are not what the API promises.
    Storage, ///< Disk, SQLite, keychain.
    Busy, ///< Our own limits; try again later.
    UnauthorizedScope, ///< The tool's token does not cover this.
    Cancelled, ///< The user or the owner stopped it.
};

/// A failure that a person can read and code can act on.
struct Error {
    ErrorKind kind = ErrorKind::Protocol;
    QString message; ///< One sentence for the user: what happened, where, what to do. Never a key, never a raw body.
    int httpStatus = 0; ///< 0 when no HTTP answer had come.
    bool retryable = false; ///< The same request may well succeed later.
    std::optional<std::chrono::milliseconds> retryAfter; ///< As the server told it.
    QString parameter; ///< The request parameter that the server refused, when it named one.
    QStringList otherParameters; ///< Those that it named besides.
    std::optional<int> affordableTokens; ///< How many tokens the credit still pays for, when the server told.
    QString detail; ///< The server's own words, cleaned and cut to 500 characters; for a folded "details", never alone.

    bool operator==(const Error &) const = default;
};

QLatin1String toWord(ErrorKind kind);
std::optional<ErrorKind> errorKindFromString(QStringView word);

} // namespace freshet

Q_DECLARE_METATYPE(freshet::Error)
