// SPDX-License-Identifier: MIT
#pragma once

#include "ui/chat/draft_store.h"
#include "ui/chat/question_budget.h"
#include "ui/chat/question_walk.h"

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

/// What is being written in one window: the draft of the chat that is shown; the files that are read for it; what it
/// will take of the model; what will be sent.
class ComposerController : public QObject {
    Q_OBJECT

public:
    struct Services {
        QueryService &queries;
        DraftStore &drafts;
        const SettingsStore &settings;
        const ModelChoice &model;
        DraftStore::NewChat newChat;
    };

    explicit ComposerController(const Services &services, QObject *parent = nullptr);
    ~ComposerController() override; ///< Keeps what is written.

    void showOn(ChatPanel &panel); ///< A new one; what is written moves there. Comes before all else.

    void open(const QString &chat); ///< What was written in it is there again.
    void openNewChat(); ///< This window's own, in which nothing was asked yet.
    const QString &newChat() const { return m_newChat; } ///< Its name.
    void setCollections(const QList<CollectionName> &collections); ///< Which the chat searches.
    void setMessages(const QList<StoredMessage> &messages); ///< The chat so far: what goes with the next question.
    void sent(const QString &chat); ///< What is written was asked, in @p chat from now on.
    /// The questions of a chat that wait to be asked: should the program end before, they are written there again.
    void setWaiting(const QString &chat, const QList<Draft> &waiting);
    void forget(const QString &chat);
    bool isKept(const QString &chat) const { return m_services.drafts.contains(chat); }
    void attachFiles(const QStringList &paths); ///< To what is written; as many as go with a question.
    QStringList pendingFiles() const { return loader().pending(m_chat); } ///< Those that are being read for it.
    void chooseFiles();
    void showPrompt(); ///< What would be sent now.

private:
    void connectPanel();
    void onDraftLoaded(const QString &chat, const Draft &draft);
    void keepDraft();
    bool takeDraft(); ///< Of the chat that is shown; false: nothing is new.
    void walk(QuestionWalk::Step step);
    QList<StoredMessage> messagesBefore(const MessageId &edited) const; ///< All for an empty id.
    void updateModel();
    void estimate();
    Composer &composer();
    AttachmentLoader &loader() const { return m_services.drafts.loader(); }

    const Services m_services;
    ChatPanel *m_panel = nullptr; // not owned
    QuestionBudget m_budget;
    QuestionWalk m_walk;
    QTimer m_keepSoon;
    const QString m_newChat; ///< Its name in the drafts.
    QString m_chat; ///< The one that is shown; its draft is that of the last keepDraft().
    QList<StoredMessage> m_messages;
    QList<CollectionName> m_collections;
    QPointer<PromptDialog> m_prompt; // child of the panel
};

} // namespace freshet
