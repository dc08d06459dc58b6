// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/domain/attachment.h"

#include <QHash>
#include <QObject>
#include <QStringList>
#include <QThreadPool>

#include <atomic>
#include <functional>
#include <memory>

class QImage;

namespace freshet {

/// Reads what is to go with questions, one after the other, in a thread of its own.
///
/// @p chat is any name for where it goes; what comes is told with it. Deleting it gives up what is being read.
class AttachmentLoader : public QObject {
    Q_OBJECT

public:
    explicit AttachmentLoader(QObject *parent = nullptr);
    ~AttachmentLoader() override;

    void readFiles(const QString &chat, const QStringList &paths);
    void readPicture(const QString &chat, const QImage &picture); ///< Of the clipboard.
    void forget(const QString &chat); ///< Gives up what is being read for it: nothing of that is told any more.
    QStringList pending(const QString &chat) const { return m_reading.value(chat).names; } ///< The names.

signals:
    void pendingChanged(const QString &chat);
    void attached(const QString &chat, const freshet::Attachment &attachment);
    void failed(const QString &chat, const QString &sentence);

private:
    using Stop = std::shared_ptr<std::atomic_bool>; // shared with the work
    struct Reading {
        Stop stop = std::make_shared<std::atomic_bool>(false);
        QStringList names;
    };

    void read(const QString &chat, const QString &name, const std::function<Result<Attachment>(const Stop &)> &work);
    void take(const QString &chat, const QString &name, const Result<Attachment> &result);

    QThreadPool m_thread;
    QHash<QString, Reading> m_reading; ///< By chat; only where something is read.
};

} // namespace freshet
