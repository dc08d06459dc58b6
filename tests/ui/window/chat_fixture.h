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

    // Of a further window where one is given.
    MainWindow &window(MainWindow *in) { return in ? *in : *m_app->window; }
    ComposerField &field(MainWindow *in = nullptr) { return *window(in).findChild<ComposerField *>(); }
    ChatPanel &panel(MainWindow *in = nullptr) { return *window(in).findChild<ChatPanel *>(); }
    ChatController &controller(MainWindow *in = nullptr) { return window(in).chats(); }
    TranscriptView &transcript(MainWindow *in = nullptr) { return panel(in).transcript(); }
    TranscriptMessage lastMessage(MainWindow *in = nullptr)
    {
        return transcript(in).messages().value(transcript(in).messages().size() - 1);
    }
    QToolButton &sendOrStop() { return *m_app->window->findChild<QToolButton *>("sendOrStop"); }
    ConversationListModel &chats(MainWindow *in = nullptr)
    {
        return window(in).findChild<ConversationPanel *>()->model();
    }

    void ask(const QString &question, MainWindow *in = nullptr)
    {
        field(in).setFocus();
        QTest::keyClicks(&field(in), question);
        QTest::keyClick(&field(in), Qt::Key_Return);
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
