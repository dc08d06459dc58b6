// SPDX-License-Identifier: MIT
#pragma once

#include <QAction>
#include <QHash>
#include <QObject>

class QMenu;
class QWidget;

namespace freshet {

/// What a window can be told to do.
enum class WindowCommand {
    NewChat,
    NewTemporaryChat,
    PinChat,
    RenameChat,
    MoveChat,
    TagChat,
    ArchiveChat,
    TrashChat,
    NewFolder,
    ShowArchive,
    ShowTrash,
    FocusComposer,
    ChooseModel,
    AttachFiles,
    ShowPrompt,
    ExportChat,
    PrintChat,
    ExportAllChats,
    ImportChats,
    AddFiles,
    AddFolder,
    ShowKnowledge,
    CopyLastAnswer,
    ContinueAnswer,
    RegenerateAnswer,
    CompareModels,
    ShowSources,
    ToggleChats,
    NextPane,
    PreviousMessage,
    NextMessage,
    FindInChat,
    SearchChats,
    FindNext,
    FindPrevious,
    WrapCode,
    ZoomIn,
    ZoomOut,
    ZoomReset,
    LightTheme,
    DarkTheme,
    SystemTheme,
    SendOnEnter,
    Settings,
    Palette,
    StopOrClose,
    NewWindow,
    QuickAsk,
    OpenInNewWindow,
    CloseWindow,
    Quit,
};

/// Every action of the window with its words and usual keys, in one table; also the menu that shows them.
class WindowActions : public QObject {
    Q_OBJECT

public:
    explicit WindowActions(QWidget &window); ///< Keys work in @p window.

    QAction &action(WindowCommand command) { return *m_actions.value(command); }
    QList<QAction *> all() const; ///< In the order of the menu; their object names are those of the settings.
    void retranslate(); ///< Takes the words of the language that is spoken now.
    QMenu &menu(); ///< All of them, some groups in menus of their own; made at its first use.

signals:
    void triggered(freshet::WindowCommand command);

private:
    QWidget &m_window;
    QHash<WindowCommand, QAction *> m_actions; // children of this
    QMenu *m_menu = nullptr; // child of m_window; null until first used, as those in it
    QMenu *m_chats = nullptr;
    QMenu *m_view = nullptr;
    QMenu *m_colors = nullptr;
};

} // namespace freshet
