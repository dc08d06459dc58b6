// SPDX-License-Identifier: MIT
#pragma once

#include "tests/ui/window/window_fixture.h"
#include "ui/chat/chat_controller.h"
#include "ui/chat/chat_panel.h"
#include "ui/chat/composer.h"
#include "ui/chat/composer_field.h"
#include "ui/history/conversation_list_model.h"
#include "ui/history/conversation_panel.h"
#include "ui/transcript/transcript_view.h"

#include <QToolButton>

namespace freshet::test {

/// A window that somebody chats in, by its keys and buttons. A test that fails leaves a picture of it.
class ChatFixture : public QObject {
protected:
    void setUp()
    {
        m_app = std::make_unique<WindowFixture>();
        m_app->chooseModel("qwen3:8b");
    }

    void tearDown()
    {
        if (QTest::currentTestFailed() && m_app->window)
            m_app->window->grab().save(
                QString("%1/failed_%2.png").arg(QCoreApplication::applicationDirPath(), QTest::currentTestFunction()));
        m_app.reset();
    }

    /// And waits for what the window asks the server by itself.
    void open()
    {
        m_app->open();
        QTRY_VERIFY(!m_app->server.requests().isEmpty()); // the scan for local servers
    }

    ComposerField &field() { return *m_app->window->findChild<ComposerField *>(); }
    ChatPanel &panel() { return *m_app->window->findChild<ChatPanel *>(); }
    ChatController &controller() { return *m_app->window->findChild<ChatController *>(); }
    TranscriptView &transcript() { return panel().transcript(); }
    TranscriptMessage lastMessage() { return transcript().messages().value(transcript().messages().size() - 1); }
    QToolButton &sendOrStop() { return *m_app->window->findChild<QToolButton *>("sendOrStop"); }
    ConversationListModel &chats() { return m_app->window->findChild<ConversationPanel *>()->model(); }

    void ask(const QString &question)
    {
        field().setFocus();
        QTest::keyClicks(&field(), question);
        QTest::keyClick(&field(), Qt::Key_Return);
    }

    void press(const MessageId &id, MessageAction action)
    {
        const std::optional<size_t> message = transcript().column().indexOf(id);
        QVERIFY(message);
        for (const MessageControl &control : transcript().controlsOf(*message)) {
            if (control.kind == MessageControl::Kind::Action && control.action == action)
                return transcript().press(*message, control);
        }
        QFAIL("the message offers no such action");
    }

    std::unique_ptr<WindowFixture> m_app;
};

} // namespace freshet::test
