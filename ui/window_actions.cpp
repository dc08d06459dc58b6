// SPDX-License-Identifier: MIT
#include "ui/window_actions.h"

#include <QActionGroup>
#include <QMenu>

namespace freshet {

namespace {

struct WindowEntry {
    enum Group { Chat, Documents, View, Theme, Program } group;
    WindowCommand command;
    const char *text;
    const char *keys; ///< As QKeySequence reads them; several are separated by ';'.
};

constexpr WindowEntry kWindowEntries[] = {
    {WindowEntry::Chat, WindowCommand::NewChat, QT_TRANSLATE_NOOP("freshet::WindowActions", "New chat"), "Ctrl+N"},
    {WindowEntry::Chat, WindowCommand::FocusComposer, QT_TRANSLATE_NOOP("freshet::WindowActions", "Write a question"),
        "Ctrl+L"},
    {WindowEntry::Chat, WindowCommand::ChooseModel, QT_TRANSLATE_NOOP("freshet::WindowActions", "Choose a model…"),
        "Ctrl+M"},
    {WindowEntry::Chat, WindowCommand::CopyLastAnswer,
        QT_TRANSLATE_NOOP("freshet::WindowActions", "Copy the last answer"), "Ctrl+Shift+C"},
    {WindowEntry::Chat, WindowCommand::ContinueAnswer,
        QT_TRANSLATE_NOOP("freshet::WindowActions", "Go on with the last answer"), "Ctrl+."},
    {WindowEntry::Chat, WindowCommand::RegenerateAnswer,
        QT_TRANSLATE_NOOP("freshet::WindowActions", "Ask for another answer"), "Ctrl+R"},
    {WindowEntry::Chat, WindowCommand::CompareModels,
        QT_TRANSLATE_NOOP("freshet::WindowActions", "Ask several models…"), "Ctrl+Shift+M"},
    {WindowEntry::Chat, WindowCommand::AttachFiles,
        QT_TRANSLATE_NOOP("freshet::WindowActions", "Attach files to the question…"), "Ctrl+Shift+A"},
    {WindowEntry::Chat, WindowCommand::ShowPrompt,
        QT_TRANSLATE_NOOP("freshet::WindowActions", "Show what will be sent…"), "Ctrl+Shift+P"},
    {WindowEntry::Chat, WindowCommand::StopOrClose,
        QT_TRANSLATE_NOOP("freshet::WindowActions", "Stop, or close the side pane"), "Esc"},
    {WindowEntry::Documents, WindowCommand::AddFiles, QT_TRANSLATE_NOOP("freshet::WindowActions", "Add files…"),
        "Ctrl+O"},
    {WindowEntry::Documents, WindowCommand::AddFolder, QT_TRANSLATE_NOOP("freshet::WindowActions", "Add a folder…"),
        "Ctrl+Shift+O"},
    {WindowEntry::View, WindowCommand::ToggleChats, QT_TRANSLATE_NOOP("freshet::WindowActions", "Show the chats"),
        "F9"},
    {WindowEntry::View, WindowCommand::ShowSources, QT_TRANSLATE_NOOP("freshet::WindowActions", "Show the sources"),
        "Ctrl+Shift+S"},
    {WindowEntry::View, WindowCommand::NextPane, QT_TRANSLATE_NOOP("freshet::WindowActions", "Next pane"), "F6"},
    {WindowEntry::View, WindowCommand::PreviousMessage, QT_TRANSLATE_NOOP("freshet::WindowActions", "Previous message"),
        "Alt+Up"},
    {WindowEntry::View, WindowCommand::NextMessage, QT_TRANSLATE_NOOP("freshet::WindowActions", "Next message"),
        "Alt+Down"},
    {WindowEntry::View, WindowCommand::FindInChat, QT_TRANSLATE_NOOP("freshet::WindowActions", "Find in this chat…"),
        "Ctrl+F"},
    {WindowEntry::View, WindowCommand::SearchChats, QT_TRANSLATE_NOOP("freshet::WindowActions", "Search all chats…"),
        "Ctrl+Shift+F;Ctrl+K"},
    {WindowEntry::View, WindowCommand::FindNext, QT_TRANSLATE_NOOP("freshet::WindowActions", "Next hit"), "F3"},
    {WindowEntry::View, WindowCommand::FindPrevious, QT_TRANSLATE_NOOP("freshet::WindowActions", "Previous hit"),
        "Shift+F3"},
    {WindowEntry::View, WindowCommand::WrapCode, QT_TRANSLATE_NOOP("freshet::WindowActions", "Wrap long lines in code"),
        "Alt+Z"},
    {WindowEntry::View, WindowCommand::ZoomIn, QT_TRANSLATE_NOOP("freshet::WindowActions", "Larger text"),
        "Ctrl++;Ctrl+="},
    {WindowEntry::View, WindowCommand::ZoomOut, QT_TRANSLATE_NOOP("freshet::WindowActions", "Smaller text"), "Ctrl+-"},
    {WindowEntry::View, WindowCommand::ZoomReset, QT_TRANSLATE_NOOP("freshet::WindowActions", "Normal text size"),
        "Ctrl+0"},
    {WindowEntry::Theme, WindowCommand::SystemTheme,
        QT_TRANSLATE_NOOP("freshet::WindowActions", "Colours of the system"), ""},
    {WindowEntry::Theme, WindowCommand::LightTheme, QT_TRANSLATE_NOOP("freshet::WindowActions", "Light colours"), ""},
    {WindowEntry::Theme, WindowCommand::DarkTheme, QT_TRANSLATE_NOOP("freshet::WindowActions", "Dark colours"), ""},
    {WindowEntry::Program, WindowCommand::SendOnEnter,
        QT_TRANSLATE_NOOP("freshet::WindowActions", "Enter sends the question"), ""},
    {WindowEntry::Program, WindowCommand::Settings, QT_TRANSLATE_NOOP("freshet::WindowActions", "Settings…"), "Ctrl+,"},
    {WindowEntry::Program, WindowCommand::Quit, QT_TRANSLATE_NOOP("freshet::WindowActions", "Quit"), "Ctrl+Q"},
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

void WindowActions::retranslate()
{
    for (const WindowEntry &entry : kWindowEntries)
        m_actions.value(entry.command)->setText(tr(entry.text));
    if (m_menu) {
        m_view->setTitle(tr("View"));
        m_colors->setTitle(tr("Colours"));
    }
}

QMenu &WindowActions::menu()
{
    if (m_menu)
        return *m_menu;
    m_menu = new QMenu(&m_window);
    m_view = new QMenu(m_menu);
    m_colors = new QMenu(m_menu);
    WindowEntry::Group group = WindowEntry::Chat;
    for (const WindowEntry &entry : kWindowEntries) {
        QMenu *const inner = entry.group == WindowEntry::View ? m_view
            : entry.group == WindowEntry::Theme               ? m_colors
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
