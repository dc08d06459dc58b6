// SPDX-License-Identifier: MIT
#include "core/query/attachment_file.h"

#include "core/chat/image_file.h"
#include "core/domain/picture_type.h"
#include "core/query/prompt_builder.h"
#include "core/retrieval/document_file.h"
#include "core/retrieval/reader_process.h"

#include <QFileInfo>

namespace freshet {

namespace {

tl::unexpected<Error> attachmentFailure(ErrorKind kind, const QString &message, const QString &name)
{
    return failure({.kind = kind, .message = message.arg(name)});
}

/// Why @p error kept the file @p name from being read, in a sentence about that file.
tl::unexpected<Error> unreadable(const Error &error, const QString &name)
{
    return failure({.kind = error.kind,
        .message = QString(u'"' + name + QStringLiteral("\" cannot be attached. ") + error.message)});
}

Result<Attachment> pictureAttachment(const QString &path, const QString &name)
{
    const Result<ChatImage> image = readImageFile(path);
    if (!image)
        return failure(image.error());
    return Attachment{.name = name, .mimeType = image->mimeType, .bytes = image->bytes};
}

QString attachedText(const QList<Attachment> &attachments)
{
    QStringList texts;
    for (const Attachment &attachment : attachments) {
        if (!attachment.isPicture())
            texts << QString(QStringLiteral("File \"") + attachment.name.simplified() + QStringLiteral("\":\n\n")
                + attachment.text.trimmed());
    }
    return texts.join(QStringLiteral("\n\n"));
}

QList<ChatImage> attachedPictures(const QList<Attachment> &attachments)
{
    QList<ChatImage> images;
    for (const Attachment &attachment : attachments) {
        if (attachment.isPicture())
            images << ChatImage{attachment.mimeType, attachment.bytes};
    }
    return images;
}

} // namespace

Result<Attachment> readAttachment(const QString &path, const StopCheck &isStopped)
{
    const QFileInfo info(path);
    const QString name = info.fileName();
    if (!info.isFile())
        return attachmentFailure(ErrorKind::NotFound, QStringLiteral("There is no file \"%1\"."), name);
    Result<DocumentFile> file = DocumentFile::open(info.canonicalFilePath()); // a link was chosen by a person
    if (!file)
        return unreadable(file.error(), name);
    const Result<QByteArray> head = file->readHead();
    if (!head)
        return unreadable(head.error(), name);
    if (head->isEmpty())
        return attachmentFailure(ErrorKind::BadRequest, QStringLiteral("\"%1\" is empty."), name);
    if (!pictureType(*head).isEmpty())
        return pictureAttachment(path, name);
    const DocumentReader *const reader = readerFor(name, *head);
    if (!reader) {
        return attachmentFailure(ErrorKind::BadRequest,
            QStringLiteral("\"%1\" is neither a picture (PNG, JPEG, WebP, GIF) nor a document that can be read."),
            name);
    }
    const Result<QByteArray> bytes = file->readAll(reader->sizeLimit());
    if (!bytes)
        return unreadable(bytes.error(), name);
    const Result<ExtractedText> extracted
        = ReaderProcess({.limits = {.niceness = 0}}).read(*reader, name, *bytes, isStopped);
    if (!extracted)
        return unreadable(extracted.error(), name);
    if (extracted->text.trimmed().isEmpty()) {
        return attachmentFailure(ErrorKind::BadRequest,
            QStringLiteral("\"%1\" holds no text. Of scanned pages, attach pictures instead."), name);
    }
    if (extracted->text.size() > kMaxAttachedText) {
        return attachmentFailure(ErrorKind::PayloadTooLarge,
            QStringLiteral("\"%1\" holds more text than can go with a question (1 million characters). Add it to your "
                           "documents instead: then the passages that fit are sent."),
            name);
    }
    return Attachment{.name = name,
        .mimeType = head->startsWith("%PDF-") ? "application/pdf" : "text/plain",
        .text = extracted->text};
}

void attach(QueryRequest &request, const QList<Attachment> &attachments)
{
    request.images += attachedPictures(attachments);
    const QString text = attachedText(attachments);
    request.extraContext += request.extraContext.isEmpty() || text.isEmpty() ? text : QStringLiteral("\n\n") + text;
}

ChatMessage toldQuestion(const QString &question, const QList<Attachment> &attachments)
{
    return {ChatRole::User, questionText(question, attachedText(attachments)), attachedPictures(attachments)};
}

qsizetype tokensOf(const Attachment &attachment)
{
    return attachment.isPicture() ? kPictureTokens : estimatedTokens(attachment.text);
}

} // namespace freshet
