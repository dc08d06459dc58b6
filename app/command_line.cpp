// SPDX-License-Identifier: MIT
#include "app/command_line.h"

#include "app/command_help.h"
#include "app/command_options.h"
#include "core/settings/keys.h"

#include <QCoreApplication>

#include <limits>

namespace freshet {

namespace {

using Takes = CommandOptions::Takes;

QString usageText(const char *text) { return QCoreApplication::translate("CommandLine", text); }

tl::unexpected<Error> wrongUse(const QString &message)
{
    return failure({.kind = ErrorKind::BadRequest, .message = message});
}

/// The options of @p command on top of those that every command has; nothing for a word that is no command.
std::optional<CommandOptions::Known> optionsOf(const QString &command)
{
    CommandOptions::Known known{{QStringLiteral("profile"), Takes::Value}, {QStringLiteral("help"), Takes::Nothing},
        {QStringLiteral("version"), Takes::Nothing}};
    if (command.isEmpty()) {
        known.insert(QStringLiteral("quick-ask"), Takes::Nothing);
        return known;
    }
    static const QHash<QString, CommandOptions::Known> own{
        {QStringLiteral("ask"),
            {{QStringLiteral("provider"), Takes::Value}, {QStringLiteral("model"), Takes::Value},
                {QStringLiteral("base-url"), Takes::Value}, {QStringLiteral("collection"), Takes::Value},
                {QStringLiteral("no-retrieval"), Takes::Nothing}, {QStringLiteral("no-stream"), Takes::Nothing},
                {QStringLiteral("system"), Takes::Value}, {QStringLiteral("image"), Takes::Value},
                {QStringLiteral("temperature"), Takes::Value}, {QStringLiteral("top-p"), Takes::Value},
                {QStringLiteral("max-tokens"), Takes::Value}, {QStringLiteral("stop"), Takes::Value},
                {QStringLiteral("seed"), Takes::Value}, {QStringLiteral("effort"), Takes::Value},
                {QStringLiteral("thinking-budget"), Takes::Value}, {QStringLiteral("retries"), Takes::Value},
                {QStringLiteral("timeout"), Takes::Value}, {QStringLiteral("json"), Takes::Nothing}}},
        {QStringLiteral("models"),
            {{QStringLiteral("provider"), Takes::Value}, {QStringLiteral("base-url"), Takes::Value},
                {QStringLiteral("refresh"), Takes::Nothing}, {QStringLiteral("timeout"), Takes::Value},
                {QStringLiteral("json"), Takes::Nothing}}},
        {QStringLiteral("settings"), {{QStringLiteral("json"), Takes::Nothing}}},
        {QStringLiteral("index"),
            {{QStringLiteral("collection"), Takes::Value}, {QStringLiteral("jsonl"), Takes::Value},
                {QStringLiteral("local-only"), Takes::Value}, {QStringLiteral("no-watch"), Takes::Nothing},
                {QStringLiteral("json"), Takes::Nothing}}},
        {QStringLiteral("search"),
            {{QStringLiteral("collection"), Takes::Value}, {QStringLiteral("top"), Takes::Value},
                {QStringLiteral("queries"), Takes::Value}, {QStringLiteral("run"), Takes::Value},
                {QStringLiteral("json"), Takes::Nothing}}},
        {QStringLiteral("evaluate"),
            {{QStringLiteral("questions"), Takes::Value}, {QStringLiteral("remove"), Takes::Value},
                {QStringLiteral("collection"), Takes::Value}, {QStringLiteral("top"), Takes::Value},
                {QStringLiteral("json"), Takes::Nothing}}},
        {QStringLiteral("embed"),
            {{QStringLiteral("provider"), Takes::Value}, {QStringLiteral("model"), Takes::Value},
                {QStringLiteral("base-url"), Takes::Value}, {QStringLiteral("input"), Takes::Value},
                {QStringLiteral("query"), Takes::Nothing}, {QStringLiteral("dimensions"), Takes::Value},
                {QStringLiteral("retries"), Takes::Value}, {QStringLiteral("timeout"), Takes::Value},
                {QStringLiteral("json"), Takes::Nothing}}},
        {QStringLiteral("export"),
            {{QStringLiteral("format"), Takes::Value}, {QStringLiteral("chat"), Takes::Value},
                {QStringLiteral("folder"), Takes::Value}, {QStringLiteral("all"), Takes::Nothing},
                {QStringLiteral("list"), Takes::Nothing}, {QStringLiteral("output"), Takes::Value},
                {QStringLiteral("json"), Takes::Nothing}}},
        {QStringLiteral("import"), {{QStringLiteral("json"), Takes::Nothing}}},
        {QStringLiteral("serve"),
            {{QStringLiteral("port"), Takes::Value}, {QStringLiteral("token-file"), Takes::Value},
                {QStringLiteral("json"), Takes::Nothing}}},
    };
    if (!own.contains(command))
        return std::nullopt;
    known.insert(own.value(command));
    return known;
}

OutputFormat formatOf(const CommandOptions &options)
{
    return options.has("json") ? OutputFormat::Json : OutputFormat::People;
}

template <typename T>
Status statusOf(const Result<T> &result)
{
    return result ? Status() : failure(result.error());
}

Result<std::optional<int>> wholeNumber(const CommandOptions &options, const char *name, int low, int high)
{
    if (!options.has(name))
        return std::optional<int>();
    bool isNumber = false;
    const int number = options.value(name).toInt(&isNumber);
    if (!isNumber || number < low || number > high) {
        return wrongUse(usageText("--%1 takes a whole number from %2 to %3, not \"%4\".")
                            .arg(QLatin1String(name))
                            .arg(low)
                            .arg(high)
                            .arg(options.value(name)));
    }
    return number;
}

Result<std::optional<double>> realNumber(const CommandOptions &options, const char *name, double low, double high)
{
    if (!options.has(name))
        return std::optional<double>();
    bool isNumber = false;
    const double number = options.value(name).toDouble(&isNumber);
    if (!isNumber || !(number >= low && number <= high)) {
        return wrongUse(usageText("--%1 takes a number from %2 to %3, not \"%4\".")
                            .arg(QLatin1String(name))
                            .arg(low)
                            .arg(high)
                            .arg(options.value(name)));
    }
    return number;
}

Result<QString> effortOf(const CommandOptions &options)
{
    const QStringList words = keys::reasoningEfforts();
    const QString effort = options.value("effort");
    if (options.has("effort") && !words.contains(effort))
        return wrongUse(
            usageText("--effort takes one of %1, not \"%2\".").arg(words.join(QLatin1String(", ")), effort));
    return effort;
}

Result<GenerationOptions> generationOptions(const CommandOptions &options)
{
    constexpr int kMost = std::numeric_limits<int>::max();
    const auto temperature = realNumber(options, "temperature", 0, 2);
    const auto topP = realNumber(options, "top-p", 0, 1);
    const auto maxTokens = wholeNumber(options, "max-tokens", 1, kMost);
    const auto seed = wholeNumber(options, "seed", 0, kMost);
    const auto effort = effortOf(options);
    const auto budget = wholeNumber(options, "thinking-budget", 0, kMost);
    for (const Status &status : {statusOf(temperature), statusOf(topP), statusOf(maxTokens), statusOf(seed),
             statusOf(effort), statusOf(budget)}) {
        if (!status)
            return failure(status.error());
    }
    return GenerationOptions{.temperature = *temperature,
        .topP = *topP,
        .maxTokens = *maxTokens,
        .seed = *seed,
        .reasoningEffort = *effort,
        .thinkingBudget = *budget,
        .stop = options.values("stop")};
}

Result<std::optional<std::chrono::milliseconds>> timeoutOf(const CommandOptions &options)
{
    if (!options.has("timeout"))
        return std::optional<std::chrono::milliseconds>();
    bool isNumber = false;
    const double seconds = options.value("timeout").toDouble(&isNumber);
    if (!isNumber || !(seconds >= 0.1 && seconds <= 86400))
        return wrongUse(
            usageText("--timeout takes seconds, from 0.1 to 86400, not \"%1\".").arg(options.value("timeout")));
    return std::chrono::milliseconds(qRound64(seconds * 1000));
}

Result<CommandArguments> askArguments(const CommandOptions &options)
{
    const auto retries = wholeNumber(options, "retries", 0, 10);
    if (!retries)
        return failure(retries.error());
    const auto timeout = timeoutOf(options);
    if (!timeout)
        return failure(timeout.error());
    const auto generation = generationOptions(options);
    if (!generation)
        return failure(generation.error());
    if (options.has("no-retrieval") && options.has("collection"))
        return wrongUse(usageText("--collection and --no-retrieval exclude each other."));
    QStringList words = options.words();
    const bool readsInput = words.removeAll(QStringLiteral("-")) > 0;
    return AskArguments{.question = words.join(u' ').trimmed(),
        .readsInput = readsInput,
        .provider = options.value("provider"),
        .model = options.value("model"),
        .baseUrl = options.value("base-url"),
        .collections = options.values("collection"),
        .wantsRetrieval = !options.has("no-retrieval"),
        .instructions = options.value("system"),
        .images = options.values("image"),
        .options = *generation,
        .streaming = options.has("no-stream") ? StreamMode::Whole : StreamMode::Streamed,
        .retries = *retries,
        .timeout = *timeout,
        .format = formatOf(options)};
}

Result<CommandArguments> modelsArguments(const CommandOptions &options)
{
    const auto timeout = timeoutOf(options);
    if (!timeout)
        return failure(timeout.error());
    if (!options.words().isEmpty())
        return wrongUse(usageText("There is nothing to do with \"%1\"; one provider is named with --provider.")
                            .arg(options.words().first()));
    if (options.has("base-url") && !options.has("provider"))
        return wrongUse(usageText("--base-url needs --provider: whose address is it?"));
    return ModelsArguments{.provider = options.value("provider"),
        .baseUrl = options.value("base-url"),
        .wantsRefresh = options.has("refresh"),
        .timeout = *timeout,
        .format = formatOf(options)};
}

Result<CommandArguments> settingsArguments(const CommandOptions &options)
{
    if (!options.words().isEmpty())
        return wrongUse(usageText("There is nothing to do with \"%1\".").arg(options.words().first()));
    return SettingsArguments{.format = formatOf(options)};
}

Result<CommandArguments> indexArguments(const CommandOptions &options)
{
    if (options.words().isEmpty() && !options.has("jsonl"))
        return wrongUse(usageText("Name the files and folders to index, or a file of JSON lines with --jsonl."));
    if (options.value("collection") == kGuideCollection)
        return wrongUse(usageText("The collection \"guide\" holds Freshet's own guide only; choose another name."));
    const QString localOnly = options.value("local-only");
    if (options.has("local-only") && localOnly != QLatin1String("yes") && localOnly != QLatin1String("no"))
        return wrongUse(usageText("--local-only is \"yes\" or \"no\", not \"%1\".").arg(localOnly));
    return IndexArguments{
        .job = {.collection = options.has("collection") ? options.value("collection") : kUserCollection,
            .paths = options.words(),
            .jsonlPath = options.value("jsonl"),
            .localOnly = options.has("local-only") ? std::optional(localOnly == QLatin1String("yes")) : std::nullopt,
            .isWatched = !options.has("no-watch")},
        .format = formatOf(options)};
}

Result<CommandArguments> searchArguments(const CommandOptions &options)
{
    const auto top = wholeNumber(options, "top", 1, 1000);
    if (!top)
        return failure(top.error());
    const QString query = options.words().join(u' ').trimmed();
    if (options.has("queries") != options.has("run"))
        return wrongUse(usageText("--queries and --run go together: the questions, and where the results go."));
    if (options.has("queries") && !query.isEmpty())
        return wrongUse(usageText("Give either a query or --queries, not both."));
    if (!options.has("queries") && query.isEmpty())
        return wrongUse(usageText("Say what to search for."));
    return SearchArguments{.query = query,
        .queriesFile = options.value("queries"),
        .runFile = options.value("run"),
        .collections = options.values("collection"),
        .topK = top->value_or(8),
        .format = formatOf(options)};
}

Result<CommandArguments> evaluateArguments(const CommandOptions &options)
{
    const auto top = wholeNumber(options, "top", 1, 1000);
    if (!top)
        return failure(top.error());
    if (!options.words().isEmpty())
        return wrongUse(usageText("There is nothing to do with \"%1\"; a file of questions is named with --questions.")
                            .arg(options.words().first()));
    if (options.values("collection").size() > 1)
        return wrongUse(usageText("Name one --collection: its questions are asked."));
    if (options.has("remove") && (options.has("questions") || options.has("collection") || options.has("top")))
        return wrongUse(usageText("--remove asks nothing: an id is one of all collections. Leave the rest out."));
    return EvaluateArguments{.questionsFile = options.value("questions"),
        .removedIds = options.values("remove"),
        .collection = options.has("collection") ? options.value("collection") : kUserCollection,
        .topK = top->value_or(EvaluateArguments().topK),
        .format = formatOf(options)};
}

Result<CommandArguments> embedArguments(const CommandOptions &options)
{
    const auto dimensions = wholeNumber(options, "dimensions", 1, kMaxEmbeddingDimensions);
    if (!dimensions)
        return failure(dimensions.error());
    const auto retries = wholeNumber(options, "retries", 0, 10);
    if (!retries)
        return failure(retries.error());
    const auto timeout = timeoutOf(options);
    if (!timeout)
        return failure(timeout.error());
    if (options.has("input") && !options.words().isEmpty())
        return wrongUse(usageText("Give either texts or --input, not both."));
    if (!options.has("input") && options.words().isEmpty())
        return wrongUse(usageText("Give the texts to embed, or a file of them with --input."));
    return EmbedArguments{.texts = options.words(),
        .inputFile = options.value("input"),
        .provider = options.value("provider"),
        .model = options.value("model"),
        .baseUrl = options.value("base-url"),
        .purpose = options.has("query") ? EmbeddingPurpose::Query : EmbeddingPurpose::Document,
        .dimensions = *dimensions,
        .retries = *retries,
        .timeout = *timeout,
        .format = formatOf(options)};
}

Result<CommandArguments> exportArguments(const CommandOptions &options)
{
    if (!options.words().isEmpty())
        return wrongUse(
            usageText("There is nothing to do with \"%1\"; a chat is named with --chat.").arg(options.words().first()));
    const int choices
        = int(options.has("chat")) + int(options.has("folder")) + int(options.has("all")) + int(options.has("list"));
    if (choices != 1)
        return wrongUse(usageText("Say one of --chat ID, --folder NAME, --all and --list."));
    const auto document = exportFormatFromString(
        options.has("format") ? options.value("format") : QString(toWord(ExportFormat::Markdown)));
    if (!document)
        return wrongUse(
            usageText("--format takes one of markdown, html, json, not \"%1\".").arg(options.value("format")));
    if (options.has("json") && !options.has("list") && !options.has("output"))
        return wrongUse(usageText("--json needs --output here; chats as JSON are --format json."));
    return ExportArguments{.document = *document,
        .chats = options.values("chat"),
        .folders = options.values("folder"),
        .wantsAll = options.has("all"),
        .wantsList = options.has("list"),
        .output = options.value("output"),
        .format = formatOf(options)};
}

Result<CommandArguments> importArguments(const CommandOptions &options)
{
    if (options.words().size() != 1)
        return wrongUse(usageText("Name one file to import, a .json or a .zip."));
    return ImportArguments{.path = options.words().first(), .format = formatOf(options)};
}

/// What it prints is JSON with and without --json.
Result<CommandArguments> serveArguments(const CommandOptions &options)
{
    if (!options.words().isEmpty())
        return wrongUse(usageText("There is nothing to do with \"%1\".").arg(options.words().first()));
    const auto port = wholeNumber(options, "port", 0, std::numeric_limits<quint16>::max());
    if (!port)
        return failure(port.error());
    ServeArguments arguments{.tokenFile = options.value("token-file")};
    if (port->has_value())
        arguments.port = static_cast<quint16>(**port);
    return arguments;
}

Result<CommandArguments> argumentsOf(const QString &command, const CommandOptions &options)
{
    if (options.has("help"))
        return TextArguments{commandHelp(command)};
    if (options.has("version"))
        return TextArguments{QStringLiteral("Freshet " FRESHET_VERSION "\n")};
    if (command == QLatin1String("ask"))
        return askArguments(options);
    if (command == QLatin1String("models"))
        return modelsArguments(options);
    if (command == QLatin1String("settings"))
        return settingsArguments(options);
    if (command == QLatin1String("index"))
        return indexArguments(options);
    if (command == QLatin1String("search"))
        return searchArguments(options);
    if (command == QLatin1String("evaluate"))
        return evaluateArguments(options);
    if (command == QLatin1String("embed"))
        return embedArguments(options);
    if (command == QLatin1String("serve"))
        return serveArguments(options);
    if (command == QLatin1String("export"))
        return exportArguments(options);
    if (command == QLatin1String("import"))
        return importArguments(options);
    return WindowArguments{.isQuickAsk = options.has("quick-ask")};
}

/// Where the command's word stands: the first that is no option and no value of one.
qsizetype commandPosition(const QStringList &arguments)
{
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        if (arguments.at(i) == QLatin1String("--profile"))
            ++i;
        else if (!arguments.at(i).startsWith(u'-'))
            return i;
    }
    return -1;
}

} // namespace

Result<CommandLine> parseCommandLine(const QStringList &arguments)
{
    QStringList rest = arguments;
    const qsizetype position = commandPosition(arguments);
    const QString command = position < 0 ? QString() : rest.takeAt(position);
    const auto withHint = [](const Error &error, const QString &helpOf) {
        const QString place = helpOf.isEmpty() ? QStringLiteral("freshet") : QStringLiteral("freshet ") + helpOf;
        Error told = error;
        told.message
            += u' ' + usageText("See \"%1\" for the right use.").arg(QString(place + QStringLiteral(" --help")));
        return failure(told);
    };

    const auto known = optionsOf(command);
    if (!known)
        return withHint(
            {.kind = ErrorKind::BadRequest, .message = usageText("There is no command \"%1\".").arg(command)},
            QString());
    const auto options = CommandOptions::read(rest, *known);
    if (!options)
        return withHint(options.error(), command);
    const auto parsed = argumentsOf(command, *options);
    if (!parsed)
        return withHint(parsed.error(), command);
    return CommandLine{.profile = options->value("profile"), .command = *parsed};
}

} // namespace freshet
