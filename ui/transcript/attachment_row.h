// SPDX-License-Identifier: MIT
#pragma once

#include "ui/transcript/transcript_context.h"
#include "ui/transcript/transcript_message.h"

#include <QRect>

class QPainter;

namespace freshet {

/// What went with a question, above its text and at the right: pictures small, all else by its name.
///
/// Coordinates are relative to the message.
class AttachmentRow {
public:
    AttachmentRow() = default;
    AttachmentRow(const QList<MessageAttachment> &attachments, const TranscriptContext &context, int width, int top);

    int height() const { return m_height; } ///< 0 where nothing went with it.
    void paint(QPainter &painter, const TranscriptContext &context, const QPoint &origin) const;

private:
    struct Cell {
        MessageAttachment attachment;
        QRect rect;
        bool isPicture = false;
    };

    void finishLine(qsizetype first, int right, int y, int height);

    QList<Cell> m_cells;
    int m_height = 0;
};

} // namespace freshet
