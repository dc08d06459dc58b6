// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace freshet {

/// The text of `freshet --help` (an empty @p command) or of `freshet COMMAND --help`.
QString commandHelp(const QString &command);

} // namespace freshet
