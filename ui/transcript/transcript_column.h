// SPDX-License-Identifier: MIT
#pragma once

#include "ui/transcript/height_index.h"
#include "ui/transcript/message_item.h"
#include "ui/transcript/text_place.h"

#include <QHash>

#include <memory>
#include <optional>
#include <vector>

namespace freshet {

/// All messages, one below the other: what stands where. Knows no widget.
///
/// Sets in type what is asked for, and forgets the documents that were not needed for longest. x is relative to the
/// reading column, y to the top of the whole.
class TranscriptColumn {
public:
    explicit TranscriptColumn(const Theme &theme, MathRenderer *math = nullptr);

    const TranscriptContext &context() const { return m_context; }
    void setTheme(const Theme &theme, const Typography &type);
    void setOptions(const TextOptions &options);
    void setHighlights(HighlightService *service) { m_context.highlights = service; } ///< Has to outlive this.
    void setWidth(int width);
    int width() const { return m_width; }

    size_t count() const { return m_items.size(); }
    MessageItem &item(size_t index) { return *m_items[index]; }
    const MessageItem &item(size_t index) const { return *m_items[index]; }
    MessageItem *find(const QString &id); ///< Null when there is none.
    std::optional<size_t> indexOf(const QString &id) const;

    void setMessages(const QList<TranscriptMessage> &messages);
    void append(const TranscriptMessage &message);
    void truncate(size_t count);
    void updateHeight(size_t index); ///< After a change to item(index).
    bool renewFormulas(); ///< Of all messages, when they are next seen; true for any.

    qint64 top(size_t index) const;
    qint64 height() const;
    size_t indexAt(qint64 y) const; ///< Needs a message.

    /// Sets what lies between @p top and @p bottom. True when a height has changed.
    bool prepare(qint64 top, qint64 bottom);
    void dropUnused();

    std::optional<TextPlace> placeAt(const QPoint &point); ///< The nearest in the message there; none without text.

private:
    void restyle();

    TranscriptContext m_context;
    int m_width = 1;
    std::vector<std::unique_ptr<MessageItem>> m_items;
    QHash<QString, size_t> m_indexes;
    HeightIndex m_heights;
};

} // namespace freshet
