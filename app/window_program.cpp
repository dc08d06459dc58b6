// SPDX-License-Identifier: MIT
#include "app/window_program.h"

#include "app/app_context.h"
#include "app/console.h"
#include "app/exit_status.h"
#include "app/interrupt_watcher.h"
#include "app/single_instance.h"
#include "core/base/log_categories.h"
#include "core/history/history_store.h"
#include "core/models/local_server_scan.h"
#include "core/search/chat_search_service.h"
#include "core/server/discovery_file.h"
#include "core/settings/keys.h"
#include "core/settings/start_counter.h"
#include "ui/language/language_controller.h"
#include "ui/main_window.h"
#include "ui/theme/color_scheme_portal.h"
#include "ui/theme/theme_controller.h"

#include <QApplication>
#include <QDBusConnection>
#include <QEvent>
#include <QIcon>
#include <QTimer>
#include <QWindow>

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

void showInFront(QWidget &window)
{
    window.setWindowState(window.windowState() & ~Qt::WindowMinimized);
    window.show();
    window.raise();
    window.activateWindow();
}

/// Says once in the log when the window's first frame is on the screen; the benchmark waits for it.
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
            QMetaObject::invokeMethod( // after all widgets have painted
                this, [] { qCDebug(logStartup, "first frame painted"); }, Qt::QueuedConnection);
        }
        return false;
    }
};

} // namespace

int runWindow(int &argc, char *argv[], const ProfilePaths &paths, const EnvironmentKeys &keys, Console &console)
{
    if (!hasDisplay()) {
        console.say(QCoreApplication::translate("runWindow",
            "There is no display for a window here. \"freshet ask QUESTION\" works without one; \"freshet --help\" "
            "tells more."));
        return int(ExitStatus::WrongUse);
    }
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("Freshet"));
    QApplication::setDesktopFileName(QStringLiteral("freshet"));

    SingleInstance instance(paths.lockFile);
    switch (instance.claim()) {
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
    HistoryStore history(paths.historyFile, HistoryOptions{.backupAfter = kBackupAfter});
    context.keepModelsOf(history);
    ChatSearchService search(history, {.historyPath = paths.historyFile, .indexPath = paths.searchFile});
    LocalServerScan localServers(context.http(), {});
    LocalEndpoint endpoint(context.endpointServices(),
        {.tokenFile = paths.tokensFile, .discoveryDirectory = DiscoveryFile::defaultDirectory()});
    MainWindow window({.queries = context.queries(),
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
        .notice = paths.notice});
    QObject::connect(&instance, &SingleInstance::raiseRequested, &window, [&window] { showInFront(window); });
    const InterruptWatcher interrupts;
    QObject::connect(&interrupts, &InterruptWatcher::interrupted, &window, &QWidget::close);
    window.show();
    new FirstFrameLog(window);
    QTimer::singleShot(kStartedAfter, &window, [&starts] { starts.succeed(); });
    const int status = QApplication::exec();
    starts.succeed();
    return status;
}

} // namespace freshet
