// SPDX-License-Identifier: MIT
#pragma once

#include "core/history/history_store.h"

#include <QObject>
#include <QSet>

namespace freshet {

class QueryReply;
class QueryService;
class SettingsStore;

/// Has the model that gave a chat's first answer write a title for it, where the user wants that (keys::titlesByModel).
///
/// In the background, once a chat. Never of a temporary chat, and never over a title that the user typed: the store
/// sees to that. What fails is only logged; the title from the question stays.
class TitleController : public QObject {
    Q_OBJECT

public:
    TitleController(
        QueryService &queries, HistoryStore &history, const SettingsStore &settings, QObject *parent = nullptr);

    void onAnswered(const StoredMessage &question, const StoredMessage &answer); ///< Of whatever chat.

private:
    void onFinished(const ConversationId &id, QueryReply *reply);

    QueryService &m_queries;
    HistoryStore &m_history;
    const SettingsStore &m_settings;
    QSet<ConversationId> m_asked;
};

} // namespace freshet
