// SPDX-License-Identifier: MIT
#include "core/domain/document_info.h"

namespace freshet {

QLatin1String toWord(DocumentState state)
{
    switch (state) {
    case DocumentState::Indexed:
        return QLatin1String("indexed");
    case DocumentState::Unchanged:
        return QLatin1String("unchanged");
    case DocumentState::Skipped:
        return QLatin1String("skipped");
    case DocumentState::Failed:
        return QLatin1String("failed");
    case DocumentState::Removed:
        return QLatin1String("removed");
    }
    Q_UNREACHABLE();
}

} // namespace freshet
