// SPDX-License-Identifier: MIT
#include "app/command_line.h"

#include <QTest>

using namespace freshet;
using namespace std::chrono_literals;

class CommandLineTest : public QObject {
    Q_OBJECT

private slots:
    void understandsEachCommand_data();
    void understandsEachCommand();
    void refusesWrongUseAndSaysWhatIsWrong_data();
    void refusesWrongUseAndSaysWhatIsWrong();
    void namesEveryOptionInTheHelp_data();
    void namesEveryOptionInTheHelp();
    void keepsEveryHelpWithinEightyColumns();
};

Q_DECLARE_METATYPE(freshet::CommandLine)

namespace {

/// Splits at spaces; "_" stands for a space inside of a word.
QStringList wordsOf(const QString &line)
{
    QStringList words = line.split(u' ', Qt::SkipEmptyParts);
    for (QString &word : words)
        word.replace(u'_', u' ');
    return words;
}

QString helpOf(const QString &line)
{
    const auto parsed = parseCommandLine(wordsOf(line));
    const auto *text = parsed ? std::get_if<TextArguments>(&parsed->command) : nullptr;
    return text ? text->text : QString();
}

} // namespace

void CommandLineTest::understandsEachCommand_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<CommandLine>("expected");

    QTest::newRow("nothing opens the window") << "" << CommandLine{.command = WindowArguments{}};
    QTest::newRow("a profile for the window")
        << "--profile /p" << CommandLine{.profile = "/p", .command = WindowArguments{}};
    QTest::newRow("the small window") << "--quick-ask" << CommandLine{.command = WindowArguments{.isQuickAsk = true}};
    QTest::newRow("the small window of a profile")
        << "--profile /p --quick-ask" << CommandLine{.profile = "/p", .command = WindowArguments{.isQuickAsk = true}};
    QTest::newRow("a plain question") << "ask What_is_Qt?"
                                      << CommandLine{.command = AskArguments{.question = "What is Qt?"}};
    QTest::newRow("a question without quotes")
        << "ask What is Qt?" << CommandLine{.command = AskArguments{.question = "What is Qt?"}};
    const AskArguments whole{.question = "Why?",
        .readsInput = true,
        .provider = "openai",
        .model = "m",
        .baseUrl = "http://h/v1",
        .collections = {"a", "b"},
        .streaming = StreamMode::Whole,
        .retries = 0,
        .timeout = 1500ms,
        .format = OutputFormat::Json};
    QTest::newRow("every option before the question")
        << "--profile=/p ask --provider openai --model=m --base-url http://h/v1 --collection a --collection b "
           "--no-stream --retries 0 --timeout 1.5 --json - Why?"
        << CommandLine{.profile = "/p", .command = whole};
    QTest::newRow("every option after the question")
        << "ask Why? - --json --timeout=1.5 --retries=0 --no-stream --collection=a --collection=b "
           "--base-url=http://h/v1 --model m --provider=openai --profile /p"
        << CommandLine{.profile = "/p", .command = whole};
    QTest::newRow("how the model is to answer")
        << "ask q --system Short. --image a.png --image b.png --temperature 0.5 --top-p=1 --max-tokens 9 --stop A "
           "--stop B --seed 7 --effort low --thinking-budget 100"
        << CommandLine{.command = AskArguments{.question = "q",
                           .instructions = "Short.",
                           .images = {"a.png", "b.png"},
                           .options = {.temperature = 0.5,
                               .topP = 1.0,
                               .maxTokens = 9,
                               .seed = 7,
                               .reasoningEffort = "low",
                               .thinkingBudget = 100,
                               .stop = {"A", "B"}}}};
    QTest::newRow("a question that starts with dashes")
        << "ask --json -- --why -not?"
        << CommandLine{.command = AskArguments{.question = "--why -not?", .format = OutputFormat::Json}};
    QTest::newRow("the last of two wins")
        << "ask --model a --model b q" << CommandLine{.command = AskArguments{.question = "q", .model = "b"}};
    QTest::newRow("an option before the command")
        << "--json ask q" << CommandLine{.command = AskArguments{.question = "q", .format = OutputFormat::Json}};
    QTest::newRow("no documents") << "ask --no-retrieval q"
                                  << CommandLine{.command = AskArguments{.question = "q", .wantsRetrieval = false}};
    QTest::newRow("standard input is the question")
        << "ask -" << CommandLine{.command = AskArguments{.readsInput = true}};
    QTest::newRow("models") << "models --provider p --base-url http://h --refresh --json --timeout 2"
                            << CommandLine{.command = ModelsArguments{.provider = "p",
                                               .baseUrl = "http://h",
                                               .wantsRefresh = true,
                                               .timeout = 2s,
                                               .format = OutputFormat::Json}};
    QTest::newRow("index, the usual collection")
        << "index a b"
        << CommandLine{.command = IndexArguments{.job = {.collection = "documents", .paths = {"a", "b"}}}};
    QTest::newRow("index once") << "index a --no-watch"
                                << CommandLine{.command = IndexArguments{.job
                                                   = {.collection = "documents", .paths = {"a"}, .isWatched = false}}};
    QTest::newRow("index JSON lines") << "index --jsonl f --collection c --json"
                                      << CommandLine{
                                             .command = IndexArguments{.job = {.collection = "c", .jsonlPath = "f"},
                                                 .format = OutputFormat::Json}};
    QTest::newRow("search") << "search red car --top 3 --collection c --json"
                            << CommandLine{.command = SearchArguments{.query = "red car",
                                               .collections = {"c"},
                                               .topK = 3,
                                               .format = OutputFormat::Json}};
    QTest::newRow("search for many") << "search --queries q --run r"
                                     << CommandLine{.command = SearchArguments{.queriesFile = "q", .runFile = "r"}};
    QTest::newRow("evaluate") << "evaluate" << CommandLine{.command = EvaluateArguments{.collection = "documents"}};
    QTest::newRow("evaluate, every option")
        << "evaluate --questions f --collection c --top 5 --json"
        << CommandLine{.command
               = EvaluateArguments{.questionsFile = "f", .collection = "c", .topK = 5, .format = OutputFormat::Json}};
    QTest::newRow("evaluate no longer") << "evaluate --remove a --remove b_c"
                                        << CommandLine{.command = EvaluateArguments{
                                                           .removedIds = {"a", "b c"}, .collection = "documents"}};
    QTest::newRow("embed") << "embed one two_words"
                           << CommandLine{.command = EmbedArguments{.texts = {"one", "two words"}}};
    QTest::newRow("embed, every option") << "embed --provider p --model m --base-url http://h --input f --query "
                                            "--dimensions 256 --retries 1 --timeout 2 "
                                            "--json"
                                         << CommandLine{.command = EmbedArguments{.inputFile = "f",
                                                            .provider = "p",
                                                            .model = "m",
                                                            .baseUrl = "http://h",
                                                            .purpose = EmbeddingPurpose::Query,
                                                            .dimensions = 256,
                                                            .retries = 1,
                                                            .timeout = 2s,
                                                            .format = OutputFormat::Json}};
    QTest::newRow("embed standard input")
        << "embed --input -" << CommandLine{.command = EmbedArguments{.inputFile = "-"}};
    QTest::newRow("version") << "--version" << CommandLine{.command = TextArguments{"Freshet " FRESHET_VERSION "\n"}};
}

void CommandLineTest::understandsEachCommand()
{
    QFETCH(QString, line);
    QFETCH(CommandLine, expected);
    const auto parsed = parseCommandLine(wordsOf(line));
    QVERIFY2(parsed, parsed ? "" : qPrintable(parsed.error().message));
    QVERIFY(*parsed == expected);
}

void CommandLineTest::refusesWrongUseAndSaysWhatIsWrong_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("names");

    QTest::newRow("unknown command") << "aks hello"
                                     << "\"aks\"";
    QTest::newRow("unknown option") << "ask --jsn q"
                                    << "--jsn";
    QTest::newRow("an option of another command") << "ask --refresh q"
                                                  << "--refresh";
    QTest::newRow("a short option") << "ask -m q"
                                    << "-m";
    QTest::newRow("an unknown option for the window") << "--fullscreen"
                                                      << "--fullscreen";
    QTest::newRow("no value at the end") << "ask q --model"
                                         << "--model";
    QTest::newRow("no value before an option") << "ask q --model --json"
                                               << "--model";
    QTest::newRow("an empty value") << "ask q --model="
                                    << "--model";
    QTest::newRow("a value for a switch") << "ask q --json=yes"
                                          << "--json";
    QTest::newRow("retries that are no number") << "ask q --retries many"
                                                << "\"many\"";
    QTest::newRow("negative retries") << "ask q --retries -1"
                                      << "\"-1\"";
    QTest::newRow("too many retries") << "ask q --retries 11"
                                      << "\"11\"";
    QTest::newRow("no time at all") << "ask q --timeout 0"
                                    << "\"0\"";
    QTest::newRow("a time that is no number") << "ask q --timeout nan"
                                              << "\"nan\"";
    QTest::newRow("too hot") << "ask q --temperature 2.1"
                             << "\"2.1\"";
    QTest::newRow("a probability above one") << "ask q --top-p 1.5"
                                             << "\"1.5\"";
    QTest::newRow("no tokens") << "ask q --max-tokens 0"
                               << "\"0\"";
    QTest::newRow("a seed that is no number") << "ask q --seed x"
                                              << "\"x\"";
    QTest::newRow("an effort that nobody knows") << "ask q --effort huge"
                                                 << "\"huge\"";
    QTest::newRow("a budget below nothing") << "ask q --thinking-budget -5"
                                            << "\"-5\"";
    QTest::newRow("a collection and none") << "ask q --collection c --no-retrieval"
                                           << "exclude";
    QTest::newRow("whose base URL?") << "models --base-url http://h"
                                     << "--provider";
    QTest::newRow("a word for models") << "models openai"
                                       << "\"openai\"";
    QTest::newRow("nothing to index") << "index"
                                      << "--jsonl";
    QTest::newRow("documents for the guide") << "index a --collection guide"
                                             << "\"guide\"";
    QTest::newRow("nothing to search for") << "search"
                                           << "search for";
    QTest::newRow("no passages wanted") << "search q --top 0"
                                        << "\"0\"";
    QTest::newRow("queries without a place for results") << "search --queries f"
                                                         << "--run";
    QTest::newRow("a place for results without queries") << "search q --run f"
                                                         << "--queries";
    QTest::newRow("a query and queries") << "search q --queries f --run r"
                                         << "not both";
    QTest::newRow("a question to evaluate") << "evaluate boiler"
                                            << "--questions";
    QTest::newRow("two collections to evaluate") << "evaluate --collection a --collection b"
                                                 << "one --collection";
    QTest::newRow("removing questions and asking") << "evaluate --remove a --top 3"
                                                   << "--remove asks nothing";
    QTest::newRow("nothing to embed") << "embed --json"
                                      << "--input";
    QTest::newRow("texts and a file of them") << "embed one --input f"
                                              << "not both";
    QTest::newRow("too many dimensions") << "embed one --dimensions 8193"
                                         << "\"8193\"";
}

void CommandLineTest::refusesWrongUseAndSaysWhatIsWrong()
{
    QFETCH(QString, line);
    QFETCH(QString, names);
    const auto parsed = parseCommandLine(wordsOf(line));
    QVERIFY(!parsed);
    QVERIFY2(parsed.error().message.contains(names), qPrintable(parsed.error().message));
    QVERIFY2(parsed.error().message.contains(QLatin1String("--help")), qPrintable(parsed.error().message));
}

void CommandLineTest::namesEveryOptionInTheHelp_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QStringList>("names");

    QTest::newRow("program") << "--help"
                             << QStringList{"freshet ask", "freshet models", "freshet index", "freshet search",
                                    "freshet evaluate", "freshet embed", "--profile", "--version", "FRESHET_API_KEY_",
                                    "130"};
    QTest::newRow("short") << "ask -h" << QStringList{"QUESTION"};
    QTest::newRow("ask") << "ask --help"
                         << QStringList{"--provider", "--model", "--base-url", "--collection", "--no-retrieval",
                                "--no-stream", "--retries", "--timeout", "--json", "--profile", "--system", "--image",
                                "--temperature", "--top-p", "--max-tokens", "--seed", "--stop", "--effort",
                                "--thinking-budget"};
    QTest::newRow("models") << "models --help"
                            << QStringList{"--provider", "--base-url", "--refresh", "--timeout", "--json", "--profile"};
    QTest::newRow("index") << "index --help"
                           << QStringList{"--collection", "--jsonl", "--no-watch", "--json", "--profile"};
    QTest::newRow("evaluate") << "evaluate --help"
                              << QStringList{"--questions", "--collection", "--top", "--json", "--profile"};
    QTest::newRow("embed") << "embed --help"
                           << QStringList{"--provider", "--model", "--base-url", "--input", "--query", "--dimensions",
                                  "--retries", "--timeout", "--json", "--profile"};
    QTest::newRow("serve") << "serve --help" << QStringList{"--port", "--token-file", "--json", "--profile"};
    QTest::newRow("search, whatever else is wrong")
        << "search --top 0 --help" << QStringList{"--collection", "--top", "--queries", "--run", "--json", "--profile"};
}

void CommandLineTest::namesEveryOptionInTheHelp()
{
    QFETCH(QString, line);
    QFETCH(QStringList, names);
    const QString help = helpOf(line);
    for (const QString &name : names)
        QVERIFY2(help.contains(name), qPrintable(name));
}

void CommandLineTest::keepsEveryHelpWithinEightyColumns()
{
    for (const char *line :
        {"--help", "ask --help", "models --help", "index --help", "search --help", "evaluate --help", "embed --help"}) {
        const QStringList lines = helpOf(QString::fromLatin1(line)).split(u'\n');
        for (const QString &text : lines)
            QVERIFY2(text.size() <= 80, qPrintable(text));
    }
}

QTEST_GUILESS_MAIN(CommandLineTest)
#include "command_line_test.moc"
