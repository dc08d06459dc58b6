// SPDX-License-Identifier: MIT
#include "ui/documents/document_controller.h"

#include "core/retrieval/retrieval_service.h"
#include "core/settings/keys.h"
#include "core/settings/settings_store.h"
#include "ui/chat/chat_panel.h"
#include "ui/chat/composer.h"
#include "ui/chat/composer_controller.h"
#include "ui/documents/collection_words.h"
#include "ui/language/word_list.h"
#include "ui/theme/icon_loader.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/status_line.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>

#include <utility>

namespace freshet {

DocumentController::DocumentController(RetrievalService &retrieval, SettingsStore &settings, QWidget &window)
    : QObject(&window), m_retrieval(retrieval), m_settings(settings), m_window(window)
{
    connect(&retrieval, &RetrievalService::collectionsListed, this, &DocumentController::fillMenu);
    connect(&settings, &SettingsStore::changed, this, [this](const QString &key) {
        if (key == QLatin1String(keys::chatCollections.key))
            emit labelChanged();
    });
}

DocumentController::~DocumentController() = default;

void DocumentController::showOn(ChatPanel &panel, ComposerController &writing)
{
    const bool isTelling = m_status && !m_status->isHidden();
    m_status = &panel.status();
    connect(m_status, &StatusLine::stopRequested, this, &DocumentController::stop);
    const Composer &composer = panel.composer();
    const auto takeFiles = [this, &writing](const QStringList &paths) { take(paths, writing); };
    connect(&composer, &Composer::documentsRequested, this, &DocumentController::chooseFiles);
    connect(&composer, &Composer::folderRequested, this, &DocumentController::chooseFolder);
    connect(&composer, &Composer::filesPasted, &writing, takeFiles);
    connect(&panel, &ChatPanel::filesDropped, &writing, takeFiles);
    if (m_menu)
        fillMenu({});
    if (m_running)
        m_status->showProgress(tr("Reading documents…"));
    else if (m_ended && isTelling)
        m_status->showResult(resultLine(*m_ended));
}

void DocumentController::take(const QStringList &paths, ComposerController &writing)
{
    QStringList attached;
    QStringList documents;
    for (const QString &path : paths)
        (m_isQuotesOnly || QFileInfo(path).isDir() ? documents : attached) << path;
    writing.attachFiles(attached);
    add(documents);
}

void DocumentController::add(const QStringList &paths)
{
    if (paths.isEmpty())
        return;
    m_waiting << IndexJob{.collection = kUserCollection, .paths = paths};
    if (!m_running)
        startNext();
}

void DocumentController::chooseFiles()
{
    auto *const dialog = new QFileDialog(&m_window, tr("Add files"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, this, &DocumentController::add);
    dialog->open();
}

void DocumentController::chooseFolder()
{
    auto *const dialog = new QFileDialog(&m_window, tr("Add a folder"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    connect(dialog, &QFileDialog::filesSelected, this, &DocumentController::add);
    dialog->open();
}

void DocumentController::stop()
{
    m_waiting.clear();
    if (m_running)
        m_running->abort();
}

void DocumentController::startNext()
{
    if (m_waiting.isEmpty())
        return;
    m_problems.clear();
    if (m_ended)
        m_ended->deleteLater();
    m_ended.clear();
    m_running = m_retrieval.index(m_waiting.takeFirst(), this);
    m_status->showProgress(tr("Reading documents…"));
    connect(m_running, &IndexReply::progressed, this, [this](const IndexProgress &progress) {
        m_status->showProgress(tr("Reading document %1 of %2: %3")
                                   .arg(progress.done + 1)
                                   .arg(std::max(progress.total, progress.done + 1))
                                   .arg(QFileInfo(progress.current).fileName()));
    });
    connect(m_running, &IndexReply::documentDone, this, [this](const DocumentResult &result) {
        if (result.state == DocumentState::Failed && result.error)
            m_problems << result.error->message;
    });
    connect(m_running, &IndexReply::finished, this, &DocumentController::onFinished);
}

QString DocumentController::resultLine(const IndexReply &job) const
{
    const IndexSummary &summary = job.summary();
    QStringList parts;
    if (const auto &error = job.error(); error && error->kind != ErrorKind::Cancelled)
        parts << error->message;
    else if (error)
        parts << tr("Stopped.");
    if (summary.indexed > 0)
        parts << tr("Added %1.").arg(documentCount(summary.indexed));
    if (summary.unchanged > 0)
        parts << tr("%1 had not changed.").arg(documentCount(summary.unchanged));
    if (summary.removed > 0)
        parts << tr("%1 no longer there left the index.").arg(documentCount(summary.removed));
    if (summary.skipped > 0)
        parts << tr("%1 of other kinds left out.").arg(documentCount(summary.skipped));
    if (!m_problems.isEmpty())
        parts << tr("%1 could not be read: %2").arg(documentCount(summary.failed), m_problems.first());
    return parts.isEmpty() ? tr("No documents were found there.") : sentenceRow(parts);
}

void DocumentController::onFinished()
{
    m_ended = std::exchange(m_running, nullptr);
    m_status->showResult(resultLine(*m_ended));
    if (m_ended->summary().indexed + m_ended->summary().unchanged > 0)
        setSearched(kUserCollection, true);
    startNext();
}

void DocumentController::setSearched(const CollectionName &name, bool isSearched)
{
    QStringList names = m_settings.get(keys::chatCollections);
    names.removeAll(name);
    if (isSearched)
        names << name;
    m_settings.set(keys::chatCollections, names);
}

void DocumentController::setQuotesOnly(bool isQuotesOnly)
{
    m_isQuotesOnly = isQuotesOnly;
    emit labelChanged();
}

bool DocumentController::isGuideImplied() const
{
    return m_isQuotesOnly && m_settings.get(keys::chatCollections).isEmpty();
}

QStringList DocumentController::searched() const
{
    return isGuideImplied() ? QStringList{kGuideCollection} : m_settings.get(keys::chatCollections);
}

QString DocumentController::label() const
{
    return searched().isEmpty() ? shortLabel() : tr("Documents: %1").arg(shortLabel());
}

QString DocumentController::shortLabel() const
{
    const QStringList names = searched();
    if (names.isEmpty())
        return tr("Documents");
    return names.size() == 1 ? collectionTitle(names.first()) : tr("%1 collections").arg(names.size());
}

QMenu &DocumentController::menu()
{
    if (!m_menu) {
        m_menu = new QMenu(&m_window);
        m_menu->setAccessibleName(tr("Documents"));
        fillMenu({});
        connect(m_menu, &QMenu::aboutToShow, this, [this] { m_retrieval.listCollections(); });
    }
    return *m_menu;
}

void DocumentController::fillMenu(const QList<CollectionInfo> &collections)
{
    menu().clear();
    const QStringList ticked = searched();
    if (!collections.isEmpty())
        menu().addAction(tr("Answer from"))->setEnabled(false);
    for (const CollectionInfo &collection : collections) {
        QAction *const action = menu().addAction(
            plainLabel(tr("%1 (%2)").arg(collectionTitle(collection.name), documentCount(collection.documents))));
        action->setCheckable(true);
        action->setChecked(ticked.contains(collection.name));
        action->setEnabled(!isGuideImplied() || collection.name != kGuideCollection);
        connect(
            action, &QAction::toggled, this, [this, name = collection.name](bool isOn) { setSearched(name, isOn); });
    }
    menu().addSeparator();
    menu().addAction(loadIcon(IconName::Document), tr("Add files…"), this, &DocumentController::chooseFiles);
    menu().addAction(loadIcon(IconName::FolderAdd), tr("Add a folder…"), this, &DocumentController::chooseFolder);
}

} // namespace freshet
