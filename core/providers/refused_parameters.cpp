// SPDX-License-Identifier: MIT
#include "core/providers/refused_parameters.h"

#include <QRegularExpression>

namespace freshet {

namespace {

/// "system" or "developer", where the model or its template takes no such role; else nothing.
QString refusedRole(const QString &text)
{
    static const QRegularExpression developer(
        QStringLiteral("'developer' is not one of|(?:unknown|unexpected|invalid|unsupported)[^.]{0,20} role[^a-z]{1,4}"
                       "developer|does not support 'developer'|'developer' (?:role )?(?:is )?not supported"
                       "|developer role (?:is )?not supported"),
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression system(
        QStringLiteral("system role (?:is )?not supported|not support (?:the )?'?system'?(?: role| message| prompt|"
                       " instruction| with)|system (?:message|prompt|instruction)s? (?:is |are )?not (?:supported|"
                       "enabled|allowed)|roles must alternate user/assistant|developer instruction is not enabled"
                       "|only user(?:,| and)[^.]{0,24} roles are supported|role ['\"`]?system['\"`]? (?:is|are) "
                       "not|(?:unknown|unexpected|invalid|unsupported)"
                       "[^.]{0,20} role[^a-z]{1,4}system"),
        QRegularExpression::CaseInsensitiveOption);
    if (developer.match(text).hasMatch())
        return QStringLiteral("developer");
    return system.match(text).hasMatch() ? QStringLiteral("system") : QString();
}

/// LiteLLM's "UnsupportedParamsError: openai does not support parameters: …" names the vendor first.
QString withoutClassName(QString text) { return text.remove(QLatin1String("UnsupportedParamsError:")); }

/// Without the path into it; empty for what is no name of a parameter.
QString plainParameter(const QString &told)
{
    static const QRegularExpression name(QStringLiteral("^[a-z][a-z_]{1,39}$"));
    if (told == QLatin1String("reasoning.summary"))
        return QStringLiteral("summary");
    const QString plain = told.section(u'.', 0, 0);
    return name.match(plain).hasMatch() ? plain : QString();
}

} // namespace

QString refusedParameter(const ServerMessage &message)
{
    if (const QString role = refusedRole(message.text); !role.isEmpty())
        return role;
    static const QRegularExpression unsupported(
        QStringLiteral(
            "(?:unsupported|not support|unrecognized|unknown|unexpected|invalid|extra)[^.:]{0,40}"
            "(?:value|param\\w*|argument\\w*|field\\w*|inputs?)[^:]{0,20}:\\s*\\[?['\"`]?([a-z_]+(?:\\.[a-z_]+)*)"),
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression streaming(
        QStringLiteral(
            "(?:not|n't) support (?:response )?stream"
            "|\\bstream(?:ing)?['\"`]?(?: \\w+)? (?:(?:is|are) )?not (?:supported|available|allowed|implemented)"),
        QRegularExpression::CaseInsensitiveOption);
    // A value out of its range is the user's to mend; only what the model does not take at all can be left out.
    const bool isRefusal = message.words.contains(QLatin1String("unsupported_value"))
        || message.words.contains(QLatin1String("unsupported_parameter"))
        || message.words.contains(QLatin1String("unknown_parameter")) || refusesAltogether(message.text);
    QString parameter = isRefusal ? message.parameter : QString();
    if (parameter.isEmpty() && streaming.match(message.text).hasMatch())
        parameter = QStringLiteral("stream");
    if (parameter.isEmpty() && message.text.contains(QLatin1String("does not support thinking")))
        parameter = QStringLiteral("think");
    if (parameter.isEmpty())
        parameter = unsupported.match(withoutClassName(message.text)).captured(1);
    return plainParameter(parameter);
}

QStringList otherRefusedParameters(const ServerMessage &message, const QString &first)
{
    static const QRegularExpression several(
        QStringLiteral("(?:unsupported|not support|unrecognized|unknown|unexpected|invalid|extra)[^.:]{0,40}"
                       "(?:values|params|parameters|arguments|fields|inputs)[^:]{0,20}:\\s*\\[?"
                       "(['\"`]?[a-z_]+['\"`]?(?:(?:\\s*,\\s*(?:and\\s+)?|\\s+and\\s+)['\"`]?[a-z_]+['\"`]?)+)"),
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression between(QStringLiteral("[^a-z_.]+(?:and[^a-z_.]+)?"));
    const QStringList named
        = several.match(withoutClassName(message.text)).captured(1).split(between, Qt::SkipEmptyParts)
        + message.otherParameters;
    QStringList others;
    for (const QString &name : named) {
        const QString plain = plainParameter(name);
        if (!plain.isEmpty() && plain != first && !others.contains(plain))
            others << plain;
    }
    return others;
}

} // namespace freshet
