// SPDX-License-Identifier: MIT
#include "ui/chat/attachment_loader.h"

#include "core/query/attachment_file.h"
#include "ui/chat/picture_scaler.h"

#include <QFileInfo>
#include <QImage>
#include <QtConcurrent>

namespace freshet {

AttachmentLoader::AttachmentLoader(QObject *parent) : QObject(parent), m_stop(std::make_shared<std::atomic_bool>(false))
{
    m_thread.setMaxThreadCount(1);
}

AttachmentLoader::~AttachmentLoader()
{
    *m_stop = true;
    m_thread.clear();
    m_thread.waitForDone();
}

void AttachmentLoader::readFiles(const QString &chat, const QStringList &paths)
{
    for (const QString &path : paths) {
        read(chat, QFileInfo(path).fileName(), [path, stop = m_stop]() -> Result<Attachment> {
            const Result<Attachment> read = readAttachment(path, [stop] { return stop->load(); });
            return read && read->isPicture() ? preparedPicture(*read) : read;
        });
    }
}

void AttachmentLoader::readPicture(const QString &chat, const QImage &picture)
{
    const QString name = tr("Picture.png");
    read(chat, name, [picture, name] { return attachmentFrom(picture, name); });
}

void AttachmentLoader::read(const QString &chat, const QString &name, const std::function<Result<Attachment>()> &work)
{
    m_pending[chat] << name;
    emit pendingChanged(chat);
    // Not QFuture::then(): it asserts when its context goes first.
    auto *const watcher = new QFutureWatcher<Result<Attachment>>(this);
    connect(watcher, &QFutureWatcher<Result<Attachment>>::finished, this, [this, watcher, chat, name] {
        watcher->deleteLater();
        take(chat, name, watcher->result());
    });
    watcher->setFuture(QtConcurrent::run(&m_thread, work));
}

void AttachmentLoader::take(const QString &chat, const QString &name, const Result<Attachment> &result)
{
    m_pending[chat].removeOne(name);
    if (result)
        emit attached(chat, *result);
    else
        emit failed(chat, result.error().message);
    emit pendingChanged(chat);
}

} // namespace freshet
