// SPDX-License-Identifier: MIT
#include "ui/endpoint/tool_query_model.h"

#include "core/providers/provider_registry.h"
#include "core/server/tool_queries.h"
#include "ui/endpoint/endpoint_words.h"
#include "ui/language/core_words.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/row_delegate.h"

#include <QLocale>

#include <algorithm>

using namespace std::chrono_literals;

namespace freshet {

namespace {
constexpr qsizetype kLongestKeptQuestion = 1000;
} // namespace

ToolQueryModel::ToolQueryModel(ToolQueries &queries, const ProviderRegistry &providers, QObject *parent)
    : QAbstractListModel(parent), m_providers(providers)
{
    m_counting.setInterval(500ms);
    connect(&m_counting, &QTimer::timeout, this, &ToolQueryModel::count);
    connect(&queries, &ToolQueries::started, this, &ToolQueryModel::onStarted);
    connect(&queries, &ToolQueries::ended, this, &ToolQueryModel::onEnded);
    for (ToolQuery *const query : queries.open())
        onStarted(query);
}

void ToolQueryModel::setWatched(bool isWatched)
{
    m_isWatched = isWatched;
    count();
}

void ToolQueryModel::stop(const QModelIndex &index)
{
    if (!isOpen(index))
        return;
    if (ToolQuery *const query = m_open.at(index.row()).query)
        query->cancel();
}

void ToolQueryModel::onStarted(ToolQuery *query)
{
    const int row = openCount();
    beginInsertRows({}, row, row);
    m_open.append({.query = query,
        .tool = query->caller().name,
        .question = query->question().left(kLongestKeptQuestion),
        .model = query->model(),
        .startedAt = query->startedAt()});
    endInsertRows();
    connect(query, &ToolQuery::accepted, this, [this, query] { onAccepted(query); });
    if (m_isWatched)
        m_counting.start();
    emit openCountChanged();
}

void ToolQueryModel::onAccepted(const ToolQuery *query)
{
    const auto place = static_cast<int>(placeOf(query));
    if (place < 0)
        return;
    take(m_open[place]);
    emit dataChanged(index(place), index(place));
}

void ToolQueryModel::onEnded(ToolQuery *query)
{
    const auto place = static_cast<int>(placeOf(query));
    if (place < 0)
        return;
    const bool isMoved = place != openCount() - 1; // else its row becomes the first of the ended ones as it is
    if (isMoved)
        beginMoveRows({}, place, place, {}, openCount());
    Entry entry = m_open.takeAt(place);
    take(entry);
    entry.query = nullptr;
    m_ended.prepend(entry);
    if (isMoved)
        endMoveRows();
    emit dataChanged(index(openCount()), index(openCount()));
    if (m_ended.size() > kMostEnded) {
        beginRemoveRows({}, rowCount() - 1, rowCount() - 1);
        m_ended.removeLast();
        endRemoveRows();
    }
    emit openCountChanged();
}

void ToolQueryModel::count()
{
    if (!m_isWatched || m_open.isEmpty()) {
        m_counting.stop();
        return;
    }
    m_counting.start();
    for (Entry &entry : m_open)
        take(entry);
    emit dataChanged(index(0), index(openCount() - 1));
}

void ToolQueryModel::take(Entry &entry) const
{
    const ToolQuery *const query = entry.query;
    if (!query)
        return;
    entry.model = query->model();
    entry.tokens = query->tokens();
    entry.seconds = std::max<qint64>(0, entry.startedAt.secsTo(QDateTime::currentDateTimeUtc()));
    if (query->state() != ToolQuery::State::Ended)
        return;
    const auto &error = query->error();
    entry.outcome = !error                    ? Outcome::Answered
        : error->kind == ErrorKind::Cancelled ? Outcome::Stopped
                                              : Outcome::Failed;
    if (entry.outcome == Outcome::Failed)
        entry.problem = error->message;
}

qsizetype ToolQueryModel::placeOf(const ToolQuery *query) const
{
    const auto at
        = std::find_if(m_open.cbegin(), m_open.cend(), [query](const Entry &entry) { return entry.query == query; });
    return at == m_open.cend() ? -1 : at - m_open.cbegin();
}

const ToolQueryModel::Entry &ToolQueryModel::entryAt(int row) const
{
    return row < openCount() ? m_open.at(row) : m_ended.at(row - openCount());
}

int ToolQueryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : openCount() + static_cast<int>(m_ended.size());
}

QVariant ToolQueryModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Entry &entry = entryAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return questionTitle(entry.question);
    case RowDetail:
        return detail(entry);
    case Qt::AccessibleTextRole:
        return QString(questionTitle(entry.question) + u'\n' + detail(entry));
    case Qt::ToolTipRole:
        return plainToolTip(entry.question);
    default:
        return {};
    }
}

QString ToolQueryModel::state(const Entry &entry) const
{
    switch (entry.outcome) {
    case Outcome::Open:
        return entry.query && entry.query->state() == ToolQuery::State::Waiting ? tr("Waiting") : tr("Running");
    case Outcome::Answered:
        return tr("Answered");
    case Outcome::Stopped:
        return tr("Stopped");
    case Outcome::Failed:
        return tr("Failed");
    }
    Q_UNREACHABLE();
}

QString ToolQueryModel::detail(const Entry &entry) const
{
    const QLocale locale;
    QStringList parts{state(entry), entry.tool};
    if (!entry.model.model.isEmpty())
        parts << entry.model.model;
    if (const ProviderInfo *const provider = m_providers.find(entry.model.provider))
        parts << spokenWord(provider->name);
    if (entry.tokens > 0)
        parts << (entry.tokens == 1 ? tr("1 token") : tr("%1 tokens").arg(locale.toString(entry.tokens)));
    parts << durationWords(entry.seconds);
    if (entry.outcome != Outcome::Open)
        parts << tr("at %1").arg(locale.toString(entry.startedAt.toLocalTime().time(), QLocale::ShortFormat));
    const QString line = parts.join(QStringLiteral(" · "));
    return entry.problem.isEmpty() ? line : QString(line + u'\n' + entry.problem);
}

} // namespace freshet
