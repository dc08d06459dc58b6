// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme/icon_loader.h"
#include "ui/transcript/transcript_column.h"
#include "ui/transcript/transcript_search.h"
#include "ui/transcript/transcript_selection.h"

#include <QAbstractTextDocumentLayout>

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

/// What is marked in the texts.
struct TextMarks {
    const TranscriptSelection &selection;
    const TranscriptSearch &search;
};

/// Draws messages of a column into a view.
class MessagePainter {
    Q_DECLARE_TR_FUNCTIONS(MessagePainter)

public:
    /// @p visible is the part of the widget to be drawn.
    MessagePainter(QPainter &painter, const TranscriptContext &context, const TextMarks &marks, const QRect &visible);

    /// @p origin is where the message's top left stands in the widget.
    void paint(MessageItem &item, size_t index, const QPoint &origin, const MessageLook &look);

private:
    using PaintContext = QAbstractTextDocumentLayout::PaintContext;

    void paintFooter(const MessageItem::Layout &layout, const QPoint &origin);
    void paintFlow(
        MessageItem &item, size_t index, MessageItem::Section section, const QPoint &origin, const MessageControl &hot);
    void paintBlock(BlockFlow &flow, const TextPlace &place, const QPoint &origin);
    QList<QRect> markHits(PaintContext &context, BlockDocument &document, const TextPlace &block, const QRect &seen);
    void mark(PaintContext &context, BlockDocument &document, std::pair<int, int> range, const QColor &ground);
    void paintCodeFrame(const BlockFlow &flow, size_t block, const QRect &rect);
    void paintQuoteBars(BlockDocument &document, const QPoint &origin);
    void paintStrip(const BlockFlow &flow, size_t block, const QPoint &origin, bool isHot);
    void paintNotice(NoticeBox &notice, const QRect &rect);
    void paintControl(
        const MessageItem &item, const MessageControl &control, const QPoint &origin, const MessageLook &look);
    void paintCopyCode(const QRect &rect, bool isCopied, const QColor &color);
    void paintLabel(const QRect &rect, const QFont &font, const QColor &color, const QString &text,
        Qt::Alignment alignment = Qt::AlignLeft);
    void paintIcon(IconName icon, const QPoint &center, const QColor &color);
    void fillRound(
        const QRect &rect, const QColor &fill, const QColor &line = {}, double lineWidth = 1, int radius = 8);

    QPainter &m_painter;
    const TranscriptContext &m_context;
    TextMarks m_marks;
    QRect m_visible;
};

} // namespace freshet
