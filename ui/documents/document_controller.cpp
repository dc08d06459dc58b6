// SPDX-License-Identifier: MIT
#include "ui/documents/document_controller.h"

#include "core/retrieval/retrieval_service.h"
#include "ui/chat/chat_collection_store.h"
#include "ui/chat/chat_controller.h"
#include "ui/chat/chat_panel.h"
#include "ui/chat/composer.h"
#include "ui/chat/composer_controller.h"
#include "ui/documents/collection_words.h"
#include "ui/language/word_list.h"
#include "ui/theme/icon_loader.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/status_line.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>

#include <utility>

namespace freshet {

DocumentController::DocumentController(RetrievalService &retrieval, ChatCollectionStore &collections, QWidget &window)
    : QObject(&window), m_retrieval(retrieval), m_collections(collections), m_window(window)
{
    connect(&retrieval, &RetrievalService::collectionsListed, this, [this](const QList<CollectionInfo> &listed) {
        if (m_menu)
            fillMenu(listed);
    });
    connect(&collections, &ChatCollectionStore::changed, this, &DocumentController::labelChanged);
    connect(&collections, &ChatCollectionStore::looked, this, &DocumentController::dropMissing);
    connect(&collections, &ChatCollectionStore::moved, this, [this](const QString &from, const QString &to) {
        if (m_chatOfRunning == from)
            m_chatOfRunning = to;
        for (Adding &adding : m_waiting) {
            if (adding.chat == from)
                adding.chat = to;
        }
    });
}

DocumentController::~DocumentController() = default;

void DocumentController::showOn(ChatPanel &panel, ChatController &chats)
{
    const bool isTelling = m_status && !m_status->isHidden();
    m_panel = &panel;
    m_chats = &chats;
    m_status = &panel.status();
    connect(m_chats, &ChatController::currentChanged, this, &DocumentController::lookAtChat, Qt::UniqueConnection);
    connect(m_status, &StatusLine::stopRequested, this, &DocumentController::stop);
    const Composer &composer = panel.composer();
    connect(&composer, &Composer::documentsRequested, this, &DocumentController::chooseFiles);
    connect(&composer, &Composer::folderRequested, this, &DocumentController::chooseFolder);
    connect(&composer, &Composer::filesPasted, this, &DocumentController::take);
    connect(&panel, &ChatPanel::filesDropped, this, &DocumentController::take);
    if (m_menu)
        fillMenu({});
    if (m_running)
        m_status->showProgress(tr("Reading documents…"));
    else if (m_ended && isTelling)
        m_status->showResult(resultLine(*m_ended));
}

QString DocumentController::chat() const { return m_chats ? m_chats->currentName() : QString(); }

void DocumentController::lookAtChat()
{
    emit labelChanged();
    if (!m_window.isVisible())
        return;
    dropMissing(); // by what is known
    if (!m_collections.searched(chat()).isEmpty())
        m_collections.look();
}

/// Only of a chat that is shown: there somebody reads it.
void DocumentController::dropMissing()
{
    if (!m_window.isVisible())
        return;
    QStringList told;
    const QList<CollectionName> missing = m_collections.dropMissing(chat());
    for (const CollectionName &name : missing)
        told << tr("The collection \"%1\" is not there any more, and no longer searched.").arg(collectionTitle(name));
    if (m_panel && !told.isEmpty())
        m_panel->notice().showAgain(sentenceRow(told));
}

void DocumentController::take(const QStringList &paths)
{
    QStringList attached;
    QStringList documents;
    for (const QString &path : paths)
        (m_isQuotesOnly || QFileInfo(path).isDir() ? documents : attached) << path;
    m_chats->writing().attachFiles(attached);
    add(documents);
}

void DocumentController::add(const QStringList &paths)
{
    if (paths.isEmpty())
        return;
    m_waiting << Adding{.job = {.collection = kUserCollection, .paths = paths}, .chat = chat()};
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
    const Adding next = m_waiting.takeFirst();
    m_chatOfRunning = next.chat;
    m_running = m_retrieval.index(next.job, this);
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
    if (m_ended->summary().indexed + m_ended->summary().unchanged > 0) {
        setSearchedByNewChats(kUserCollection, true);
        if (m_collections.hasChoice(m_chatOfRunning))
            m_collections.setSearched(m_chatOfRunning, kUserCollection, true);
    }
    startNext();
}

void DocumentController::setSearchedByNewChats(const CollectionName &name, bool isSearched)
{
    m_collections.setSearchedByNewChats(name, isSearched);
}

void DocumentController::setQuotesOnly(bool isQuotesOnly)
{
    m_isQuotesOnly = isQuotesOnly;
    emit labelChanged();
}

bool DocumentController::isGuideImplied() const { return m_isQuotesOnly && m_collections.searched(chat()).isEmpty(); }

QStringList DocumentController::searched() const
{
    return isGuideImplied() ? QStringList{kGuideCollection} : m_collections.searched(chat());
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
    if (!collections.isEmpty())
        addTicks(collections);
    menu().addSeparator();
    menu().addAction(loadIcon(IconName::Document), tr("Add files…"), this, &DocumentController::chooseFiles);
    menu().addAction(loadIcon(IconName::FolderAdd), tr("Add a folder…"), this, &DocumentController::chooseFolder);
}

void DocumentController::addTicks(const QList<CollectionInfo> &collections)
{
    const QStringList ticked = searched();
    menu().addAction(tr("Answer in this chat from"))->setEnabled(false);
    for (const CollectionInfo &collection : collections) {
        QAction *const action = menu().addAction(
            plainLabel(tr("%1 (%2)").arg(collectionTitle(collection.name), documentCount(collection.documents))));
        action->setCheckable(true);
        action->setChecked(ticked.contains(collection.name));
        action->setEnabled(!isGuideImplied() || collection.name != kGuideCollection);
        connect(action, &QAction::toggled, this,
            [this, name = collection.name](bool isOn) { m_collections.setSearched(chat(), name, isOn); });
    }
    if (m_collections.hasChoice(chat()))
        menu().addAction(tr("As in new chats"), this, [this] { m_collections.followNewChats(chat()); });
}

} // namespace freshet
