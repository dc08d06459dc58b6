// SPDX-License-Identifier: MIT
#include "app/window_program.h"

#include "app/app_context.h"
#include "app/console.h"
#include "app/exit_rescue.h"
#include "app/exit_status.h"
#include "app/interrupt_watcher.h"
#include "app/quit_deadline.h"
#include "app/single_instance.h"
#include "core/base/log_categories.h"
#include "core/history/history_store.h"
#include "core/models/local_server_scan.h"
#include "core/search/chat_search_service.h"
#include "core/server/discovery_file.h"
#include "core/settings/keys.h"
#include "core/settings/start_counter.h"
#include "ui/chat/chat_controller.h"
#include "ui/language/language_controller.h"
#include "ui/main_window.h"
#include "ui/theme/color_scheme_portal.h"
#include "ui/theme/theme_controller.h"
#include "ui/window_set.h"

#include <QApplication>
#include <QDBusConnection>
#include <QEvent>
#include <QIcon>
#include <QScopeGuard>
#include <QTimer>
#include <QWindow>

#include <memory>

namespace freshet {

namespace {

constexpr std::chrono::seconds kStartedAfter{10}; ///< A window that stood so long has not failed to start.
constexpr std::chrono::minutes kBackupAfter{5}; ///< The disk is the start's until then.

/// Without one, Qt would end the program with a core dump and a hint at its own plug-ins.
bool hasDisplay()
{
    return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY")
        || qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
}

/// Qt's Wayland plug-in takes it from there when a window asks for the keyboard, which no program may without one.
void useActivationToken(const QByteArray &token)
{
    if (!token.isEmpty() && QGuiApplication::platformName().startsWith(QLatin1String("wayland")))
        qputenv("XDG_ACTIVATION_TOKEN", token);
}

/// What is answered and written in any window, as it stands. Nothing of them may be used after it.
void storeWhatRuns(std::unique_ptr<HistoryStore> &chats)
{
    const QWidgetList windows = QApplication::topLevelWidgets();
    for (const QWidget *const window : windows)
        qDeleteAll(window->findChildren<ChatController *>()); // which store it
    chats.reset(); // which waits until it is stored
}

/// Says once in the log when the window's first frame is on the screen, and how fine that is; the benchmark waits for
/// it.
class FirstFrameLog : public QObject {
public:
    /// @p window has been shown.
    explicit FirstFrameLog(const QWidget &window) : QObject(window.windowHandle())
    {
        parent()->installEventFilter(this);
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Expose) {
            watched->removeEventFilter(this);
            const double scale = static_cast<QWindow *>(watched)->devicePixelRatio();
            QMetaObject::invokeMethod( // after all widgets have painted
                this, [scale] { qCDebug(logStartup, "first frame painted, at a scale of %g", scale); },
                Qt::QueuedConnection);
        }
        return false;
    }
};

} // namespace

int runWindow(int &argc, char *argv[], const WindowArguments &arguments, const ProfilePaths &paths,
    const EnvironmentKeys &keys, Console &console)
{
    if (!hasDisplay()) {
        console.say(QCoreApplication::translate("runWindow",
            "There is no display for a window here. \"freshet ask QUESTION\" works without one; \"freshet --help\" "
            "tells more."));
        return int(ExitStatus::WrongUse);
    }
    QApplication application(argc, argv);
    const InterruptWatcher interrupts; // from here on every end is a quit, and no failed start
    QApplication::setApplicationName(QStringLiteral("Freshet"));
    QApplication::setDesktopFileName(QStringLiteral("freshet"));
    QApplication::setQuitOnLastWindowClosed(false); // the windows say when they have ended

    SingleInstance instance(paths.lockFile);
    using Wish = SingleInstance::Wish;
    switch (instance.claim(arguments.isQuickAsk ? Wish::QuickAsk : Wish::Raise, qgetenv("XDG_ACTIVATION_TOKEN"))) {
    case SingleInstance::Role::First:
        break;
    case SingleInstance::Role::Second:
        return int(ExitStatus::Answered);
    case SingleInstance::Role::Blocked:
        console.say(QCoreApplication::translate("runWindow",
            "Freshet runs already and does not answer. End it, or start another profile with --profile DIR."));
        return int(ExitStatus::Failed);
    }

    StartCounter starts(paths.startsFile);
    const bool isSafe = starts.begin() >= StartCounter::kFailuresBeforeSafe;
    ThemeController theme(application);
    ColorSchemePortal desktop(QDBusConnection::sessionBus);
    QObject::connect(&desktop, &ColorSchemePortal::preferenceTold, &theme, &ThemeController::setDesktopPreference);
    desktop.start(); // most often the answer is there before the window is
    QApplication::setWindowIcon(
        QIcon::fromTheme(QStringLiteral("freshet"), QIcon(QStringLiteral(":/freshet/ui/icons/app/freshet.svg"))));
    LanguageController language;
    language.setChoice({}); // what is wrong with the settings is told in the system's language
    AppContext context(
        paths, keys, {.settingsStart = isSafe ? SettingsStore::Start::Safe : SettingsStore::Start::Usual});
    context.startAutomaticRefresh();
    context.settings().bind(
        keys::language, &application, [&language](const QString &name) { language.setChoice(name); });
    QuitDeadline deadline;
    const auto closed = qScopeGuard([&deadline] { deadline.chatsClosed(); });
    auto chats = std::make_unique<HistoryStore>(paths.historyFile, HistoryOptions{.backupAfter = kBackupAfter});
    HistoryStore &history = *chats;
    context.keepModelsOf(history);
    ChatSearchService search(history, {.historyPath = paths.historyFile, .indexPath = paths.searchFile});
    LocalServerScan localServers(context.http(), {});
    LocalEndpoint endpoint(context.endpointServices(),
        {.tokenFile = paths.tokensFile, .discoveryDirectory = DiscoveryFile::defaultDirectory()});
    WindowSet windows({.queries = context.queries(),
        .history = history,
        .retrieval = context.retrieval(),
        .models = context.models(),
        .providers = context.providers(),
        .settings = context.settings(),
        .secrets = context.secrets(),
        .headers = context.extraHeaders(),
        .http = context.http(),
        .localServers = localServers,
        .theme = theme,
        .endpoint = endpoint,
        .search = search,
        .evaluation = context.evaluation(),
        .notice = paths.notice});
    QObject::connect(
        &instance, &SingleInstance::requested, &windows, [&windows](Wish wish, const QByteArray &activationToken) {
            useActivationToken(activationToken);
            if (wish == Wish::QuickAsk)
                windows.quickAsk();
            else
                windows.raise();
        });
    QObject::connect(&interrupts, &InterruptWatcher::interrupted, &windows, [&windows, &starts] {
        starts.succeed(); // before all else: a second signal ends the program at once
        windows.quit();
    });
    QObject::connect(&windows, &WindowSet::ended, &application, &QCoreApplication::quit);
    if (arguments.isQuickAsk)
        windows.quickAsk();
    else
        new FirstFrameLog(windows.openWindow());
    QTimer::singleShot(kStartedAfter, &windows, [&starts] { starts.succeed(); });
    const ExitRescue rescue([&chats, &starts, &console] {
        starts.succeed();
        storeWhatRuns(chats);
        console.say(QCoreApplication::translate(
            "runWindow", "The display has gone, so Freshet ends. What was answered and written until now is saved."));
    });
    const int status = QApplication::exec();
    deadline.begin(status);
    starts.succeed();
    return status;
}

} // namespace freshet
