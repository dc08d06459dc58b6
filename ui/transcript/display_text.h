// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QUrl>

namespace freshet {

/// Foreign text made fit to draw: no control characters, at most eight combining marks on one letter.
QString displayText(const QString &text);

/// The address when it is one that may be offered as a link: http, https or mailto; else an empty one.
QUrl offeredLink(const QString &address);

} // namespace freshet
