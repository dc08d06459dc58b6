// SPDX-License-Identifier: MIT
#include "ui/widgets/open_external.h"

#include "core/base/origin.h"

#include <QDesktopServices>

namespace freshet {

bool openExternal(const QUrl &url)
{
    return (Origin::of(url) || url.scheme() == QLatin1String("mailto")) && QDesktopServices::openUrl(url);
}

bool openOnDesktop(const QUrl &file) { return file.isLocalFile() && QDesktopServices::openUrl(file); }

} // namespace freshet
