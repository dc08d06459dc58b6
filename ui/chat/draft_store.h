// SPDX-License-Identifier: MIT
#pragma once

#include "core/history/history_store.h"

#include <QHash>
#include <QObject>
#include <QSet>

namespace freshet {

/// What is written in each chat and not sent, of all windows; also through a crash.
///
/// Drafts are named by their chat's id. A chat in which nothing was asked yet is named by takeNewChat(): kNewChat for
/// one of the windows, which is found again in the next run, and a name of its own for each further one. What was
/// written under such a name goes on in the next window that takes one, at the latest in the next run.
class DraftStore : public QObject {
    Q_OBJECT

public:
    static inline const QString kNewChat = QLatin1String("");

    explicit DraftStore(HistoryStore &history, QObject *parent = nullptr);

    QString takeNewChat(); ///< One that no window has.
    void giveBack(const QString &newChat);

    bool contains(const QString &chat) const { return m_drafts.contains(chat); } ///< Something is written there.
    Draft draft(const QString &chat) const { return m_drafts.value(chat); }
    bool put(const QString &chat, const Draft &draft); ///< Not stored yet; false: nothing is new.
    void store(const QString &chat);
    void addTo(const QString &chat, const Draft &more); ///< Below what is written there, and stored.
    /// The questions of a chat that wait to be asked: should the program end before, they are written there again.
    /// False: nothing is new. Not stored yet.
    bool putWaiting(const QString &chat, const QList<Draft> &waiting);
    void forget(const QString &chat);

signals:
    /// It was stored by an earlier run. Told once HistoryStore::loadDrafts() is answered, of each chat whose draft is
    /// not another one already.
    void loaded(const QString &chat, const freshet::Draft &draft);
    void added(const QString &chat, const freshet::Draft &more); ///< By addTo(): whoever shows the chat shows it.

private:
    void onLoaded(const QHash<ConversationId, Draft> &drafts);

    HistoryStore &m_history;
    QSet<QString> m_newChats; ///< Those that windows have.
    QHash<QString, Draft> m_drafts;
    QHash<QString, QList<Draft>> m_waiting; ///< Stored with the drafts, but not in them.
};

} // namespace freshet
