// SPDX-License-Identifier: MIT
#include "ui/notify/answer_notifier.h"

#include "core/history/history_title.h"
#include "core/settings/keys.h"
#include "core/settings/settings_store.h"
#include "ui/chat/chat_controller.h"
#include "ui/notify/desktop_notifier.h"

#include <QApplication>
#include <QEvent>

#include <utility>

namespace freshet {

AnswerNotifier::AnswerNotifier(
    ChatController &chats, SettingsStore &settings, DesktopNotifier &desktop, QWidget &window, const Options &options)
    : QObject(&window), m_settings(settings), m_desktop(desktop), m_options(options)
{
    window.installEventFilter(this);
    connect(&chats, &ChatController::answered, this, &AnswerNotifier::onAnswered);
}

void AnswerNotifier::onAnswered(
    const StoredMessage &question, const StoredMessage &answer, std::chrono::milliseconds took)
{
    if (took < m_options.longAnswer || QApplication::activeWindow() || !m_settings.get(keys::notifyOfAnswers))
        return;
    const QString title
        = answer.state == StoredState::Complete ? tr("The answer is there") : tr("The answer ended early");
    m_desktop.show(answer.conversation, title, titleFromQuestion(question.answer.text));
    m_told << answer.conversation;
}

bool AnswerNotifier::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::WindowActivate) {
        for (const QString &chat : std::exchange(m_told, {}))
            m_desktop.withdraw(chat);
    }
    return QObject::eventFilter(watched, event);
}

} // namespace freshet
