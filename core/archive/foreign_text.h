// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/attachment.h"
#include "core/domain/model_info.h"

#include <QDateTime>
#include <QJsonValue>
#include <QString>

#include <optional>

/// What strangers wrote, made safe to keep. Pure functions.
namespace freshet::foreign {

/// Halves of surrogate pairs become U+FFFD; all else stays.
QString wholeCharacters(QString text);

/// As wholeCharacters(), without control characters but tab and line feed, and with one kind of line end.
QString text(const QString &text);

/// One line of at most @p most characters.
QString line(const QString &text, qsizetype most);

/// A chat's or a message's id here: the same one each time for the same @p id of the same @p owner, and no other's.
QString stableId(const QString &owner, const QString &id);

/// Whether @p id can be an id here as it is: letters, digits and hyphens, at most 64.
bool isPlainId(const QString &id);

/// Nothing unless both words are printable and short.
ModelRef model(const QString &provider, const QString &model);

/// Seconds or milliseconds since 1970, or a date as ISO 8601 has it; not before 1970 nor after 9999.
std::optional<QDateTime> time(const QJsonValue &value);

/// A picture of a kind that is shown and sent; nothing for any other or one that is too large.
std::optional<Attachment> picture(const QString &name, const QByteArray &mimeType, const QByteArray &bytes);

/// Of "data:image/png;base64,…".
std::optional<Attachment> pictureFromDataUrl(const QString &name, const QString &url);

/// A file that is told of by its name, and by its text where that came along.
Attachment file(const QString &name, const QString &mimeType, const QString &text);

} // namespace freshet::foreign
