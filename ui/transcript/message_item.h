// SPDX-License-Identifier: MIT
#pragma once

#include "ui/transcript/attachment_row.h"
#include "ui/transcript/block_flow.h"
#include "ui/transcript/message_control.h"
#include "ui/transcript/notice_box.h"
#include "ui/transcript/transcript_message.h"

#include <QCoreApplication>

#include <limits>
#include <memory>

namespace freshet {

/// One message of the transcript: its texts, and where each of its parts stands. Paints nothing.
///
/// Coordinates are relative to the message's top left; it is as wide as the reading column.
class MessageItem {
    Q_DECLARE_TR_FUNCTIONS(MessageItem)

public:
    enum class Section { Reasoning, Text };

    /// A text and its blocks, whether they are shown or not.
    struct Source {
        QString text;
        std::vector<MarkdownBlock> blocks;
    };

    /// Where the parts stand; an empty rectangle is a part that is not there.
    struct Layout {
        QRect bubble; ///< Around a user's text.
        QRect reasoningHeader;
        QRect phase;
        QRect notice;
        QRect footer; ///< Always there, so that nothing jumps when actions appear.
        QRect footerText; ///< Beside the actions, or below where it is too long for that.
        QStringList footerLines;
        QRect branch; ///< "2/3", between its two arrows.
        QRect goOn; ///< The button of an answer that was cut off.
        int reasoningX = 0;
        int reasoningY = 0;
        int textX = 0;
        int textY = 0;
        int height = 0;
    };

    MessageItem(const TranscriptMessage &message, TranscriptContext &context, int width);

    const QString &id() const { return m_message.id; }
    ChatRole role() const { return m_message.role; }
    bool isStreaming() const { return m_message.state == MessageState::Streaming; }
    bool isRevealing() const { return m_isRevealing && isStreaming(); } ///< All of its text is there already.
    TranscriptMessage message() const;
    const QString &phase() const { return m_message.phase; }
    QString branchLabel() const; ///< "2/3".
    bool isThinking() const { return isStreaming() && m_text.isEmpty() && !m_reasoning.isEmpty(); }
    QString reasoningLabel() const; ///< "Thinking" or "Thought".
    QString reasoningLine() const; ///< What stands there: while it thinks, the phase.

    void setMessage(const TranscriptMessage &message);
    void setPhase(const QString &line);
    void setRevealing(bool isRevealing);
    void setSources(const QList<int> &numbers);
    void append(Section section, const QString &delta);
    void restart();
    void showNotice(const MessageNotice &notice);
    void toggleReasoning();
    void toggleDetail();
    void showAll();
    bool unfold(Section section, size_t block, int end); ///< What hides this position; false for nothing.

    void sync(); ///< Takes in what was appended.
    bool renewFormulas(); ///< Sets blocks anew whose formulas are drawn by now, when they are next seen; true for any.
    int renewFormulas(Section section, size_t block, int y); ///< See BlockFlow.
    void setWidth(int width);
    void restyle();
    bool prepare(int top, int bottom); ///< Sets what lies between; true when the height has changed.
    int height() const { return m_layout.height; }
    const Layout &layout() const { return m_layout; }

    bool isShown(Section section) const;
    Source source(Section section) const; ///< Whole, also while it is folded.
    BlockFlow &flow(Section section) { return section == Section::Text ? m_text : m_reasoning; }
    const BlockFlow &flow(Section section) const { return section == Section::Text ? m_text : m_reasoning; }
    QPoint flowOrigin(Section section) const;
    NoticeBox *notice() const { return m_notice.get(); }
    const AttachmentRow &attachmentRow() const { return m_attachments; }
    const QList<MessageAttachment> &attachments() const { return m_message.attachments; }
    /// From top to bottom, without links; of the code and tables, what lies between @p top and @p bottom.
    QList<MessageControl> controls(int top = 0, int bottom = std::numeric_limits<int>::max()) const;

private:
    void setTexts();
    void arrange();
    void arrangeUser();
    void arrangeAnswer();
    void arrangeFooter(int y);
    QStringList brokenFooter(const QFontMetrics &metrics) const; ///< As many of its parts a line as there is room for.
    QList<MessageAction> footerActions() const;
    int goOnWidth() const; ///< 0 where there is nothing to go on with.
    int branchWidth() const; ///< Of the arrows and what stands between them; 0 without branches.
    QRect copyRect(size_t block) const;
    QRect revealRect() const;
    bool isFolded() const { return !m_hiddenLines.isEmpty(); }

    TranscriptContext &m_context;
    TranscriptMessage m_message; ///< Without the texts of an answer, which the flows hold.
    BlockFlow m_reasoning;
    BlockFlow m_text;
    std::unique_ptr<NoticeBox> m_notice;
    AttachmentRow m_attachments;
    int m_width;
    bool m_isReasoningOpen = false;
    bool m_isRevealing = false;
    QString m_hiddenLines; ///< "Show all 3,412 lines", while a long text of the user is folded.
    Layout m_layout;
};

} // namespace freshet
