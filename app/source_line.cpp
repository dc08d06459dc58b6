// SPDX-License-Identifier: MIT
#include "app/source_line.h"

#include <QCoreApplication>

namespace freshet {

QString sourceLine(const Source &source)
{
    QString line = QStringLiteral("[%1] %2").arg(QString::number(source.number), source.title);
    if (!source.heading.isEmpty())
        line += QStringLiteral(" \u203a ") + source.heading;
    if (source.page)
        line += QCoreApplication::translate("sourceLine", ", p. %1").arg(*source.page);
    if (!source.path.isEmpty())
        line += QStringLiteral(" \u2014 ") + source.path;
    return line.simplified();
}

} // namespace freshet
