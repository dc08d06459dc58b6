// SPDX-License-Identifier: MIT
#pragma once

#include "tests/ui/window/chat_fixture.h"
#include "ui/history/conversation_menu.h"
#include "ui/widgets/undo_bar.h"

#include <QAbstractButton>
#include <QDirIterator>
#include <QInputDialog>
#include <QListView>
#include <QMessageBox>

namespace freshet::test {

/// A window whose list of chats somebody works in, by its keys, menus and buttons.
class OrderFixture : public ChatFixture {
protected:
    ConversationPanel &sidebar() { return *m_app->window->findChild<ConversationPanel *>(); }
    QListView &list() { return *sidebar().findChild<QListView *>(); }
    UndoBar &undoBar() { return panel().undo(); }

    QStringList rows()
    {
        QStringList texts;
        for (int row = 0; row < chats().rowCount(); ++row)
            texts << chats().index(row).data().toString();
        return texts;
    }

    ConversationId idOf(const QString &title)
    {
        for (const ConversationInfo &chat : chats().conversations()) {
            if (chat.title == title)
                return chat.id;
        }
        return {};
    }

    /// A chat of its own, answered.
    void askNew(const QString &question)
    {
        controller().newChat();
        m_app->server.enqueue(WindowFixture::chat({"Well."}));
        ask(question);
        QTRY_COMPARE(lastMessage().state, MessageState::Done);
        QTRY_VERIFY(!idOf(question).isEmpty());
    }

    void goTo(const QString &title)
    {
        m_app->window->activateWindow(); // a menu may have been open
        QVERIFY(QTest::qWaitForWindowActive(m_app->window.get()));
        list().setFocus();
        list().selectionModel()->setCurrentIndex(
            chats().indexOf(idOf(title)), QItemSelectionModel::ClearAndSelect); // whatever key was held last
        QCOMPARE(sidebar().chosenChats(), QList<ConversationId>{idOf(title)});
    }

    void key(Qt::Key key, Qt::KeyboardModifiers modifiers) { QTest::keyClick(m_app->window.get(), key, modifiers); }

    void pressIn(QWidget &root, const QString &text)
    {
        for (QAbstractButton *button : root.findChildren<QAbstractButton *>()) {
            if (QString(button->text()).remove(u'&') == text) {
                button->click();
                return;
            }
        }
        QFAIL(qPrintable("no button " + text));
    }

    void answerQuestion(const QString &button)
    {
        auto *const box = m_app->window->findChild<QMessageBox *>();
        QVERIFY(box);
        pressIn(*box, button);
        QTRY_VERIFY(!m_app->window->findChild<QMessageBox *>());
    }

    void answerText(const QString &text)
    {
        auto *const dialog = m_app->window->findChild<QInputDialog *>();
        QVERIFY(dialog);
        dialog->setTextValue(text);
        dialog->accept();
        QTRY_VERIFY(!m_app->window->findChild<QInputDialog *>());
    }

    /// In the menu of the chat, or in one below it.
    void choose(const QString &title, const QString &entry)
    {
        emit sidebar().menuRequested(idOf(title), {});
        auto *const menu = m_app->window->findChild<ConversationMenu *>();
        QVERIFY(menu);
        for (QAction *action : menu->findChildren<QAction *>()) {
            if (action->text() == entry) {
                menu->close();
                action->trigger();
                QTRY_VERIFY(!m_app->window->findChild<ConversationMenu *>());
                return;
            }
        }
        menu->close();
        QFAIL(qPrintable("no entry " + entry));
    }

    void mark(const QStringList &titles)
    {
        goTo(titles.first());
        for (const QString &title : titles)
            list().selectionModel()->select(chats().indexOf(idOf(title)), QItemSelectionModel::Select);
        QCOMPARE(sidebar().chosenChats().size(), titles.size());
    }

    /// In the menu of those that are marked.
    void chooseForAll(const QString &entry)
    {
        emit sidebar().selectionMenuRequested(sidebar().selectedChats(), {});
        QMenu *menu = nullptr;
        for (QMenu *const it : sidebar().findChildren<QMenu *>(Qt::FindDirectChildrenOnly))
            menu = it->isVisible() ? it : menu;
        QVERIFY(menu);
        menu->close();
        for (QAction *action : menu->findChildren<QAction *>()) {
            if (action->text() == entry)
                return action->trigger();
        }
        QFAIL(qPrintable("no entry " + entry));
    }

    bool anyFileHolds(const QByteArray &text)
    {
        QDirIterator files(m_app->dir.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (file.open(QIODevice::ReadOnly) && file.readAll().contains(text))
                return true;
        }
        return false;
    }
};

} // namespace freshet::test
