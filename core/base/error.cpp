// SPDX-License-Identifier: MIT
#include "core/base/error.h"

#include <array>
#include <utility>

namespace freshet {

namespace {

constexpr std::array kKindWords{
    std::pair{ErrorKind::Auth, "auth"},
    std::pair{ErrorKind::Permission, "permission"},
    std::pair{ErrorKind::Billing, "billing"},
    std::pair{ErrorKind::RateLimited, "rate_limited"},
    std::pair{ErrorKind::Quota, "quota"},
    std::pair{ErrorKind::Overloaded, "overloaded"},
    std::pair{ErrorKind::ModelLoading, "model_loading"},
    std::pair{ErrorKind::NotFound, "not_found"},
    std::pair{ErrorKind::ContextLength, "context_length"},
    std::pair{ErrorKind::PayloadTooLarge, "payload_too_large"},
    std::pair{ErrorKind::BadRequest, "bad_request"},
    std::pair{ErrorKind::ContentFilter, "content_filter"},
    std::pair{ErrorKind::Server, "server"},
    std::pair{ErrorKind::Timeout, "timeout"},
    std::pair{ErrorKind::Network, "network"},
    std::pair{ErrorKind::Tls, "tls"},
    std::pair{ErrorKind::Truncated, "truncated"},
    std::pair{ErrorKind::Empty, "empty"},
    std::pair{ErrorKind::Protocol, "protocol"},
    std::pair{ErrorKind::Storage, "storage"},
    std::pair{ErrorKind::Busy, "busy"},
    std::pair{ErrorKind::UnauthorizedScope, "unauthorized_scope"},
    std::pair{ErrorKind::Cancelled, "cancelled"},
};

} // namespace

QLatin1String toWord(ErrorKind kind)
{
    for (const auto &[known, word] : kKindWords) {
        if (known == kind)
            return QLatin1String(word);
    }
    Q_UNREACHABLE();
}

std::optional<ErrorKind> errorKindFromString(QStringView word)
{
    for (const auto &[kind, known] : kKindWords) {
        if (word == QLatin1String(known))
            return kind;
    }
    return std::nullopt;
}

} // namespace freshet
