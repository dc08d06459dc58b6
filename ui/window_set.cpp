// SPDX-License-Identifier: MIT
#include "ui/window_set.h"

#include "core/history/history_store.h"
#include "core/models/local_server_scan.h"
#include "core/models/model_refresh_service.h"
#include "core/retrieval/retrieval_service.h"
#include "core/search/chat_search_service.h"
#include "core/server/local_endpoint.h"
#include "core/settings/keys.h"
#include "core/settings/settings_store.h"
#include "ui/chat/chat_collection_store.h"
#include "ui/chat/chat_controller.h"
#include "ui/chat/chat_place.h"
#include "ui/chat/draft_store.h"
#include "ui/chat/reading_place_controller.h"
#include "ui/endpoint/endpoint_words.h"
#include "ui/endpoint/tool_query_model.h"
#include "ui/knowledge/knowledge_window.h"
#include "ui/main_window.h"
#include "ui/notify/desktop_notifier.h"
#include "ui/quick_ask/quick_ask_window.h"
#include "ui/theme/theme_controller.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/show_in_front.h"

#include <QDBusConnection>
#include <QEvent>
#include <QSignalBlocker>

#include <algorithm>
#include <utility>

using namespace std::chrono_literals;

namespace freshet {

namespace {
constexpr auto kPurgeInterval = 6h; ///< Of a program that runs for weeks.
} // namespace

WindowSet::WindowSet(const WindowServices &services, const NotifyOptions &notifying, QObject *parent)
    : QObject(parent),
      m_services(services),
      m_notifying(notifying),
      m_drafts(new DraftStore(services.history, this)),
      m_collections(new ChatCollectionStore(services.history, services.retrieval, services.settings, this)),
      m_toolQueries(new ToolQueryModel(services.endpoint.queries(), services.providers, this)),
      m_desktop(new DesktopNotifier(QDBusConnection::sessionBus, this)),
      m_purge(this),
      m_lastSending(this)
{
    m_purge.setInterval(kPurgeInterval);
    connect(&m_purge, &QTimer::timeout, &services.history, &HistoryStore::purgeTrash);
    connect(
        &services.history, &HistoryStore::conversationsChanged, &services.history, &HistoryStore::listConversations);
    m_lastSending.setSingleShot(true);
    m_lastSending.setInterval(notifying.longestSending);
    connect(&m_lastSending, &QTimer::timeout, this, [this] {
        if (!isAnythingLeft())
            emit ended();
    });
    connect(m_desktop, &DesktopNotifier::idle, this, [this] {
        if (m_lastSending.isActive())
            endIfNothingIsLeft();
    });
    connect(m_desktop, &DesktopNotifier::activated, this, [this](const QString &chat) { openChat({.chat = chat}); });
    bindSettings();
    bindNotices();
}

WindowSet::~WindowSet()
{
    for (const QPointer<MainWindow> &window : std::as_const(m_closed))
        delete window;
    while (!m_windows.isEmpty())
        delete m_windows.takeLast();
    delete std::exchange(m_knowledge, nullptr);
    delete std::exchange(m_quickAsk, nullptr);
}

void WindowSet::bindSettings()
{
    ThemeController &theme = m_services.theme;
    m_services.settings.bind(keys::theme, this, [&theme](const QString &name) {
        theme.setChoice(name == QLatin1String("light") ? ThemeChoice::Light
                : name == QLatin1String("dark")        ? ThemeChoice::Dark
                                                       : ThemeChoice::System);
    });
    m_services.settings.bind(keys::textZoomPercent, this, [&theme](int percent) { theme.setZoom(percent / 100.0); });
}

void WindowSet::bindNotices()
{
    AccessTokenStore &tokens = m_services.endpoint.tokens();
    LocalEndpoint &endpoint = m_services.endpoint;
    tell(m_services.settings.notice());
    tell(m_services.notice);
    tell(tokens.notice());
    connect(&m_services.settings, &SettingsStore::saveFailed, this, &WindowSet::tell);
    connect(&m_services.history, &HistoryStore::failed, this, [this](const Error &error) { tell(error.message); });
    connect(&tokens, &AccessTokenStore::saveFailed, this, &WindowSet::tell);
    connect(&tokens, &AccessTokenStore::budgetReached, this, [this, &tokens](const TokenId &id) {
        if (const auto token = tokens.token(id))
            tellAgain(budgetReachedWords(*token, tokens.useToday(id).day));
    });
    // What fails to listen is told in a window too: at a start nobody looks at the settings.
    connect(&endpoint, &LocalEndpoint::stateChanged, this, [this, &endpoint] {
        if (endpoint.error())
            tell(endpoint.error()->message);
    });
}

void WindowSet::tell(const QString &sentence)
{
    if (sentence.isEmpty())
        return;
    if (NoticeBar *const notice = noticeInSight())
        notice->showNotice(sentence);
    else
        m_untold << sentence;
}

void WindowSet::tellAgain(const QString &sentence)
{
    if (NoticeBar *const notice = noticeInSight())
        notice->showAgain(sentence);
    else
        m_untold << sentence;
}

/// Null where nobody would see it now.
NoticeBar *WindowSet::noticeInSight() const
{
    if (MainWindow *const window = lastActive())
        return &window->notice();
    return m_quickAsk && m_quickAsk->isVisible() ? &m_quickAsk->notice() : nullptr;
}

void WindowSet::tellUntold(NoticeBar &notice)
{
    const QStringList untold = std::exchange(m_untold, {});
    for (const QString &sentence : untold)
        notice.showAgain(sentence);
}

bool WindowSet::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::WindowActivate) {
        const auto at = std::find(m_windows.cbegin(), m_windows.cend(), watched);
        if (at != m_windows.cend()) {
            m_windows.move(at - m_windows.cbegin(), 0);
            keepPlaceOfLastActive();
        }
    }
    // The first of these paints the whole window.
    if (event->type() == QEvent::UpdateRequest && !m_hasStarted) {
        m_hasStarted = true;
        QTimer::singleShot(0, this, &WindowSet::startBackgroundWork);
    }
    return QObject::eventFilter(watched, event);
}

void WindowSet::startBackgroundWork()
{
    HistoryStore &history = m_services.history;
    // Not before the history is open: the search only reads what is there.
    connect(
        &history, &HistoryStore::conversationsListed, &m_services.search,
        [&search = m_services.search] { search.start(); }, Qt::SingleShotConnection);
    m_collections->load(); // before any chat
    restorePlace();
    m_drafts->load();
    history.listConversations();
    history.purgeTrash();
    m_purge.start();
    // Not before the models of chats are known: a refresh forgets others that are long gone.
    connect(
        &history, &HistoryStore::modelsFound, &m_services.models,
        [&models = m_services.models] { models.refreshStale(); }, Qt::SingleShotConnection);
    history.listModels();
    m_services.localServers.start();
    m_services.retrieval.ensureGuide();
    m_collections->look();
    m_services.retrieval.keepEmbedded();
    m_services.retrieval.keepInStep();
    m_services.endpoint.followSettings();
}

MainWindow &WindowSet::openWindow()
{
    auto *const window = new MainWindow(m_services, shares());
    if (const MainWindow *const beside = lastActive())
        window->placeBeside(*beside);
    m_windows.prepend(window);
    window->installEventFilter(this);
    connectWindow(*window);
    new AnswerNotifier(window->chats(), m_services.settings, *m_desktop, *window, m_notifying.answers);
    tellUntold(window->notice());
    if (m_hasStarted) {
        restorePlace();
        m_services.history.listConversations();
    }
    updateAnswering();
    emit windowOpened(window);
    window->show();
    return *window;
}

/// The first window goes on where the last run of the program ended.
void WindowSet::restorePlace()
{
    if (MainWindow *const window = lastActive(); window && !std::exchange(m_hasRestored, true))
        window->place().start();
}

void WindowSet::keepPlaceOfLastActive()
{
    if (!m_hasRestored)
        return;
    for (const MainWindow *const window : std::as_const(m_windows))
        window->place().setKeeping(window == lastActive());
}

void WindowSet::connectWindow(MainWindow &window)
{
    MainWindow *const it = &window;
    connect(it, &MainWindow::closed, this, [this, it] { onClosed(it); });
    connect(it, &MainWindow::newWindowRequested, this, [this] { openWindow(); });
    connect(it, &MainWindow::quickAskRequested, this, &WindowSet::quickAsk);
    connect(it, &MainWindow::knowledgeRequested, this, &WindowSet::showKnowledge);
    connect(it, &MainWindow::quitRequested, this, &WindowSet::quit);
    connect(it, &MainWindow::chatRequested, this, [this, it](const ChatPlace &place) { openChatFrom(*it, place); });
    connect(it, &MainWindow::chatWindowRequested, this, [this, it](const ConversationId &chat) {
        if (MainWindow *const other = windowShowing(chat); other && other != it)
            showInFront(*other);
        else
            moveChat(chat, openWindow());
    });
    connect(it, &MainWindow::chatLeaving, this,
        [this, it](const ConversationId &chat) { leaveEverywhere(chat, it->chats()); });
    connect(it, &MainWindow::settingsOpened, this, [this, it] {
        for (MainWindow *const other : std::as_const(m_windows)) {
            if (other != it)
                other->closeSettings();
        }
    });
    connect(&window.chats(), &ChatController::answeringChanged, this, &WindowSet::updateAnswering);
}

/// It is deleted once it has returned from whatever closed it.
void WindowSet::onClosed(MainWindow *window)
{
    m_windows.removeOne(window);
    m_closed.removeAll(nullptr);
    m_closed << window;
    window->deleteLater();
    if (!m_isQuitting)
        keepPlaceOfLastActive();
    updateAnswering();
    endIfNothingIsLeft();
}

bool WindowSet::isAnythingLeft() const
{
    const bool isAsking = m_quickAsk && (m_quickAsk->isVisible() || !m_quickAsk->chats().answering().isEmpty());
    const bool isReading = m_knowledge && m_knowledge->isVisible();
    return !m_windows.isEmpty() || ((isAsking || isReading) && !m_isQuitting);
}

/// A desktop that does not answer holds nobody up for long, and somebody who quits not at all.
void WindowSet::endIfNothingIsLeft()
{
    if (isAnythingLeft())
        return;
    if (m_desktop->isSending() && !m_isQuitting) {
        if (!m_lastSending.isActive())
            m_lastSending.start();
        return;
    }
    m_lastSending.stop();
    emit ended();
}

void WindowSet::quickAsk()
{
    if (!m_quickAsk)
        makeQuickAsk();
    tellUntold(m_quickAsk->notice());
    m_quickAsk->open();
}

void WindowSet::showKnowledge()
{
    if (!m_knowledge) {
        m_knowledge = new KnowledgeWindow(
            {m_services.retrieval, m_services.evaluation, m_services.settings, m_services.theme, *m_collections});
        connect(m_knowledge, &KnowledgeWindow::hidden, this, &WindowSet::endIfNothingIsLeft);
    }
    m_knowledge->open();
}

void WindowSet::makeQuickAsk()
{
    m_quickAsk = new QuickAskWindow(m_services, shares());
    m_quickAsk->installEventFilter(this);
    connect(m_quickAsk, &QuickAskWindow::windowRequested, this,
        [this](const ConversationId &chat) { openChat({.chat = chat}); });
    connect(m_quickAsk, &QuickAskWindow::settingsRequested, this, [this](const ProviderId &provider, ErrorKind why) {
        raise();
        lastActive()->showRemedy(provider, why);
    });
    connect(m_quickAsk, &QuickAskWindow::hidden, this, &WindowSet::endIfNothingIsLeft);
    connect(&m_quickAsk->chats(), &ChatController::answeringChanged, this, &WindowSet::updateAnswering);
    connect(
        &m_quickAsk->chats(), &ChatController::answered, this, &WindowSet::endIfNothingIsLeft, Qt::QueuedConnection);
    new AnswerNotifier(m_quickAsk->chats(), m_services.settings, *m_desktop, *m_quickAsk, m_notifying.answers);
}

QList<ChatController *> WindowSet::allChats() const
{
    QList<ChatController *> all;
    for (const MainWindow *const window : m_windows)
        all << &window->chats();
    if (m_quickAsk)
        all << &m_quickAsk->chats();
    return all;
}

void WindowSet::raise()
{
    if (MainWindow *const window = lastActive())
        showInFront(*window);
    else
        openWindow();
}

void WindowSet::openChat(const ChatPlace &place) { openChatFrom(lastActive() ? *lastActive() : openWindow(), place); }

void WindowSet::openChatFrom(MainWindow &asking, const ChatPlace &place)
{
    MainWindow *const shown = windowShowing(place.chat);
    MainWindow &window = shown ? *shown : asking;
    if (!shown)
        moveChat(place.chat, window);
    if (!window.isActiveWindow())
        showInFront(window);
    window.showChat(place);
}

/// With the answers that are being written in it.
void WindowSet::moveChat(ConversationId chat, MainWindow &to)
{
    const QList<ChatController *> all = allChats();
    for (ChatController *const other : all) {
        if (other != &to.chats())
            to.chats().takeOver(*other, chat);
    }
    to.showChat({.chat = std::move(chat)});
}

MainWindow *WindowSet::windowShowing(const ConversationId &chat) const
{
    const auto at = std::find_if(m_windows.cbegin(), m_windows.cend(),
        [&chat](const MainWindow *window) { return window->chats().current() == chat; });
    return at == m_windows.cend() ? nullptr : *at;
}

void WindowSet::leaveEverywhere(const ConversationId &chat, const ChatController &but)
{
    const QList<ChatController *> all = allChats();
    for (ChatController *const chats : all) {
        if (chats != &but)
            chats->leave(chat);
    }
}

/// A chat is marked in the list of each window, wherever its answer is written.
void WindowSet::updateAnswering()
{
    QSet<ConversationId> answering;
    const QList<ChatController *> all = allChats();
    for (const ChatController *const chats : all)
        answering += chats->answering();
    for (MainWindow *const window : std::as_const(m_windows))
        window->setAnswering(answering);
}

void WindowSet::quit()
{
    m_isQuitting = true;
    if (m_knowledge) {
        const QSignalBlocker silent(m_knowledge); // the windows below tell the end
        m_knowledge->hide();
    }
    if (m_windows.isEmpty())
        return endIfNothingIsLeft();
    const QList<MainWindow *> windows = m_windows;
    std::for_each(windows.crbegin(), windows.crend(), [](MainWindow *window) { window->close(); });
}

} // namespace freshet
