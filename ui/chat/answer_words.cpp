// SPDX-License-Identifier: MIT
#include "ui/chat/answer_words.h"

#include "core/query/attachment_file.h"
#include "ui/language/word_list.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QLocale>

namespace freshet {

namespace {

constexpr std::chrono::milliseconds kShortestTimed(250); ///< A speed measured over less is noise.

/// The context of these texts for translators.
struct Answer {
    Q_DECLARE_TR_FUNCTIONS(Answer)
};

QString withPercent(const QString &words, const std::optional<double> &progress)
{
    return progress ? words % Answer::tr(", %1 %").arg(qRound(*progress * 100)) : words % QStringLiteral("…");
}

QString withReason(const QString &words, const QString &reason)
{
    return reason.isEmpty() ? words : sentenceRow({reason, words});
}

QString retryLine(const PhaseInfo &phase, std::chrono::seconds inPhase)
{
    const auto left
        = std::chrono::ceil<std::chrono::seconds>(phase.wait.value_or(std::chrono::milliseconds(0)) - inPhase);
    const bool wasShort = !phase.wait || *phase.wait < std::chrono::seconds(1);
    return wasShort || left.count() < 1 ? Answer::tr("Trying again…")
                                        : Answer::tr("Trying again in %1 s…").arg(left.count());
}

QList<MessageAction> actionsFor(ErrorKind kind)
{
    using enum MessageAction;
    switch (kind) {
    case ErrorKind::Auth:
    case ErrorKind::Permission:
    case ErrorKind::Billing:
    case ErrorKind::Tls:
        return {OpenSettings, ChooseModel, Retry};
    case ErrorKind::NotFound:
    case ErrorKind::ContextLength:
    case ErrorKind::PayloadTooLarge:
    case ErrorKind::ContentFilter:
    case ErrorKind::Quota:
    case ErrorKind::BadRequest:
        return {ChooseModel, Retry, OpenSettings};
    case ErrorKind::Network:
        return {Retry, ChooseModel, OpenSettings};
    default:
        return {Retry, ChooseModel};
    }
}

/// Not the point of "1.5".
bool endsSentence(const QString &text, qsizetype at)
{
    const QChar here = text.at(at);
    return here == u'\n' || QStringLiteral("。！？").contains(here)
        || (QStringLiteral(".!?").contains(here) && text.at(at + 1).isSpace());
}

/// A code block whose end nothing in @p code can be taken for.
QString fencedCode(const QString &code, const QString &language)
{
    QString fence = QStringLiteral("```");
    while (code.contains(fence))
        fence += u'`';
    return QString(fence % language % u'\n' % code % u'\n' % fence);
}

/// "42 tok/s"; empty where that was not measured.
QString speedOf(const QueryAnswer &answer)
{
    const auto tokens = answer.usage.completionTokens;
    const auto total = answer.timings.total;
    const auto writing = total - answer.timings.firstToken.value_or(total);
    if (!tokens || writing < kShortestTimed)
        return {};
    const double perSecond = static_cast<double>(*tokens) * 1000 / static_cast<double>(writing.count());
    return Answer::tr("%L1 tok/s").arg(perSecond, 0, 'f', perSecond < 10 ? 1 : 0);
}

QString costWords(const std::optional<double> &usd)
{
    if (!usd || *usd <= 0)
        return {};
    return Answer::tr("$%L1").arg(*usd, 0, 'f', *usd < 0.01 ? 5 : 3);
}

MessageAttachment shownAttachment(const Attachment &attachment)
{
    const qsizetype size = attachment.isPicture() ? attachment.bytes.size() : attachment.text.size();
    return {.name = attachment.name.simplified(),
        .detail = QLocale().formattedDataSize(size, 0, QLocale::DataSizeTraditionalFormat),
        .thumbnail = attachment.thumbnail};
}

QString adviceFor(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Truncated:
        return Answer::tr("The text above is what had come.");
    case ErrorKind::Storage:
        return Answer::tr("Nothing was sent.");
    default:
        return {};
    }
}

} // namespace

QString phaseLine(const PhaseInfo &phase, const QString &modelName, std::chrono::seconds inPhase)
{
    switch (phase.phase) {
    case Phase::Retrieving:
        return Answer::tr("Searching your documents…");
    case Phase::Connecting:
        return Answer::tr("Connecting…");
    case Phase::Waiting:
        return inPhase.count() < 3 ? Answer::tr("Waiting for the answer…")
                                   : Answer::tr("Waiting for the answer, %1 s…").arg(inPhase.count());
    case Phase::LoadingModel:
        return withPercent(
            modelName.isEmpty() ? Answer::tr("Loading the model") : Answer::tr("Loading %1").arg(modelName),
            phase.progress);
    case Phase::ReadingPrompt:
        return withPercent(Answer::tr("Reading the question"), phase.progress);
    case Phase::Thinking:
        return inPhase.count() < 1 ? Answer::tr("Thinking…") : Answer::tr("Thinking, %1 s…").arg(inPhase.count());
    case Phase::Writing:
        return {};
    case Phase::Retrying:
        return withReason(retryLine(phase, inPhase), phase.reason);
    case Phase::FallingBack:
        return phase.reason.isEmpty() ? Answer::tr("Asking in another way…") : phase.reason;
    }
    return {};
}

MessageNotice noticeFor(const Error &error)
{
    const QString title = error.message.isEmpty() ? Answer::tr("Something went wrong.") : error.message;
    return {.title = title, .advice = adviceFor(error.kind), .detail = error.detail, .actions = actionsFor(error.kind)};
}

QString footerFor(const QueryAnswer &answer, const QString &providerName)
{
    QStringList parts;
    if (!answer.model.model.isEmpty() && answer.model.provider != u"documents")
        parts << answer.model.model;
    if (!providerName.isEmpty())
        parts << providerName;
    parts << speedOf(answer);
    if (answer.finishReason == FinishReason::Length)
        parts << Answer::tr("cut at the length limit");
    else if (answer.finishReason == FinishReason::ContentFilter)
        parts << Answer::tr("ended by the provider's filter");
    else if (answer.finishReason == FinishReason::Refusal)
        parts << Answer::tr("declined by the model");
    else if (answer.finishReason == FinishReason::Pause)
        parts << Answer::tr("paused");
    parts << costWords(answer.usage.costUsd) << answer.notes;
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

QString figuresFor(const QueryAnswer &answer, const std::optional<double> &costUsd)
{
    QStringList parts;
    if (answer.timings.total.count() > 0)
        parts << Answer::tr("%L1 s").arg(double(answer.timings.total.count()) / 1000, 0, 'f', 1);
    if (const auto tokens = answer.usage.completionTokens)
        parts << Answer::tr("%L1 tokens").arg(*tokens);
    parts << speedOf(answer) << costWords(costUsd);
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

QString toolCallsText(const QList<ToolCall> &calls)
{
    QStringList blocks;
    for (const ToolCall &call : calls) {
        const QJsonDocument arguments = QJsonDocument::fromJson(call.arguments.toUtf8());
        const QString shown
            = arguments.isNull() ? call.arguments : QString::fromUtf8(arguments.toJson(QJsonDocument::Indented));
        const QString code = QString(call.name.simplified() % u'\n' % shown.trimmed());
        blocks << QString(Answer::tr("The model wants to call this tool; Freshet does not run tools:")
            % QStringLiteral("\n\n") % fencedCode(code, QStringLiteral("json")));
    }
    return blocks.join(QStringLiteral("\n\n"));
}

TranscriptMessage toTranscript(const StoredMessage &message, const QString &providerName)
{
    TranscriptMessage shown{.id = message.id, .role = message.role, .text = message.answer.text};
    for (const Attachment &attachment : message.attachments)
        shown.attachments << shownAttachment(attachment);
    if (message.role == ChatRole::User)
        return shown;
    if (!message.answer.toolCalls.isEmpty()) {
        shown.text += shown.text.isEmpty() ? QString() : QStringLiteral("\n\n");
        shown.text += toolCallsText(message.answer.toolCalls);
    }
    shown.reasoning = message.answer.reasoning;
    const bool isCut = message.answer.finishReason == FinishReason::Length
        || message.answer.finishReason == FinishReason::Pause || message.state == StoredState::Interrupted;
    shown.canContinue = isCut && !message.answer.text.isEmpty() && message.answer.toolCalls.isEmpty();
    shown.footer = footerFor(message.answer, providerName);
    for (const Source &source : message.answer.sources)
        shown.sources << source.number;
    shown.citations = message.answer.citations;

    const bool wasStopped = message.error && message.error->kind == ErrorKind::Cancelled;
    switch (message.state) {
    case StoredState::Streaming:
        shown.state = MessageState::Streaming;
        break;
    case StoredState::Complete:
        break;
    case StoredState::Interrupted:
    case StoredState::Failed:
        if (wasStopped && !shown.text.isEmpty())
            shown.footer
                = shown.footer.isEmpty() ? Answer::tr("Stopped") : Answer::tr("Stopped · %1").arg(shown.footer);
        else if (wasStopped)
            shown.notice = MessageNotice{.title = Answer::tr("Stopped before the answer began."),
                .actions = {MessageAction::Retry, MessageAction::ChooseModel},
                .isQuiet = true};
        else if (message.error)
            shown.notice = noticeFor(*message.error);
        else
            shown.notice = MessageNotice{.title = Answer::tr("This answer was interrupted when Freshet ended."),
                .actions = {MessageAction::Retry}};
        break;
    }
    return shown;
}

QList<ChatMessage> historyForModel(const QList<StoredMessage> &messages)
{
    QList<ChatMessage> told;
    for (qsizetype i = 0; i + 1 < messages.size(); ++i) {
        const StoredMessage &question = messages.at(i);
        const StoredMessage &answer = messages.at(i + 1);
        if (question.role != ChatRole::User || answer.role != ChatRole::Assistant || answer.answer.text.isEmpty())
            continue;
        told << toldQuestion(question.answer.text, question.attachments)
             << ChatMessage{ChatRole::Assistant, answer.answer.text};
    }
    return told;
}

QString citingText(const QString &answer, int number)
{
    constexpr qsizetype longest = 400;
    const QString marker = u'[' % QString::number(number) % u']';
    QString words;
    for (qsizetype at = answer.indexOf(marker); at >= 0; at = answer.indexOf(marker, at + marker.size())) {
        // A full stop right before the marker ends the sentence that is meant.
        qsizetype start = std::max<qsizetype>(0, at - 3);
        while (start > 0 && at - start < longest && !endsSentence(answer, start - 1))
            --start;
        words += answer.mid(start, at - start) % u' ';
    }
    return words.trimmed();
}

} // namespace freshet
