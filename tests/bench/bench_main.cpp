// SPDX-License-Identifier: MIT
// freshet_bench --freshet PROGRAM --bare PROGRAM: prints its figures as one JSON object.
// freshet_bench --decoder: only the figures of decoder and adapter; needs no display.
// freshet_bench --refresh: only the figures of a refresh of model lists; likewise.
// freshet_bench --search: only the figures of the search over 100,000 messages; likewise.
// freshet_bench --frames: only the figures of what the local endpoint writes; likewise.
// freshet_bench --history: only the figures of an answer that is stored while it grows; likewise.
// freshet_bench --settings: only the figures of the settings dialog with 5,000 models.
// freshet_bench --order: only the figures of the list of 10,000 chats.
// freshet_bench --quit: only how long window and process are there after 200 quits.
// freshet_bench --composer: only the figures of writing a question.
// freshet_bench --endpoint --freshet PROGRAM: only the figures of the local endpoint.
// freshet_bench --window-and-endpoint: only the window's latency while it serves others.
// freshet_bench --transcript: only the transcript.
// freshet_bench --vectors: only the scan of 100,000 vectors; needs no display.
// freshet_bench --citations: only the check of hostile answers' citations; likewise.
// freshet_bench --soak SECONDS --freshet PROGRAM: 200 streams through the local endpoint for so long.
// freshet_bench --serve: the counterpart; prints its port and serves until its standard input ends.
#include "tests/bench/citation_bench.h"
#include "tests/bench/composer_bench.h"
#include "tests/bench/decoder_bench.h"
#include "tests/bench/endpoint_bench.h"
#include "tests/bench/file_bench.h"
#include "tests/bench/frames_bench.h"
#include "tests/bench/history_bench.h"
#include "tests/bench/order_bench.h"
#include "tests/bench/pixel_bench.h"
#include "tests/bench/quit_bench.h"
#include "tests/bench/refresh_bench.h"
#include "tests/bench/retrieval_bench.h"
#include "tests/bench/search_bench.h"
#include "tests/bench/settings_bench.h"
#include "tests/bench/startup_bench.h"
#include "tests/bench/stream_bench.h"
#include "tests/bench/token_server.h"
#include "tests/bench/transcript_bench.h"
#include "tests/bench/vector_bench.h"
#include "ui/theme/freshet_style.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QJsonDocument>
#include <QProcess>
#include <QScopeGuard>
#include <QSocketNotifier>

#include <cstdio>
#include <cstring>
#include <unistd.h>

using namespace freshet::bench;

namespace {

int serve(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const TokenServer server;
    std::printf("%u\n", static_cast<unsigned>(server.port()));
    std::fflush(stdout);
    QSocketNotifier end(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&end, &QSocketNotifier::activated, &application, &QCoreApplication::quit);
    return QCoreApplication::exec();
}

void say(const char *what) { std::fprintf(stderr, "bench: %s…\n", what); }

void print(const QJsonObject &figures) { std::fputs(QJsonDocument(figures).toJson().constData(), stdout); }

/// --retrieval [--passages N | --collection FILE --questions FILE] [--freshet PROGRAM]
RetrievalSubject retrievalSubjectOf(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOptions({{QStringLiteral("retrieval"), QStringLiteral("Only the search in documents")},
        {QStringLiteral("passages"), QStringLiteral("How many"), QStringLiteral("count"), QStringLiteral("100000")},
        {QStringLiteral("collection"), QStringLiteral("Documents as JSON lines"), QStringLiteral("file")},
        {QStringLiteral("questions"), QStringLiteral("Questions as JSON lines"), QStringLiteral("file")},
        {QStringLiteral("freshet"), QStringLiteral("The program"), QStringLiteral("path")}});
    parser.process(arguments);
    return {.passages = parser.value(QStringLiteral("passages")).toInt(),
        .collection = parser.value(QStringLiteral("collection")),
        .questions = parser.value(QStringLiteral("questions")),
        .freshet = parser.value(QStringLiteral("freshet"))};
}

} // namespace

int main(int argc, char *argv[])
{
    if (argc > 1 && std::strcmp(argv[1], "--serve") == 0)
        return serve(argc, argv);
    if (argc > 1 && std::strcmp(argv[1], "--decoder") == 0) {
        print({{"decoder", measureDecoder()}});
        return 0;
    }
    if (argc > 1 && std::strcmp(argv[1], "--refresh") == 0) {
        print({{"refresh", measureRefresh()}});
        return 0;
    }
    if (argc > 1 && std::strcmp(argv[1], "--citations") == 0) {
        print({{"citations", measureCitations()}});
        return 0;
    }
    if (argc > 1 && std::strcmp(argv[1], "--vectors") == 0) {
        print({{"vectors", measureVectors()}});
        return 0;
    }
    if (argc > 1 && std::strcmp(argv[1], "--frames") == 0) {
        print({{"frames", measureFrames()}});
        return 0;
    }
    if (argc > 1 && std::strcmp(argv[1], "--history") == 0) {
        const QCoreApplication application(argc, argv);
        print({{"cpu_stored_token", measureHistory()}});
        return 0;
    }

    if (argc > 1 && std::strcmp(argv[1], "--search") == 0) {
        const QCoreApplication application(argc, argv);
        print({{"search", measureSearch()}});
        return 0;
    }
    if (argc > 1 && std::strcmp(argv[1], "--retrieval") == 0) {
        const QCoreApplication application(argc, argv);
        print({{"retrieval", measureRetrieval(retrievalSubjectOf(QCoreApplication::arguments()))}});
        return 0;
    }
    if (argc > 1 && std::strcmp(argv[1], "--quit") == 0) {
        const QCoreApplication application(argc, argv);
        print({{"quit", measureQuit()}});
        return 0;
    }
    const QApplication application(argc, argv);
    QApplication::setStyle(new freshet::FreshetStyle); // as the program does
    if (argc > 1 && std::strcmp(argv[1], "--settings") == 0) {
        print({{"settings", measureSettings()}});
        return 0;
    }
    if (argc > 1 && std::strcmp(argv[1], "--order") == 0) {
        print({{"order", measureOrder()}});
        return 0;
    }
    if (argc > 1 && std::strcmp(argv[1], "--composer") == 0) {
        print({{"composer", measureComposer()}});
        return 0;
    }
    QCommandLineParser parser;
    parser.addOptions({{QStringLiteral("freshet"), QStringLiteral("The program"), QStringLiteral("path")},
        {QStringLiteral("bare"), QStringLiteral("The bare Qt program"), QStringLiteral("path")},
        {QStringLiteral("endpoint"), QStringLiteral("Only the local endpoint")},
        {QStringLiteral("window-and-endpoint"), QStringLiteral("Only the window while the endpoint is busy")},
        {QStringLiteral("transcript"), QStringLiteral("Only the transcript")},
        {QStringLiteral("files"), QStringLiteral("Only how many files and pages are indexed a second")},
        {QStringLiteral("idle"), QStringLiteral("Only how often the program wakes up while nobody touches it")},
        {QStringLiteral("soak"), QStringLiteral("Only the local endpoint, for so long"), QStringLiteral("seconds")}});
    parser.process(application);

    QProcess counterpart;
    counterpart.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--serve")});
    if (!counterpart.waitForReadyRead()) {
        std::fputs("bench: the fake server did not start\n", stderr);
        return 1;
    }
    const auto end = qScopeGuard([&counterpart] {
        counterpart.closeWriteChannel();
        counterpart.waitForFinished();
    });
    const QUrl server(QStringLiteral("http://127.0.0.1:%1").arg(counterpart.readLine().trimmed().toInt()));

    const QString freshet = parser.value(QStringLiteral("freshet"));
    QJsonObject figures;
    if (parser.isSet(QStringLiteral("window-and-endpoint"))) {
        print({{"latency_to_pixel_while_serving", measureWindowWhileServing(server)}});
        return 0;
    }
    if (parser.isSet(QStringLiteral("files"))) {
        print({{"files", measureFiles(freshet)}});
        return 0;
    }
    const auto insertTranscript = [&figures, &server] {
        say("the transcript: work a frame, a long chat, a long answer, hard texts");
        figures.insert(QStringLiteral("frame_work"), measureFrameWork());
        figures.insert(QStringLiteral("long_answer"), measureLongAnswer(server));
        figures.insert(QStringLiteral("long_chat"), measureLongChat());
        figures.insert(QStringLiteral("hard_texts"), measureHardTexts());
    };
    if (parser.isSet(QStringLiteral("idle"))) {
        print({{"idle", measureIdle(freshet, parser.value(QStringLiteral("bare")))}});
        return 0;
    }
    if (parser.isSet(QStringLiteral("transcript"))) {
        insertTranscript();
        print(figures);
        return 0;
    }
    if (parser.isSet(QStringLiteral("endpoint")) || parser.isSet(QStringLiteral("soak"))) {
        const int seconds = parser.value(QStringLiteral("soak")).toInt();
        print(seconds > 0 ? soakEndpoint(freshet, server, seconds) : measureEndpoint(freshet, server));
        return 0;
    }
    say("tokens a second through decoder and adapter");
    figures.insert(QStringLiteral("decoder"), measureDecoder());
    say("what the local endpoint writes");
    figures.insert(QStringLiteral("frames"), measureFrames());
    say("an answer that is stored while it grows");
    figures.insert(QStringLiteral("cpu_stored_token"), measureHistory());
    say("the search over 100,000 messages");
    figures.insert(QStringLiteral("search"), measureSearch());
    say("the search in 100,000 passages");
    figures.insert(QStringLiteral("retrieval"), measureRetrieval({.freshet = freshet}));
    say("the citations of hostile answers");
    figures.insert(QStringLiteral("citations"), measureCitations());
    say("the scan of 100,000 vectors");
    figures.insert(QStringLiteral("vectors"), measureVectors());
    say("a refresh of model lists");
    figures.insert(QStringLiteral("refresh"), measureRefresh());
    if (parser.isSet(QStringLiteral("freshet"))) {
        say("files that are indexed");
        figures.insert(QStringLiteral("files"), measureFiles(freshet));
        say("start to first frame, and memory");
        figures.insert(QStringLiteral("startup"), measureStartup(freshet, parser.value(QStringLiteral("bare"))));
        say("waking up while nobody touches it");
        figures.insert(QStringLiteral("idle"), measureIdle(freshet, parser.value(QStringLiteral("bare"))));
        say("the local endpoint, beside its provider without it");
        figures.insert(QStringLiteral("endpoint"), measureEndpoint(freshet, server));
        figures.insert(QStringLiteral("latency_to_pixel_while_serving"), measureWindowWhileServing(server));
    }
    say("CPU per token, socket to message");
    figures.insert(QStringLiteral("cpu_socket_to_message"), measureCpuPerToken(server));
    say("CPU per token, socket to pixel");
    figures.insert(QStringLiteral("cpu_socket_to_pixel"), measureCpuToPixel(server));
    say("latency, one stream of 50 tokens a second, to the message and to the pixel");
    figures.insert(QStringLiteral("latency_1_stream"), measureLatency(server, 1, 500));
    figures.insert(QStringLiteral("latency_to_pixel"), measureLatencyToPixel(server));
    say("latency, 100 streams of 50 tokens a second");
    figures.insert(QStringLiteral("latency_100_streams"), measureLatency(server, 100, 500));

    insertTranscript();
    say("opening the settings, and searching 5,000 models");
    figures.insert(QStringLiteral("settings"), measureSettings());
    say("the list of 10,000 chats");
    figures.insert(QStringLiteral("order"), measureOrder());
    say("writing beside a pasted megabyte");
    figures.insert(QStringLiteral("composer"), measureComposer());
    say("200 quits");
    figures.insert(QStringLiteral("quit"), measureQuit());

    print(figures);
    return 0;
}
