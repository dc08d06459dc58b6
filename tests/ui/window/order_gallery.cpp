// SPDX-License-Identifier: MIT
// Renders the list of chats with its folders, tags, archive and trash to pictures, to be looked at: order_gallery
// OUT_DIR [LANGUAGE].
#include "tests/ui/window/gallery_fixture.h"
#include "ui/history/conversation_menu.h"
#include "ui/widgets/undo_bar.h"

#include <QInputDialog>
#include <QMessageBox>
#include <QSignalSpy>

using namespace freshet;
using test::GalleryFixture;
using test::WindowFixture;

namespace {

class Gallery : public GalleryFixture {
public:
    using GalleryFixture::GalleryFixture;

    void run()
    {
        fill();
        open();
        QTRY_VERIFY(chats().rowCount() > 5);
        controller().open("tax");
        settle();
        shoot("01-list");
        shootMenus();
        shootTrash();
        shootTemporary();
        shootSizes();
    }

private:
    void fill()
    {
        const struct {
            const char *id;
            const char *title;
        } chats[] = {{"sky", "Why is the sky blue?"}, {"sse", "SSE parsers that survive every cut"},
            {"key", "Keychain on Linux"}, {"bread", "Bread without kneading, with rye and a long rest"},
            {"boiler", "Boiler pressure"}, {"loan", "House loan, ten or fifteen years?"}, {"tax", "Tax letter"},
            {"trip", "Two days in Bergen"}, {"old", "Names for a cat"}, {"gone", "A draft that led nowhere"}};
        HistoryStore &history = m_app->history;
        for (const auto &[id, title] : chats) {
            const StoredMessage question{.id = QString::fromLatin1(id) + "-q",
                .conversation = id,
                .answer = {.text = title},
                .createdAt = QDateTime::currentDateTimeUtc()};
            StoredMessage answer{.id = QString::fromLatin1(id) + "-a",
                .conversation = id,
                .parent = question.id,
                .role = ChatRole::Assistant,
                .state = StoredState::Complete,
                .answer = {.text = "It depends: on **when** you ask, and on what is already there."},
                .createdAt = question.createdAt};
            history.storeQuestion(question, answer);
        }
        history.changeOrder(order::AddFolder{"house", "House"});
        history.changeOrder(order::AddFolder{"work", "Work and what comes of it in the end"});
        history.changeOrder(order::MoveToFolder{"boiler", "house"});
        history.changeOrder(order::MoveToFolder{"loan", "house"});
        history.changeOrder(order::MoveToFolder{"sse", "work"});
        history.changeOrder(order::Pin{"tax"});
        history.changeOrder(order::SetTags{"tax", {"2025", "urgent"}});
        history.changeOrder(order::SetTags{"bread", {"recipes"}});
        history.changeOrder(order::Archive{"old"});
        history.changeOrder(order::MoveToTrash{"gone"});
        m_app->settings.set(keys::closedFolders, QStringList{"work"});
    }

    ConversationPanel &sidebar() { return *m_app->window->findChild<ConversationPanel *>(); }

    void shootMenus()
    {
        emit sidebar().menuRequested("tax", {});
        auto *menu = m_app->window->findChild<ConversationMenu *>();
        shoot("02-menu", menu);
        menu->close();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        emit sidebar().menuRequested("loan", {});
        menu = m_app->window->findChild<ConversationMenu *>();
        for (QMenu *inner : menu->findChildren<QMenu *>()) {
            inner->popup({});
            shoot("03-folders", inner);
            inner->close();
            break;
        }
        menu->close();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QTest::keyClick(m_app->window.get(), Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
        auto *const dialog = m_app->window->findChild<QInputDialog *>();
        shoot("04-tags", dialog);
        dialog->reject();
    }

    void shootTrash()
    {
        m_app->window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_app->window.get()));
        QTest::keyClick(m_app->window.get(), Qt::Key_Backspace, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(!chats().indexOf("tax").isValid());
        shoot("05-undo");
        sidebar().setView(ConversationView::Trash);
        controller().open("gone");
        settle();
        shoot("06-trash");
        emit sidebar().emptyTrashRequested();
        auto *const question = m_app->window->findChild<QMessageBox *>();
        shoot("07-empty-trash", question);
        question->reject();
        panel().undo().undo();
        sidebar().setView(ConversationView::Archive);
        shoot("08-archive");
        sidebar().setView(ConversationView::Chats);
        sidebar().setFilter("#rec");
        shoot("09-filter");
        sidebar().setFilter({});
    }

    void shootTemporary()
    {
        controller().newTemporaryChat();
        shoot("10-temporary-start");
        m_app->server.enqueue(WindowFixture::chat({"Nobody will know."}));
        ask("Who knows of this?");
        QTRY_COMPARE(lastMessage().state, MessageState::Done);
        QTRY_VERIFY(chats().index(0).isValid());
        shoot("11-temporary");
    }

    void shootSizes()
    {
        m_app->window->resize(420, 700);
        QTest::keyClick(m_app->window.get(), Qt::Key_F9);
        shoot("12-narrow");
        m_app->window->resize(1180, 780);
        m_app->settings.set(keys::textZoomPercent, 200);
        sidebar().setView(ConversationView::Chats);
        shoot("13-zoom-200");
        sidebar().setView(ConversationView::Trash);
        shoot("14-zoom-200-trash");
        m_app->settings.set(keys::textZoomPercent, 100);
        QApplication::setLayoutDirection(Qt::RightToLeft);
        sidebar().setView(ConversationView::Chats);
        shoot("15-right-to-left");
        QApplication::setLayoutDirection(Qt::LeftToRight);
    }
};

} // namespace

int main(int argc, char *argv[]) { return test::runGallery<Gallery>(argc, argv); }
