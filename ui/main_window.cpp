// SPDX-License-Identifier: MIT
#include "ui/main_window.h"

#include "core/history/history_store.h"
#include "core/models/local_server_scan.h"
#include "core/models/model_refresh_service.h"
#include "core/providers/provider_registry.h"
#include "core/settings/keys.h"
#include "core/settings/settings_store.h"
#include "ui/archive/archive_controller.h"
#include "ui/chat/chat_controller.h"
#include "ui/chat/chat_header.h"
#include "ui/chat/chat_panel.h"
#include "ui/chat/chat_place.h"
#include "ui/chat/compare_dialog.h"
#include "ui/chat/composer.h"
#include "ui/chat/composer_controller.h"
#include "ui/chat/reading_place_controller.h"
#include "ui/chat/start_page.h"
#include "ui/documents/document_controller.h"
#include "ui/documents/document_opener.h"
#include "ui/history/conversation_controller.h"
#include "ui/history/conversation_list_model.h"
#include "ui/history/conversation_panel.h"
#include "ui/models/favourite_models.h"
#include "ui/models/model_choice.h"
#include "ui/models/model_picker.h"
#include "ui/palette/command_palette.h"
#include "ui/search/search_controller.h"
#include "ui/search/search_panel.h"
#include "ui/settings/settings_dialog.h"
#include "ui/shortcuts/shortcut_controller.h"
#include "ui/theme/theme_controller.h"
#include "ui/transcript/transcript_view.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/pane_area.h"
#include "ui/widgets/reading_order.h"
#include "ui/widgets/show_in_front.h"
#include "ui/widgets/status_line.h"
#include "ui/window_actions.h"

#include <QDBusConnection>
#include <QMenu>
#include <QToolButton>

namespace freshet {

namespace {

constexpr int kChatsBesideFrom = 640;
constexpr int kSourcesBesideFrom = 900;
constexpr int kZoomStep = 10;

/// Not QToolButton's own menu: that paints an arrow beside the one that is there.
/// Within the window, where it fits.
void popUpBelow(const QWidget &button, QMenu &menu)
{
    QPoint corner = button.mapToGlobal(button.rect().bottomLeft());
    const QRect window = button.window()->frameGeometry();
    corner.setX(std::max(window.left(), std::min(corner.x(), window.right() + 1 - menu.sizeHint().width())));
    menu.popup(corner);
}

} // namespace

MainWindow::MainWindow(const WindowServices &services, const WindowShares &shares, QWidget *parent)
    : QMainWindow(parent),
      m_services(services),
      m_shares(shares),
      m_actions(new WindowActions(*this)),
      m_shortcuts(new ShortcutController(m_actions->all(), services.settings, this)),
      m_model(new ModelChoice(services.settings, services.providers, services.models, this)),
      m_favourites(new FavouriteModels(services.settings, this)),
      m_documents(new DocumentController(services.retrieval, shares.collections, *this)),
      m_opener(new DocumentOpener(services.retrieval, QDBusConnection::sessionBus, this)),
      m_controller(new ChatController(services.queries, services.history, services.settings, *m_model, shares.drafts,
          shares.collections, DraftStore::NewChat::Found, this)),
      m_archive(new ArchiveController(services.history, *this, shares.isArchiveBusy)),
      m_order(new ConversationController(services.history, services.settings, *m_controller, this)),
      m_search(new SearchController(services.search, this)),
      m_place(new ReadingPlaceController(services.history, services.settings, shares.drafts, *m_controller, this))
{
    setWindowTitle(QStringLiteral("Freshet"));
    connectControllers();
    makePanes();
    bindSettings();
    connect(m_actions, &WindowActions::triggered, this, &MainWindow::run);
    connect(&services.localServers, &LocalServerScan::finished, this, &MainWindow::showOffers);
    showOffers(services.localServers.found());

    restoreState();
    m_chat->setFocus();
}

MainWindow::~MainWindow()
{
    // While what they speak to is there.
    delete m_settings;
    delete m_picker;
    delete m_archive;
    delete m_order;
    delete m_place;
    delete m_controller;
}

/// Once, and again in another language: all that has words on it.
void MainWindow::makePanes()
{
    m_panes = new PaneArea(this);
    m_chats = new ConversationPanel(m_panes);
    m_chat = new ChatPanel(m_panes);
    m_panes->setMiddle(m_chat);
    m_panes->setPane(PaneArea::Side::Left, m_chats, chatsWidth(), kChatsBesideFrom);
    setCentralWidget(m_panes);
    connectPanes();
    connectChats();
    connectChat();
    m_chat->setTheme(m_services.theme.theme(), m_services.theme.typography().zoom());
    showTextOptions();
    m_documents->showOn(*m_chat, *m_controller);
    m_controller->showOn(*m_chat);
    m_order->showOn(*m_chats, *m_chat);
    m_place->showOn(*m_chat);
    m_chats->model().setAnswering(m_answering);
    connectIndicator();
    updateModel();
}

void MainWindow::connectChats()
{
    connect(m_chats, &ConversationPanel::settingsRequested, this, [this] { showSettings({}); });
    connect(m_chats, &ConversationPanel::documentsRequested, this, &MainWindow::knowledgeRequested);
    connect(m_panes, &PaneArea::shownChanged, this, [this](PaneArea::Side side, bool isShown) {
        if (side == PaneArea::Side::Left)
            m_actions->action(WindowCommand::ToggleChats).setChecked(isShown);
    });
}

void MainWindow::connectChat()
{
    ChatHeader &header = m_chat->header();
    StartPage &start = m_chat->startPage();
    connect(&header, &ChatHeader::chatsRequested, this, &MainWindow::toggleChats);
    connect(&header, &ChatHeader::modelRequested, this, &MainWindow::pickModel);
    connect(&header, &ChatHeader::sourcesRequested, this, [this] { showSources({}, 0); });
    connect(&header, &ChatHeader::documentsRequested, this,
        [this] { popUpBelow(m_chat->header().documentsButton(), m_documents->menu()); });
    connect(&header, &ChatHeader::moreRequested, this,
        [this] { popUpBelow(m_chat->header().moreButton(), m_actions->menu()); });
    connect(&start, &StartPage::useRequested, this, &MainWindow::use);
    connect(&start, &StartPage::addProviderRequested, this, [this] { showSettings({}); });
    connect(&start, &StartPage::addDocumentsRequested, m_documents, &DocumentController::chooseFiles);
}

void MainWindow::connectControllers()
{
    connect(m_documents, &DocumentController::labelChanged, this, &MainWindow::showDocuments);
    connect(m_model, &ModelChoice::changed, this, &MainWindow::updateModel);
    connect(&m_services.models, &ModelRefreshService::modelsChanged, this, &MainWindow::updateModel);
    connect(m_controller, &ChatController::currentChanged, this, [this](const ConversationId &id) {
        m_chats->setCurrent(id);
        m_chat->closeFind();
        m_panes->setVisibility(PaneArea::Side::Right, PaneArea::Visibility::Hidden);
        if (m_panes->isOverlay(PaneArea::Side::Left))
            m_panes->setVisibility(PaneArea::Side::Left, PaneArea::Visibility::ShownWhereBeside);
        m_chat->setFocus();
    });
    connect(m_controller, &ChatController::messageShown, this,
        [this](const MessageId &message) { m_chat->showFound(message, std::exchange(m_foundWords, {})); });
    connect(m_order, &ConversationController::openRequested, this,
        [this](const ConversationId &chat) { emit chatRequested({.chat = chat}); });
    connect(m_order, &ConversationController::windowRequested, this, &MainWindow::chatWindowRequested);
    connect(m_order, &ConversationController::leaving, this, &MainWindow::chatLeaving);
    connect(m_controller, &ChatController::sourcesRequested, this, &MainWindow::showSources);
    connect(m_controller, &ChatController::sourcesChanged, this, &MainWindow::updateSourcesButton);
    connect(m_controller, &ChatController::chooseModelRequested, this, &MainWindow::pickModel);
    connect(m_controller, &ChatController::settingsRequested, this, &MainWindow::showRemedy);
}

void MainWindow::bindSettings()
{
    SettingsStore &settings = m_services.settings;
    ThemeController &theme = m_services.theme;
    connect(&theme, &ThemeController::themeChanged, this, [this, &theme] {
        m_chat->setTheme(theme.theme(), theme.typography().zoom());
        m_panes->setPaneWidth(PaneArea::Side::Left, chatsWidth());
        if (m_sources)
            m_sources->setMarkColor(theme.theme().searchMark);
        if (m_searchPanel)
            m_searchPanel->setTheme(theme.theme());
        updateModel();
    });
    settings.bind(keys::theme, this, [this](const QString &name) {
        const bool isLight = name == QLatin1String("light");
        const bool isDark = name == QLatin1String("dark");
        m_actions
            ->action(isLight ? WindowCommand::LightTheme
                    : isDark ? WindowCommand::DarkTheme
                             : WindowCommand::SystemTheme)
            .setChecked(true);
    });
    settings.bind(
        keys::sendOnEnter, this, [this](bool isOn) { m_actions->action(WindowCommand::SendOnEnter).setChecked(isOn); });
    settings.bind(keys::wrapCode, this, [this](bool isOn) {
        m_actions->action(WindowCommand::WrapCode).setChecked(isOn);
        showTextOptions();
    });
    settings.bind(keys::drawFormulas, this, [this](bool) { showTextOptions(); });
    bindPanes();
    bindEndpoint();
    bindArchive();
}

void MainWindow::showTextOptions()
{
    const SettingsStore &settings = m_services.settings;
    m_chat->setTextOptions(
        {.wrapsCode = settings.get(keys::wrapCode), .drawsFormulas = settings.get(keys::drawFormulas)});
}

NoticeBar &MainWindow::notice() { return m_chat->notice(); }

void MainWindow::showChat(const ChatPlace &place)
{
    if (place.message.isEmpty())
        return m_controller->open(place.chat);
    m_foundWords = place.words;
    m_chat->closeFind();
    m_chat->setFocus();
    m_controller->openAt(place.chat, place.message);
}

bool MainWindow::focusNextPrevChild(bool isForwards)
{
    return focusInReadingOrder(*this, isForwards) || QMainWindow::focusNextPrevChild(isForwards);
}

void MainWindow::setAnswering(const QSet<ConversationId> &answering)
{
    m_answering = answering;
    m_chats->model().setAnswering(answering);
}

void MainWindow::run(WindowCommand command)
{
    SettingsStore &settings = m_services.settings;
    switch (command) {
    case WindowCommand::NewChat:
        return m_controller->newChat();
    case WindowCommand::NewTemporaryChat:
        return m_controller->newTemporaryChat();
    case WindowCommand::PinChat:
        return m_order->run(ChatCommand::Pin);
    case WindowCommand::RenameChat:
        return m_order->run(ChatCommand::Rename);
    case WindowCommand::MoveChat:
        return m_order->run(ChatCommand::MoveToFolder);
    case WindowCommand::TagChat:
        return m_order->run(ChatCommand::EditTags);
    case WindowCommand::ArchiveChat:
        return m_order->run(ChatCommand::Archive);
    case WindowCommand::TrashChat:
        return m_order->run(ChatCommand::Trash);
    case WindowCommand::NewFolder:
        return m_order->addFolder();
    case WindowCommand::ShowArchive:
        return showChats(ConversationView::Archive);
    case WindowCommand::ShowTrash:
        return showChats(ConversationView::Trash);
    case WindowCommand::FocusComposer:
        return m_chat->composer().setFocus(Qt::ShortcutFocusReason);
    case WindowCommand::ChooseModel:
        return pickModel();
    case WindowCommand::AttachFiles:
        return m_controller->writing().chooseFiles();
    case WindowCommand::ShowPrompt:
        return m_controller->writing().showPrompt();
    case WindowCommand::ExportChat:
    case WindowCommand::PrintChat:
    case WindowCommand::ExportAllChats:
    case WindowCommand::ImportChats:
        return runArchive(command);
    case WindowCommand::AddFiles:
        return m_documents->chooseFiles();
    case WindowCommand::AddFolder:
        return m_documents->chooseFolder();
    case WindowCommand::ShowKnowledge:
        emit knowledgeRequested();
        return;
    case WindowCommand::CopyLastAnswer:
        return m_controller->copyLastAnswer();
    case WindowCommand::ContinueAnswer:
        return m_controller->goOnWithLast();
    case WindowCommand::RegenerateAnswer:
        return m_controller->askLastAgain();
    case WindowCommand::CompareModels:
        return compareModels();
    case WindowCommand::ShowSources:
        return showSources({}, 0);
    case WindowCommand::ToggleChats:
        return toggleChats();
    case WindowCommand::NextPane:
        return focusNextPane();
    case WindowCommand::Palette:
        return openPalette();
    case WindowCommand::ZoomIn:
        return zoom(settings.get(keys::textZoomPercent) + kZoomStep);
    case WindowCommand::ZoomOut:
        return zoom(settings.get(keys::textZoomPercent) - kZoomStep);
    case WindowCommand::ZoomReset:
        return zoom(100);
    case WindowCommand::PreviousMessage:
        return goToMessage(TranscriptView::Step::Previous);
    case WindowCommand::NextMessage:
        return goToMessage(TranscriptView::Step::Next);
    case WindowCommand::FindInChat:
        return m_chat->openFind();
    case WindowCommand::SearchChats:
        return searchChats();
    case WindowCommand::FindNext:
        return m_chat->stepFind(TranscriptView::Step::Next);
    case WindowCommand::FindPrevious:
        return m_chat->stepFind(TranscriptView::Step::Previous);
    case WindowCommand::WrapCode:
        return settings.set(keys::wrapCode, m_actions->action(command).isChecked());
    case WindowCommand::LightTheme:
        return settings.set(keys::theme, QStringLiteral("light"));
    case WindowCommand::DarkTheme:
        return settings.set(keys::theme, QStringLiteral("dark"));
    case WindowCommand::SystemTheme:
        return settings.set(keys::theme, QStringLiteral("system"));
    case WindowCommand::SendOnEnter:
        return settings.set(keys::sendOnEnter, m_actions->action(command).isChecked());
    case WindowCommand::Settings:
        return showSettings({});
    case WindowCommand::StopOrClose:
        return stopOrClose();
    case WindowCommand::NewWindow:
        emit newWindowRequested();
        return;
    case WindowCommand::QuickAsk:
        emit quickAskRequested();
        return;
    case WindowCommand::OpenInNewWindow:
        return m_order->run(ChatCommand::OpenInNewWindow);
    case WindowCommand::CloseWindow:
        close();
        return;
    case WindowCommand::Quit:
        emit quitRequested();
    }
}

void MainWindow::zoom(int percent) { m_services.settings.set(keys::textZoomPercent, percent); }

void MainWindow::toggleChats()
{
    const bool isShown = m_panes->isShown(PaneArea::Side::Left);
    m_panes->setVisibility(PaneArea::Side::Left, isShown ? PaneArea::Visibility::Hidden : PaneArea::Visibility::Shown);
    if (!isShown)
        m_chats->setFocus();
}

void MainWindow::showChats(ConversationView view)
{
    m_chats->setView(view);
    m_panes->setVisibility(PaneArea::Side::Left, PaneArea::Visibility::Shown);
    m_chats->setFocus();
}

void MainWindow::goToMessage(TranscriptView::Step step)
{
    TranscriptView &transcript = m_chat->transcript();
    if (!transcript.isVisible())
        return;
    transcript.setFocus(Qt::OtherFocusReason);
    transcript.stepMessage(step);
}

void MainWindow::stopOrClose()
{
    if (m_controller->isAnswering()) {
        m_controller->stop();
        return;
    }
    if (m_chat->closeFind() || m_controller->closeComparison() || m_chat->transcript().clearSelection()
        || m_chat->composer().giveUpEdit())
        return;
    m_panes->setVisibility(PaneArea::Side::Right, PaneArea::Visibility::Hidden);
    if (m_panes->isOverlay(PaneArea::Side::Left))
        m_panes->setVisibility(PaneArea::Side::Left, PaneArea::Visibility::ShownWhereBeside);
    m_chat->setFocus();
}

void MainWindow::focusNextPane()
{
    QList<QWidget *> panes{&m_chat->composer()};
    if (m_panes->isShown(PaneArea::Side::Left))
        panes << m_chats;
    if (m_chat->transcript().isVisible())
        panes << &m_chat->transcript();
    if (m_panes->isShown(PaneArea::Side::Right))
        panes << m_sources;
    const auto at = std::find_if(panes.cbegin(), panes.cend(),
        [this](QWidget *pane) { return pane == focusWidget() || pane->isAncestorOf(focusWidget()); });
    const auto next = at == panes.cend() || at + 1 == panes.cend() ? panes.cbegin() : at + 1;
    (*next)->setFocus(Qt::ShortcutFocusReason);
}

void MainWindow::pickModel()
{
    if (!m_picker) {
        m_picker = new ModelPicker(m_services.models, m_services.providers, *m_favourites, this);
        connect(m_picker, &ModelPicker::chosen, m_model, &ModelChoice::choose);
        connect(m_picker, &ModelPicker::setUpRequested, this, &MainWindow::showSettings);
    }
    m_picker->openBelow(m_chat->header().modelButton(), m_model->current());
}

void MainWindow::openPalette()
{
    if (!m_palette) {
        m_palette = new CommandPalette(m_actions->all(), this);
        connect(&m_services.history, &HistoryStore::conversationsListed, m_palette, &CommandPalette::setChats);
        connect(m_palette, &CommandPalette::chatChosen, this,
            [this](const ConversationId &chat) { emit chatRequested({.chat = chat}); });
        connect(m_palette, &CommandPalette::searchChosen, this, [this](const QString &sought) {
            searchChats();
            searchPanel().setText(sought);
        });
    }
    m_palette->openOver(*this);
    m_services.history.listConversations();
}

void MainWindow::compareModels()
{
    const std::optional<Draft> question = m_controller->questionToCompare();
    if (!question)
        return;
    auto *const dialog = new CompareDialog(
        *question, m_model->current(),
        [this](const QWidget &below, const ModelRef &current) {
            auto *const asked = m_compare.data();
            if (!m_comparePicker) {
                m_comparePicker = new ModelPicker(m_services.models, m_services.providers, *m_favourites, asked);
                connect(m_comparePicker, &ModelPicker::chosen, asked, &CompareDialog::choose);
            }
            m_comparePicker->openBelow(below, current);
        },
        [this](const ModelRef &model) { return m_model->labelOf(model); }, this);
    m_compare = dialog;
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &CompareDialog::askRequested, m_controller, &ChatController::askModels);
    dialog->open();
}

SourcesPanel &MainWindow::sources()
{
    if (!m_sources) {
        m_sources = new SourcesPanel(m_panes);
        m_sources->setMarkColor(m_services.theme.theme().searchMark);
        m_panes->setPane(
            PaneArea::Side::Right, m_sources, m_services.settings.get(keys::sourcesWidth), kSourcesBesideFrom);
        connect(m_sources, &SourcesPanel::closeRequested, this, [this] {
            m_panes->setVisibility(PaneArea::Side::Right, PaneArea::Visibility::Hidden);
            m_chat->setFocus();
        });
        connect(m_sources, &SourcesPanel::openRequested, m_opener,
            [this](const Source &source) { m_opener->open(source, DocumentOpener::Way::Open); });
        connect(m_sources, &SourcesPanel::showInFolderRequested, m_opener,
            [this](const Source &source) { m_opener->open(source, DocumentOpener::Way::ShowInFolder); });
        connect(m_opener, &DocumentOpener::done, m_sources, &SourcesPanel::sayOfFile);
    }
    return *m_sources;
}

void MainWindow::showSources(const QString &answer, int number)
{
    const SourcesPanel::Content content = m_controller->sourcesOf(answer);
    if (content.sources.isEmpty())
        return;
    m_sourcesOf = answer;
    sources().setContent(content, number);
    m_panes->setVisibility(PaneArea::Side::Right, PaneArea::Visibility::Shown);
}

void MainWindow::updateSourcesButton()
{
    m_chat->header().setSourcesCount(static_cast<int>(m_controller->sourcesOf({}).sources.size()));
}

SettingsDialog &MainWindow::settings()
{
    if (!m_settings) {
        m_settings
            = new SettingsDialog({m_services.providers, m_services.models, m_services.settings, m_services.secrets,
                                     m_services.headers, m_services.http, m_services.retrieval, *m_documents, *m_model,
                                     *m_favourites, m_services.endpoint, m_shares.toolQueries, *m_shortcuts},
                this);
    }
    return *m_settings;
}

void MainWindow::showSettings(const ProviderId &provider)
{
    emit settingsOpened();
    settings().showProvider(provider);
    showInFront(settings());
}

void MainWindow::showRemedy(const ProviderId &provider, ErrorKind why)
{
    showSettings(provider);
    m_settings->showRemedy(provider, why);
}

void MainWindow::closeSettings()
{
    if (m_settings)
        m_settings->hide();
}

void MainWindow::showOffers(const QList<FoundServer> &found)
{
    QList<StartPage::Offer> offers;
    for (const FoundServer &server : found)
        offers << StartPage::Offer{server, m_model->providerName(server.provider)};
    m_chat->startPage().setOffers(offers);
}

void MainWindow::use(const FoundServer &server)
{
    if (m_services.providers.baseUrl(server.provider) != server.baseUrl) {
        if (!m_services.providers.setBaseUrl(server.provider, server.baseUrl.toString()))
            return;
        m_services.settings.set(keys::baseUrl(server.provider), server.baseUrl.toString());
    }
    m_model->chooseFirstOf(server.provider);
    m_chat->setFocus();
}

void MainWindow::showDocuments()
{
    m_chat->header().setDocumentsLabel(m_documents->label(), m_documents->shortLabel());
}

void MainWindow::updateModel()
{
    m_chat->header().setModelLabel(m_model->label());
    m_chat->startPage().setModel(m_model->label(), m_model->isQuotesOnly());
    m_documents->setQuotesOnly(m_model->isQuotesOnly());
}

} // namespace freshet
