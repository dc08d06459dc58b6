// SPDX-License-Identifier: MIT
#include "ui/theme/ui_resources.h"

#include <QDir>

// Q_INIT_RESOURCE does not work inside a namespace.
static void registerUiResources() { Q_INIT_RESOURCE(freshet_ui_resources); }

namespace freshet {

void initUiResources()
{
    static const bool once = (registerUiResources(), true);
    Q_UNUSED(once);
}

} // namespace freshet
