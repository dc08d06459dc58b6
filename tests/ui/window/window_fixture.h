// SPDX-License-Identifier: MIT
#pragma once

#include "core/chat/llm_service.h"
#include "core/evaluation/evaluation_service.h"
#include "core/history/history_store.h"
#include "core/models/http_model_list_source.h"
#include "core/models/local_server_scan.h"
#include "core/models/model_refresh_service.h"
#include "core/net/http_client.h"
#include "core/providers/provider_registry.h"
#include "core/query/query_service.h"
#include "core/retrieval/retrieval_service.h"
#include "core/search/chat_search_service.h"
#include "core/server/local_endpoint.h"
#include "core/server/program_view.h"
#include "core/settings/extra_header_store.h"
#include "core/settings/keys.h"
#include "core/settings/memory_secret_store.h"
#include "core/settings/secret_name.h"
#include "core/settings/settings_store.h"
#include "tests/support/fake_http_server.h"
#include "tests/support/provider_sources.h"
#include "ui/language/language_controller.h"
#include "ui/main_window.h"
#include "ui/theme/theme_controller.h"
#include "ui/window_set.h"

#include <QApplication>
#include <QPointer>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

namespace freshet::test {

/// The real program around its windows, in a folder of its own, with one scripted server in the place of Ollama.
class WindowFixture {
public:
    /// @p chats is where they are stored; empty: in the fixture's folder.
    explicit WindowFixture(const QString &chats = {})
        : chatsPath(chats.isEmpty() ? dir.filePath("chats.db") : chats), history(chatsPath)
    {
        server.setHandler([](const FakeHttpServer::Request &request) { return answerTo(request); });
        server.enqueueFor("/api/chat"); // the window asks for lists when it likes
        QList<ProviderInfo> catalog{
            {.id = "openai",
                .name = "OpenAI",
                .defaultBaseUrl = QUrl("https://api.openai.com/v1"),
                .needsKey = true,
                .keyPage = QUrl("https://platform.openai.com/api-keys"),
                .defaultModel = "gpt-x",
                .models = {ModelInfo{.ref = {"openai", "gpt-x"}, .name = "GPT X"}}},
            {.id = "ollama",
                .name = "Ollama",
                .dialect = Dialect::Ollama,
                .defaultBaseUrl = QUrl("http://127.0.0.1:" + QString::number(server.url().port())),
                .isLocal = true},
            {.id = "documents", .name = "Quotes from documents", .dialect = Dialect::Quotes},
        };
        registry = std::make_unique<ProviderRegistry>(catalog, keysFrom(secrets), headersFrom(headers));
        source = std::make_unique<HttpModelListSource>(http, *registry, HttpLimits{});
        models = std::make_unique<ModelRefreshService>(
            *source, ModelRefreshService::Options{.cachePath = dir.filePath("models.json")});
        for (const ProviderInfo &provider : catalog)
            models->setStaticModels(provider.id, provider.models, provider.isLocal);
        setRetries(0);
        const auto ollamaPort = static_cast<std::uint16_t>(server.url().port());
        scan = std::make_unique<LocalServerScan>(http, LocalServerScan::Ports{ollamaPort, deadPort(), deadPort()});
    }

    /// Before open().
    void setRetries(int retries)
    {
        endpoint.reset();
        queries.reset();
        llm = std::make_unique<LlmService>(http, *registry,
            LlmService::Options{
                .retries = retries, .known = [this](const ModelRef &model) { return models->model(model); }});
        queries = std::make_unique<QueryService>(*llm, retrieval, *registry);
        view = std::make_unique<ProgramView>(ProgramView::Services{
            .providers = *registry, .models = *models, .settings = settings, .defaultProvider = [this] {
                return settings.get(keys::defaultProvider);
            }});
        endpoint = std::make_unique<LocalEndpoint>(LocalEndpoint::Services{.queries = *queries,
                                                       .retrieval = retrieval,
                                                       .models = *models,
                                                       .providers = *registry,
                                                       .settings = settings,
                                                       .view = *view},
            LocalEndpoint::Options{.tokenFile = dir.filePath("tokens.json")});
    }

    /// What open() does, but for the window.
    void prepare()
    {
        settings.bind(keys::language, &server, [this](const QString &name) { language.setChoice(name); });
        windows = std::make_unique<WindowSet>(
            WindowServices{*queries, history, retrieval, *models, *registry, settings, secrets, headers, http, *scan,
                theme, *endpoint, search, evaluation, notice},
            notifying);
    }

    void open(const QSize &size = {1180, 780})
    {
        prepare();
        QObject::connect(windows.get(), &WindowSet::windowOpened, windows.get(),
            [size](MainWindow *opened) { opened->resize(size); });
        window = &windows->openWindow();
        QVERIFY(QTest::qWaitForWindowActive(window)); // shortcuts work in the active window only
    }

    MainWindow &openAnother()
    {
        MainWindow &another = windows->openWindow();
        [&another] { QVERIFY(QTest::qWaitForWindowActive(&another)); }();
        return another;
    }

    void close() { windows.reset(); } ///< All windows, as the end of the program does; open() may follow.

    void chooseModel(const QString &model)
    {
        settings.set(keys::defaultProvider, QStringLiteral("ollama"));
        settings.set(keys::defaultModel, model);
    }

    /// What the last question was sent as; the program may have asked the server for other things since.
    QByteArray lastQuestion() const
    {
        const auto &requests = server.requests();
        const auto it = std::find_if(requests.crbegin(), requests.crend(),
            [](const FakeHttpServer::Request &request) { return request.path == "/api/chat"; });
        return it == requests.crend() ? QByteArray() : it->body;
    }

    /// Two models; a chat gets a script that was enqueued, or this.
    static FakeHttpServer::Script answerTo(const FakeHttpServer::Request &request)
    {
        if (request.path == "/api/tags")
            return whole(ollamaTags({"qwen3:8b", "gemma3:4b", "llama3.2:3b"}));
        return chat({"Hello", " there."});
    }

    /// A list that tells all, so that no details are asked for.
    static QByteArray ollamaTags(const QByteArrayList &names)
    {
        QByteArrayList entries;
        for (const QByteArray &name : names)
            entries << R"({"name":")" + name
                    + R"(","capabilities":["completion","vision","tools"],"details":{"context_length":40960}})";
        return "{\"models\":[" + entries.join(',') + "]}";
    }

    /// Chunked, as real servers send: Qt may ask again when only the close ends a body.
    static FakeHttpServer::Script whole(const QByteArray &body)
    {
        return FakeHttpServer::Script().chunk(body).lastChunk();
    }

    static QByteArray piece(const QByteArray &text)
    {
        return R"({"model":"qwen3:8b","message":{"role":"assistant","content":")" + text + R"("},"done":false})" + "\n";
    }

    static QByteArray lastPiece()
    {
        return R"({"model":"qwen3:8b","message":{"role":"assistant","content":""},"done":true,"done_reason":"stop",)"
               R"("prompt_eval_count":9,"eval_count":42,"eval_duration":1000000000})"
               "\n";
    }

    static FakeHttpServer::Script chat(const QByteArrayList &pieces)
    {
        FakeHttpServer::Script script;
        script.header("Content-Type", "application/x-ndjson");
        for (const QByteArray &text : pieces)
            script.chunk(piece(text));
        return script.chunk(lastPiece()).lastChunk().keepAlive(); // as Ollama does: a request may follow at once
    }

    /// An answer of which more never comes.
    static FakeHttpServer::Script begun(const QByteArray &text)
    {
        return FakeHttpServer::Script().header("Content-Type", "application/x-ndjson").chunk(piece(text)).stall();
    }

    /// An answer in two parts; the second one comes once the test calls server.release().
    static FakeHttpServer::Script held(const QByteArray &first, const QByteArray &second)
    {
        return FakeHttpServer::Script()
            .header("Content-Type", "application/x-ndjson")
            .chunk(piece(first))
            .hold()
            .chunk(piece(second) + lastPiece())
            .lastChunk()
            .keepAlive();
    }

    static std::uint16_t deadPort()
    {
        QTcpServer probe;
        probe.listen(QHostAddress::LocalHost);
        return probe.serverPort();
    }

    QTemporaryDir dir;
    FakeHttpServer server;
    HttpClient http{HttpClient::Options{}};
    MemorySecretStore secrets;
    SettingsStore settings{dir.filePath("settings.ini")};
    ExtraHeaderStore headers{settings, secrets};
    const QString chatsPath;
    HistoryStore history;
    ChatSearchService search{history, {.historyPath = chatsPath, .indexPath = dir.filePath("search.db")}};
    RetrievalService retrieval{dir.filePath("index.db")};
    EvaluationService evaluation{retrieval, {.directory = dir.filePath("evaluation")}};
    ThemeController theme{*qobject_cast<QApplication *>(QCoreApplication::instance())};
    std::unique_ptr<ProviderRegistry> registry;
    std::unique_ptr<HttpModelListSource> source;
    std::unique_ptr<ModelRefreshService> models;
    std::unique_ptr<LlmService> llm;
    std::unique_ptr<QueryService> queries;
    std::unique_ptr<ProgramView> view;
    std::unique_ptr<LocalEndpoint> endpoint; ///< Off, as its setting says.
    std::unique_ptr<LocalServerScan> scan;
    QLocale systemLocale{QLocale::C}; ///< What the language follows while none is chosen.
    LanguageController language{[this] { return systemLocale; }};
    QString notice; ///< Given to the windows.
    NotifyOptions notifying; ///< Likewise.
    std::unique_ptr<WindowSet> windows;
    QPointer<MainWindow> window; ///< The first one.
};

} // namespace freshet::test
