// SPDX-License-Identifier: MIT
#pragma once

#include "core/history/history_store.h"

#include <QObject>

#include <chrono>

class QWidget;

namespace freshet {

class ChatController;
class DesktopNotifier;
class SettingsStore;

/// Tells by a notification of the desktop that an answer which took long has ended while no window of the program was
/// active. It names the question, not the answer, since others may see the screen. A click is told by
/// DesktopNotifier::activated(), and whatever is told goes away when the window becomes active.
class AnswerNotifier : public QObject {
    Q_OBJECT

public:
    struct Options {
        std::chrono::milliseconds longAnswer{10'000}; ///< From here on.
    };

    AnswerNotifier(ChatController &chats, SettingsStore &settings, DesktopNotifier &desktop, QWidget &window,
        const Options &options);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void onAnswered(const StoredMessage &question, const StoredMessage &answer, std::chrono::milliseconds took);

    SettingsStore &m_settings;
    DesktopNotifier &m_desktop;
    const Options m_options;
    QStringList m_told; ///< Chats.
};

} // namespace freshet
