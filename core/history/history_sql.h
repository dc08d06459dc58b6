// SPDX-License-Identifier: MIT
#pragma once

#include <QSqlQuery>
#include <QVariant>

namespace freshet {

/// Prepares, binds in order, runs.
bool runHistory(QSqlQuery &query, const char *sql, const QVariantList &values);

// SQLite's NOT NULL refuses what QString() and QByteArray() are bound as.
QVariant historyValue(const QString &text);
QVariant historyValue(const QByteArray &json); ///< As text.
QVariant historyBytes(const QByteArray &bytes); ///< As they are.

} // namespace freshet
