// SPDX-License-Identifier: MIT
#pragma once

#include "ui/transcript/text_place.h"
#include "ui/transcript/transcript_column.h"

#include <QDeadlineTimer>
#include <QStringList>
#include <QStringMatcher>

#include <array>
#include <chrono>
#include <deque>
#include <optional>
#include <span>
#include <vector>

namespace freshet {

/// Finds a text, or several words, in all that a column shows, and in what it can unfold, a slice of time after the
/// other.
///
/// Looks at the text as it is read, not at its Markdown: a block is set once, without being laid out, and its words are
/// kept until stop(). A hit lies within one block. Knows of changes to the column only what it is told.
class TranscriptSearch {
public:
    enum class Direction { Forward, Backward };

    struct Hit {
        MessageItem::Section section;
        size_t block;
        int position; ///< In the block's document.
        int length;
    };

    explicit TranscriptSearch(const TranscriptColumn &column) : m_column(column) { }

    /// From @p from on, then from the beginning; an empty text is nowhere. There is no current hit then.
    void start(const QString &text, Qt::CaseSensitivity cases, const TextPlace &from);
    /// Each of @p words wherever it stands as a whole word, in any case.
    void startWords(const QStringList &words, const TextPlace &from);
    void stop();
    void messageChanged(size_t message);
    void countChanged(); ///< Messages were appended, or taken away from the end.
    void everythingChanged();

    bool isDone() const { return m_queue.empty(); }
    void work(std::chrono::milliseconds time); ///< Does a part of what is left; at least a bit.

    int count() const { return m_count; } ///< Of the hits that are known.
    std::span<const Hit> within(size_t message, MessageItem::Section section, size_t block) const;

    std::optional<TextPlace> current() const { return m_current; }
    int currentLength() const; ///< 0 without a current hit.
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

    bool isLooking() const { return !m_matchers.empty(); }
    void restart(const TextPlace &from);
    void enqueue(size_t message);
    bool read(size_t message, const QDeadlineTimer &deadline);
    void beginReading(size_t message, MessageItem::Section section);
    void look(size_t message);
    void lookInto(const QString &words, MessageItem::Section section, size_t block, std::vector<Hit> &hits) const;
    void keepCurrent();
    TextPlace placeOf(size_t message, const Hit &hit) const;
    std::optional<TextPlace> hitFrom(size_t message, const TextPlace &from) const;

    const TranscriptColumn &m_column;
    std::vector<QStringMatcher> m_matchers; ///< One of a text, one each of words.
    bool m_areWholeWords = false;
    TextPlace m_from;
    std::vector<Message> m_messages;
    std::deque<size_t> m_queue; ///< Those to be looked at.
    std::optional<Reading> m_reading; ///< What the last slice has left in the middle.
    int m_count = 0;
    std::optional<TextPlace> m_current;
};

} // namespace freshet
