// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme/theme.h"
#include "ui/transcript/scroll_keeper.h"
#include "ui/transcript/transcript_column.h"
#include "ui/transcript/transcript_message.h"
#include "ui/transcript/transcript_selection.h"

#include <QAbstractScrollArea>
#include <QBasicTimer>
#include <QElapsedTimer>
#include <QSet>
#include <QTimer>
#include <QUrl>

#include <chrono>
#include <functional>
#include <optional>

class QPushButton;

namespace freshet {

/// Shows one conversation; streams answers into it at a constant cost per token, however long it is.
///
/// Knows no reply, no provider, no store: a controller tells it what to show. Text is shown in frames: appendText()
/// only remembers. An unknown id is ignored (the answer of a chat that is no longer shown). Following: while the reader
/// is at the end, new text scrolls into view; once the reader has scrolled up, what is on the screen stays where it is.
class TranscriptView : public QAbstractScrollArea {
    Q_OBJECT

public:
    enum class Step { Previous, Next };

    explicit TranscriptView(QWidget *parent = nullptr);
    ~TranscriptView() override;

    void setTheme(const Theme &theme, double zoom);

    /// Shows these and nothing else, from the end.
    void setMessages(const QList<TranscriptMessage> &messages);
    void appendMessage(const TranscriptMessage &message); ///< One of the user's brings the view back to the end.
    void replaceMessage(const TranscriptMessage &message); ///< The one with the same id.
    void removeMessagesFrom(const QString &id); ///< That one and all after it.
    void clear();
    QList<TranscriptMessage> messages() const;

    /// Appends an empty answer that is being written.
    void startAnswer(const QString &id);
    void setPhase(const QString &id, const QString &line);
    void setRevealing(const QString &id, bool isRevealing); ///< Its text is there already: offers to show all of it.
    void setSources(const QString &id, const QList<int> &numbers);
    void appendText(const QString &id, const QString &delta);
    void appendReasoning(const QString &id, const QString &delta);
    void restartAnswer(const QString &id); ///< Another attempt: takes back text, reasoning and notice.
    void finishAnswer(const TranscriptMessage &answer); ///< What it has become; found by its id.
    void showError(const QString &id, const MessageNotice &notice); ///< Ends it; keeps the text so far.

    bool isFollowing() const;
    void follow(); ///< To the end, and stay there.
    void stepMessage(Step step); ///< Moves the current message, and shows it.

    bool hasSelection() const { return !m_selection.isEmpty(); }
    bool clearSelection(); ///< False when there was none.
    void selectAll();
    void copySelection(); ///< As plain text, HTML and Markdown; nothing without a selection.

    TranscriptColumn &column() { return m_column; } ///< What stands where; for accessibility and tests.
    QPoint columnOrigin() const; ///< Of the column's top left, in the viewport.
    QList<MessageControl> controlsOf(
        size_t message) const; ///< What can be pressed, from top to bottom, links included.
    std::optional<size_t> currentMessage() const { return m_current; } ///< Where the keyboard is.
    void press(size_t message, const MessageControl &control);

signals:
    void citationActivated(const QString &messageId, int number);
    void linkActivated(const QUrl &url); ///< http, https or mailto; nothing else is ever offered.
    void actionTriggered(const QString &messageId, freshet::MessageAction action);
    void revealAllRequested(const QString &messageId);
    void followingChanged(bool isFollowing);

protected:
    bool viewportEvent(QEvent *event) override;
    bool focusNextPrevChild(bool next) override;
    void focusInEvent(QFocusEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void timerEvent(QTimerEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    struct Hit {
        size_t message;
        MessageControl control; ///< Kind::None over text and elsewhere.
    };

    void change(const QString &id, const std::function<void(MessageItem &)> &apply);
    void append(const QString &id, MessageItem::Section section, const QString &delta);
    void flush();
    void settle();
    void setFollowing(bool isFollowing);
    void onScrolledByHand();
    void placePill();
    std::optional<Hit> hitAt(const QPoint &position) const;
    bool isOverText(const QPoint &position) const;
    void hover(const QPoint &position);
    void selectTo(const QPoint &position);
    bool isRevealing(size_t message) const;
    void showRect(size_t message, const QRect &rect);
    void showCopied(size_t message, const MessageControl &control);
    void copyMessage(size_t message) const;

    TranscriptColumn m_column;
    ScrollKeeper m_keeper;
    TranscriptSelection m_selection;
    QPushButton *m_pill; // child of the viewport
    QSet<QString> m_grown; ///< Ids of answers with text that is not shown yet.
    QTimer m_flush;
    QElapsedTimer m_sinceFlush; ///< Invalid before the first one.
    std::chrono::nanoseconds m_lastCost{0};
    bool m_isSettling = false;
    bool m_hasNews = false; ///< Text came while the reader was elsewhere.
    std::optional<Hit> m_hot;
    std::optional<Hit> m_pressed;
    std::optional<Hit> m_copied;
    QTimer m_copiedTimer;
    bool m_isSelecting = false;
    QBasicTimer m_autoScroll;
    std::optional<size_t> m_current; ///< Where the keyboard is.
    MessageControl m_focused; ///< One of controlsOf(m_current), or Kind::None.
};

} // namespace freshet
