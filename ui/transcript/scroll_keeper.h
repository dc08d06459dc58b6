// SPDX-License-Identifier: MIT
#pragma once

#include "ui/transcript/transcript_column.h"

#include <optional>

namespace freshet {

/// Decides which part of the column is seen, and keeps the reader's place while heights change.
///
/// Following: the end is seen. Otherwise the block at the top of the view stays where it is on the screen, whatever
/// grows above or below it. Nothing changes before settle().
class ScrollKeeper {
public:
    /// What is at the top of the view, in words that mean the same at another width, in another font and tomorrow.
    struct Place {
        size_t message = 0;
        MessageItem::Section section = MessageItem::Section::Text;
        std::optional<size_t> block = {}; ///< None: above the message's text.
        double offset = 0; ///< In heights of the block; without one in pixels below the message's top.
    };

    explicit ScrollKeeper(TranscriptColumn &column) : m_column(column) { }

    bool isFollowing() const { return m_isFollowing; }
    void setFollowing(bool isFollowing) { m_isFollowing = isFollowing; }
    void setViewHeight(int height) { m_viewHeight = height; }
    void setRoomAbove(int height) { m_roomAbove = height; } ///< That the reader can scroll to, above the first message.

    qint64 top() const { return m_top; } ///< Of the seen part.
    qint64 mostTop() const;
    qint64 leastTop() const { return -m_roomAbove; }
    qint64 moved() const { return m_moved; } ///< How far down the screen settle() took what was at the top before.

    void scrollTo(qint64 top); ///< By hand; ends nothing and begins nothing: see setFollowing().
    Place place() const; ///< As of the last settle(). Needs a message.
    void goTo(const Place &place); ///< Unfolds what hides it. One that is not there any more: its message's top.
    void keepLine(); ///< The width changes next: settle() finds the same line again.
    bool renewFormulas(); ///< Takes in what was drawn; false where there is nothing. The line on top keeps its place.

    /// Sets in type what is seen, until no height changes any more.
    void settle();

private:
    struct Anchor {
        size_t message = 0;
        MessageItem::Section section = MessageItem::Section::Text;
        size_t block = 0;
        bool isBlock = false; ///< Otherwise the message's top.
        int height = 0; ///< Of the block, when it was chosen.
    };

    const BlockFlow::Block *anchoredBlock() const;
    qint64 anchorY() const;
    void chooseAnchor();

    TranscriptColumn &m_column;
    bool m_isFollowing = true;
    bool m_keepsLine = false;
    int m_viewHeight = 0;
    int m_roomAbove = 0;
    qint64 m_top = 0;
    qint64 m_moved = 0;
    Anchor m_anchor;
    qint64 m_offset = 0; ///< From the anchor down to m_top.
};

} // namespace freshet
