// SPDX-License-Identifier: MIT
#pragma once

#include "core/providers/provider_adapter.h"

#include <QJsonObject>

#include <optional>

namespace freshet::test {

/// All that came out of one answer, however it was read.
struct WireOutcome {
    QString text;
    QString reasoning;
    Usage usage;
    QString continuation;
    std::optional<ChatEnd> end; ///< Else there is an error.
    std::optional<Error> error;
};

/// The first difference between @p outcome and what a case of tests/data/wire expects; empty when there is none.
QString differenceFrom(const QJsonObject &expected, const WireOutcome &outcome);

} // namespace freshet::test
