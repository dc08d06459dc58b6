// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme/theme.h"
#include "ui/transcript/transcript_message.h"

#include <QAbstractScrollArea>
#include <QUrl>

#include <memory>

class QMimeData;

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

    explicit TranscriptView(QWidget* parent = nullptr);
    ~TranscriptView() override;

    void setTheme(const Theme& theme, double zoom);

    /// Shows these and nothing else, from the end.
    void setMessages(const QList<TranscriptMessage>& messages);
    void appendMessage(const TranscriptMessage& message); ///< One of the user's brings the view back to the end.
    void replaceMessage(const TranscriptMessage& message); ///< The one with the same id.
    void removeMessagesFrom(const QString& id); ///< That one and all after it.
    void clear();
    QList<TranscriptMessage> messages() const;

    /// Appends an empty answer that is being written.
    void startAnswer(const QString& id);
    void setPhase(const QString& id, const QString& line);
    void setSources(const QString& id, const QList<int>& numbers);
    void appendText(const QString& id, const QString& delta);
    void appendReasoning(const QString& id, const QString& delta);
    void restartAnswer(const QString& id); ///< Another attempt: takes back text, reasoning and notice.
    void finishAnswer(const TranscriptMessage& answer); ///< What it has become; found by its id.
    void showError(const QString& id, const MessageNotice& notice); ///< Ends it; keeps the text so far.

    bool isFollowing() const;
    void follow(); ///< To the end, and stay there.
    void stepMessage(Step step); ///< Moves the current message, and shows it.

    bool hasSelection() const;
    void selectAll();
    void copySelection() const; ///< As plain text, HTML and Markdown.
    std::unique_ptr<QMimeData> selectionData() const;

signals:
    void citationActivated(const QString& messageId, int number);
    void linkActivated(const QUrl& url); ///< http, https or mailto; nothing else is ever offered.
    void actionTriggered(const QString& messageId, freshet::MessageAction action);
    void followingChanged(bool isFollowing);
};

} // namespace freshet
