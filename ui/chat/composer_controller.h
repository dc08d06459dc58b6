// SPDX-License-Identifier: MIT
#pragma once

#include "core/history/history_store.h"
#include "ui/chat/attachment_loader.h"
#include "ui/chat/question_budget.h"
#include "ui/chat/question_walk.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QTimer>

namespace freshet {

class ChatPanel;
class Composer;
class ModelChoice;
class PromptDialog;
class QueryService;
class SettingsStore;

/// What is being written: the draft of each chat, also through a crash; the files that are read for it; what it will
/// take of the model; what will be sent.
///
/// Drafts are named by their chat's id, that of the chat in which nothing was asked yet by kNewChat: it is found again
/// in the next run.
class ComposerController : public QObject {
    Q_OBJECT

public:
    static inline const QString kNewChat = QLatin1String("");

    struct Services {
        QueryService &queries;
        HistoryStore &history;
        const SettingsStore &settings;
        const ModelChoice &model;
    };

    explicit ComposerController(const Services &services, QObject *parent = nullptr);
    ~ComposerController() override; ///< Keeps what is written.

    void showOn(ChatPanel &panel); ///< A new one; what is written moves there. Comes before all else.

    void open(const QString &chat); ///< What was written in it is there again.
    void setMessages(const QList<StoredMessage> &messages); ///< The chat so far: what goes with the next question.
    void sent(const QString &chat); ///< What is written was asked, in @p chat from now on.
    void addTo(const QString &chat, const Draft &more); ///< Of one that is not shown.
    /// The questions of a chat that wait to be asked: should the program end before, they are written there again.
    void setWaiting(const QString &chat, const QList<Draft> &waiting);
    void forget(const QString &chat);
    bool isKept(const QString &chat) const { return m_drafts.contains(chat); } ///< Something is written there.
    void attachFiles(const QStringList &paths); ///< To what is written; as many as go with a question.
    QStringList pendingFiles() const { return m_loader.pending(m_chat); } ///< Those that are being read for it.
    void chooseFiles();
    void showPrompt(); ///< What would be sent now.

private:
    void connectPanel();
    void onDraftsLoaded(const QHash<ConversationId, Draft> &drafts);
    void keepDraft();
    bool takeDraft(); ///< Of the chat that is shown; false: nothing is new.
    void store(const QString &chat);
    void attach(const QString &chat, const Attachment &attachment);
    void walk(QuestionWalk::Step step);
    QList<StoredMessage> messagesBefore(const MessageId &edited) const; ///< All for an empty id.
    void updateModel();
    void estimate();
    Composer &composer();

    const Services m_services;
    ChatPanel *m_panel = nullptr; // not owned
    AttachmentLoader m_loader;
    QuestionBudget m_budget;
    QuestionWalk m_walk;
    QTimer m_keepSoon;
    QString m_chat = kNewChat; ///< The one that is shown.
    QList<StoredMessage> m_messages;
    QHash<QString, Draft> m_drafts; ///< Of the others; of the one that is shown as of the last keepDraft().
    QHash<QString, QList<Draft>> m_waiting; ///< Stored with the drafts, but not in them.
    QPointer<PromptDialog> m_prompt; // child of the panel
};

} // namespace freshet
