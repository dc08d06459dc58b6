// SPDX-License-Identifier: MIT
#include "core/retrieval/token_estimate.h"

namespace freshet {

qsizetype estimatedTokens(QStringView text)
{
    qsizetype quarters = 0;
    for (const QChar c : text)
        quarters += c.unicode() < 0x250 ? 1 : c.unicode() < 0x2e80 ? 2 : 4; // Latin, other alphabets, Han and the like
    return (quarters + 3) / 4;
}

} // namespace freshet
