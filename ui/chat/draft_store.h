// SPDX-License-Identifier: MIT
#pragma once

#include "core/history/history_store.h"
#include "ui/chat/attachment_loader.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QTimer>

namespace freshet {

Draft joinedDrafts(Draft draft, const Draft &later); ///< @p later below @p draft.

/// What is written in each chat and not sent, of all windows; also through a crash. Files that are read for a question
/// come into the draft of its chat, whichever window shows that by then.
///
/// Drafts are named by their chat's id. A chat in which nothing was asked yet is named by takeNewChat(): kNewChat for
/// one of the windows, which is found again in the next run, and a name of its own for each further one. What was
/// written under such a name goes on in the next window that takes one, at the latest in the next run.
class DraftStore : public QObject {
    Q_OBJECT

public:
    static inline const QString kNewChat = QLatin1String("");

    explicit DraftStore(HistoryStore &history, QObject *parent = nullptr);
    ~DraftStore() override; ///< Stores the files that came just now.

    /// Whether it names the chat of a window beside the one with kNewChat, in which nothing was asked yet.
    static bool isFurtherNewChat(const QString &chat);

    void load(); ///< What an earlier run stored; at the latest the first store() does.

    enum class NewChat {
        Found, ///< Where a window that was closed left off, else a name of its own.
        Own, ///< Nothing is written there.
    };

    QString takeNewChat(NewChat kind); ///< One that no window has.
    void giveBack(const QString &newChat);

    bool contains(const QString &chat) const { return m_drafts.contains(chat); } ///< Something is written there.
    Draft draft(const QString &chat) const { return m_drafts.value(chat); }
    bool put(const QString &chat, const Draft &draft); ///< Not stored yet; false: nothing is to be.
    void store(const QString &chat);
    void addTo(const QString &chat, const Draft &more); ///< Below what is written there, and stored.
    /// The questions of a chat that wait to be asked: should the program end before, they are written there again.
    /// False: nothing is new. Not stored yet.
    bool putWaiting(const QString &chat, const QList<Draft> &waiting);
    void forget(const QString &chat); ///< With the files that are being read for it.
    AttachmentLoader &loader() { return m_loader; } ///< Reads for drafts, by their names.

signals:
    /// It was stored by an earlier run. Told once what load() asks for is there; what was written in the chat before
    /// that is kept below it.
    void loaded(const QString &chat, const freshet::Draft &draft);
    void added(const QString &chat, const freshet::Draft &more); ///< By addTo(): whoever shows the chat shows it.
    void attached(const QString &chat, const freshet::Attachment &file); ///< Read by loader(); likewise.

private:
    void attach(const QString &chat, const Attachment &file);
    void storeAttached();
    void onLoaded(const QHash<ConversationId, Draft> &drafts);

    HistoryStore &m_history;
    AttachmentLoader m_loader;
    QSet<QString> m_newChats; ///< Those that windows have.
    QHash<QString, Draft> m_drafts;
    QHash<QString, QList<Draft>> m_waiting; ///< Stored with the drafts, but not in them.
    QSet<QString> m_attached; ///< Drafts with files that are not stored yet.
    QTimer m_storeSoon; ///< Files that come together are stored together.
    bool m_isAsked = false; ///< For what an earlier run stored.
    bool m_isLoaded = false;
    QSet<QString> m_storedBefore; ///< In the place of what was stored by an earlier run.
};

} // namespace freshet
