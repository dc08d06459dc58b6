// SPDX-License-Identifier: MIT
#include "ui/chat/picture_scaler.h"

#include "core/chat/image_policy.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QImageReader>

#include <algorithm>

namespace freshet {

namespace {

constexpr QSize kThumbnailSize(320, 240); ///< Twice what is shown, for dense screens.
constexpr int kMostMegabytesDecoded = 512;
constexpr int kPictureQuality = 90;
constexpr int kThumbnailQuality = 85;

/// The context of these texts for translators.
struct Picture {
    Q_DECLARE_TR_FUNCTIONS(Picture)
};

struct Encoded {
    QByteArray mimeType;
    QByteArray bytes;
};

Encoded encoded(const QImage &image, int quality)
{
    Encoded result;
    QBuffer buffer(&result.bytes);
    buffer.open(QIODevice::WriteOnly);
    const bool isPng = image.hasAlphaChannel();
    result.mimeType = isPng ? "image/png" : "image/jpeg";
    image.save(&buffer, isPng ? "PNG" : "JPEG", isPng ? -1 : quality);
    return result;
}

QImage fitting(const QImage &image, QSize room)
{
    const QSize size = image.size();
    const bool isSmall = size.width() <= room.width() && size.height() <= room.height();
    return isSmall ? image : image.scaled(room, Qt::KeepAspectRatio, Qt::SmoothTransformation);
}

} // namespace

Result<Attachment> preparedPicture(const Attachment &picture)
{
    const QByteArray format = picture.mimeType.mid(picture.mimeType.indexOf('/') + 1);
    if (!QImageReader::supportedImageFormats().contains(format))
        return picture;
    QByteArray bytes = picture.bytes;
    QBuffer buffer(&bytes);
    QImageReader reader(&buffer, format); // of this kind and no other, whatever the bytes may be taken for
    reader.setAutoTransform(true);
    QImageReader::setAllocationLimit(kMostMegabytesDecoded);
    const QImage image = reader.read();
    if (image.isNull()) {
        return failure({.kind = ErrorKind::BadRequest,
            .message
            = Picture::tr("\"%1\" cannot be shown as a picture: it is damaged, or far too large.").arg(picture.name)});
    }
    Attachment prepared = picture;
    prepared.thumbnail = encoded(fitting(image, kThumbnailSize), kThumbnailQuality).bytes;
    if (std::max(image.width(), image.height()) > kLongestPictureSide) {
        const Encoded smaller = encoded(fitting(image, {kLongestPictureSide, kLongestPictureSide}), kPictureQuality);
        prepared.mimeType = smaller.mimeType;
        prepared.bytes = smaller.bytes;
    }
    return prepared;
}

Result<Attachment> attachmentFrom(const QImage &picture, const QString &name)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    const QImage fit = fitting(picture, {kLongestPictureSide, kLongestPictureSide});
    if (fit.isNull() || !fit.save(&buffer, "PNG") || bytes.size() > kMaxImageBytes) {
        return failure({.kind = ErrorKind::BadRequest,
            .message = Picture::tr("The picture of the clipboard cannot be attached. Save it to a file first.")});
    }
    return Attachment{.name = name,
        .mimeType = "image/png",
        .bytes = bytes,
        .thumbnail = encoded(fitting(fit, kThumbnailSize), kThumbnailQuality).bytes};
}

} // namespace freshet
