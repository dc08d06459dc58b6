// SPDX-License-Identifier: MIT
#include "ui/palette/palette_model.h"

#include "ui/palette/fuzzy_match.h"

#include <QAction>

#include <algorithm>

namespace freshet {

namespace {

constexpr int kChatsUntyped = 5;
constexpr int kChatsTyped = 30;
constexpr int kRemembered = 5;

QString withoutMarks(QString text) { return text.remove(u'&'); }

template <typename Row>
QList<Row> bestFirst(QList<std::pair<int, Row>> scored)
{
    std::stable_sort(scored.begin(), scored.end(), [](const auto &a, const auto &b) { return a.first > b.first; });
    QList<Row> rows;
    for (auto &[score, row] : scored)
        rows << row;
    return rows;
}

} // namespace

PaletteModel::PaletteModel(const QList<QAction *> &actions, QObject *parent)
    : QAbstractListModel(parent), m_actions(actions)
{
}

void PaletteModel::setChats(const QList<ConversationInfo> &newestFirst)
{
    if (newestFirst == m_chats)
        return;
    m_chats = newestFirst;
    setTyped(m_typed);
}

void PaletteModel::setTyped(const QString &typed)
{
    beginResetModel();
    m_typed = typed;
    m_rows.clear();
    const QList<Row> commands = commandRows();
    const QList<Row> chats = chatRows();
    if (!commands.isEmpty())
        m_rows << Row{.text = tr("Commands")} << commands;
    if (!chats.isEmpty())
        m_rows << Row{.text = tr("Chats")} << chats;
    if (m_rows.isEmpty())
        m_rows << Row{.text = tr("No command and no chat is called that.")};
    if (const QString sought = typed.trimmed(); !sought.isEmpty())
        m_rows << Row{.text = tr("Search all chats for \"%1\"").arg(sought), .sought = sought};
    endResetModel();
}

void PaletteModel::setRun(QAction *action)
{
    m_lastRun.removeAll(action);
    m_lastRun.prepend(action);
    m_lastRun = m_lastRun.mid(0, kRemembered);
}

QList<PaletteModel::Row> PaletteModel::commandRows() const
{
    QList<std::pair<int, Row>> scored;
    for (QAction *const action : m_actions) {
        if (!action->isEnabled() || !action->isVisible())
            continue;
        const QString text = withoutMarks(action->text());
        std::optional<int> score = fuzzyScore(m_typed, text, FuzzyMode::Letters);
        if (!score)
            continue;
        if (const qsizetype at = m_lastRun.indexOf(action); at >= 0) // what was run lately wins among equals
            *score += static_cast<int>(kRemembered - at);
        const QString state = action->isCheckable() && action->isChecked() ? tr("on") : QString();
        const QString keys = action->shortcut().toString(QKeySequence::NativeText);
        scored.append({*score,
            {.text = text,
                .detail = state.isEmpty() || keys.isEmpty() ? state + keys : tr("%1 · %2").arg(state, keys),
                .action = action}});
    }
    return bestFirst(std::move(scored));
}

QList<PaletteModel::Row> PaletteModel::chatRows() const
{
    QList<std::pair<int, Row>> scored;
    for (const ConversationInfo &chat : m_chats) {
        if (chat.trashedAt.isValid())
            continue;
        if (const std::optional<int> score = fuzzyScore(m_typed, chat.title, FuzzyMode::Words))
            scored.append({*score, {.text = chat.title, .chat = chat.id}});
    }
    return bestFirst(std::move(scored)).mid(0, m_typed.trimmed().isEmpty() ? kChatsUntyped : kChatsTyped);
}

int PaletteModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant PaletteModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return row.text;
    case Qt::AccessibleTextRole:
        return row.detail.isEmpty() ? row.text : tr("%1, %2").arg(row.text, row.detail);
    case RowDetail:
        return row.detail;
    case RowIsHeader:
        return !row.action && row.chat.isEmpty() && row.sought.isEmpty();
    case ActionRole:
        return QVariant::fromValue(row.action);
    case ChatRole:
        return row.chat;
    case SearchRole:
        return row.sought;
    default:
        return {};
    }
}

Qt::ItemFlags PaletteModel::flags(const QModelIndex &index) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || index.data(RowIsHeader).toBool())
        return Qt::ItemIsEnabled;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

} // namespace freshet
