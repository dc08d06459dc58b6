// SPDX-License-Identifier: MIT
#pragma once

#include "ui/transcript/transcript_context.h"
#include "ui/transcript/transcript_message.h"

#include <QRect>

class QPainter;

namespace freshet {

/// What went with a message: pictures small, all else by its name; at the right above a question, at the left below an
/// answer.
///
/// Coordinates are relative to the message.
class AttachmentRow {
public:
    enum class Side { Left, Right };

    AttachmentRow() = default;
    AttachmentRow(
        const QList<MessageAttachment> &attachments, const TranscriptContext &context, int width, int top, Side side);

    int height() const { return m_height; } ///< 0 where nothing went with it.
    void paint(QPainter &painter, const TranscriptContext &context, const QPoint &origin) const;

private:
    struct Cell {
        MessageAttachment attachment;
        QRect rect;
        bool isPicture = false;
    };

    void finishLine(qsizetype first, int shift, int y, int height);

    QList<Cell> m_cells;
    int m_height = 0;
};

} // namespace freshet
