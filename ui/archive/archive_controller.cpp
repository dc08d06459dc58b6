// SPDX-License-Identifier: MIT
#include "ui/archive/archive_controller.h"

#include "core/archive/export_reply.h"
#include "core/archive/import_reply.h"
#include "core/base/clock.h"
#include "ui/archive/import_report.h"
#include "ui/archive/print_document.h"
#include "ui/chat/picture_scaler.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QPdfWriter>
#include <QPrintDialog>
#include <QPrinter>
#include <QProgressDialog>
#include <QSaveFile>
#include <QtConcurrentRun>

namespace freshet {

namespace {

constexpr int kProgressSteps = 1000;
constexpr int kPdfDpi = 300;

/// Of a chat's title, as all systems take it.
QString fileNameOf(const QString &title)
{
    QString name;
    const QString plain = title.simplified().left(60);
    for (const QChar c : plain)
        name += c.isLetterOrNumber() || QStringView(u" -_.").contains(c) ? c : u'-';
    name = name.trimmed();
    return name.isEmpty() || name.startsWith(u'.') ? QStringLiteral("chat") : name;
}

std::optional<ExportFormat> exportFormatOf(const QString &path)
{
    const QString suffix = QFileInfo(path).suffix().toLower();
    if (suffix == QLatin1String("html") || suffix == QLatin1String("htm"))
        return ExportFormat::Html;
    if (suffix == QLatin1String("json"))
        return ExportFormat::Json;
    return suffix == QLatin1String("pdf") ? std::nullopt : std::optional(ExportFormat::Markdown);
}

/// Of a picture that came without; none where it cannot be decoded.
QByteArray thumbnailOf(const Attachment &picture)
{
    const Result<Attachment> prepared = preparedPicture(picture);
    return prepared ? prepared->thumbnail : QByteArray();
}

bool pdfWritten(const QByteArray &html, const QString &path, const std::atomic<bool> &isStopped)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return false;
    {
        QPdfWriter writer(&file);
        writer.setResolution(kPdfDpi);
        writer.setPageMargins(QMarginsF(18, 18, 18, 14), QPageLayout::Millimeter);
        writer.setCreator(QStringLiteral("Freshet"));
        if (!printHtml(html, writer, isStopped))
            return false;
    }
    return file.commit();
}

} // namespace

ArchiveController::ArchiveController(HistoryStore &history, QWidget &window, bool &isBusy)
    : QObject(&window), m_history(history), m_window(window), m_isBusy(isBusy)
{
    connect(&m_printing, &QFutureWatcherBase::finished, this, [this] { onPrinted(m_printedTo); });
}

ArchiveController::~ArchiveController()
{
    m_isStopped = true;
    m_printing.waitForFinished();
    if (m_progress)
        end();
}

void ArchiveController::exportChats(const QList<ConversationId> &chats)
{
    whenWritten(chats, [this, chats](const QString &title) {
        chooseFile(fileNameOf(title), chatKinds(), [this, chats](const QString &path) { exportTo(path, chats); });
    });
}

/// A new chat is the one that is shown, but has nothing to show.
void ArchiveController::whenWritten(
    const QList<ConversationId> &chats, const std::function<void(const QString &title)> &then)
{
    if (m_isBusy)
        return emit told(busyWords());
    if (chats.size() != 1)
        return then(tr("Chats"));
    connect(
        &m_history, &HistoryStore::chatRead, this,
        [this, then](const StoredChat &chat) {
            if (chat.messages.isEmpty())
                emit told(tr("There is nothing in this chat yet."));
            else
                then(chat.info.title);
        },
        Qt::SingleShotConnection);
    m_history.readChat(chats.first());
}

void ArchiveController::exportFolder(const FolderInfo &folder)
{
    exportWhere([id = folder.id](const ConversationInfo &chat) { return chat.folder == id; }, fileNameOf(folder.name),
        tr("There are no chats in this folder."));
}

void ArchiveController::exportAll()
{
    exportWhere([](const ConversationInfo &) { return true; }, tr("Chats"), tr("There are no chats yet."));
}

/// Of the chats that are kept: none from the trash, none that is temporary.
void ArchiveController::exportWhere(
    const std::function<bool(const ConversationInfo &chat)> &isOne, const QString &name, const QString &none)
{
    if (m_isBusy)
        return emit told(busyWords());
    connect(
        &m_history, &HistoryStore::conversationsListed, this,
        [this, isOne, name, none](const QList<ConversationInfo> &chats) {
            QList<ConversationId> ids;
            for (const ConversationInfo &chat : chats) {
                if (!chat.trashedAt.isValid() && !chat.isTemporary && isOne(chat))
                    ids << chat.id;
            }
            if (ids.isEmpty())
                return emit told(none);
            chooseFile(name, chatKinds(), [this, ids](const QString &path) { exportTo(path, ids); });
        },
        Qt::SingleShotConnection);
    m_history.listConversations();
}

QList<ArchiveController::FileKind> ArchiveController::chatKinds()
{
    return {{tr("Markdown (*.md)"), QStringLiteral("md")}, {tr("Web page (*.html)"), QStringLiteral("html")},
        {tr("PDF (*.pdf)"), QStringLiteral("pdf")}, {tr("JSON, with all branches (*.json)"), QStringLiteral("json")}};
}

/// The first of @p kinds is offered first.
void ArchiveController::chooseFile(
    const QString &name, const QList<FileKind> &kinds, const std::function<void(const QString &path)> &take)
{
    auto *const dialog = new QFileDialog(&m_window, tr("Export"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    QStringList filters;
    for (const FileKind &kind : kinds)
        filters << kind.words;
    dialog->setNameFilters(filters);
    dialog->setDefaultSuffix(kinds.first().suffix);
    dialog->selectFile(name);
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog, kinds](const QString &filter) {
        for (const FileKind &kind : kinds) {
            if (kind.words == filter)
                dialog->setDefaultSuffix(kind.suffix);
        }
    });
    connect(dialog, &QFileDialog::fileSelected, this, take);
    dialog->open();
}

void ArchiveController::saveSelection(const QString &markdown, const QString &html)
{
    QList<FileKind> kinds = chatKinds().mid(0, html.isEmpty() ? 1 : 2);
    chooseFile(
        tr("Selection"), kinds, [this, markdown, html](const QString &path) { writeSelection(path, markdown, html); });
}

void ArchiveController::writeSelection(const QString &path, const QString &markdown, const QString &html)
{
    const bool isWebPage = exportFormatOf(path) == ExportFormat::Html && !html.isEmpty();
    QSaveFile file(path);
    const QByteArray bytes = isWebPage ? html.toUtf8() : markdown.toUtf8() + '\n';
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
        emit exported(path);
    else
        emit told(notWrittenWords(path));
}

void ArchiveController::exportTo(const QString &path, const QList<ConversationId> &chats)
{
    const std::optional<ExportFormat> format = exportFormatOf(path);
    if (!format)
        return writePdf(path, chats);
    if (!begin(tr("Exporting chats…")))
        return;
    m_export = new ExportReply(m_history, {.format = *format, .chats = chats, .path = path}, systemClock(), this);
    connect(m_export, &ExportReply::progressed, this, &ArchiveController::showProgress);
    connect(m_export, &ExportReply::finished, this, [this, path, reply = m_export.data()] {
        onExported(*reply, [this, path] {
            end();
            emit exported(path);
        });
    });
}

void ArchiveController::onExported(ExportReply &reply, const std::function<void()> &then)
{
    reply.deleteLater();
    if (const auto &error = reply.error()) {
        end();
        if (error->kind != ErrorKind::Cancelled)
            emit told(error->message);
        return;
    }
    then();
}

/// Page by page, as HTML, with a progress of its own; @p take gets all of it.
void ArchiveController::collect(
    const QList<ConversationId> &chats, const std::function<void(const QByteArray &html)> &take)
{
    m_html = std::make_shared<QByteArray>();
    const auto put = [html = m_html](const QByteArray &piece) {
        *html += piece;
        return true;
    };
    m_export
        = new ExportReply(m_history, {.format = ExportFormat::Html, .chats = chats, .take = put}, systemClock(), this);
    connect(m_export, &ExportReply::progressed, this, [this](double done) { showProgress(done / 2); });
    connect(m_export, &ExportReply::finished, this, [this, take, reply = m_export.data()] {
        onExported(*reply, [this, take] { take(*std::exchange(m_html, nullptr)); });
    });
}

void ArchiveController::writePdf(const QString &path, const QList<ConversationId> &chats)
{
    if (!begin(tr("Exporting chats…")))
        return;
    collect(chats, [this, path](const QByteArray &html) {
        startPrinting(
            [html, path](const std::atomic<bool> &isStopped) { return pdfWritten(html, path, isStopped); }, path);
    });
}

void ArchiveController::print(const QList<ConversationId> &chats)
{
    whenWritten(chats, [this, chats](const QString &) { choosePrinter(chats); });
}

void ArchiveController::choosePrinter(const QList<ConversationId> &chats)
{
    const auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
    auto *const dialog = new QPrintDialog(printer.get(), &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setOption(QAbstractPrintDialog::PrintSelection, false);
    dialog->setOption(QAbstractPrintDialog::PrintPageRange, false);
    connect(dialog, qOverload<QPrinter *>(&QPrintDialog::accepted), this,
        [this, printer, chats] { printOn(printer, chats); });
    dialog->open();
}

void ArchiveController::printOn(const std::shared_ptr<QPrinter> &printer, const QList<ConversationId> &chats)
{
    if (!begin(tr("Printing…")))
        return;
    collect(chats, [this, printer](const QByteArray &html) {
        startPrinting(
            [html, printer](const std::atomic<bool> &isStopped) { return printHtml(html, *printer, isStopped); }, {});
    });
}

void ArchiveController::startPrinting(
    const std::function<bool(const std::atomic<bool> &isStopped)> &print, const QString &path)
{
    m_printedTo = path;
    m_printing.setFuture(QtConcurrent::run([this, print] { return print(m_isStopped); })); // ~this waits for it
}

void ArchiveController::onPrinted(const QString &path)
{
    const bool isStopped = m_isStopped;
    end();
    if (m_printing.result())
        emit exported(path);
    else if (!isStopped)
        emit told(path.isEmpty() ? tr("Printing failed. Check the printer and try again.") : notWrittenWords(path));
}

void ArchiveController::importChats()
{
    auto *const dialog = new QFileDialog(&m_window, tr("Import chats"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters(
        {tr("Exports of ChatGPT, Claude, Open WebUI and Freshet (*.json *.zip)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, &ArchiveController::importFrom);
    dialog->open();
}

void ArchiveController::importFrom(const QString &path)
{
    if (!begin(tr("Importing chats…")))
        return;
    m_import = new ImportReply(m_history, path, thumbnailOf, this);
    connect(m_import, &ImportReply::progressed, this, &ArchiveController::showProgress);
    connect(m_import, &ImportReply::finished, this, &ArchiveController::onImported);
}

void ArchiveController::onImported()
{
    const ChatsStored result = m_import->result();
    m_import->deleteLater();
    end();
    showImportReport(result, m_window);
}

QString ArchiveController::notWrittenWords(const QString &path) const
{
    return tr("%1 could not be written. Check that you may write there and that the disk is not full.").arg(path);
}

QString ArchiveController::busyWords() const
{
    return tr("Chats are being exported, imported or printed already, perhaps in another window. Wait until that is "
              "done.");
}

bool ArchiveController::begin(const QString &title)
{
    if (m_isBusy) {
        emit told(busyWords());
        return false;
    }
    m_isBusy = true;
    m_isStopped = false;
    // Not modal: that turns the event loop at each step.
    m_progress = new QProgressDialog(title, tr("Stop"), 0, kProgressSteps, &m_window);
    m_progress->setWindowTitle(title);
    m_progress->setAutoReset(false);
    m_progress->setAutoClose(false);
    connect(m_progress, &QProgressDialog::canceled, this, &ArchiveController::stop);
    m_progress->setValue(0);
    return true;
}

void ArchiveController::showProgress(double done)
{
    if (m_progress)
        m_progress->setValue(qRound(done * kProgressSteps));
}

void ArchiveController::end()
{
    m_isBusy = false;
    delete m_progress;
}

void ArchiveController::stop()
{
    m_isStopped = true;
    if (m_export)
        m_export->abort();
    if (m_import)
        m_import->abort();
}

} // namespace freshet
