// SPDX-License-Identifier: MIT
#include "ui/widgets/open_external.h"

#include "core/base/origin.h"

#include <QDesktopServices>

namespace freshet {

bool openExternal(const QUrl &url) { return Origin::of(url) && QDesktopServices::openUrl(url); }

} // namespace freshet
