// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme/theme.h"
#include "ui/transcript/answer_speaker.h"
#include "ui/transcript/scroll_keeper.h"
#include "ui/transcript/transcript_column.h"
#include "ui/transcript/transcript_message.h"
#include "ui/transcript/transcript_search.h"
#include "ui/transcript/transcript_selection.h"
#include "ui/transcript/transcript_services.h"

#include <QAbstractScrollArea>
#include <QBasicTimer>
#include <QElapsedTimer>
#include <QSet>
#include <QTimer>
#include <QUrl>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

class QPushButton;

namespace freshet {

/// Shows one conversation; streams answers into it at a constant cost per token, however long it is.
///
/// Knows no reply, no provider, no store: a controller tells it what to show. Text is shown in frames: appendText()
/// only remembers. An unknown id is ignored (the answer of a chat that is no longer shown). Following: while the reader
/// is at the end, new text scrolls into view; once the reader has scrolled up, selects or searches, what is on the
/// screen stays where it is.
class TranscriptView : public QAbstractScrollArea {
    Q_OBJECT

public:
    enum class Step { Previous, Next };

    /// How a search goes: "3 of 17".
    struct FindState {
        int number = 0; ///< Of the hit that is shown, from 1; 0 for none.
        int count = 0;
        bool isDone = true; ///< Otherwise there may be more.

        bool operator==(const FindState &) const = default;
    };

    explicit TranscriptView(QWidget *parent = nullptr,
        std::shared_ptr<TranscriptServices> services = std::make_shared<TranscriptServices>());
    ~TranscriptView() override;

    void setTheme(const Theme &theme, double zoom);
    void setOptions(const TextOptions &options);
    /// Off where several answers are written side by side. On at first.
    void setSpeaksAnswers(bool speaks) { m_speaksAnswers = speaks; }

    /// Shows these and nothing else, from the end.
    void setMessages(const QList<TranscriptMessage> &messages);
    void appendMessage(const TranscriptMessage &message); ///< One of the user's brings the view back to the end.
    void replaceMessage(const TranscriptMessage &message); ///< The one with the same id.
    void removeMessagesFrom(const QString &id); ///< That one and all after it.
    /// These in the place of that one and of all after it: another branch of the chat. What is on the screen above it
    /// stays where it is.
    void replaceMessagesFrom(const QString &id, const QList<TranscriptMessage> &messages);
    void clear();
    QList<TranscriptMessage> messages() const;

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
    std::optional<ScrollKeeper::Place> place() const; ///< None while the end is followed, and without messages.
    void showPlace(
        const ScrollKeeper::Place &place); ///< Nothing is followed then. Ignores a message that is not there.
    void stepMessage(Step step); ///< Moves the current message, and shows it.

    /// Marks each place where this can be read, and shows the first below the top of the view. Nothing is followed
    /// until endFind(), not even while the text is empty.
    void find(const QString &text, Qt::CaseSensitivity cases);
    /// Shows that message, and where the first of @p words stands in it; marks each of them in all of the chat, as
    /// find() does.
    void findWords(const QString &messageId, const QStringList &words);
    void showMessage(const QString &messageId); ///< Its beginning, at the top. The keyboard is there then.
    void stepFind(Step step); ///< Shows the next hit, and unfolds what hides it.
    void endFind();
    FindState findState() const;
    QString selectedLine(); ///< What may be meant to be found; empty when it is long or of several lines.

    bool hasSelection() const { return !m_selection.isEmpty(); }
    bool clearSelection(); ///< False when there was none.
    void selectAll();
    void copySelection(); ///< As plain text, HTML and Markdown; nothing without a selection.
    void saveSelection(); ///< Asks for it by saveSelectionRequested().

    const std::shared_ptr<TranscriptServices> &services() const { return m_services; }
    TranscriptColumn &column() { return m_column; } ///< What stands where; for accessibility and tests.
    QPoint columnOrigin() const; ///< Of the column's top left, in the viewport.
    QList<MessageControl> controlsOf(
        size_t message) const; ///< What can be pressed, from top to bottom, links included.
    std::optional<size_t> currentMessage() const { return m_current; } ///< Where the keyboard is.
    const MessageControl &focusedControl() const { return m_focused; } ///< In it; Kind::None for the whole of it.
    void press(size_t message, const MessageControl &control);

signals:
    void citationActivated(const QString &messageId, int number);
    void linkActivated(const QUrl &url); ///< http, https or mailto; nothing else is ever offered.
    void actionTriggered(const QString &messageId, freshet::MessageAction action);
    void revealAllRequested(const QString &messageId);
    /// What is marked, to be written to a file; @p html is empty where it is very large.
    void saveSelectionRequested(const QString &markdown, const QString &html);
    void followingChanged(bool isFollowing);
    void findStateChanged();

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
    void ended(const QString &id);
    void flush();
    void updateBelow(qint64 y);
    void renewFormulas();
    void settle(); ///< And paints all of it anew.
    void arrange();
    qint64 growthOf(size_t message) const;
    void setFollowing(bool isFollowing);
    void updateHold();
    void beginFind();
    void goOnFinding();
    void showHit();
    bool isUncovered(qint64 y) const;
    QRect lineOf(const TextPlace &place);
    void showSideways(const TextPlace &place);
    void contentChanged(std::optional<size_t> message);
    TextPlace topPlace();
    void onScrolledByHand();
    void placePill();
    std::optional<Hit> hitAt(const QPoint &position) const;
    bool isOverText(const QPoint &position) const;
    void hover(const QPoint &position);
    void selectTo(const QPoint &position);
    void dragStrip(int x);
    void scrollSideways(size_t message, const MessageControl &strip, int dx);
    bool isRevealing(size_t message) const;
    void showRect(size_t message, const QRect &rect);
    void showCopied(size_t message, const MessageControl &control);
    void copyMessage(size_t message) const;

    std::shared_ptr<TranscriptServices> m_services; ///< Outlives the column, whose blocks use it.
    TranscriptColumn m_column;
    ScrollKeeper m_keeper;
    TranscriptSelection m_selection;
    TranscriptSearch m_search;
    QTimer m_findTimer;
    bool m_isFinding = false;
    bool m_wantsHit = false; ///< To be shown as soon as it is known.
    std::optional<size_t> m_wantsHitIn; ///< Only there; elsewhere it is not shown.
    bool m_isHeld = false; ///< Selecting or finding: the end is not followed.
    bool m_followsAfterwards = false; ///< If the view is at the end still.
    AnswerSpeaker m_speaker{*this};
    bool m_speaksAnswers = true;
    QPushButton *m_pill; // child of the viewport
    QSet<QString> m_grown; ///< Ids of answers with text that is not shown yet.
    QTimer m_flush;
    QTimer m_recolor; ///< Colours that have come show with the next frame.
    QElapsedTimer m_sinceFlush; ///< Invalid before the first one.
    std::chrono::nanoseconds m_lastCost{0};
    bool m_isSettling = false;
    bool m_hasNews = false; ///< Text came while the reader was elsewhere.
    std::optional<Hit> m_hot;
    std::optional<Hit> m_pressed;
    std::optional<Hit> m_copied;
    QTimer m_copiedTimer;
    bool m_isSelecting = false;
    int m_dragX = 0; ///< Where the pointer was that moves a scroll strip.
    QBasicTimer m_autoScroll;
    std::optional<size_t> m_current; ///< Where the keyboard is.
    MessageControl m_focused; ///< One of controlsOf(m_current), or Kind::None.
};

} // namespace freshet
