// SPDX-License-Identifier: MIT
#pragma once

#include "ui/highlight/code_role.h"

#include <QString>

namespace freshet {

/// A guess at the roles in one line, for lines that are still being written and for languages without a grammar. Costs
/// next to nothing. @p scope is the grammar's, or empty; @p open is what the line begins in.
CodeLine quickSpans(QStringView line, const QString &scope, CodeRole open);

} // namespace freshet
