// SPDX-License-Identifier: MIT
#include "core/archive/chat_tree_builder.h"

#include "core/archive/archive_limits.h"
#include "core/archive/foreign_text.h"
#include "core/history/history_title.h"

#include <queue>

#include <vector>

namespace freshet {

namespace {

using namespace archive_limits;

constexpr int kFarthestInherited = 64; ///< Hidden steps that one answer may have had.
constexpr qsizetype kMostInherited = 32'000'000; ///< Characters; many answers may hang on one hidden step.
constexpr qsizetype kPriceOfCall = 200;

QString ownerOf(const QString &source, const QString &chatId) { return source + u'\n' + chatId; }

tl::unexpected<Error> noChat(const QString &message)
{
    return failure({.kind = ErrorKind::BadRequest, .message = message});
}

} // namespace

ChatTreeBuilder::ChatTreeBuilder(const QString &source, const QString &chatId) : m_source(source), m_chatId(chatId) { }

void ChatTreeBuilder::add(Node node)
{
    if (node.id.isEmpty() || m_indices.contains(node.id) || isFull())
        return;
    m_indices.insert(node.id, static_cast<int>(m_nodes.size()));
    m_nodes << std::move(node);
}

bool ChatTreeBuilder::isFull() const { return m_nodes.size() > kMaxMessages; }

QList<int> ChatTreeBuilder::parents() const
{
    QList<int> parents;
    parents.reserve(m_nodes.size());
    for (const Node &node : m_nodes)
        parents << (node.parent.isEmpty() ? -1 : m_indices.value(node.parent, -1));
    openCircles(parents);
    return parents;
}

/// Each circle loses the step that closes it, seen from where it is entered first.
void ChatTreeBuilder::openCircles(QList<int> &parents)
{
    QList<int> walks(parents.size(), 0); // the walk that passed there first
    for (int start = 0; start < parents.size(); ++start) {
        const int walk = start + 1;
        for (int at = start; at >= 0 && walks.at(at) == 0; at = parents.at(at)) {
            walks[at] = walk;
            if (const int next = parents.at(at); next >= 0 && walks.at(next) == walk)
                parents[at] = -1;
        }
    }
}

/// Parents before their children; the oldest first among those that may come.
QList<int> ChatTreeBuilder::eldersFirst(const QList<int> &parents) const
{
    QHash<int, QList<int>> children;
    for (int i = 0; i < parents.size(); ++i)
        children[parents.at(i)] << i;
    using Waiting = std::pair<qint64, int>;
    std::priority_queue<Waiting, std::vector<Waiting>, std::greater<>> waiting;
    QList<qint64> times(parents.size(), 0);
    const auto release = [&](int parent) {
        const QList<int> released = children.value(parent);
        for (const int child : released) {
            // What has no time of its own comes right after what it answers.
            const QDateTime &time = m_nodes.at(child).message.createdAt;
            times[child] = time.isValid() ? time.toMSecsSinceEpoch() : (parent < 0 ? 0 : times.at(parent));
            waiting.emplace(times.at(child), child);
        }
    };
    QList<int> order;
    release(-1);
    while (!waiting.empty()) {
        const int next = waiting.top().second;
        waiting.pop();
        order << next;
        release(next);
    }
    return order;
}

void ChatTreeBuilder::inherit(StoredMessage &message, int index, const QList<int> &parents)
{
    if (message.role != ChatRole::Assistant)
        return;
    int steps = 0;
    for (int at = parents.at(index); at >= 0 && m_nodes.at(at).isHidden && steps < kFarthestInherited;
         at = parents.at(at), ++steps) {
        const QueryAnswer &hidden = m_nodes.at(at).message.answer;
        m_inherited += hidden.reasoning.size() + hidden.toolCalls.size() * kPriceOfCall;
        if (m_inherited > kMostInherited)
            return;
        if (!hidden.reasoning.isEmpty()) {
            const QString gap = message.answer.reasoning.isEmpty() ? QString() : QStringLiteral("\n\n");
            message.answer.reasoning = hidden.reasoning + gap + message.answer.reasoning;
        }
        message.answer.toolCalls = hidden.toolCalls + message.answer.toolCalls;
    }
}

Result<StoredChat> ChatTreeBuilder::build(
    const QString &title, const QString &leaf, const std::optional<QDateTime> &changedAt)
{
    if (isFull())
        return noChat(QStringLiteral("It has more than 100,000 messages."));
    const QString owner = ownerOf(m_source, m_chatId);
    StoredChat chat{.info = {.id = foreign::stableId(m_source, m_chatId)}};
    const QList<int> parents = this->parents();
    QList<MessageId> shown(m_nodes.size()); // the message that stands for each node: itself, or the one before it
    QDateTime newest;
    const QList<int> order = eldersFirst(parents);
    for (const int index : order) {
        const Node &node = m_nodes.at(index);
        const MessageId before = parents.at(index) < 0 ? MessageId() : shown.at(parents.at(index));
        if (node.isHidden) {
            shown[index] = before;
            continue;
        }
        StoredMessage message = node.message;
        if (message.answer.text.size() > kMaxText)
            return noChat(QStringLiteral("One of its messages is longer than 16 million characters."));
        message.id = foreign::stableId(owner, node.id);
        message.conversation = chat.info.id;
        message.parent = before;
        message.attachments = message.attachments.mid(0, kMaxAttachments);
        if (!message.createdAt.isValid())
            message.createdAt = changedAt.value_or(QDateTime::fromMSecsSinceEpoch(0, Qt::UTC));
        inherit(message, index, parents);
        newest = qMax(newest, message.createdAt);
        shown[index] = message.id;
        if (chat.info.title.isEmpty() && message.role == ChatRole::User)
            chat.info.title = titleFromQuestion(message.answer.text);
        chat.messages << message;
    }
    if (chat.messages.isEmpty())
        return noChat(QStringLiteral("It holds no message that can be shown."));
    if (const QString clean = foreign::line(title, kMaxTitle); !clean.isEmpty())
        chat.info.title = clean;
    if (chat.info.title.isEmpty())
        chat.info.title = titleFromQuestion({});
    chat.info.changedAt = changedAt.value_or(newest);
    const int leafIndex = m_indices.value(leaf, -1);
    chat.leaf = leafIndex < 0 || shown.at(leafIndex).isEmpty() ? chat.messages.constLast().id : shown.at(leafIndex);
    return chat;
}

} // namespace freshet
