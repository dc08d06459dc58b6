// SPDX-License-Identifier: MIT
#include "core/chat/image_policy.h"

namespace freshet {

namespace {

Error refusedImage(ErrorKind kind, const QString &message) { return {.kind = kind, .message = message}; }

std::optional<Error> refusalOf(const ChatImage &image)
{
    static const QByteArrayList known{"image/png", "image/jpeg", "image/webp", "image/gif"};
    if (!known.contains(image.mimeType)) {
        return refusedImage(ErrorKind::BadRequest,
            QStringLiteral("A picture of this kind cannot be sent. Use PNG, JPEG, WebP or GIF."));
    }
    if (image.bytes.isEmpty())
        return refusedImage(ErrorKind::BadRequest, QStringLiteral("A picture is empty. Attach it again."));
    if (image.bytes.size() > kMaxImageBytes) {
        return refusedImage(
            ErrorKind::PayloadTooLarge, QStringLiteral("A picture is larger than 20 MB. Make it smaller first."));
    }
    return std::nullopt;
}

} // namespace

std::optional<Error> imageRefusal(const ChatRequest &request)
{
    bool hasImages = false;
    qsizetype size = 0;
    for (const ChatMessage &message : request.messages) {
        for (const ChatImage &image : message.images) {
            hasImages = true;
            if (const auto refusal = refusalOf(image))
                return refusal;
            size += image.bytes.size();
            if (size > kMaxImageBytes) {
                return refusedImage(ErrorKind::PayloadTooLarge,
                    QStringLiteral("The pictures of this chat are larger than 20 MB together. Send fewer of them."));
            }
        }
    }
    if (!hasImages || !request.known || request.known->canSee.value_or(true))
        return std::nullopt;
    return refusedImage(ErrorKind::BadRequest,
        QStringLiteral("%1 cannot see pictures. Choose a model that can, or ask without the picture.")
            .arg(request.known->name.isEmpty() ? request.model.model : request.known->name));
}

} // namespace freshet
