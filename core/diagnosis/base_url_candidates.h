// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/provider_info.h"

#include <QList>
#include <QUrl>

namespace freshet {

/// Where a server may be, and what it may speak there.
struct BaseUrlCandidate {
    QUrl base;
    Dialect dialect = Dialect::OpenAi;

    bool operator==(const BaseUrlCandidate &) const = default;
};

/// @p base itself, then the few places that people mean when they give it: with and without /v1, below /api or /openai,
/// by https instead of http, and servers of other dialects at the same place. At most nine, none twice. http instead of
/// https only for what is near.
QList<BaseUrlCandidate> baseUrlCandidates(const QUrl &base, Dialect dialect);

} // namespace freshet
