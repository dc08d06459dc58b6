// SPDX-License-Identifier: MIT
#pragma once

#include "ui/transcript/message_control.h"
#include "ui/transcript/transcript_context.h"

#include <QCoreApplication>
#include <QList>
#include <QTextDocument>

namespace freshet {

/// The box of an error: what happened, what to do, details on request, buttons. Set as plain text throughout.
class NoticeBox {
    Q_DECLARE_TR_FUNCTIONS(NoticeBox)

public:
    NoticeBox(const MessageNotice &notice, const TranscriptContext &context, int width);

    const MessageNotice &notice() const { return m_notice; }
    bool isDetailOpen() const { return m_isDetailOpen; }
    void toggleDetail();

    int height() const { return m_height; }
    QString text() const { return m_document.toPlainText(); }
    QTextDocument &document() { return m_document; }
    QPoint textOrigin() const; ///< All rectangles are relative to the box.
    QRect iconRect() const;
    const QList<MessageControl> &controls() const { return m_controls; }

private:
    void setText();
    void placeControls();

    MessageNotice m_notice;
    const TranscriptContext &m_context;
    int m_width;
    int m_height = 0;
    bool m_isDetailOpen = false;
    QTextDocument m_document;
    QList<MessageControl> m_controls;
};

} // namespace freshet
