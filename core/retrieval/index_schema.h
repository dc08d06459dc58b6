// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

namespace freshet {

/// The version of the tables below and of the tokens in them: raise it with every change of TextAnalyzer too.
inline constexpr int kIndexSchemaVersion = 4;

/// What makes the tables of version @p version out of those of the version before it.
QStringList indexMigration(int version);

} // namespace freshet
