// SPDX-License-Identifier: MIT
#include "ui/chat/attachment_loader.h"

#include "core/query/attachment_file.h"
#include "ui/chat/picture_scaler.h"

#include <QFileInfo>
#include <QImage>
#include <QtConcurrent>

namespace freshet {

AttachmentLoader::AttachmentLoader(QObject *parent) : QObject(parent) { m_thread.setMaxThreadCount(1); }

AttachmentLoader::~AttachmentLoader()
{
    for (const Reading &reading : std::as_const(m_reading))
        *reading.stop = true;
    m_thread.clear();
    m_thread.waitForDone();
}

void AttachmentLoader::readFiles(const QString &chat, const QStringList &paths)
{
    for (const QString &path : paths) {
        read(chat, QFileInfo(path).fileName(), [path](const Stop &stop) -> Result<Attachment> {
            const Result<Attachment> read = readAttachment(path, [stop] { return stop->load(); });
            return read && read->isPicture() ? preparedPicture(*read) : read;
        });
    }
}

void AttachmentLoader::readPicture(const QString &chat, const QImage &picture)
{
    const QString name = tr("Picture.png");
    read(chat, name, [picture, name](const Stop &) { return attachmentFrom(picture, name); });
}

void AttachmentLoader::forget(const QString &chat)
{
    if (!m_reading.contains(chat))
        return;
    *m_reading.take(chat).stop = true;
    emit pendingChanged(chat);
}

void AttachmentLoader::read(
    const QString &chat, const QString &name, const std::function<Result<Attachment>(const Stop &)> &work)
{
    Reading &reading = m_reading[chat];
    reading.names << name;
    const Stop stop = reading.stop;
    emit pendingChanged(chat);
    // Not QFuture::then(): it asserts when its context goes first.
    auto *const watcher = new QFutureWatcher<Result<Attachment>>(this);
    connect(watcher, &QFutureWatcher<Result<Attachment>>::finished, this, [this, watcher, chat, name, stop] {
        watcher->deleteLater();
        if (!*stop)
            take(chat, name, watcher->result());
    });
    watcher->setFuture(QtConcurrent::run(&m_thread, [work, stop] { return work(stop); }));
}

void AttachmentLoader::take(const QString &chat, const QString &name, const Result<Attachment> &result)
{
    QStringList &names = m_reading[chat].names;
    names.removeOne(name);
    if (names.isEmpty())
        m_reading.remove(chat);
    if (result)
        emit attached(chat, *result);
    else
        emit failed(chat, result.error().message);
    emit pendingChanged(chat);
}

} // namespace freshet
