// SPDX-License-Identifier: MIT
#include "ui/search/search_result_model.h"

#include "ui/search/search_words.h"

#include <QStringBuilder>

namespace freshet {

SearchResultModel::SearchResultModel(const Clock &clock, QObject *parent) : QAbstractListModel(parent), m_clock(clock)
{
}

void SearchResultModel::setResult(const SearchResult &result)
{
    beginResetModel();
    m_result = result;
    m_rows.clear();
    for (const FoundChat &chat : std::as_const(m_result.chats)) {
        m_rows << Row{&chat, nullptr};
        for (const FoundMessage &message : chat.messages)
            m_rows << Row{&chat, &message};
    }
    endResetModel();
}

SearchResultModel::Target SearchResultModel::targetOf(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    const Row &row = m_rows.at(index.row());
    if (!row.message)
        return {.chat = row.chat->id, .message = {}, .words = {}};
    const bool isShown = row.message->part != ChatPart::Attachments; // of a file the message shows only the name
    return {.chat = row.chat->id,
        .message = row.message->id,
        .words = isShown ? row.message->snippet.spellings : QStringList()};
}

int SearchResultModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant SearchResultModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Row &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return row.message ? row.message->snippet.text : row.chat->title;
    case Qt::AccessibleTextRole:
        return accessibleText(row);
    case IsTitleRole:
        return !row.message;
    case MarksRole:
        return QVariant::fromValue(row.message ? row.message->snippet.marks : row.chat->titleMarks);
    case AboutRole:
        if (row.message)
            return aboutMessage(*row.message);
        return row.chat->more > 0 ? tr("%n more", nullptr, row.chat->more) : QString();
    default:
        return {};
    }
}

Qt::ItemFlags SearchResultModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    const Row &row = m_rows.at(index.row());
    const bool leadsSomewhere = row.message || row.chat->messages.isEmpty();
    return leadsSomewhere ? Qt::ItemIsEnabled | Qt::ItemIsSelectable : Qt::ItemFlags(Qt::ItemIsEnabled);
}

QString SearchResultModel::aboutMessage(const FoundMessage &message) const
{
    const QString about = tr("%1 · %2", "who said it, and when")
                              .arg(SearchWords::author(message), SearchWords::date(message.createdAt, m_clock()));
    const QString part = SearchWords::part(message);
    return part.isEmpty() ? about : QString(about % QStringLiteral(" · ") % part);
}

QString SearchResultModel::accessibleText(const Row &row) const
{
    if (!row.message)
        return tr("Chat “%1”").arg(row.chat->title);
    return tr("%1: %2 (in the chat “%3”)").arg(aboutMessage(*row.message), row.message->snippet.text, row.chat->title);
}

} // namespace freshet
