// SPDX-License-Identifier: MIT
#include "core/retrieval/retrieval_worker.h"

#include "core/base/log_categories.h"

#include <QDir>
#include <QtConcurrent>

#include <algorithm>
#include <utility>

namespace freshet {

namespace {

constexpr QLatin1String kGuideTitle("Freshet guide");
constexpr QLatin1String kGuideFolder(":/freshet/guide");
constexpr int kPassagesASource = 4; // that are looked at

QMap<QString, QByteArray> guidePages()
{
    QMap<QString, QByteArray> pages;
    for (const QString &name : QDir(kGuideFolder).entryList({QStringLiteral("*.md")}, QDir::Files)) {
        QFile file(QString(kGuideFolder + u'/' + name));
        if (file.open(QIODevice::ReadOnly)) // cannot fail: it is compiled in
            pages.insert(name, file.readAll());
    }
    return pages;
}

} // namespace

RetrievalWorker::RetrievalWorker(const QString &databasePath)
    : m_database(databasePath),
      m_segments(m_database, databasePath, m_analyzer),
      m_localCollections(m_database, databasePath),
      m_watchedPlaces(m_database, databasePath),
      m_vectorFiles(m_database, databasePath)
{
    m_merging.setParent(this); // moves along into the worker's thread
    connect(&m_merging, &QFutureWatcherBase::finished, this, &RetrievalWorker::finishMerge);
}

RetrievalWorker::~RetrievalWorker()
{
    m_isStopping = true;
    m_merging.waitForFinished();
    if (m_merge)
        QFile::remove(m_merge->path);
}

/// Cheap once it is open. An index of an older version gets its segments here.
Status RetrievalWorker::open()
{
    if (const Status opened = m_database.open(); !opened)
        return opened;
    if (m_isComplete)
        return {};
    const auto isComplete = m_segments.isComplete();
    if (!isComplete)
        return failure(isComplete.error());
    if (!*isComplete) {
        if (const Status completed = m_store.transact([this] { return m_segments.complete(); }); !completed)
            return completed;
    }
    m_isComplete = true;
    return {};
}

Result<QList<Source>> RetrievalWorker::search(
    const SearchRequest &request, const std::optional<EmbeddedQuestion> &question, std::optional<Error> &vectorError)
{
    --m_expectedSearches;
    if (request.leavesThisMachine) {
        if (const Status may = checkLeaving(request.collections, {}); !may)
            return failure(may.error());
    }
    SearchRequest wide = request; // some are folded, and some give way to other documents
    if (request.contextTokens)
        wide.topK = request.topK * kPassagesASource;
    const auto found = passages(wide, question, vectorError);
    if (!found)
        return failure(found.error());
    if (found->isEmpty()) {
        if (const Status there = checkAsked(request.collections); !there)
            return failure(there.error());
    }
    if (!request.contextTokens)
        return QList<Source>(found->begin(), found->end());
    if (!m_searcher.isRelevant())
        return QList<Source>();
    return m_context.sourcesFor(*found, {.passages = request.topK, .tokens = *request.contextTokens});
}

/// Nothing is found in what is not there, which is another thing than that nothing fits.
Status RetrievalWorker::checkAsked(const QList<CollectionName> &collections)
{
    const auto known = collectionNames();
    if (!known)
        return failure(known.error());
    const bool isThere = std::any_of(collections.begin(), collections.end(),
        [&](const CollectionName &name) { return name == kUserCollection || known->contains(name); }); // or will be
    if (collections.isEmpty() || isThere)
        return {};
    return failure({.kind = ErrorKind::NotFound,
        .message = QStringLiteral("There is no collection \"%1\"; it may have another name now, or be removed.")
                       .arg(collections.join(QStringLiteral("\", \"")))});
}

Result<QList<FoundPassage>> RetrievalWorker::passages(
    const SearchRequest &request, const std::optional<EmbeddedQuestion> &question, std::optional<Error> &vectorError)
{
    if (m_untold)
        return failure(*std::exchange(m_untold, std::nullopt));
    if (const Status opened = open(); !opened)
        return failure(opened.error());
    std::optional<VectorQuestion> vectors;
    if (question) {
        if (const auto asked = vectorQuestion(*question))
            vectors = *asked;
        else
            vectorError = asked.error();
    }
    const VectorQuestion *const asked = vectors ? &*vectors : nullptr;
    auto found = m_searcher.search(request, asked);
    if (found || !m_segments.takeFault())
        return found;
    if (const Status repaired = m_store.transact([this] { return m_segments.repair(); }); !repaired)
        return failure(repaired.error());
    return m_searcher.search(request, asked);
}

Status RetrievalWorker::checkLeaving(const QList<CollectionName> &collections, const QStringList &documents)
{
    if (const Status opened = open(); !opened)
        return opened;
    if (const Status restored = m_localCollections.restore(); !restored)
        return restored;
    const auto kept = m_store.localOnlyAmong(collections, documents);
    if (!kept)
        return failure(kept.error());
    if (!*kept)
        return {};
    return failure({.kind = ErrorKind::Permission,
        .message = QStringLiteral("Only models on this machine may read the collection \"%1\". Choose one of them, or "
                                  "do not answer from this collection.")
                       .arg(**kept)});
}

Status RetrievalWorker::checkIndexed(const QString &path)
{
    if (const Status opened = open(); !opened)
        return opened;
    const auto isThere = m_store.hasFile(path);
    if (!isThere)
        return failure(isThere.error());
    if (*isThere)
        return {};
    return failure(
        {.kind = ErrorKind::NotFound, .message = QStringLiteral("\"%1\" is not among the documents.").arg(path)});
}

/// Starts to make one of several segments when there are too many. Searches and indexing go on meanwhile.
void RetrievalWorker::merge()
{
    if (m_merge || m_isStopping)
        return;
    auto needed = m_segments.neededMerge();
    if (!needed || !*needed) // what is wrong, the next search tells
        return;
    m_merge = std::move(*needed);
    m_merging.setFuture(
        QtConcurrent::run([merge = *m_merge, &isStopping = m_isStopping] { return merge.run(isStopping); }));
}

void RetrievalWorker::finishMerge()
{
    const SegmentStore::Merge merge = *std::exchange(m_merge, std::nullopt);
    Status done = m_merging.result();
    if (done)
        done = m_store.transact([&] { return m_segments.finish(merge); });
    if (done) {
        this->merge(); // what came meanwhile
        return;
    }
    QFile::remove(merge.path);
    if (done.error().kind == ErrorKind::Cancelled)
        return;
    qCWarning(logRetrieval) << "merge:" << done.error().message;
    const Status repaired = m_store.transact([this] { return m_segments.repair(); });
    if (!repaired)
        qCWarning(logRetrieval) << "repair:" << repaired.error().message;
}

Result<QList<CollectionInfo>> RetrievalWorker::collections()
{
    if (const Status opened = open(); !opened)
        return failure(opened.error());
    if (const Status restored = m_localCollections.restore(); !restored)
        qCWarning(logRetrieval) << "local only:" << restored.error().message;
    auto found = m_store.collections();
    if (found)
        addFolders(*found);
    return found;
}

Result<QList<DocumentInfo>> RetrievalWorker::documents(const CollectionName &collection)
{
    if (const Status opened = open(); !opened)
        return failure(opened.error());
    return m_store.documents(collection);
}

Status RetrievalWorker::makeCollection(const CollectionName &collection)
{
    if (const Status opened = open(); !opened)
        return opened;
    const auto id = m_store.collectionId(collection);
    const Status made = id ? m_localCollections.restore() // one of that name may have been kept here
                           : failure(id.error());
    emit collectionsChanged();
    return made;
}

Status RetrievalWorker::setLocalOnly(const CollectionName &collection, bool isLocalOnly)
{
    const Status opened = open();
    const Status set = opened ? m_localCollections.set(collection, isLocalOnly) : opened;
    emit collectionsChanged(); // where it failed, too: who shows it has to look again
    return set;
}

Result<int> RetrievalWorker::removeCollection(const CollectionName &collection)
{
    if (const Status unwatched = unwatchAll(collection); !unwatched) // first, else its folders would bring it back
        return failure(unwatched.error());
    return remove([&] { return m_store.removeCollection(collection); });
}

Result<int> RetrievalWorker::removeDocuments(const CollectionName &collection, const QStringList &names)
{
    if (const Status left = leaveOut(collection, names); !left) // first, else their folder would bring them back
        return failure(left.error());
    return remove([&] { return removeNames(collection, names); });
}

/// In a transaction.
Result<int> RetrievalWorker::removeNames(const CollectionName &collection, const QStringList &names)
{
    int removed = 0;
    for (const QString &name : names) {
        const auto known = m_store.find(collection, name);
        if (!known)
            return failure(known.error());
        removed += known->has_value();
        if (const Status done = m_store.remove(collection, name); !done)
            return failure(done.error());
    }
    return removed;
}

/// All of @p work, or none.
Result<int> RetrievalWorker::remove(const std::function<Result<int>()> &work)
{
    if (const Status opened = open(); !opened)
        return failure(opened.error());
    int documents = 0;
    const Status removed = m_store.transact([&]() -> Status {
        const auto count = work();
        if (!count)
            return failure(count.error());
        documents = *count;
        return {};
    });
    if (!removed)
        return failure(removed.error());
    merge();
    dropUnusedVectors();
    emit collectionsChanged();
    return documents;
}

void RetrievalWorker::index(
    const IndexJob &job, const std::shared_ptr<const IndexControl> &control, const IndexRun::Events &events)
{
    const StopCheck isOver = [this, control] { return m_isStopping || control->isStopped; };
    const auto unasked
        = std::find_if(m_runs.begin(), m_runs.end(), [](const Run &run) { return run.ownControl != nullptr; });
    m_runs.insert(unasked,
        Run{.run = std::make_unique<IndexRun>(job, std::nullopt, indexParts(), isOver, events), .control = control});
    goOnIndexing();
}

void RetrievalWorker::goOnIndexing()
{
    if (!std::exchange(m_isStepping, true))
        QMetaObject::invokeMethod(this, &RetrievalWorker::stepIndexing, Qt::QueuedConnection);
}

void RetrievalWorker::stepIndexing()
{
    m_isStepping = false;
    const auto at = std::find_if(m_runs.begin(), m_runs.end(), [](const Run &run) { return !run.control->isHeld(); });
    if (at == m_runs.end()) { // all are held, or none is left
        m_indexer.rest();
        return;
    }
    if (!at->run->step()) {
        const IndexSummary summary = at->run->summary();
        const bool wasAskedFor = !at->ownControl;
        m_runs.erase(at);
        if (m_runs.empty())
            dropUnusedVectors(); // not sooner: what one run took out, the next may bring again
        if (summary.indexed + (wasAskedFor ? summary.skipped : 0) + summary.failed + summary.removed > 0)
            emit collectionsChanged();
        if (wasAskedFor)
            takeWatchedPlaces();
    }
    merge();
    if (!m_runs.empty())
        return goOnIndexing();
    m_segments.forgetWords();
    m_indexer.rest();
}

void RetrievalWorker::ensureGuide()
{
    const Status indexed = indexGuide();
    if (indexed)
        return;
    m_untold = indexed.error();
    if (indexed.error().retryable)
        return; // in use by another program, which has been waited for
    const Status again = indexGuide(); // a damaged index has been replaced by now
    if (!again)
        qCWarning(logRetrieval) << "guide:" << again.error().message;
}

Status RetrievalWorker::indexGuide()
{
    if (const Status opened = open(); !opened)
        return opened;
    const QMap<QString, QByteArray> pages = guidePages();
    const auto known = m_store.documentNames(kGuideCollection);
    if (!known)
        return failure(known.error());
    const auto isCurrent = isGuideCurrent(pages, *known);
    if (!isCurrent)
        return failure(isCurrent.error());
    if (*isCurrent)
        return {}; // a search must not wait for another program that writes
    const Status replaced = replaceGuide(pages, *known);
    if (replaced)
        emit collectionsChanged();
    else if (replaced.error().retryable && !known->isEmpty())
        return {}; // another version of it answers too, until the next start
    return replaced;
}

Result<bool> RetrievalWorker::isGuideCurrent(const QMap<QString, QByteArray> &pages, const QStringList &known)
{
    if (known.size() != pages.size())
        return false;
    for (auto page = pages.cbegin(); page != pages.cend(); ++page) {
        const auto isIndexed = m_indexer.isIndexed(kGuideCollection, page.key(), page.value());
        if (!isIndexed || !*isIndexed)
            return isIndexed;
    }
    return true;
}

Status RetrievalWorker::replaceGuide(const QMap<QString, QByteArray> &pages, const QStringList &known)
{
    return m_store.transact([&]() -> Status {
        for (const QString &page : known) {
            if (pages.contains(page))
                continue;
            if (const Status removed = m_store.remove(kGuideCollection, page); !removed)
                return removed;
        }
        for (auto page = pages.cbegin(); page != pages.cend(); ++page) {
            const auto result = m_indexer.indexMarkdown(kGuideCollection, page.key(), kGuideTitle, page.value());
            if (!result)
                return failure(result.error());
        }
        return {};
    });
}

} // namespace freshet
