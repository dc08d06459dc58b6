// SPDX-License-Identifier: MIT
#include "core/history/message_tree.h"

#include <algorithm>

namespace freshet {

MessageTree::MessageTree(const QList<StoredMessage> &messages, const MessageId &leaf)
{
    for (const StoredMessage &message : messages)
        put(message);
    if (!m_messages.isEmpty())
        showTo(m_indices.value(leaf, int(m_messages.size()) - 1));
}

const StoredMessage *MessageTree::find(const MessageId &id) const
{
    const int index = m_indices.value(id, -1);
    return index < 0 ? nullptr : &m_messages.at(index);
}

QList<StoredMessage> MessageTree::way() const
{
    QList<StoredMessage> way;
    const QList<int> indices = wayTo(m_indices.value(m_leaf, -1));
    for (const int index : indices)
        way << m_messages.at(index);
    return way;
}

QList<StoredMessage> MessageTree::wayBefore(const MessageId &id) const
{
    QList<StoredMessage> way;
    const int index = m_indices.value(id, -1);
    if (index < 0)
        return way;
    const QList<int> indices = wayTo(m_parents.at(index));
    for (const int before : indices)
        way << m_messages.at(before);
    return way;
}

MessageTree::Branch MessageTree::branchOf(const MessageId &id) const
{
    const int index = m_indices.value(id, -1);
    if (index < 0)
        return {};
    const QList<int> &branches = branchesOf(index);
    return {int(branches.indexOf(index)), int(branches.size())};
}

MessageId MessageTree::branchBeside(const MessageId &id, int step) const
{
    const int index = m_indices.value(id, -1);
    if (index < 0)
        return {};
    const QList<int> &branches = branchesOf(index);
    const qsizetype beside = branches.indexOf(index) + step;
    return beside < 0 || beside >= branches.size() ? MessageId() : m_messages.at(branches.at(beside)).id;
}

void MessageTree::put(const StoredMessage &message)
{
    if (const int there = m_indices.value(message.id, -1); there >= 0) {
        m_messages[there] = message;
        return;
    }
    const int index = int(m_messages.size());
    const int parent = message.parent.isEmpty() ? -1 : m_indices.value(message.parent, -1);
    m_messages << message;
    m_parents << parent;
    m_indices.insert(message.id, index);
    m_children[parent] << index;
}

void MessageTree::showTo(const MessageId &id)
{
    if (const int index = m_indices.value(id, -1); index >= 0)
        showTo(index);
}

void MessageTree::show(const MessageId &id)
{
    int index = m_indices.value(id, -1);
    if (index < 0)
        return;
    for (auto children = m_children.constFind(index); children != m_children.cend();
         children = m_children.constFind(index))
        index = m_lastShown.value(index, children->last());
    showTo(index);
}

QList<int> MessageTree::wayTo(int index) const
{
    QList<int> way;
    for (; index >= 0; index = m_parents.at(index))
        way << index;
    std::reverse(way.begin(), way.end());
    return way;
}

const QList<int> &MessageTree::branchesOf(int index) const { return *m_children.constFind(m_parents.at(index)); }

void MessageTree::showTo(int index)
{
    m_leaf = m_messages.at(index).id;
    for (; index >= 0; index = m_parents.at(index))
        m_lastShown.insert(m_parents.at(index), index);
}

} // namespace freshet
