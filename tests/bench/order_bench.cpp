// SPDX-License-Identifier: MIT
#include "tests/bench/order_bench.h"

#include "core/history/history_store.h"
#include "tests/bench/figures.h"
#include "ui/history/conversation_list_model.h"
#include "ui/history/conversation_panel.h"

#include <QEventLoop>
#include <QFile>
#include <QLineEdit>
#include <QListView>
#include <QTemporaryDir>

#include <sqlite3.h>

namespace freshet::bench {

namespace {

constexpr int kChats = 10'000;
constexpr int kOpenings = 20;

/// Nothing but the list; the store answers each call in its turn.
QList<ConversationInfo> listed(HistoryStore &store)
{
    QList<ConversationInfo> chats;
    QEventLoop loop;
    QObject::connect(&store, &HistoryStore::conversationsListed, &loop, [&](const QList<ConversationInfo> &all) {
        chats = all;
        loop.quit();
    });
    store.listConversations();
    loop.exec();
    return chats;
}

/// Of the last ten years, a third of them in twenty folders, a fifth with a tag, some pinned, archived or in the trash.
bool fill(const QString &path)
{
    {
        HistoryStore store(path); // makes the tables
        listed(store);
    }
    const char *const statements
        = "BEGIN;"
          "INSERT INTO folders WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 19)"
          " SELECT 'f' || i, 'Folder ' || i FROM n;"
          "INSERT INTO conversations (id, title, changed_at, folder, pinned_at, archived_at, trashed_at)"
          " WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 9999)"
          " SELECT 'c' || i, 'What is to be done about number ' || i || ', and when?',"
          " (unixepoch() - (9999 - i) * 31557) * 1000, iif(i % 3 = 0, 'f' || (i % 20), NULL),"
          " iif(i % 500 = 0, i, NULL), iif(i % 10 = 1, 1, NULL), iif(i % 50 = 2, unixepoch() * 1000, NULL) FROM n;"
          "INSERT INTO tags SELECT id, 'tag' || (rowid % 40) FROM conversations WHERE rowid % 5 = 0;"
          "INSERT INTO messages (id, conversation, role, state, text, answer, error, created_at, parent)"
          " SELECT 'q' || id, id, 'user', 'complete', title, '', '', changed_at, '' FROM conversations;"
          "INSERT INTO messages (id, conversation, role, state, text, answer, error, created_at, parent)"
          " SELECT 'a' || id, id, 'assistant', 'complete', replace(hex(zeroblob(500)), '00', 'word '), '{}', '',"
          " changed_at, 'q' || id FROM conversations;"
          "COMMIT";
    sqlite3 *db = nullptr;
    const bool ok = sqlite3_open(QFile::encodeName(path).constData(), &db) == SQLITE_OK
        && sqlite3_exec(db, statements, nullptr, nullptr, nullptr) == SQLITE_OK;
    sqlite3_close(db);
    return ok;
}

void show(ConversationPanel &panel, const QList<ConversationInfo> &chats, const QList<FolderInfo> &folders)
{
    panel.model().setFolders(folders);
    panel.model().setConversations(chats);
    panel.repaint();
    panel.findChild<QListView *>()->viewport()->repaint();
}

QList<FolderInfo> manyFolders()
{
    QList<FolderInfo> folders;
    for (int i = 0; i < 20; ++i)
        folders << FolderInfo{QStringLiteral("f%1").arg(i), QStringLiteral("Folder %1").arg(i)};
    return folders;
}

std::unique_ptr<ConversationPanel> newPanel()
{
    auto panel = std::make_unique<ConversationPanel>();
    panel->resize(240, 780);
    panel->show();
    panel->repaint();
    return panel;
}

} // namespace

QJsonObject measureOrder()
{
    const QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("chats.db"));
    if (!fill(path))
        return {{QStringLiteral("error"), QStringLiteral("the chats could not be made")}};
    const QList<FolderInfo> folders = manyFolders();
    QList<qint64> cold;
    QList<qint64> warm;
    QList<qint64> painted;
    QList<qint64> worked;
    QList<ConversationInfo> chats;
    for (int i = 0; i < kOpenings; ++i) {
        const auto panel = newPanel();
        const qint64 begin = monotonicNs();
        HistoryStore store(path);
        show(*panel, listed(store), folders);
        cold << monotonicNs() - begin;

        const auto second = newPanel();
        const qint64 again = monotonicNs();
        const qint64 cpu = processCpuNs();
        chats = listed(store);
        const qint64 read = monotonicNs();
        show(*second, chats, folders);
        warm << monotonicNs() - again;
        painted << monotonicNs() - read;
        worked << processCpuNs() - cpu;
    }

    const auto panel = newPanel();
    show(*panel, chats, folders);
    QList<qint64> moved;
    for (int i = 0; i < kOpenings; ++i) {
        chats.move(kChats / 2 + i, 0); // somebody asked in it
        chats.first().changedAt = QDateTime::currentDateTimeUtc();
        const qint64 begin = monotonicNs();
        show(*panel, chats, folders);
        moved << monotonicNs() - begin;
    }
    QList<qint64> typed;
    auto *const search = panel->findChild<QLineEdit *>();
    QString text;
    for (const QChar letter : QStringLiteral("number 77 #tag1")) {
        text += letter;
        const qint64 begin = monotonicNs();
        search->setText(text);
        panel->findChild<QListView *>()->viewport()->repaint();
        typed << monotonicNs() - begin;
    }
    return {{QStringLiteral("chats"), kChats}, {QStringLiteral("open_with_file"), percentiles(cold)},
        {QStringLiteral("open"), percentiles(warm)}, {QStringLiteral("open_cpu"), percentiles(worked)},
        {QStringLiteral("of_that_the_window"), percentiles(painted)},
        {QStringLiteral("chat_moves_to_the_top"), percentiles(moved)},
        {QStringLiteral("keystroke_in_search"), percentiles(typed)}};
}

} // namespace freshet::bench
