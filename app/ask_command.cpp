// SPDX-License-Identifier: MIT
#include "app/ask_command.h"

#include "app/app_context.h"
#include "app/console.h"
#include "app/input_reader.h"
#include "app/json_answer_printer.h"
#include "app/plain_answer_printer.h"
#include "core/chat/image_file.h"
#include "core/query/query_reply.h"
#include "core/settings/generation_defaults.h"
#include "core/settings/keys.h"

namespace freshet {

namespace {

/// UTF-8 takes up to three bytes where QueryService counts one.
constexpr qsizetype kMaxInputBytes = 3 * QueryService::kMaxQuestion;

std::unique_ptr<AnswerPrinter> printerFor(OutputFormat format, Console &console)
{
    if (format == OutputFormat::Json)
        return std::make_unique<JsonAnswerPrinter>(console);
    return std::make_unique<PlainAnswerPrinter>(console);
}

} // namespace

AskCommand::AskCommand(AppContext &context, Console &console, const AskArguments &arguments, QObject *parent)
    : Command(parent),
      m_context(context),
      m_console(console),
      m_arguments(arguments),
      m_printer(printerFor(arguments.format, console))
{
}

AskCommand::~AskCommand() = default;

void AskCommand::start()
{
    m_request.question = m_arguments.question;
    if (!m_arguments.readsInput && !m_console.isInputPiped()) {
        chooseProvider();
        return;
    }
    auto *input = new InputReader(kMaxInputBytes, this);
    connect(input, &InputReader::finished, this, &AskCommand::onInput);
    connect(input, &InputReader::waiting, this,
        [this] { m_console.say(tr("Reading standard input to its end; Ctrl+C stops.")); });
}

void AskCommand::onInput(const Result<QString> &text)
{
    if (!text) {
        refuse(text.error().message);
        return;
    }
    if (m_request.question.isEmpty())
        m_request.question = text->trimmed();
    else
        m_request.extraContext = *text;
    chooseProvider();
}

/// Everything that is wrong use is found here, before anything is sent or printed.
void AskCommand::chooseProvider()
{
    if (const Status status = choose(); !status) {
        refuse(status.error().message);
        return;
    }
    // A provider that is not set up is told apart from one that refuses: QueryService would only say that it failed.
    m_context.providers().resolve(m_request.model.provider, this, [this](const Result<ProviderConfig> &config) {
        if (config)
            ask();
        else
            fail(config.error(), ExitStatus::NotConfigured);
    });
}

Status AskCommand::choose()
{
    const auto refusal
        = [](const QString &message) { return failure({.kind = ErrorKind::BadRequest, .message = message}); };
    if (m_request.question.isEmpty())
        return refusal(tr("Say what you want to ask: freshet ask \"QUESTION\"."));
    const ProviderId usual = m_context.defaultProvider();
    ProviderId provider = m_arguments.provider.isEmpty() ? usual : m_arguments.provider;
    if (m_arguments.provider.isEmpty() && !m_arguments.baseUrl.isEmpty() && usual == QLatin1String("documents"))
        provider = QStringLiteral("openai-compatible");
    const ProviderInfo *info = m_context.providers().find(provider);
    if (!info)
        return refusal(tr("There is no provider \"%1\"; \"freshet models\" lists them.").arg(provider));
    if (!m_arguments.baseUrl.isEmpty()) {
        if (const Status status = m_context.providers().setBaseUrl(provider, m_arguments.baseUrl); !status)
            return status;
    }
    if (info->dialect == Dialect::Quotes && !m_arguments.images.isEmpty())
        return refusal(tr("\"%1\" quotes documents and cannot see pictures.").arg(provider));
    for (const QString &path : m_arguments.images) {
        const Result<ChatImage> image = readImageFile(path);
        if (!image)
            return failure(image.error());
        m_request.images << *image;
    }
    const SettingsStore &settings = m_context.settings();
    m_request.instructions
        = m_arguments.instructions.isEmpty() ? settings.get(keys::instructions) : m_arguments.instructions;
    m_request.options = overridden(generationDefaults(settings), m_arguments.options);
    m_request.retrieval.topK = settings.get(keys::chatPassages);
    if (info->dialect == Dialect::Quotes && !m_arguments.wantsRetrieval)
        return refusal(tr("\"%1\" answers from documents only, so --no-retrieval leaves it nothing.").arg(provider));

    QString model = m_arguments.model;
    if (model.isEmpty() && provider == m_context.settings().get(keys::defaultProvider))
        model = m_context.settings().get(keys::defaultModel);
    m_request.model = {provider, model};
    // Quotes are there at once and are revealed bit by bit for the eye only; into a file or a pipe they go whole.
    const bool isWatched = m_console.isOutputTerminal() || m_arguments.format == OutputFormat::Json;
    m_request.streaming = info->dialect == Dialect::Quotes && !isWatched ? StreamMode::Whole : m_arguments.streaming;
    m_request.retrieval.collections = m_arguments.collections;
    if (!m_arguments.wantsRetrieval)
        m_request.retrieval.isEnabled = false;
    else if (m_arguments.collections.isEmpty())
        m_request.retrieval.collections = m_context.settings().get(keys::chatCollections);
    return {};
}

void AskCommand::ask()
{
    m_reply = m_context.queries().ask(m_request, this);
    connect(m_reply, &QueryReply::accepted, this,
        [this](const ModelRef &model, bool withRetrieval) { stopUnless(m_printer->accepted(model, withRetrieval)); });
    connect(m_reply, &QueryReply::phaseChanged, this,
        [this](const PhaseInfo &info) { stopUnless(m_printer->phase(info)); });
    connect(m_reply, &QueryReply::sourcesFound, this,
        [this](const QList<Source> &sources) { stopUnless(m_printer->sources(sources)); });
    connect(m_reply, &QueryReply::reasoningAppended, this,
        [this](const QString &delta) { stopUnless(m_printer->reasoning(delta)); });
    connect(m_reply, &QueryReply::textAppended, this,
        [this](const QString &delta) { stopUnless(m_printer->token(delta)); });
    connect(m_reply, &QueryReply::restarted, this,
        [this](const QString &reason) { stopUnless(m_printer->restarted(reason)); });
    connect(m_reply, &QueryReply::finished, this, &AskCommand::onAnswered);
}

void AskCommand::onAnswered()
{
    if (const auto &error = m_reply->error()) {
        const bool isInterrupted = error->kind == ErrorKind::Cancelled && !m_isOutputGone;
        fail(*error, isInterrupted ? ExitStatus::Interrupted : ExitStatus::Failed);
        return;
    }
    const bool isWritten = m_printer->answered(m_reply->answer());
    if (!isWritten)
        m_console.sayWriteProblem();
    emit finished(isWritten ? ExitStatus::Answered : ExitStatus::Failed);
}

void AskCommand::interrupt()
{
    if (m_reply)
        m_reply->abort();
    else
        fail({.kind = ErrorKind::Cancelled, .message = tr("Stopped.")}, ExitStatus::Interrupted);
}

void AskCommand::refuse(const QString &message)
{
    m_console.say(message);
    emit finished(ExitStatus::WrongUse);
}

void AskCommand::fail(const Error &error, ExitStatus status)
{
    m_printer->failed(error, m_reply ? m_reply->answer().text : QString());
    if (m_arguments.format == OutputFormat::Json && error.kind != ErrorKind::Cancelled)
        m_console.say(error.message);
    emit finished(status);
}

void AskCommand::stopUnless(bool isOutputThere)
{
    if (isOutputThere || m_reply->isFinished())
        return;
    m_isOutputGone = true;
    m_console.sayWriteProblem();
    m_reply->abort();
}

} // namespace freshet
