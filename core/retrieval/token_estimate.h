// SPDX-License-Identifier: MIT
#pragma once

#include <QStringView>

namespace freshet {

/// A rough count, on the safe side: four Latin characters a token, fewer of other scripts.
qsizetype estimatedTokens(QStringView text);

} // namespace freshet
