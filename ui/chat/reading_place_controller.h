// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/attachment.h"
#include "core/history/reading_place.h"
#include "ui/transcript/scroll_keeper.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <optional>

namespace freshet {

class ChatController;
class ChatPanel;
class DraftStore;
class HistoryStore;
class SettingsStore;

/// Brings back the chat that was open and the line that was read, however the program ended; keeps both meanwhile.
///
/// There is one place a profile: of several windows, the first one is told to start(), and one at a time keeps. Does
/// nothing before it is told to. showOn() comes before all else.
class ReadingPlaceController : public QObject {
    Q_OBJECT

public:
    ReadingPlaceController(HistoryStore &history, const SettingsStore &settings, const DraftStore &drafts,
        ChatController &chats, QObject *parent = nullptr);
    ~ReadingPlaceController() override; ///< Keeps the place.

    void showOn(ChatPanel &panel); ///< A new one; what is read there stays in sight.

    /// Asks for the place, and keeps what is read from now on. What was open is opened when the chats are listed next,
    /// unless the user did something before, or the chat is gone, in the trash or not to be opened.
    /// To be called before the chats are asked for.
    void start();
    void setKeeping(bool isOn); ///< Whether it is this window's place that is kept.

private:
    void onListed(const QList<ConversationInfo> &conversations);
    bool isUntouched() const;
    void open(const ReadingPlace &place);
    void showPlace();
    ReadingPlace currentPlace() const;
    void keepSoon();
    void keep();

    HistoryStore &m_history;
    const SettingsStore &m_settings;
    ChatController &m_chats;
    QPointer<ChatPanel> m_panel; // not owned
    ConversationId m_first; ///< The new chat that the window begins with.
    Draft m_firstDraft; ///< What was written there before the window was.
    std::optional<ReadingPlace> m_loaded; ///< To be opened.
    ReadingPlace m_shown; ///< To be shown when its chat is there; otherwise empty.
    std::optional<ReadingPlace> m_kept; ///< What is stored; none: not known.
    bool m_isKeeping = false;
    QTimer m_keepSoon;
};

} // namespace freshet
