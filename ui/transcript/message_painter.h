// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme/icon_loader.h"
#include "ui/transcript/transcript_column.h"
#include "ui/transcript/transcript_selection.h"

class QPainter;

namespace freshet {

/// What about a message is not in the message itself.
struct MessageLook {
    bool isActive = false; ///< Under the pointer, or the current one: its actions show.
    bool isCurrent = false; ///< Where the keyboard is.
    MessageControl hot; ///< Under the pointer.
    MessageControl focused; ///< Pressed by Enter.
    MessageControl copied; ///< Says so for a moment.
};

/// Draws messages of a column into a view.
class MessagePainter {
    Q_DECLARE_TR_FUNCTIONS(MessagePainter)

public:
    /// @p visible is the part of the widget to be drawn.
    MessagePainter(QPainter &painter, const TranscriptContext &context, const TranscriptSelection &selection,
        const QRect &visible);

    /// @p origin is where the message's top left stands in the widget.
    void paint(MessageItem &item, size_t index, const QPoint &origin, const MessageLook &look);

private:
    void paintFooter(const MessageItem::Layout &layout, const QPoint &origin);
    void paintFlow(MessageItem &item, size_t index, MessageItem::Section section, const QPoint &origin);
    void paintBlock(BlockFlow &flow, size_t block, const QPoint &origin, std::pair<int, int> selected);
    void paintCodeFrame(const BlockFlow &flow, size_t block, const QRect &rect);
    void paintQuoteBars(BlockDocument &document, const QPoint &origin);
    void paintScrollStrip(const BlockFlow &flow, size_t block, const QPoint &origin);
    void paintNotice(NoticeBox &notice, const QRect &rect);
    void paintControl(const MessageControl &control, const QPoint &origin, const MessageLook &look, bool isOpen);
    void paintCopyCode(const QRect &rect, bool isCopied, const QColor &color);
    void paintLabel(const QRect &rect, const QFont &font, const QColor &color, const QString &text,
        Qt::Alignment alignment = Qt::AlignLeft);
    void paintIcon(IconName icon, const QPoint &center, const QColor &color);
    void fillRound(const QRect &rect, const QColor &fill, const QColor &line = {}, double lineWidth = 1);

    QPainter &m_painter;
    const TranscriptContext &m_context;
    const TranscriptSelection &m_selection;
    QRect m_visible;
};

} // namespace freshet
