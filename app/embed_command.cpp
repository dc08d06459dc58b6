// SPDX-License-Identifier: MIT
#include "app/embed_command.h"

#include "app/app_context.h"
#include "app/console.h"
#include "app/embedding_lines.h"
#include "app/input_reader.h"
#include "core/providers/embedding_reply.h"
#include "core/server/query_protocol.h"

#include <QFile>
#include <QStringDecoder>

namespace freshet {

namespace {

constexpr qsizetype kMaxTextsBytes = 64 * 1024 * 1024;

Result<QString> textOfFile(const QString &path)
{
    const auto refusal
        = [](const QString &message) { return failure({.kind = ErrorKind::BadRequest, .message = message}); };
    QFile file(path);
    if (!file.open(QFile::ReadOnly))
        return refusal(EmbedCommand::tr("%1 cannot be read: %2.").arg(path, file.errorString()));
    const QByteArray bytes = file.read(kMaxTextsBytes + 1);
    if (bytes.size() > kMaxTextsBytes)
        return refusal(EmbedCommand::tr("%1 is longer than %2 MB; cut it into parts.")
                           .arg(path)
                           .arg(kMaxTextsBytes / 1024 / 1024));
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString text = decoder.decode(bytes);
    if (decoder.hasError() || bytes.contains('\0'))
        return refusal(EmbedCommand::tr("%1 is not UTF-8 text.").arg(path));
    return text;
}

/// The end of the last line begins no other.
QStringList linesOf(const QString &text)
{
    QStringList lines = text.split(u'\n');
    if (lines.last().isEmpty())
        lines.removeLast();
    for (QString &line : lines) {
        if (line.endsWith(u'\r'))
            line.chop(1);
    }
    return lines;
}

} // namespace

EmbedCommand::EmbedCommand(AppContext &context, Console &console, const EmbedArguments &arguments, QObject *parent)
    : Command(parent), m_context(context), m_console(console), m_arguments(arguments)
{
}

void EmbedCommand::start()
{
    if (m_arguments.inputFile.isEmpty()) {
        m_request.texts = m_arguments.texts;
        chooseProvider();
    } else if (m_arguments.inputFile != QLatin1String("-")) {
        onInput(textOfFile(m_arguments.inputFile));
    } else {
        auto *input = new InputReader(kMaxTextsBytes, this);
        connect(input, &InputReader::finished, this, &EmbedCommand::onInput);
        connect(input, &InputReader::waiting, this,
            [this] { m_console.say(tr("Reading standard input to its end; Ctrl+C stops.")); });
    }
}

void EmbedCommand::onInput(const Result<QString> &text)
{
    if (!text) {
        refuse(text.error().message);
        return;
    }
    m_request.texts = linesOf(*text);
    chooseProvider();
}

void EmbedCommand::chooseProvider()
{
    if (const Status status = choose(); !status) {
        refuse(status.error().message);
        return;
    }
    // A provider that is not set up is told apart from one that refuses.
    m_context.providers().resolve(m_request.model.provider, this, [this](const Result<ProviderConfig> &config) {
        if (config)
            embed();
        else
            fail(config.error(), ExitStatus::NotConfigured);
    });
}

Status EmbedCommand::choose()
{
    const ProviderId usual = m_context.defaultProvider();
    ProviderId provider = m_arguments.provider.isEmpty() ? usual : m_arguments.provider;
    if (m_arguments.provider.isEmpty() && !m_arguments.baseUrl.isEmpty() && usual == QLatin1String("documents"))
        provider = QStringLiteral("openai-compatible");
    if (!m_context.providers().find(provider))
        return failure({.kind = ErrorKind::BadRequest,
            .message = tr("There is no provider \"%1\"; \"freshet models\" lists them.").arg(provider)});
    if (!m_arguments.baseUrl.isEmpty()) {
        if (const Status status = m_context.providers().setBaseUrl(provider, m_arguments.baseUrl); !status)
            return status;
    }
    m_request.model = {provider, m_arguments.model};
    m_request.purpose = m_arguments.purpose;
    m_request.dimensions = m_arguments.dimensions;
    return {};
}

void EmbedCommand::embed()
{
    m_reply = m_context.embeddings().embed(m_request, this);
    m_console.showStatus(tr("Embedding %n text(s)\u2026", nullptr, static_cast<int>(m_request.texts.size())));
    connect(m_reply, &EmbeddingReply::progressed, this,
        [this](qsizetype done, qsizetype total) { m_console.showStatus(tr("%1 of %2 texts").arg(done).arg(total)); });
    connect(m_reply, &EmbeddingReply::waiting, this, [this](std::chrono::milliseconds wait, const QString &reason) {
        m_console.showStatus(
            tr("Trying again in %1 s: %2").arg(std::chrono::ceil<std::chrono::seconds>(wait).count()).arg(reason));
    });
    connect(m_reply, &EmbeddingReply::finished, this, &EmbedCommand::onEmbedded);
}

void EmbedCommand::onEmbedded()
{
    m_console.clearStatus();
    if (const auto &error = m_reply->error()) {
        fail(*error, error->kind == ErrorKind::Cancelled ? ExitStatus::Interrupted : ExitStatus::Failed);
        return;
    }
    const bool isWritten = print();
    if (!isWritten)
        m_console.sayWriteProblem();
    emit finished(isWritten ? ExitStatus::Answered : ExitStatus::Failed);
}

bool EmbedCommand::print()
{
    const QList<EmbeddingVector> &vectors = m_reply->vectors();
    const bool isJson = m_arguments.format == OutputFormat::Json;
    bool isWritten = isJson || vectors.isEmpty() || m_console.write(embeddingHeadLine());
    for (qsizetype i = 0; isWritten && i < vectors.size(); ++i)
        isWritten = isJson
            ? m_console.writeBytes(embeddingJsonLine(i + 1, vectors.at(i)))
            : m_console.write(embeddingLine(i + 1, m_request.texts.at(i), vectors.at(i), vectors.first()));
    return isWritten;
}

void EmbedCommand::interrupt()
{
    if (m_reply)
        m_reply->abort();
    else
        fail({.kind = ErrorKind::Cancelled, .message = tr("Stopped.")}, ExitStatus::Interrupted);
}

void EmbedCommand::refuse(const QString &message)
{
    m_console.say(message);
    emit finished(ExitStatus::WrongUse);
}

void EmbedCommand::fail(const Error &error, ExitStatus status)
{
    if (m_arguments.format == OutputFormat::Json)
        m_console.writeBytes(protocol::line(protocol::error(error, QString())));
    m_console.say(error.message);
    emit finished(status);
}

} // namespace freshet
