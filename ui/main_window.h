// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/model_info.h"
#include "core/history/history_store.h"
#include "ui/transcript/transcript_view.h"
#include "ui/window_services.h"

#include <QMainWindow>
#include <QPointer>
#include <QSet>

namespace freshet {

class ArchiveController;
class ChatController;
class ChatPanel;
class CommandPalette;
class CompareDialog;
class ConversationController;
class ConversationPanel;
class DocumentController;
class DocumentOpener;
class FavouriteModels;
class ModelChoice;
class ModelPicker;
class NoticeBar;
class PaneArea;
class ReadingPlaceController;
class SearchController;
class SearchPanel;
class SettingsDialog;
class ShortcutController;
class SourcesPanel;
class WindowActions;
struct ChatPlace;
enum class ConversationView;
enum class WindowCommand;
struct FoundServer;

/// One window: arranges its panes and joins the controllers; they do the work.
///
/// It opens no chat by itself, since another window may show it: it asks by chatRequested(), and its WindowSet answers
/// with showChat(). Panes and dialogs that are not seen at the start are made at their first use. In another language
/// (QEvent::LanguageChange) all that has words on it is made anew; the controllers go on, so no answer and nothing that
/// was typed is lost.
class MainWindow : public QMainWindow {
    Q_OBJECT
    Q_MOC_INCLUDE("ui/chat/chat_place.h")

public:
    MainWindow(const WindowServices &services, const WindowShares &shares, QWidget *parent = nullptr);
    ~MainWindow() override;

    ChatController &chats() const { return *m_controller; }
    NoticeBar &notice();
    void showChat(const ChatPlace &place);
    void setAnswering(const QSet<ConversationId> &answering); ///< In all windows; marked in the list.
    void placeBeside(const MainWindow &other); ///< Of its size, before it is shown.
    void showRemedy(const ProviderId &provider, ErrorKind why); ///< In the settings.
    void closeSettings();
    ReadingPlaceController &place() const { return *m_place; }

signals:
    void chatRequested(const freshet::ChatPlace &place);
    void chatWindowRequested(const freshet::ConversationId &chat); ///< A window for it.
    void chatLeaving(const freshet::ConversationId &chat); ///< To the trash, or for good.
    void newWindowRequested();
    void quickAskRequested();
    void knowledgeRequested(); ///< The window about documents.
    void quitRequested();
    void settingsOpened();
    void closed(); ///< By whoever; nothing keeps it.

protected:
    bool focusNextPrevChild(bool isForwards) override;
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void makePanes();
    void connectChats();
    void connectChat();
    void connectControllers();
    void connectPanes();
    void bindPanes();
    void restoreState();
    void bindSettings();
    void showTextOptions();
    void bindEndpoint();
    void bindArchive();
    void runArchive(WindowCommand command);
    void connectIndicator();
    void updateEndpoint();
    void speakAnew();
    void reopenSettings();
    void run(WindowCommand command);
    void toggleChats();
    int chatsWidth() const; ///< At the present size of text.
    int grownWidth(int width) const; ///< One at the normal size of text, at the present one.
    void showChats(ConversationView view);
    void stopOrClose();
    void goToMessage(TranscriptView::Step step);
    void focusNextPane();
    void zoom(int percent);
    void pickModel();
    void openPalette();
    void compareModels();
    void showSources(const QString &answer, int number);
    void showSettings(const ProviderId &provider);
    void showOffers(const QList<FoundServer> &found);
    void use(const FoundServer &server);
    void showDocuments();
    void updateModel();
    void updateSourcesButton();
    void searchChats();
    SearchPanel &searchPanel();
    SourcesPanel &sources();
    SettingsDialog &settings();

    const WindowServices m_services;
    const WindowShares m_shares;
    WindowActions *m_actions = nullptr; // child of this, as all below
    ShortcutController *m_shortcuts = nullptr;
    ModelChoice *m_model = nullptr;
    FavouriteModels *m_favourites = nullptr;
    DocumentController *m_documents = nullptr;
    DocumentOpener *m_opener = nullptr;
    ChatController *m_controller = nullptr;
    ArchiveController *m_archive = nullptr;
    ConversationController *m_order = nullptr;
    SearchController *m_search = nullptr;
    ReadingPlaceController *m_place = nullptr;
    PaneArea *m_panes = nullptr;
    ConversationPanel *m_chats = nullptr;
    ChatPanel *m_chat = nullptr;
    SourcesPanel *m_sources = nullptr; // null until first used, as all below
    SearchPanel *m_searchPanel = nullptr;
    ModelPicker *m_picker = nullptr;
    CommandPalette *m_palette = nullptr;
    SettingsDialog *m_settings = nullptr;
    QPointer<CompareDialog> m_compare; // while it is open
    QPointer<ModelPicker> m_comparePicker; // child of m_compare
    QStringList m_foundWords; ///< To be marked in the message that is opened.
    QString m_sourcesOf; ///< The answer whose sources were shown last; empty = the last one's.
    QSet<ConversationId> m_answering; ///< Chats whose answer is being written.
};

} // namespace freshet
