// SPDX-License-Identifier: MIT
#include "app/app_context.h"
#include "core/history/history_store.h"
#include "core/models/local_server_scan.h"
#include "core/search/chat_search_service.h"
#include "core/settings/keys.h"
#include "tests/support/fake_http_server.h"
#include "ui/main_window.h"
#include "ui/models/model_picker.h"
#include "ui/settings/settings_dialog.h"
#include "ui/theme/theme_controller.h"
#include "ui/window_set.h"

#include <QApplication>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace freshet;
using namespace freshet::test;
using Script = FakeHttpServer::Script;

namespace {
const ProviderId kProvider = QStringLiteral("localai");
}

/// The window on the services as the program puts them together: who asks for model lists without being told to.
class AutomaticRefreshTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void asksForAStaleListOnceTheWindowIsPainted();
    void asksNobodyUnaskedWhereItIsSwitchedOff();

private:
    void open();
    void openPicker();
    QPushButton *refreshButton();
    QByteArrayList lists() const;

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<FakeHttpServer> m_server;
    std::unique_ptr<ThemeController> m_theme;
    std::unique_ptr<AppContext> m_context;
    std::unique_ptr<HistoryStore> m_history;
    std::unique_ptr<ChatSearchService> m_search;
    std::unique_ptr<LocalServerScan> m_scan;
    std::unique_ptr<LocalEndpoint> m_endpoint;
    std::unique_ptr<WindowSet> m_windows;
    MainWindow *m_window = nullptr; // of m_windows
};

void AutomaticRefreshTest::initTestCase() { qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent"); }

void AutomaticRefreshTest::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<FakeHttpServer>();
    m_server->setHandler([](const auto &) { return Script().chunk(R"({"data":[{"id":"m"}]})").lastChunk(); });
    const auto paths = ProfilePaths::open(m_dir->filePath("profile"));
    QVERIFY(paths);
    m_theme = std::make_unique<ThemeController>(*qApp);
    m_context = std::make_unique<AppContext>(*paths, EnvironmentKeys(), AppContext::Options{.retries = 0});
    SettingsStore &settings = m_context->settings();
    settings.set(keys::baseUrl(kProvider), m_server->url("/v1").toString());
    settings.set(keys::defaultProvider, QString(kProvider));
    settings.set(keys::defaultModel, QStringLiteral("m")); // so that its list is wanted from the start
}

void AutomaticRefreshTest::cleanup()
{
    m_windows.reset();
    m_scan.reset();
    m_search.reset();
    m_history.reset();
    m_endpoint.reset();
    m_context.reset();
    m_theme.reset();
}

/// As runWindow() does it; the scan for local servers finds nobody.
void AutomaticRefreshTest::open()
{
    m_context->startAutomaticRefresh();
    m_history = std::make_unique<HistoryStore>(m_context->paths().historyFile);
    m_search = std::make_unique<ChatSearchService>(*m_history,
        ChatSearchService::Options{
            .historyPath = m_context->paths().historyFile, .indexPath = m_context->paths().searchFile});
    m_scan = std::make_unique<LocalServerScan>(m_context->http(), LocalServerScan::Ports{1, 1, 1});
    m_endpoint = std::make_unique<LocalEndpoint>(m_context->endpointServices(), LocalEndpoint::Options{});
    m_windows = std::make_unique<WindowSet>(
        WindowServices{m_context->queries(), *m_history, m_context->retrieval(), m_context->models(),
            m_context->providers(), m_context->settings(), m_context->secrets(), m_context->extraHeaders(),
            m_context->http(), *m_scan, *m_theme, *m_endpoint, *m_search, m_context->evaluation(), {}});
    QSignalSpy painted(m_scan.get(), &LocalServerScan::finished);
    m_window = &m_windows->openWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window));
    QTRY_COMPARE(painted.size(), 1); // what starts after the first paint has started
}

void AutomaticRefreshTest::openPicker()
{
    QTest::keyClick(m_window, Qt::Key_M, Qt::ControlModifier);
    auto *const picker = m_window->findChild<ModelPicker *>(QString(), Qt::FindDirectChildrenOnly);
    QVERIFY(picker && picker->isVisible());
    picker->hide();
}

QPushButton *AutomaticRefreshTest::refreshButton()
{
    m_window->activateWindow();
    QTest::keyClick(m_window, Qt::Key_Comma, Qt::ControlModifier);
    const auto *const dialog = m_window->findChild<SettingsDialog *>();
    auto *const pages = dialog->findChild<QListWidget *>();
    const auto found = pages->findItems(m_context->providers().find(kProvider)->name, Qt::MatchExactly);
    pages->setCurrentItem(found.value(0));
    const auto buttons = dialog->findChild<QStackedWidget *>()->currentWidget()->findChildren<QPushButton *>();
    const auto refresh = std::find_if(buttons.cbegin(), buttons.cend(),
        [](const QPushButton *button) { return button->text() == QLatin1String("&Refresh models"); });
    return refresh == buttons.cend() ? nullptr : *refresh;
}

QByteArrayList AutomaticRefreshTest::lists() const
{
    QByteArrayList paths;
    for (const FakeHttpServer::Request &request : m_server->requests())
        paths << request.path;
    return paths;
}

void AutomaticRefreshTest::asksForAStaleListOnceTheWindowIsPainted()
{
    open();
    QTRY_COMPARE(lists().value(0), "/v1/models"); // more about each model may be asked for next
}

void AutomaticRefreshTest::asksNobodyUnaskedWhereItIsSwitchedOff()
{
    m_context->settings().set(keys::automaticRefresh, false);
    QSignalSpy started(&m_context->models(), &ModelRefreshService::refreshStarted);
    open();
    openPicker();
    QPushButton *const refresh = refreshButton();
    QVERIFY(refresh);
    m_context->settings().set(keys::proxy(kProvider), QStringLiteral("none"));
    QCOMPARE(started.size(), 0);
    QCOMPARE(lists(), QByteArrayList());
    refresh->click();
    QCOMPARE(started.size(), 1);
    QTRY_COMPARE(lists().value(0), "/v1/models"); // more about each model may be asked for next
    QTRY_VERIFY(m_context->models().state(kProvider).refreshedAt.isValid());

    m_context->settings().set(keys::automaticRefresh, true);
    m_context->settings().set(keys::proxy(kProvider), QStringLiteral("system"));
    QCOMPARE(started.size(), 2);
}

QTEST_MAIN(AutomaticRefreshTest)
#include "automatic_refresh_test.moc"
