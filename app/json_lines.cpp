// SPDX-License-Identifier: MIT
#include "app/json_lines.h"

#include <QCoreApplication>
#include <QFile>
#include <QHash>
#include <QJsonDocument>

namespace freshet {

namespace {

QString linesText(const char *text) { return QCoreApplication::translate("JsonLinesFile", text); }

} // namespace

Result<QList<JsonLine>> JsonLinesFile::read() const
{
    QFile file(m_path);
    const auto unreadable = [&] {
        return failure({.kind = ErrorKind::BadRequest,
            .message = linesText("%1 cannot be read: %2.").arg(m_path, file.errorString())});
    };
    if (!file.open(QFile::ReadOnly))
        return unreadable();
    QList<JsonLine> lines;
    QHash<QString, int> numberOf;
    int number = 0;
    for (QByteArray bytes = file.readLine(); !bytes.isEmpty(); bytes = file.readLine()) { // atEnd() is true for a pipe
        ++number;
        bytes = bytes.trimmed();
        if (bytes.isEmpty())
            continue;
        const auto line = parsed(number, bytes);
        if (!line)
            return failure(line.error());
        if (const auto known = numberOf.constFind(line->id); known != numberOf.cend())
            return failure(
                problemAt(number, linesText("has the id \"%1\" of line %2").arg(line->id, QString::number(*known))));
        numberOf.insert(line->id, number);
        lines << *line;
    }
    if (file.error() != QFile::NoError)
        return unreadable();
    return lines;
}

Result<JsonLine> JsonLinesFile::parsed(int number, const QByteArray &line) const
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(line, &problem);
    if (problem.error != QJsonParseError::NoError)
        return failure(problemAt(number,
            linesText("is no JSON (%1, at byte %2)").arg(problem.errorString(), QString::number(problem.offset))));
    if (!document.isObject())
        return failure(problemAt(number, linesText("is no JSON object")));
    JsonLine parsed{.number = number,
        .id = document.object().value(QLatin1String("id")).toVariant().toString(),
        .object = document.object()};
    if (parsed.id.isEmpty())
        return failure(problemAt(number, linesText("has no \"id\"")));
    return parsed;
}

Error JsonLinesFile::problemAt(int number, const QString &problem) const
{
    return {.kind = ErrorKind::BadRequest,
        .message = linesText("%1, line %2, %3; a line is to be %4. Nothing was done.")
                       .arg(m_path, QString::number(number), problem, m_form)};
}

} // namespace freshet
