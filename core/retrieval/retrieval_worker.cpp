// SPDX-License-Identifier: MIT
#include "core/retrieval/retrieval_worker.h"

#include "core/base/log_categories.h"

#include <QDir>

namespace freshet {

namespace {

constexpr QLatin1String kGuideTitle("Freshet guide");
constexpr QLatin1String kGuideFolder(":/freshet/guide");

} // namespace

RetrievalWorker::RetrievalWorker(const QString &databasePath) : m_database(databasePath) { }

RetrievalWorker::~RetrievalWorker() = default;

Result<QList<Source>> RetrievalWorker::search(const SearchRequest &request)
{
    if (m_untold)
        return failure(*std::exchange(m_untold, std::nullopt));
    if (const Status opened = m_database.open(); !opened)
        return failure(opened.error());
    auto found = m_searcher.search(request);
    if (found || !m_database.takeWordIndexFault())
        return found;
    if (const Status rebuilt = m_database.transact([this] { return m_store.rebuildWordIndex(); }); !rebuilt)
        return failure(rebuilt.error());
    return m_searcher.search(request);
}

Result<QList<CollectionInfo>> RetrievalWorker::collections()
{
    if (const Status opened = m_database.open(); !opened)
        return failure(opened.error());
    return m_store.collections();
}

void RetrievalWorker::index(const IndexJob &job, const StopCheck &isStopped, const IndexRun::Events &events)
{
    const StopCheck isOver = [this, isStopped] { return m_isStopping || isStopped(); };
    m_runs.push_back(std::make_unique<IndexRun>(job, m_indexer, m_database, isOver, events));
    if (m_runs.size() == 1)
        QMetaObject::invokeMethod(this, &RetrievalWorker::stepIndexing, Qt::QueuedConnection);
}

void RetrievalWorker::stepIndexing()
{
    if (!m_runs.front()->step()) {
        const bool hasChanged = m_runs.front()->summary().indexed > 0;
        m_runs.pop_front();
        if (hasChanged)
            emit collectionsChanged();
    }
    if (!m_runs.empty())
        QMetaObject::invokeMethod(this, &RetrievalWorker::stepIndexing, Qt::QueuedConnection);
}

void RetrievalWorker::ensureGuide()
{
    if (const Status indexed = indexGuide(); !indexed) {
        m_untold = indexed.error();
        const Status again = indexGuide(); // a damaged index has been replaced by now
        if (!again)
            qCWarning(logRetrieval) << "guide:" << again.error().message;
    }
}

Status RetrievalWorker::indexGuide()
{
    if (const Status opened = m_database.open(); !opened)
        return opened;
    bool hasChanged = false;
    const Status stored = m_database.transact([&]() -> Status {
        const auto known = m_store.documentNames(kGuideCollection);
        if (!known)
            return failure(known.error());
        const QStringList pages = QDir(kGuideFolder).entryList({QStringLiteral("*.md")}, QDir::Files, QDir::Name);
        for (const QString &page : *known) {
            if (pages.contains(page))
                continue;
            if (const Status removed = m_store.remove(kGuideCollection, page); !removed)
                return removed;
        }
        for (const QString &page : pages) {
            QFile file(QString(kGuideFolder + u'/' + page));
            if (!file.open(QIODevice::ReadOnly))
                continue; // cannot be: it is compiled in
            const auto result = m_indexer.indexMarkdown(kGuideCollection, page, kGuideTitle, file.readAll());
            if (!result)
                return failure(result.error());
            hasChanged |= result->state == DocumentState::Indexed;
        }
        return {};
    });
    if (stored && hasChanged)
        emit collectionsChanged();
    return stored;
}

} // namespace freshet
