// SPDX-License-Identifier: MIT
#include "core/archive/export_reply.h"

#include <QSaveFile>
#include <QtConcurrentRun>

namespace freshet {

ExportReply::ExportReply(HistoryStore &history, const ExportJob &job, const QDateTime &now, QObject *parent)
    : QObject(parent),
      m_history(history),
      m_job(job),
      m_writer(makeChatWriter(job.format, now)),
      m_file(job.path.isEmpty() ? nullptr : std::make_unique<QSaveFile>(job.path))
{
    connect(&m_writing, &QFutureWatcherBase::finished, this, &ExportReply::onWritten);
    connect(&history, &HistoryStore::chatRead, this, &ExportReply::onRead);
    write([this] { return (!m_file || m_file->open(QIODevice::WriteOnly)) && put(m_writer->head()); });
}

ExportReply::~ExportReply() { m_writing.waitForFinished(); }

void ExportReply::abort() { m_isStopped = true; }

bool ExportReply::put(const QByteArray &piece)
{
    return m_file ? m_file->write(piece) == piece.size() : m_job.take(piece);
}

void ExportReply::write(std::function<bool()> piece) { m_writing.setFuture(QtConcurrent::run(std::move(piece))); }

void ExportReply::onWritten()
{
    if (!m_writing.result()) {
        const QString place = m_file ? m_job.path : QStringLiteral("the output");
        return end(Error{.kind = ErrorKind::Storage,
            .message
            = QStringLiteral("The chats could not be written to %1. Check that you may write there and that the disk"
                             " is not full.")
                  .arg(place)});
    }
    if (m_isAtEnd)
        return end(std::nullopt);
    if (m_next > 0)
        emit progressed(static_cast<double>(m_next) / static_cast<double>(m_job.chats.size()));
    readNext();
}

void ExportReply::readNext()
{
    if (m_isStopped)
        return end(Error{.kind = ErrorKind::Cancelled, .message = QStringLiteral("The export was stopped.")});
    if (m_next < m_job.chats.size()) {
        m_isReading = true;
        m_history.readChat(m_job.chats.at(m_next));
        return;
    }
    m_isAtEnd = true;
    write([this] { return put(m_writer->tail()) && (!m_file || m_file->commit()); });
}

void ExportReply::onRead(const StoredChat &chat)
{
    if (!m_isReading || chat.info.id != m_job.chats.at(m_next))
        return;
    m_isReading = false;
    ++m_next;
    if (chat.messages.isEmpty())
        return readNext();
    ++m_exported;
    write([this, chat] { return put(m_writer->chat(chat)); });
}

void ExportReply::end(const std::optional<Error> &error)
{
    if (std::exchange(m_hasEnded, true))
        return;
    m_error = error;
    emit finished();
}

} // namespace freshet
