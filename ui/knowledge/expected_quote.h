// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QString>

#include <utility>

namespace freshet {

/// The words of a passage by which it is known again however its document is cut: those around most of @p marks (start
/// and length of the query's words in @p text), from one blank to another, and short enough to lie in one passage.
/// Pure.
QString expectedQuote(const QString &text, const QList<std::pair<qsizetype, qsizetype>> &marks);

} // namespace freshet
