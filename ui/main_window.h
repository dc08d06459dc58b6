// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/model_info.h"
#include "ui/transcript/transcript_view.h"
#include "ui/window_services.h"

#include <QMainWindow>
#include <QPointer>

namespace freshet {

class ArchiveController;
class ChatController;
class ChatPanel;
class CommandPalette;
class CompareDialog;
class ConversationController;
class ConversationPanel;
class DocumentController;
class FavouriteModels;
class ModelChoice;
class ModelPicker;
class PaneArea;
class SearchController;
class SearchPanel;
class SettingsDialog;
class ShortcutController;
class SourcesPanel;
class ToolQueryModel;
class WindowActions;
enum class ConversationView;
enum class WindowCommand;
struct FoundServer;

/// The window: arranges its panes and joins the controllers; they do the work.
///
/// Panes and dialogs that are not seen at the start are made at their first use. Nothing touches the network or a
/// database before the first paint. In another language (QEvent::LanguageChange) all that has words on it is made anew;
/// the controllers go on, so no answer and nothing that was typed is lost.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    explicit MainWindow(const WindowServices &services, QWidget *parent = nullptr);
    ~MainWindow() override;

protected:
    bool event(QEvent *event) override;
    bool focusNextPrevChild(bool isForwards) override;
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void makePanes();
    void connectChats();
    void connectChat();
    void connectControllers();
    void bindSettings();
    void showTextOptions();
    void bindEndpoint();
    void bindArchive();
    void runArchive(WindowCommand command);
    void connectIndicator();
    void updateEndpoint();
    void startBackgroundWork();
    void startSearch();
    void speakAnew();
    void reopenSettings();
    void run(WindowCommand command);
    void toggleChats();
    void showChats(ConversationView view);
    void stopOrClose();
    void goToMessage(TranscriptView::Step step);
    void focusNextPane();
    void zoom(int percent);
    void pickModel();
    void openPalette();
    void takeFiles(const QStringList &paths);
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
    WindowActions *m_actions = nullptr; // child of this, as all below
    ShortcutController *m_shortcuts = nullptr;
    ModelChoice *m_model = nullptr;
    FavouriteModels *m_favourites = nullptr;
    ToolQueryModel *m_toolQueries = nullptr;
    DocumentController *m_documents = nullptr;
    ChatController *m_controller = nullptr;
    ArchiveController *m_archive = nullptr;
    ConversationController *m_order = nullptr;
    SearchController *m_search = nullptr;
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
    bool m_hasPainted = false;
};

} // namespace freshet
