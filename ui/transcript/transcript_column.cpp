// SPDX-License-Identifier: MIT
#include "ui/transcript/transcript_column.h"

#include <QAbstractTextDocumentLayout>

#include <algorithm>

namespace freshet {

namespace {

using Section = MessageItem::Section;

constexpr int kColumnPadding = 16; // above the first and below the last message
constexpr int kMostDocuments = 600;
constexpr int kKeptDocuments = 300;

int boundedY(qint64 y) { return int(std::clamp<qint64>(y, -1'000'000'000, 1'000'000'000)); }

} // namespace

TranscriptColumn::TranscriptColumn(const Theme &theme, MathRenderer *math) : m_context(theme, Typography(), math) { }

void TranscriptColumn::setTheme(const Theme &theme, const Typography &type)
{
    m_context.theme = theme;
    m_context.type = type;
    restyle();
}

void TranscriptColumn::setOptions(const TextOptions &options)
{
    m_context.options = options;
    restyle();
}

void TranscriptColumn::restyle()
{
    std::vector<int> heights;
    for (const auto &item : m_items) {
        item->restyle();
        heights.push_back(item->height());
    }
    m_heights.assign(heights);
}

void TranscriptColumn::setWidth(int width)
{
    if (width == m_width)
        return;
    m_width = width;
    std::vector<int> heights;
    for (const auto &item : m_items) {
        item->setWidth(width);
        heights.push_back(item->height());
    }
    m_heights.assign(heights);
}

MessageItem *TranscriptColumn::find(const QString &id)
{
    const auto found = m_indexes.constFind(id);
    return found == m_indexes.cend() ? nullptr : m_items[*found].get();
}

std::optional<size_t> TranscriptColumn::indexOf(const QString &id) const
{
    const auto found = m_indexes.constFind(id);
    return found == m_indexes.cend() ? std::nullopt : std::optional(*found);
}

void TranscriptColumn::setMessages(const QList<TranscriptMessage> &messages)
{
    truncate(0);
    for (const TranscriptMessage &message : messages)
        append(message);
}

void TranscriptColumn::append(const TranscriptMessage &message)
{
    m_indexes.insert(message.id, m_items.size());
    m_items.push_back(std::make_unique<MessageItem>(message, m_context, m_width));
    m_heights.append(m_items.back()->height());
}

void TranscriptColumn::truncate(size_t count)
{
    for (; m_items.size() > count; m_items.pop_back())
        m_indexes.remove(m_items.back()->id());
    m_heights.truncate(count);
}

void TranscriptColumn::updateHeight(size_t index)
{
    if (m_heights.height(index) != m_items[index]->height())
        m_heights.setHeight(index, m_items[index]->height());
}

bool TranscriptColumn::renewFormulas()
{
    bool hasAny = false;
    for (const auto &item : m_items)
        hasAny |= item->renewFormulas();
    return hasAny;
}

qint64 TranscriptColumn::top(size_t index) const { return m_context.px(kColumnPadding) + m_heights.top(index); }

qint64 TranscriptColumn::height() const { return 2 * m_context.px(kColumnPadding) + m_heights.total(); }

size_t TranscriptColumn::indexAt(qint64 y) const
{
    return m_heights.rowAt(std::max<qint64>(y - m_context.px(kColumnPadding), 0));
}

bool TranscriptColumn::prepare(qint64 top, qint64 bottom)
{
    ++m_context.frame;
    bool hasChanged = false;
    if (m_items.empty())
        return false;
    const size_t first = indexAt(top);
    qint64 y = this->top(first);
    for (size_t i = first; i < m_items.size() && y < bottom; ++i) {
        hasChanged |= m_items[i]->prepare(boundedY(top - y), boundedY(bottom - y));
        updateHeight(i);
        y += m_items[i]->height();
    }
    return hasChanged;
}

void TranscriptColumn::dropUnused()
{
    if (m_context.liveDocuments <= kMostDocuments)
        return;
    struct Live {
        quint64 usedIn;
        BlockFlow *flow;
        size_t block;
    };
    std::vector<Live> live;
    for (const auto &item : m_items) {
        for (const Section section : {Section::Reasoning, Section::Text}) {
            BlockFlow &flow = item->flow(section);
            for (size_t i = 0; i < flow.blocks().size(); ++i) {
                if (flow.blocks()[i].document)
                    live.push_back({.usedIn = flow.blocks()[i].usedIn, .flow = &flow, .block = i});
            }
        }
    }
    std::sort(live.begin(), live.end(), [](const Live &a, const Live &b) { return a.usedIn > b.usedIn; });
    for (size_t i = kKeptDocuments; i < live.size(); ++i) {
        if (live[i].usedIn < m_context.frame)
            live[i].flow->dropDocument(live[i].block);
    }
}

std::optional<TextPlace> TranscriptColumn::placeAt(const QPoint &point)
{
    if (m_items.empty())
        return std::nullopt;
    const size_t index = indexAt(point.y());
    MessageItem &item = *m_items[index];
    const int y = point.y() - boundedY(top(index));
    const bool isInReasoning
        = item.isShown(Section::Reasoning) && (y < item.layout().textY || !item.isShown(Section::Text));
    const Section section = isInReasoning ? Section::Reasoning : Section::Text;
    BlockFlow &flow = item.flow(section);
    if (!item.isShown(section) || flow.blocks().empty())
        return std::nullopt;
    const QPoint inFlow = QPoint(point.x(), y) - item.flowOrigin(section);
    const size_t block = flow.blockAt(inFlow.y());
    BlockDocument &document = flow.document(block);
    const QPointF inText = inFlow - flow.textOrigin(block);
    const int position = std::max(document.documentLayout()->hitTest(inText, Qt::FuzzyHit), 0);
    return TextPlace{
        .message = index, .section = section, .block = block, .position = document.places().sourceOf(position)};
}

} // namespace freshet
