// SPDX-License-Identifier: MIT
#include "core/providers/header_lines.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace freshet {

namespace {

constexpr qsizetype kMostHeaders = 20;
constexpr qsizetype kLongestHeaderName = 100;
constexpr qsizetype kLongestHeaderValue = 8000; // what servers usually take for all of them

auto refuseLine(qsizetype number, const QString &sentence)
{
    return failure({.kind = ErrorKind::BadRequest, .message = QStringLiteral("Line %1: ").arg(number) + sentence});
}

bool isOwnHeader(const QByteArray &lowerName)
{
    constexpr std::array kOwn{"accept", "accept-encoding", "connection", "content-encoding", "content-length",
        "content-type", "expect", "host", "keep-alive", "proxy-authorization", "proxy-connection", "te", "trailer",
        "transfer-encoding", "upgrade"};
    return std::any_of(kOwn.begin(), kOwn.end(), [&lowerName](const char *own) { return lowerName == own; });
}

QByteArray keyHeaderOf(Dialect dialect)
{
    switch (dialect) {
    case Dialect::Gemini:
    case Dialect::GeminiInteractions:
        return QByteArrayLiteral("x-goog-api-key");
    case Dialect::Anthropic:
        return QByteArrayLiteral("x-api-key");
    case Dialect::OpenAi:
    case Dialect::OpenAiResponses:
    case Dialect::Ollama:
    case Dialect::LmStudio:
    case Dialect::Quotes:
        break;
    }
    return QByteArrayLiteral("authorization");
}

Result<ExtraHeader> headerOfLine(const QString &line, qsizetype number, Dialect dialect)
{
    static const QRegularExpression token(QStringLiteral("\\A[A-Za-z0-9!#$%&'*+.^_`|~-]+\\z"));
    static const QRegularExpression plainText(QStringLiteral("\\A[\\t\\x20-\\x7e]*\\z"));
    const qsizetype colon = line.indexOf(u':');
    if (colon < 0)
        return refuseLine(number, QStringLiteral("there is no colon. Write each header as \"Name: value\"."));
    const QString name = line.first(colon).trimmed();
    const QString value = line.sliced(colon + 1).trimmed();
    if (!token.match(name).hasMatch() || name.size() > kLongestHeaderName)
        return refuseLine(number,
            QStringLiteral("what stands before the colon cannot be the name of a header. Names are made of letters, "
                           "digits and hyphens."));
    if (value.isEmpty())
        return refuseLine(number, QStringLiteral("the header %1 has no value.").arg(name));
    if (!plainText.match(value).hasMatch())
        return refuseLine(number,
            QStringLiteral("the value of %1 holds characters that a header cannot have. Copy it again.").arg(name));
    if (value.size() > kLongestHeaderValue)
        return refuseLine(number, QStringLiteral("the value of %1 is too long for a header.").arg(name));
    const QByteArray lowerName = name.toLatin1().toLower();
    if (lowerName == keyHeaderOf(dialect))
        return refuseLine(
            number, QStringLiteral("%1 is how the API key is sent. Use the field for the API key.").arg(name));
    if (isOwnHeader(lowerName))
        return refuseLine(number, QStringLiteral("%1 is set by Freshet itself. Remove this line.").arg(name));
    return ExtraHeader{.name = name.toLatin1(), .value = Secret(value)};
}

} // namespace

Result<QList<ExtraHeader>> parseHeaderLines(const QString &typed, Dialect dialect)
{
    static const QRegularExpression lineEnd(QStringLiteral("\r\n|\r|\n"));
    QList<ExtraHeader> headers;
    const QStringList lines = typed.split(lineEnd);
    for (qsizetype number = 1; number <= lines.size(); ++number) {
        const QString &line = lines.at(number - 1);
        if (line.trimmed().isEmpty())
            continue;
        const auto header = headerOfLine(line, number, dialect);
        if (!header)
            return failure(header.error());
        const bool isDouble = std::any_of(headers.begin(), headers.end(),
            [&header](const ExtraHeader &other) { return other.name.compare(header->name, Qt::CaseInsensitive) == 0; });
        if (isDouble)
            return refuseLine(
                number, QStringLiteral("%1 is there twice. Keep one of them.").arg(QString::fromLatin1(header->name)));
        if (headers.size() == kMostHeaders)
            return refuseLine(number, QStringLiteral("no more than %1 headers can be added.").arg(kMostHeaders));
        headers.append(*header);
    }
    return headers;
}

} // namespace freshet
