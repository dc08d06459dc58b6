// SPDX-License-Identifier: MIT
#include "core/archive/import_reply.h"

#include "core/archive/archive_reader.h"

#include <QtConcurrentRun>

#include <atomic>

namespace freshet {

namespace {

constexpr int kBatchChats = 50;
constexpr qint64 kBatchBytes = 8LL << 20;
constexpr double kReadShare = 0.5; ///< Of the whole work; the rest is storing.
constexpr double kProgressStep = 0.005;

/// And gives how many bytes of pictures and files the chat holds.
qint64 addThumbnails(StoredChat &chat, const ImportReply::Thumbnails &thumbnail)
{
    qint64 bytes = 0;
    for (StoredMessage &message : chat.messages) {
        for (Attachment &attachment : message.attachments) {
            if (thumbnail && attachment.isPicture() && attachment.thumbnail.isEmpty())
                attachment.thumbnail = thumbnail(attachment);
            bytes += attachment.bytes.size() + attachment.text.size();
        }
    }
    return bytes;
}

} // namespace

struct ImportReply::Reading {
    Thumbnails thumbnail;
    ArchiveReader reader;
    std::atomic<bool> isStopped = false;
};

ImportReply::ImportReply(HistoryStore &history, const QString &path, const Thumbnails &thumbnail, QObject *parent)
    : QObject(parent), m_history(history), m_reading(std::make_shared<Reading>())
{
    m_reading->thumbnail = thumbnail;
    connect(&m_opening, &QFutureWatcherBase::finished, this, &ImportReply::onOpened);
    connect(&m_batch, &QFutureWatcherBase::finished, this, &ImportReply::onBatchRead);
    connect(&history, &HistoryStore::chatsImported, this, &ImportReply::onStored);
    connect(&history, &HistoryStore::failed, this, [this](const Error &error) { m_storeError = error; });
    m_opening.setFuture(QtConcurrent::run([this, reading = m_reading, path]() -> std::optional<Error> {
        double told = 0;
        const Status status = reading->reader.open(path, [&](double done) {
            // This waits for the thread before it goes, so it is there.
            if (done - told >= kProgressStep) {
                told = done;
                QMetaObject::invokeMethod(
                    this, [this, done] { emit progressed(done * kReadShare); }, Qt::QueuedConnection);
            }
            return !reading->isStopped;
        });
        return status ? std::nullopt : std::optional(status.error());
    }));
}

ImportReply::~ImportReply()
{
    m_reading->isStopped = true;
    m_opening.waitForFinished();
    m_batch.waitForFinished();
}

void ImportReply::abort() { m_reading->isStopped = true; }

void ImportReply::onOpened()
{
    m_result.skipped = m_reading->reader.skipped();
    if (const std::optional<Error> error = m_opening.result())
        return end(error);
    readNext();
}

ImportReply::Batch ImportReply::readBatch(const Reading &reading, int from)
{
    Batch batch{.next = from};
    qint64 bytes = 0;
    for (; batch.next < reading.reader.count() && batch.chats.size() < kBatchChats && !reading.isStopped;
         ++batch.next) {
        bytes += reading.reader.sizeOf(batch.next);
        if (bytes > kBatchBytes && !batch.chats.isEmpty())
            break;
        Result<ArchivedChat> read = reading.reader.read(batch.next);
        if (!read) { // it could be read a moment ago: the file has changed
            batch.skipped << SkippedChat{QStringLiteral("Chat %1").arg(batch.next + 1), read.error().message};
            continue;
        }
        bytes += addThumbnails(read->chat, reading.thumbnail);
        if (!read->problems.isEmpty())
            batch.incomplete << SkippedChat{read->chat.info.title, read->problems};
        batch.chats << std::move(read->chat);
    }
    return batch;
}

void ImportReply::readNext()
{
    if (m_reading->isStopped)
        return end(Error{.kind = ErrorKind::Cancelled, .message = QStringLiteral("The import was stopped.")});
    if (m_next >= m_reading->reader.count())
        return end(std::nullopt);
    m_batch.setFuture(QtConcurrent::run([reading = m_reading, from = m_next] { return readBatch(*reading, from); }));
}

void ImportReply::onBatchRead()
{
    const Batch batch = m_batch.result(); // not taken out of it: a future without its result never counts as finished
    m_next = batch.next;
    m_result.skipped << batch.skipped;
    m_result.incomplete << batch.incomplete;
    if (batch.chats.isEmpty())
        return readNext();
    m_isStoring = true;
    m_history.importChats(batch.chats);
}

void ImportReply::onStored(const ChatsStored &stored)
{
    if (!m_isStoring)
        return;
    m_isStoring = false;
    if (stored.error)
        return end(m_storeError ? m_storeError : stored.error);
    m_result.added += stored.added;
    m_result.extended += stored.extended;
    m_result.unchanged += stored.unchanged;
    m_result.skipped << stored.skipped;
    emit progressed(kReadShare + (1 - kReadShare) * m_next / std::max(1, m_reading->reader.count()));
    readNext();
}

void ImportReply::end(const std::optional<Error> &error)
{
    if (std::exchange(m_hasEnded, true))
        return;
    m_result.error = error;
    emit finished();
}

} // namespace freshet
