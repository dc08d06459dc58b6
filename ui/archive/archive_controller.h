// SPDX-License-Identifier: MIT
#pragma once

#include "core/archive/chat_writer.h"
#include "core/history/stored_chat.h"

#include <QFutureWatcher>
#include <QObject>
#include <QPointer>

#include <atomic>
#include <functional>
#include <memory>

class QPagedPaintDevice;
class QProgressDialog;
class QPrinter;
class QWidget;

namespace freshet {

class ExportReply;
class HistoryStore;
class ImportReply;

/// Chats out of the window and in: asks for the file, shows how far it is, and tells what became of it.
///
/// One at a time, in all windows together; what takes long runs in other threads.
class ArchiveController : public QObject {
    Q_OBJECT

public:
    /// @p isBusy is true while one of all controllers that have it is at work.
    ArchiveController(HistoryStore &history, QWidget &window, bool &isBusy);
    ~ArchiveController() override;

    void exportChats(const QList<ConversationId> &chats); ///< Into one file, in this order.
    void exportFolder(const FolderInfo &folder); ///< What is in it, archived or not.
    void exportAll();
    void saveSelection(const QString &markdown, const QString &html); ///< Either; @p html may be empty.
    void importChats();
    void print(const QList<ConversationId> &chats); ///< Likewise.

    // Once the file or the printer is chosen.
    void exportTo(const QString &path, const QList<ConversationId> &chats); ///< As the name's end says.
    void importFrom(const QString &path);
    void printOn(const std::shared_ptr<QPrinter> &printer, const QList<ConversationId> &chats);

signals:
    void exported(const QString &path); ///< It is whole.
    void told(const QString &sentence); ///< What went wrong.

private:
    /// @p then gets the title of a single one, and of several what they are.
    void whenWritten(const QList<ConversationId> &chats, const std::function<void(const QString &title)> &then);
    void exportWhere(const std::function<bool(const ConversationInfo &chat)> &isOne, const QString &name,
        const QString &none); ///< @p none is told where there is none.
    struct FileKind {
        QString words; ///< "PDF (*.pdf)".
        QString suffix;
    };

    static QList<FileKind> chatKinds();
    void chooseFile(
        const QString &name, const QList<FileKind> &kinds, const std::function<void(const QString &path)> &take);
    void writeSelection(const QString &path, const QString &markdown, const QString &html);
    void collect(const QList<ConversationId> &chats, const std::function<void(const QByteArray &html)> &take);
    void startPrinting(const std::function<bool(const std::atomic<bool> &isStopped)> &print, const QString &path);
    void writePdf(const QString &path, const QList<ConversationId> &chats);
    void onPrinted(const QString &path);
    void onExported(ExportReply &reply, const std::function<void()> &then);
    void onImported();
    void choosePrinter(const QList<ConversationId> &chats);
    QString busyWords() const;
    QString notWrittenWords(const QString &path) const;
    bool begin(const QString &title); ///< False: something runs.
    void showProgress(double done);
    void end();
    void stop();

    HistoryStore &m_history;
    QWidget &m_window;
    QPointer<QProgressDialog> m_progress; // child of m_window
    QPointer<ExportReply> m_export; // child of this
    QPointer<ImportReply> m_import; // child of this
    std::shared_ptr<QByteArray> m_html; ///< What is to be printed, while it is put together.
    QFutureWatcher<bool> m_printing;
    QString m_printedTo;
    std::atomic<bool> m_isStopped = false;
    bool &m_isBusy;
};

} // namespace freshet
