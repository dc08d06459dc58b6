// SPDX-License-Identifier: MIT
#include "ui/widgets/plain_text.h"

namespace freshet {

QString plainToolTip(const QString &text)
{
    return text.isEmpty() ? QString() : QString(QStringLiteral("<span>") + text.toHtmlEscaped() + u"</span>");
}

QString plainLabel(QString text) { return text.replace(u'&', QStringLiteral("&&")); }

} // namespace freshet
