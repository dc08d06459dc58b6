// SPDX-License-Identifier: MIT
#include "ui/window_actions.h"

#include <QActionGroup>
#include <QMenu>

namespace freshet {

namespace {

struct WindowEntry {
    enum Group { Chat, Chats, Archive, Documents, View, Theme, Program } group;
    WindowCommand command;
    const char *name; ///< In the settings; never changes.
    const char *text;
    const char *keys; ///< As QKeySequence reads them; several are separated by ';'.
};

constexpr WindowEntry kWindowEntries[] = {
    {WindowEntry::Chat, WindowCommand::NewChat, "new-chat", QT_TRANSLATE_NOOP("freshet::WindowActions", "New chat"),
        "Ctrl+N"},
    {WindowEntry::Chat, WindowCommand::NewTemporaryChat, "new-temporary-chat",
        QT_TRANSLATE_NOOP("freshet::WindowActions", "New temporary chat"), "Ctrl+Shift+N"},
    {WindowEntry::Chat, WindowCommand::FocusComposer, "focus-composer",
        QT_TRANSLATE_NOOP("freshet::WindowActions", "Write a question"), "Ctrl+L"},
    {WindowEntry::Chat, WindowCommand::ChooseModel, "choose-model",
        QT_TRANSLATE_NOOP("freshet::WindowActions", "Choose a model…"), "Ctrl+M"},
    {WindowEntry::Chat, WindowCommand::CopyLastAnswer, "copy-last-answer",
        QT_TRANSLATE_NOOP("freshet::WindowActions", "Copy the last answer"), "Ctrl+Shift+C"},
    {WindowEntry::Chat, WindowCommand::ContinueAnswer, "continue-answer",
        QT_TRANSLATE_NOOP("freshet::WindowActions", "Go on with the last answer"), "Ctrl+."},
    {WindowEntry::Chat, WindowCommand::RegenerateAnswer, "regenerate-answer",
        QT_TRANSLATE_NOOP("freshet::WindowActions", "Ask for another answer"), "Ctrl+R"},
    {WindowEntry::Chat, WindowCommand::CompareModels, "compare-models",
        QT_TRANSLATE_NOOP("freshet::WindowActions", "Ask several models…"), "Ctrl+Shift+M"},
    {WindowEntry::Chat, WindowCommand::AttachFiles, "attach-files",
        QT_TRANSLATE_NOOP("freshet::WindowActions", "Attach files to the question…"), "Ctrl+Shift+A"},
    {WindowEntry::Chat, WindowCommand::ShowPrompt, "show-prompt",
        QT_TRANSLATE_NOOP("freshet::WindowActions", "Show what will be sent…"), "Ctrl+Shift+P"},
    {WindowEntry::Chat, WindowCommand::StopOrClose, "stop-or-close",
        QT_TRANSLATE_NOOP("freshet::WindowActions", "Stop, or close the side pane"), "Esc"},
    {WindowEntry::Chats, WindowCommand::PinChat, "pin-chat",
        QT_TRANSLATE_NOOP("freshet::WindowActions", "Pin or unpin the chat"), "Ctrl+Shift+B"},
    {WindowEntry::Chats, WindowCommand::RenameChat, "rename-chat",
        QT_TRANSLATE_NOOP("freshet::WindowActions", "Rename the chat"), "F2"},
    {WindowEntry::Chats, WindowCommand::MoveChat, "move-chat",
        QT_TRANSLATE_NOOP("freshet::WindowActions", "Move the chat to a folder…"), "Ctrl+Shift+D"},
    {WindowEntry::Chats, WindowCommand::TagChat, "tag-chat",
        QT_TRANSLATE_NOOP("freshet::WindowActions", "Tags of the chat…"), "Ctrl+Shift+T"},
    {WindowEntry::Chats, WindowCommand::ArchiveChat, "archive-chat",
        QT_TRANSLATE_NOOP("freshet::WindowActions", "Archive the chat, or take it out"), "Ctrl+Shift+H"},
    {WindowEntry::Chats, WindowCommand::TrashChat, "trash-chat",
        QT_TRANSLATE_NOOP("freshet::WindowActions", "Move the chat to the trash, or restore it"),
        "Ctrl+Shift+Backspace"},
    {WindowEntry::Chats, WindowCommand::OpenInNewWindow, "open-in-new-window",
        QT_TRANSLATE_NOOP("freshet::WindowActions", "Open the chat in a new window"), "Ctrl+Alt+O"},
    {WindowEntry::Chats, WindowCommand::NewFolder, "new-folder",
        QT_TRANSLATE_NOOP("freshet::WindowActions", "New folder…"), ""},
    {WindowEntry::Chats, WindowCommand::ShowArchive, "show-archive",
        QT_TRANSLATE_NOOP("freshet::WindowActions", "Show the archive"), ""},
    {WindowEntry::Chats, WindowCommand::ShowTrash, "show-trash",
        QT_TRANSLATE_NOOP("freshet::WindowActions", "Show the trash"), ""},
    {WindowEntry::Archive, WindowCommand::ExportChat, "export-chat",
        QT_TRANSLATE_NOOP("freshet::WindowActions", "Export this chat…"), "Ctrl+E"},
    {WindowEntry::Archive, WindowCommand::PrintChat, "print-chat",
        QT_TRANSLATE_NOOP("freshet::WindowActions", "Print this chat…"), "Ctrl+P"},
    {WindowEntry::Archive, WindowCommand::ExportAllChats, "export-all-chats",
        QT_TRANSLATE_NOOP("freshet::WindowActions", "Export all chats…"), ""},
    {WindowEntry::Archive, WindowCommand::ImportChats, "import-chats",
        QT_TRANSLATE_NOOP("freshet::WindowActions", "Import chats…"), ""},
    {WindowEntry::Documents, WindowCommand::AddFiles, "add-files",
        QT_TRANSLATE_NOOP("freshet::WindowActions", "Add files…"), "Ctrl+O"},
    {WindowEntry::Documents, WindowCommand::AddFolder, "add-folder",
        QT_TRANSLATE_NOOP("freshet::WindowActions", "Add a folder…"), "Ctrl+Shift+O"},
    {WindowEntry::Documents, WindowCommand::ShowKnowledge, "show-knowledge",
        QT_TRANSLATE_NOOP("freshet::WindowActions", "Collections and documents…"), "Ctrl+Shift+I"},
    {WindowEntry::View, WindowCommand::Palette, "palette",
        QT_TRANSLATE_NOOP("freshet::WindowActions", "Find a command or a chat…"), "Ctrl+K"},
    {WindowEntry::View, WindowCommand::ToggleChats, "toggle-chats",
        QT_TRANSLATE_NOOP("freshet::WindowActions", "Show the chats"), "F9"},
    {WindowEntry::View, WindowCommand::ShowSources, "show-sources",
        QT_TRANSLATE_NOOP("freshet::WindowActions", "Show the sources"), "Ctrl+Shift+S"},
    {WindowEntry::View, WindowCommand::NextPane, "next-pane", QT_TRANSLATE_NOOP("freshet::WindowActions", "Next pane"),
        "F6"},
    {WindowEntry::View, WindowCommand::PreviousMessage, "previous-message",
        QT_TRANSLATE_NOOP("freshet::WindowActions", "Previous message"), "Alt+Up"},
    {WindowEntry::View, WindowCommand::NextMessage, "next-message",
        QT_TRANSLATE_NOOP("freshet::WindowActions", "Next message"), "Alt+Down"},
    {WindowEntry::View, WindowCommand::FindInChat, "find-in-chat",
        QT_TRANSLATE_NOOP("freshet::WindowActions", "Find in this chat…"), "Ctrl+F"},
    {WindowEntry::View, WindowCommand::SearchChats, "search-chats",
        QT_TRANSLATE_NOOP("freshet::WindowActions", "Search all chats…"), "Ctrl+Shift+F"},
    {WindowEntry::View, WindowCommand::FindNext, "find-next", QT_TRANSLATE_NOOP("freshet::WindowActions", "Next hit"),
        "F3"},
    {WindowEntry::View, WindowCommand::FindPrevious, "find-previous",
        QT_TRANSLATE_NOOP("freshet::WindowActions", "Previous hit"), "Shift+F3"},
    {WindowEntry::View, WindowCommand::WrapCode, "wrap-code",
        QT_TRANSLATE_NOOP("freshet::WindowActions", "Wrap long lines in code"), "Alt+Z"},
    {WindowEntry::View, WindowCommand::ZoomIn, "zoom-in", QT_TRANSLATE_NOOP("freshet::WindowActions", "Larger text"),
        "Ctrl++;Ctrl+="},
    {WindowEntry::View, WindowCommand::ZoomOut, "zoom-out", QT_TRANSLATE_NOOP("freshet::WindowActions", "Smaller text"),
        "Ctrl+-"},
    {WindowEntry::View, WindowCommand::ZoomReset, "zoom-reset",
        QT_TRANSLATE_NOOP("freshet::WindowActions", "Normal text size"), "Ctrl+0"},
    {WindowEntry::Theme, WindowCommand::SystemTheme, "system-theme",
        QT_TRANSLATE_NOOP("freshet::WindowActions", "Colours of the system"), ""},
    {WindowEntry::Theme, WindowCommand::LightTheme, "light-theme",
        QT_TRANSLATE_NOOP("freshet::WindowActions", "Light colours"), ""},
    {WindowEntry::Theme, WindowCommand::DarkTheme, "dark-theme",
        QT_TRANSLATE_NOOP("freshet::WindowActions", "Dark colours"), ""},
    {WindowEntry::Program, WindowCommand::SendOnEnter, "send-on-enter",
        QT_TRANSLATE_NOOP("freshet::WindowActions", "Enter sends the question"), ""},
    {WindowEntry::Program, WindowCommand::Settings, "settings",
        QT_TRANSLATE_NOOP("freshet::WindowActions", "Settings…"), "Ctrl+,"},
    {WindowEntry::Program, WindowCommand::NewWindow, "new-window",
        QT_TRANSLATE_NOOP("freshet::WindowActions", "New window"), "Ctrl+Alt+N"},
    {WindowEntry::Program, WindowCommand::QuickAsk, "quick-ask",
        QT_TRANSLATE_NOOP("freshet::WindowActions", "Ask a quick question"), "Ctrl+Shift+K"},
    {WindowEntry::Program, WindowCommand::CloseWindow, "close-window",
        QT_TRANSLATE_NOOP("freshet::WindowActions", "Close the window"), "Ctrl+W"},
    {WindowEntry::Program, WindowCommand::Quit, "quit", QT_TRANSLATE_NOOP("freshet::WindowActions", "Quit"), "Ctrl+Q"},
};

bool isCheckable(const WindowEntry &entry)
{
    return entry.group == WindowEntry::Theme || entry.command == WindowCommand::SendOnEnter
        || entry.command == WindowCommand::ToggleChats || entry.command == WindowCommand::WrapCode;
}

} // namespace

WindowActions::WindowActions(QWidget &window) : QObject(&window), m_window(window)
{
    auto *const themes = new QActionGroup(this);
    for (const WindowEntry &entry : kWindowEntries) {
        auto *const action = new QAction(this);
        action->setObjectName(QLatin1String(entry.name));
        QList<QKeySequence> keys;
        for (const QString &key : QString::fromLatin1(entry.keys).split(u';', Qt::SkipEmptyParts))
            keys << QKeySequence(key);
        action->setShortcuts(keys);
        action->setCheckable(isCheckable(entry));
        if (entry.group == WindowEntry::Theme)
            themes->addAction(action);
        connect(action, &QAction::triggered, this, [this, command = entry.command] { emit triggered(command); });
        window.addAction(action);
        m_actions.insert(entry.command, action);
    }
    retranslate();
}

QList<QAction *> WindowActions::all() const
{
    QList<QAction *> all;
    for (const WindowEntry &entry : kWindowEntries)
        all << m_actions.value(entry.command);
    return all;
}

void WindowActions::retranslate()
{
    for (const WindowEntry &entry : kWindowEntries)
        m_actions.value(entry.command)->setText(tr(entry.text));
    if (m_menu) {
        m_menu->setAccessibleName(tr("Menu"));
        m_chats->setTitle(tr("Chats"));
        m_view->setTitle(tr("View"));
        m_colors->setTitle(tr("Colours"));
    }
}

QMenu &WindowActions::menu()
{
    if (m_menu)
        return *m_menu;
    m_menu = new QMenu(&m_window);
    m_chats = new QMenu(m_menu);
    m_view = new QMenu(m_menu);
    m_colors = new QMenu(m_menu);
    WindowEntry::Group group = WindowEntry::Chat;
    for (const WindowEntry &entry : kWindowEntries) {
        QMenu *const inner = entry.group == WindowEntry::Chats ? m_chats
            : entry.group == WindowEntry::View                 ? m_view
            : entry.group == WindowEntry::Theme                ? m_colors
                                                               : nullptr;
        const bool isFirst = entry.group != group;
        group = entry.group;
        if (isFirst && inner != m_colors)
            m_menu->addSeparator();
        if (isFirst && inner)
            m_menu->addMenu(inner);
        (inner ? inner : m_menu)->addAction(m_actions.value(entry.command));
    }
    retranslate();
    return *m_menu;
}

} // namespace freshet
