// SPDX-License-Identifier: MIT
#pragma once

#include "ui/transcript/text_place.h"
#include "ui/transcript/transcript_column.h"

#include <QDeadlineTimer>
#include <QStringMatcher>

#include <array>
#include <chrono>
#include <deque>
#include <optional>
#include <span>
#include <vector>

namespace freshet {

/// Finds a text in all that a column shows, and in what it can unfold, a slice of time after the other.
///
/// Looks at the text as it is read, not at its Markdown: a block is set once, without being laid out, and its words are
/// kept until stop(). A hit lies within one block, and is as long as the text. Knows of changes to the column only what
/// it is told.
class TranscriptSearch {
public:
    enum class Direction { Forward, Backward };

    struct Hit {
        MessageItem::Section section;
        size_t block;
        int position; ///< In the block's document.
    };

    explicit TranscriptSearch(const TranscriptColumn &column) : m_column(column) { }

    /// From @p from on, then from the beginning; an empty text is nowhere. There is no current hit then.
    void start(const QString &text, Qt::CaseSensitivity cases, const TextPlace &from);
    void stop();
    void messageChanged(size_t message);
    void countChanged(); ///< Messages were appended, or taken away from the end.
    void everythingChanged();

    bool isDone() const { return m_queue.empty(); }
    void work(std::chrono::milliseconds time); ///< Does a part of what is left; at least a bit.

    int count() const { return m_count; } ///< Of the hits that are known.
    int length() const { return int(m_matcher.pattern().size()); }
    std::span<const Hit> within(size_t message, MessageItem::Section section, size_t block) const;

    std::optional<TextPlace> current() const { return m_current; }
    int number() const; ///< Of the current hit, from 1; 0 without one.
    bool takeFirst(); ///< Makes the first hit from where it started the current one; false while that is not known.
    void step(Direction direction); ///< From the current hit, if any, round and round.

private:
    struct Block {
        MarkdownBlock span;
        QString words;
    };
    struct Text {
        bool isRead = false;
        QString source; ///< What the blocks are slices of.
        std::vector<Block> blocks;
    };
    struct Message {
        bool isQueued = false;
        std::array<Text, 2> texts; ///< By section.
        std::vector<Hit> hits;
    };
    struct Reading {
        size_t message;
        MessageItem::Section section;
        MessageItem::Source source;
    };

    void enqueue(size_t message);
    bool read(size_t message, const QDeadlineTimer &deadline);
    void beginReading(size_t message, MessageItem::Section section);
    void look(size_t message);
    void keepCurrent();
    TextPlace placeOf(size_t message, const Hit &hit) const;
    std::optional<TextPlace> hitFrom(size_t message, const TextPlace &from) const;

    const TranscriptColumn &m_column;
    QStringMatcher m_matcher;
    TextPlace m_from;
    std::vector<Message> m_messages;
    std::deque<size_t> m_queue; ///< Those to be looked at.
    std::optional<Reading> m_reading; ///< What the last slice has left in the middle.
    int m_count = 0;
    std::optional<TextPlace> m_current;
};

} // namespace freshet
