// SPDX-License-Identifier: MIT
#include "core/chat/image_file.h"

#include "core/chat/image_policy.h"
#include "core/domain/picture_type.h"

#include <QFile>
#include <QFileInfo>

namespace freshet {

namespace {

constexpr qint64 kMegabyte = 1024 * 1024;

tl::unexpected<Error> imageFailure(ErrorKind kind, const QString &message)
{
    return failure({.kind = kind, .message = message});
}

} // namespace

Result<ChatImage> readImageFile(const QString &path)
{
    if (!QFileInfo(path).isFile())
        return imageFailure(ErrorKind::BadRequest, QStringLiteral("There is no picture \"%1\".").arg(path));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return imageFailure(
            ErrorKind::Storage, QStringLiteral("The picture \"%1\" cannot be read. Check who may read it.").arg(path));
    const QByteArray bytes = file.read(kMaxImageBytes + 1);
    if (bytes.size() > kMaxImageBytes)
        return imageFailure(ErrorKind::PayloadTooLarge,
            QStringLiteral("The picture \"%1\" is larger than %2 MB. Make it smaller first.")
                .arg(path)
                .arg(kMaxImageBytes / kMegabyte));
    const QByteArray type = pictureType(bytes);
    if (type.isEmpty())
        return imageFailure(ErrorKind::BadRequest,
            QStringLiteral("\"%1\" is no PNG, JPEG, WebP or GIF picture. Convert it to one of them.").arg(path));
    return ChatImage{.mimeType = type, .bytes = bytes};
}

} // namespace freshet
