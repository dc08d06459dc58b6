// SPDX-License-Identifier: MIT
#include "ui/knowledge/knowledge_controller.h"

#include "core/retrieval/document_list_reply.h"
#include "core/retrieval/retrieval_service.h"
#include "ui/chat/chat_collection_store.h"
#include "ui/documents/collection_words.h"
#include "ui/knowledge/collection_panel.h"
#include "ui/knowledge/documents_panel.h"
#include "ui/knowledge/query_panel.h"
#include "ui/language/word_list.h"

#include <algorithm>

namespace freshet {

namespace {

constexpr std::chrono::seconds kListPause{2};
constexpr int kPassagesTried = 20;

bool isCalled(const CollectionInfo &collection, const CollectionName &name) { return collection.name == name; }

} // namespace

QString indexingResult(const IndexQueue::End &end)
{
    const IndexSummary &summary = end.summary;
    QStringList parts;
    if (end.error && end.error->kind != ErrorKind::Cancelled)
        parts << end.error->message;
    else if (end.error)
        parts << KnowledgeController::tr("Stopped; what was read before stays.");
    if (summary.indexed > 0)
        parts << KnowledgeController::tr("Added %1.").arg(documentCount(summary.indexed));
    if (summary.unchanged > 0)
        parts << KnowledgeController::tr("%1 had not changed.").arg(documentCount(summary.unchanged));
    if (summary.removed > 0)
        parts << KnowledgeController::tr("%1 no longer there left the index.").arg(documentCount(summary.removed));
    if (summary.skipped > 0)
        parts << KnowledgeController::tr("%1 of other kinds left out.").arg(documentCount(summary.skipped));
    if (summary.failed > 0)
        parts << KnowledgeController::tr("%1 failed; the list tells why.").arg(documentCount(summary.failed));
    return parts.isEmpty() ? KnowledgeController::tr("No documents were found there.") : sentenceRow(parts);
}

KnowledgeController::KnowledgeController(RetrievalService &retrieval, ChatCollectionStore &chats, QObject *parent)
    : QObject(parent), m_retrieval(retrieval), m_chats(chats), m_queue(retrieval)
{
    m_whileIndexing.setInterval(kListPause);
    connect(&m_whileIndexing, &QTimer::timeout, this, &KnowledgeController::refresh);
    connect(&retrieval, &RetrievalService::collectionsListed, this, [this](const QList<CollectionInfo> &collections) {
        m_listed = collections;
        showCollections(collections);
    });
    connect(&retrieval, &RetrievalService::collectionsChanged, this, &KnowledgeController::refresh);
    connect(&retrieval, &RetrievalService::foldersChanged, this, &KnowledgeController::refresh);
    connect(&m_queue, &IndexQueue::stateChanged, this, &KnowledgeController::showIndexing);
    connect(&m_queue, &IndexQueue::jobEnded, this, [this](const IndexQueue::End &end) {
        refresh();
        m_panels->documents.say(indexingResult(end));
    });
}

KnowledgeController::~KnowledgeController() = default;

void KnowledgeController::showOn(const Panels &panels)
{
    m_panels.emplace(panels);
    connectPanels();
    showCollections(m_collections);
    showIndexing();
    refresh();
}

void KnowledgeController::connectPanels()
{
    const CollectionPanel &collections = m_panels->collections;
    const DocumentsPanel &documents = m_panels->documents;
    connect(&collections, &CollectionPanel::currentChanged, this, &KnowledgeController::choose);
    connect(&collections, &CollectionPanel::newRequested, this, &KnowledgeController::make);
    connect(&collections, &CollectionPanel::renameRequested, this, &KnowledgeController::renameCollection);
    connect(&collections, &CollectionPanel::removeRequested, this, &KnowledgeController::removeCollection);
    connect(&documents, &DocumentsPanel::pathsAdded, this, &KnowledgeController::add);
    connect(&documents, &DocumentsPanel::retryRequested, this, &KnowledgeController::add);
    connect(&documents, &DocumentsPanel::removeRequested, this, &KnowledgeController::removeDocuments);
    connect(&documents, &DocumentsPanel::localOnlyChanged, this,
        [this](bool isLocalOnly) { tellIfItFails(m_retrieval.setLocalOnly(m_current, isLocalOnly, this)); });
    connect(&documents, &DocumentsPanel::unwatchRequested, this, &KnowledgeController::unwatch);
    connect(&documents, &DocumentsPanel::pauseRequested, &m_queue, &IndexQueue::setPaused);
    connect(&documents, &DocumentsPanel::stopRequested, &m_queue, &IndexQueue::stop);
    connect(&m_panels->query, &QueryPanel::asked, this, &KnowledgeController::search);
}

void KnowledgeController::refresh()
{
    if (m_panels)
        m_retrieval.listCollections();
}

void KnowledgeController::showCollections(const QList<CollectionInfo> &collections)
{
    if (!m_panels)
        return;
    m_collections = collections;
    const auto has = [this](const CollectionName &name) {
        return std::any_of(m_collections.cbegin(), m_collections.cend(),
            [&name](const CollectionInfo &collection) { return isCalled(collection, name); });
    };
    if (!has(kUserCollection)) // there is always a place for the first file
        m_collections.prepend({.name = kUserCollection});
    // The user's own before the bundled guide.
    std::stable_partition(m_collections.begin(), m_collections.end(),
        [](const CollectionInfo &collection) { return collection.name != kGuideCollection; });
    CollectionPanel &panel = m_panels->collections;
    panel.setCollections(m_collections);
    const CollectionName wanted = m_wanted.isEmpty() ? m_current : m_wanted;
    if (has(wanted)) {
        m_wanted.clear();
        panel.setCurrent(wanted);
    }
    choose(panel.current());
}

void KnowledgeController::choose(const CollectionName &name)
{
    const auto at = std::find_if(m_collections.cbegin(), m_collections.cend(),
        [&name](const CollectionInfo &collection) { return isCalled(collection, name); });
    if (name != m_current) {
        delete m_search;
        m_panels->query.clear();
    }
    m_current = name;
    m_panels->documents.setCollection(at == m_collections.cend() ? CollectionInfo{.name = name} : *at);
    emit collectionChosen(m_listed, m_current);
    listDocuments();
}

void KnowledgeController::listDocuments()
{
    delete m_listing; // its answer would be of an older state
    m_listing = m_retrieval.listDocuments(m_current, this);
    connect(m_listing, &DocumentListReply::finished, this, [this] {
        m_listing->deleteLater();
        if (const auto &error = m_listing->error()) {
            m_panels->documents.say(error->message);
        } else {
            m_panels->documents.setDocuments(m_listing->documents());
            emit documentsListed(m_listing->documents());
        }
        m_listing.clear();
    });
}

void KnowledgeController::showIndexing()
{
    if (!m_panels)
        return;
    if (m_queue.isRunning()) {
        m_panels->documents.setIndexing(m_queue.state());
        if (!m_whileIndexing.isActive())
            m_whileIndexing.start();
    } else {
        m_panels->documents.setIdle();
        m_whileIndexing.stop();
    }
}

void KnowledgeController::add(const QStringList &paths)
{
    if (!paths.isEmpty() && !m_current.isEmpty() && m_current != kGuideCollection)
        m_queue.add({.collection = m_current, .paths = paths});
}

void KnowledgeController::make(const QString &name)
{
    m_wanted = name;
    const bool isThere = std::any_of(m_collections.cbegin(), m_collections.cend(),
        [&name](const CollectionInfo &collection) { return isCalled(collection, name); });
    if (isThere)
        refresh();
    else
        tellIfItFails(m_retrieval.makeCollection(name, this)); // the service tells that it came
}

void KnowledgeController::tellIfItFails(IndexReply *reply)
{
    connect(reply, &IndexReply::finished, this, [this, reply] {
        reply->deleteLater();
        if (reply->error())
            m_panels->documents.say(reply->error()->message);
    });
}

void KnowledgeController::renameCollection(const CollectionName &from, const CollectionName &to)
{
    if (m_queue.hasJobFor(from)) {
        m_panels->documents.say(
            tr("Documents are being read into \"%1\". Let that end, or cancel it, and then rename the collection.")
                .arg(collectionTitle(from)));
        return;
    }
    IndexReply *const reply = m_retrieval.renameCollection(from, to, this);
    connect(reply, &IndexReply::finished, this, [this, reply, from, to] {
        reply->deleteLater();
        if (reply->error()) {
            m_panels->documents.say(reply->error()->message);
            return;
        }
        m_chats.renameCollection(from, to);
        emit collectionRenamed(from, to);
        if (m_current == from)
            m_wanted = to;
        refresh();
    });
}

void KnowledgeController::removeCollection(const CollectionName &name)
{
    IndexReply *const reply = m_retrieval.removeCollection(name, this);
    connect(reply, &IndexReply::finished, this, [this, reply, name] {
        reply->deleteLater();
        if (reply->error()) {
            m_panels->documents.say(reply->error()->message);
            return;
        }
        m_chats.setSearchedByNewChats(name, false); // those who chose it are told when they come by
        m_panels->documents.say(
            tr("Removed \"%1\" with %2.").arg(collectionTitle(name), documentCount(reply->summary().removed)));
    });
}

void KnowledgeController::unwatch(const QString &folder, UnwatchedDocuments documents)
{
    IndexReply *const reply = m_retrieval.unwatch(m_current, folder, documents, this);
    connect(reply, &IndexReply::finished, this, [this, reply, documents] {
        reply->deleteLater();
        if (reply->error())
            m_panels->documents.say(reply->error()->message);
        else if (documents == UnwatchedDocuments::Remove)
            m_panels->documents.say(
                tr("The folder is no longer watched. Took out %1.").arg(documentCount(reply->summary().removed)));
        else
            m_panels->documents.say(tr("The folder is no longer watched."));
    });
}

void KnowledgeController::removeDocuments(const QStringList &names)
{
    IndexReply *const reply = m_retrieval.removeDocuments(m_current, names, this);
    connect(reply, &IndexReply::finished, this, [this, reply, count = static_cast<int>(names.size())] {
        reply->deleteLater();
        m_panels->documents.say(
            reply->error() ? reply->error()->message : tr("Took out %1.").arg(documentCount(count)));
    });
}

void KnowledgeController::search(const QString &query)
{
    delete m_search;
    m_search = m_retrieval.search(
        {.query = query, .collections = {m_current}, .topK = kPassagesTried, .wantsReasons = true}, this);
    connect(m_search, &SearchReply::finished, this, [this] {
        showFound(*m_search);
        m_search->deleteLater();
        m_search.clear();
    });
}

void KnowledgeController::showFound(const SearchReply &reply)
{
    QueryPanel &panel = m_panels->query;
    panel.setResult(reply.sources(), reply.reasons());
    QStringList said;
    if (const auto &error = reply.error())
        said << error->message;
    else if (reply.sources().isEmpty())
        said << tr("Nothing in this collection fits the query.");
    else if (!reply.isRelevant())
        said << tr(
            "These passages share words with the query, but do not seem to be about it: a chat would get none of "
            "them.");
    if (const auto &error = reply.vectorError())
        said << tr("By words alone: %1").arg(error->message);
    panel.say(sentenceRow(said));
}

} // namespace freshet
