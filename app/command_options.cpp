// SPDX-License-Identifier: MIT
#include "app/command_options.h"

#include <QCoreApplication>

#include <algorithm>

namespace freshet {

namespace {

QString optionText(const char *text) { return QCoreApplication::translate("CommandOptions", text); }

} // namespace

Result<CommandOptions> CommandOptions::read(const QStringList &arguments, const Known &known)
{
    CommandOptions options;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString &argument = arguments.at(i);
        if (argument == QLatin1String("--")) {
            options.m_words << arguments.sliced(i + 1);
            break;
        }
        if (!argument.startsWith(u'-') || argument == QLatin1String("-")) {
            options.m_words << argument;
            continue;
        }
        const qsizetype equals = argument.indexOf(u'=');
        const QString shown = argument.left(equals);
        const QString name = shown == QLatin1String("-h") ? QStringLiteral("help") : shown.mid(2);
        const auto spec = known.constFind(name);
        if (spec == known.constEnd() || (!shown.startsWith(QLatin1String("--")) && shown != QLatin1String("-h"))) {
            return failure({.kind = ErrorKind::BadRequest,
                .message = optionText("There is no option %1 here (a text that starts with a dash goes after \"--\").")
                               .arg(shown)});
        }
        QString value;
        if (*spec == Takes::Nothing) {
            if (equals >= 0)
                return failure(
                    {.kind = ErrorKind::BadRequest, .message = optionText("The option %1 takes no value.").arg(shown)});
        } else {
            if (equals >= 0)
                value = argument.mid(equals + 1);
            else if (i + 1 < arguments.size() && !arguments.at(i + 1).startsWith(QLatin1String("--")))
                value = arguments.at(++i);
            if (value.isEmpty())
                return failure(
                    {.kind = ErrorKind::BadRequest, .message = optionText("The option %1 needs a value.").arg(shown)});
        }
        options.m_values[name].prepend(value);
    }
    return options;
}

QStringList CommandOptions::values(const char *name) const
{
    QStringList list = m_values.value(QLatin1String(name));
    std::reverse(list.begin(), list.end());
    return list;
}

} // namespace freshet
