// SPDX-License-Identifier: MIT
#include "core/archive/foreign_text.h"

#include "core/archive/archive_limits.h"
#include "core/domain/picture_type.h"

#include <QUuid>

#include <algorithm>
#include <cmath>

namespace freshet::foreign {

namespace {

constexpr double kMillisecondsFrom = 1e11; ///< As seconds that would be the year 5138.
constexpr double kLastSecond = 253402300799.0; ///< Of the year 9999.
constexpr qsizetype kLongestId = 64;

/// Of ids that were made from others'.
QUuid namespaceOfIds() { return QUuid(QStringLiteral("{5b0d5f0e-7c39-4b55-9a5e-0f9a3b7a6c11}")); }

bool isOddCharacter(QChar c) { return (c.category() == QChar::Other_Control && c != u'\n' && c != u'\t'); }

bool isMimeType(const QByteArray &type)
{
    constexpr qsizetype kLongest = 100;
    const auto isWordCharacter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '/' || c == '.' || c == '+' || c == '-';
    };
    return type.size() <= kLongest && type.count('/') == 1 && std::all_of(type.begin(), type.end(), isWordCharacter);
}

} // namespace

QString wholeCharacters(QString text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (!text.at(i).isSurrogate())
            continue;
        const bool isPair = text.at(i).isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate();
        if (isPair)
            ++i;
        else
            text[i] = QChar(QChar::ReplacementCharacter);
    }
    return text;
}

QString text(const QString &text)
{
    QString clean = wholeCharacters(text);
    clean.replace(QLatin1String("\r\n"), QLatin1String("\n"));
    clean.replace(u'\r', u'\n');
    clean.removeIf(isOddCharacter);
    return clean;
}

QString line(const QString &text, qsizetype most)
{
    // What is cut off later needs no cleaning; a pair may be cut here, so it is mended after.
    QString clean = text.left(most * 4).simplified();
    clean.removeIf([](QChar c) { return isOddCharacter(c); });
    return wholeCharacters(clean.left(most));
}

QString stableId(const QString &owner, const QString &id)
{
    return QUuid::createUuidV5(namespaceOfIds(), owner + u'\n' + id).toString(QUuid::WithoutBraces);
}

bool isPlainId(const QString &id)
{
    const auto isPlain = [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'-';
    };
    return !id.isEmpty() && id.size() <= kLongestId && std::all_of(id.begin(), id.end(), isPlain);
}

ModelRef model(const QString &provider, const QString &model)
{
    const auto isName = [](const QString &word) {
        return !word.isEmpty() && word.size() <= archive_limits::kMaxName
            && std::all_of(word.begin(), word.end(), [](QChar c) { return c.isPrint() && !c.isSurrogate(); });
    };
    return isName(provider) && isName(model) ? ModelRef{provider, model} : ModelRef();
}

std::optional<QDateTime> time(const QJsonValue &value)
{
    if (value.isDouble()) {
        const double number = value.toDouble();
        const double seconds = number >= kMillisecondsFrom ? number / 1000 : number;
        if (!(seconds > 0 && seconds <= kLastSecond))
            return std::nullopt;
        return QDateTime::fromMSecsSinceEpoch(qRound64(seconds * 1000), Qt::UTC);
    }
    const QString text = value.toString();
    constexpr qsizetype kLongest = 40;
    const QDateTime date = text.size() <= kLongest ? QDateTime::fromString(text, Qt::ISODateWithMs) : QDateTime();
    const auto seconds = static_cast<double>(date.isValid() ? date.toSecsSinceEpoch() : -1);
    return seconds >= 0 && seconds <= kLastSecond ? std::optional(date.toUTC()) : std::nullopt;
}

std::optional<Attachment> picture(const QString &name, const QByteArray &mimeType, const QByteArray &bytes)
{
    const QByteArray kind = pictureType(bytes);
    if (kind.isEmpty() || bytes.size() > archive_limits::kMaxPictureBytes
        || (!mimeType.isEmpty() && !mimeType.startsWith("image/")))
        return std::nullopt;
    return Attachment{.name = line(name, archive_limits::kMaxName), .mimeType = kind, .bytes = bytes};
}

std::optional<Attachment> pictureFromDataUrl(const QString &name, const QString &url)
{
    constexpr qsizetype kLongestHead = 100;
    const qsizetype comma = QStringView(url).left(kLongestHead).indexOf(u',');
    if (!url.startsWith(QLatin1String("data:image/")) || comma < 0
        || !QStringView(url).left(comma).endsWith(QLatin1String(";base64"))
        || url.size() > archive_limits::kMaxPictureBytes * 2)
        return std::nullopt;
    return picture(name, {}, QByteArray::fromBase64(url.mid(comma + 1).toLatin1()));
}

Attachment file(const QString &name, const QString &mimeType, const QString &text)
{
    const QString clean = line(name, archive_limits::kMaxName);
    const QByteArray type = mimeType.toLatin1().toLower();
    return {.name = clean.isEmpty() ? QStringLiteral("file") : clean,
        .mimeType = isMimeType(type) ? type : QByteArray("application/octet-stream"),
        .text = foreign::text(text)};
}

} // namespace freshet::foreign
