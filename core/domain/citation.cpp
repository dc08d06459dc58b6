// SPDX-License-Identifier: MIT
#include "core/domain/citation.h"

namespace freshet {

QLatin1String toWord(Support support)
{
    switch (support) {
    case Support::Supported:
        return QLatin1String("supported");
    case Support::Weak:
        return QLatin1String("weak");
    case Support::NotFound:
        return QLatin1String("not_found");
    }
    Q_UNREACHABLE();
}

} // namespace freshet
