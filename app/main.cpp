// SPDX-License-Identifier: MIT
#include "app/app_context.h"
#include "app/ask_command.h"
#include "app/console.h"
#include "app/embed_command.h"
#include "app/evaluate_command.h"
#include "app/export_command.h"
#include "app/import_command.h"
#include "app/index_command.h"
#include "app/interrupt_watcher.h"
#include "app/log_setup.h"
#include "app/models_command.h"
#include "app/search_command.h"
#include "app/search_run_command.h"
#include "app/serve_command.h"
#include "app/settings_command.h"
#include "app/window_program.h"

#include <QCoreApplication>

#include <memory>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

using namespace freshet;

namespace {

/// Keys are in memory: no core file, and no other process of the user may look in.
void protectMemory()
{
#ifdef NDEBUG
    const struct rlimit none {
        0, 0
    };
    ::setrlimit(RLIMIT_CORE, &none);
    ::prctl(PR_SET_DUMPABLE, 0); // NOLINT(cppcoreguidelines-pro-type-vararg)
#endif
}

QStringList argumentList(int argc, char *argv[])
{
    QStringList list;
    for (int i = 1; i < argc; ++i)
        list << QString::fromLocal8Bit(argv[i]);
    return list;
}

AppContext::Options contextOptions(const CommandArguments &arguments)
{
    if (const auto *ask = std::get_if<AskArguments>(&arguments))
        return {.retries = ask->retries.value_or(AppContext::Options().retries), .timeout = ask->timeout};
    if (const auto *models = std::get_if<ModelsArguments>(&arguments))
        return {.timeout = models->timeout};
    if (const auto *embed = std::get_if<EmbedArguments>(&arguments))
        return {.retries = embed->retries.value_or(AppContext::Options().retries), .timeout = embed->timeout};
    return {};
}

std::unique_ptr<Command> makeCommand(const CommandArguments &arguments, AppContext &context, Console &console)
{
    if (const auto *ask = std::get_if<AskArguments>(&arguments))
        return std::make_unique<AskCommand>(context, console, *ask);
    if (const auto *models = std::get_if<ModelsArguments>(&arguments))
        return std::make_unique<ModelsCommand>(context, console, *models);
    if (const auto *settings = std::get_if<SettingsArguments>(&arguments))
        return std::make_unique<SettingsCommand>(context, console, *settings);
    if (const auto *index = std::get_if<IndexArguments>(&arguments))
        return std::make_unique<IndexCommand>(context, console, *index);
    if (const auto *serve = std::get_if<ServeArguments>(&arguments))
        return std::make_unique<ServeCommand>(context, console, *serve);
    if (const auto *evaluate = std::get_if<EvaluateArguments>(&arguments))
        return std::make_unique<EvaluateCommand>(context, console, *evaluate);
    if (const auto *embed = std::get_if<EmbedArguments>(&arguments))
        return std::make_unique<EmbedCommand>(context, console, *embed);
    if (const auto *chats = std::get_if<ExportArguments>(&arguments))
        return std::make_unique<ExportCommand>(context, console, *chats);
    if (const auto *chats = std::get_if<ImportArguments>(&arguments))
        return std::make_unique<ImportCommand>(context, console, *chats);
    const auto &search = std::get<SearchArguments>(arguments);
    if (search.queriesFile.isEmpty())
        return std::make_unique<SearchCommand>(context, console, search);
    return std::make_unique<SearchRunCommand>(context, console, search);
}

int runCommand(int &argc, char *argv[], const CommandArguments &arguments, const ProfilePaths &paths,
    const EnvironmentKeys &keys, Console &console)
{
    const QCoreApplication application(argc, argv);
    const InterruptWatcher interrupts;
    AppContext context(paths, keys, contextOptions(arguments));
    const std::unique_ptr<Command> command = makeCommand(arguments, context, console);
    QObject::connect(
        command.get(), &Command::finished, &application, [](ExitStatus status) { QCoreApplication::exit(int(status)); },
        Qt::QueuedConnection);
    QObject::connect(&interrupts, &InterruptWatcher::interrupted, command.get(), &Command::interrupt);
    command->start();
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char *argv[])
{
    ::umask(0077);
    protectMemory();
    Console console;
    const auto commandLine = parseCommandLine(argumentList(argc, argv));
    if (!commandLine) {
        console.say(commandLine.error().message);
        return int(ExitStatus::WrongUse);
    }
    if (const auto *text = std::get_if<TextArguments>(&commandLine->command)) {
        if (console.write(text->text))
            return int(ExitStatus::Answered);
        console.sayWriteProblem();
        return int(ExitStatus::Failed);
    }
    const auto paths = ProfilePaths::open(commandLine->profile);
    if (!paths) {
        console.say(paths.error().message);
        return int(ExitStatus::WrongUse);
    }
    if (!paths->notice.isEmpty())
        console.say(paths->notice);
    setUpLog(qEnvironmentVariableIsEmpty("FRESHET_LOG") ? QString() : paths->logDir);
    const EnvironmentKeys keys = takeEnvironmentKeys();
    if (const auto *window = std::get_if<WindowArguments>(&commandLine->command))
        return runWindow(argc, argv, *window, *paths, keys, console);
    return runCommand(argc, argv, commandLine->command, *paths, keys, console);
}
