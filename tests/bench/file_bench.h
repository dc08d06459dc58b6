// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonObject>
#include <QString>

namespace freshet::bench {

/// Files that the program @p freshet indexes, from its start to its end: small Markdown files, and the pages of one
/// PDF. Needs a QGuiApplication; no display.
QJsonObject measureFiles(const QString &freshet);

} // namespace freshet::bench
