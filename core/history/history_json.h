// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/error.h"
#include "core/domain/query_types.h"

#include <QByteArray>

#include <optional>

namespace freshet {

/// Everything of @p answer but its text, which has a column of its own.
QByteArray answerToJson(const QueryAnswer &answer);

/// What cannot be read is left at its default: an old or damaged field never costs the answer.
QueryAnswer answerFromJson(const QByteArray &json, const QString &text);

QByteArray errorToJson(const Error &error);
std::optional<Error> errorFromJson(const QByteArray &json); ///< Nothing for an empty or unreadable text.

} // namespace freshet
