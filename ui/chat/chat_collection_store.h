// SPDX-License-Identifier: MIT
#pragma once

#include "core/history/history_store.h"

#include <QHash>
#include <QObject>
#include <QSet>

#include <optional>

namespace freshet {

class RetrievalService;
class SettingsStore;

/// Which collections each chat searches, of all windows: those that were chosen in it, or else those that the settings
/// name for new chats. A chat in which nothing was asked yet is named as its draft is (see DraftStore).
///
/// A collection that is not there any more stays in a choice, unsearched, until whoever shows that chat takes it out by
/// dropMissing() and says so: nothing is forgotten behind the user's back, and one that is made again is searched
/// again.
class ChatCollectionStore : public QObject {
    Q_OBJECT

public:
    ChatCollectionStore(
        HistoryStore &history, RetrievalService &retrieval, SettingsStore &settings, QObject *parent = nullptr);

    void load(); ///< What earlier runs stored. What is chosen before it comes counts.
    void look(); ///< Whether all collections are still there; looked() answers.

    bool hasChoice(const QString &chat) const { return m_own.contains(chat); } ///< Of its own.
    QList<CollectionName> searched(const QString &chat) const; ///< Without those that are known to be gone.

    void setSearched(const QString &chat, const CollectionName &name, bool isSearched); ///< A choice of its own.
    void setSearchedByNewChats(const CollectionName &name, bool isSearched); ///< And by all that have no choice.
    void followNewChats(const QString &chat); ///< It has no choice of its own from now on.
    QList<CollectionName> dropMissing(const QString &chat); ///< Takes them out of what it searches.
    void move(const QString &from, const QString &to); ///< Something was asked in a new chat: it has another name.
    void renameCollection(const CollectionName &from, const CollectionName &to); ///< In all choices.

signals:
    void changed(); ///< What some chat searches.
    void moved(const QString &from, const QString &to);
    void looked();

private:
    QList<CollectionName> chosen(const QString &chat) const;
    bool isMissing(const CollectionName &name) const;
    void choose(const QString &chat, const std::optional<QList<CollectionName>> &names);
    void onLoaded(const QHash<ConversationId, QList<CollectionName>> &stored);

    HistoryStore &m_history;
    RetrievalService &m_retrieval;
    SettingsStore &m_settings;
    QHash<QString, QList<CollectionName>> m_own;
    QSet<QString> m_chosenSince; ///< The last load(): what comes is older.
    std::optional<QSet<CollectionName>> m_known; ///< Collections that are there; nothing: nobody looked yet.
};

} // namespace freshet
