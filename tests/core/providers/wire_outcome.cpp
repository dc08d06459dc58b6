// SPDX-License-Identifier: MIT
#include "tests/core/providers/wire_outcome.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>

namespace freshet::test {

namespace {

/// The reference's names of kinds, where they differ from ours.
QString kindName(const Error &error)
{
    static const QHash<ErrorKind, QString> names{
        {ErrorKind::Auth, "Auth"},
        {ErrorKind::Permission, "Permission"},
        {ErrorKind::Billing, "Billing"},
        {ErrorKind::RateLimited, "RateLimit"},
        {ErrorKind::Quota, "QuotaDaily"},
        {ErrorKind::Overloaded, "Overloaded"},
        {ErrorKind::ModelLoading, "ModelLoading"},
        {ErrorKind::NotFound, "NotFound"},
        {ErrorKind::ContextLength, "ContextOverflow"},
        {ErrorKind::PayloadTooLarge, "PayloadTooLarge"},
        {ErrorKind::BadRequest, "BadParam"},
        {ErrorKind::ContentFilter, "Blocked"},
        {ErrorKind::Server, "Server"},
        {ErrorKind::Timeout, "Timeout"},
        {ErrorKind::Network, "Network"},
    };
    return names.value(error.kind, toWord(error.kind));
}

QString finishName(const WireOutcome &outcome)
{
    return outcome.end ? toWord(outcome.end->reason) : toWord(outcome.error->kind);
}

QJsonArray toolCalls(const WireOutcome &outcome)
{
    QJsonArray calls;
    for (const ToolCall &call : outcome.end ? outcome.end->toolCalls : QList<ToolCall>())
        calls.append(QJsonArray{call.name, call.arguments});
    return calls;
}

QJsonValue count(std::optional<qint64> tokens) { return tokens ? QJsonValue(*tokens) : QJsonValue(); }

/// What @p outcome has under the names of the cases, as far as the case speaks of it.
QJsonObject told(const QJsonObject &expected, const WireOutcome &outcome)
{
    QJsonObject all{{"reasoning", outcome.reasoning}, {"finish", finishName(outcome)}, {"tools", toolCalls(outcome)},
        {"usage", QJsonArray{count(outcome.usage.promptTokens), count(outcome.usage.completionTokens)}}};
    const QString refusal = expected.value(QLatin1String("refusal")).toString(); // is shown as the text
    const bool isRefused = !refusal.isEmpty() && outcome.text.endsWith(refusal);
    all.insert("text", outcome.text.chopped(isRefused ? refusal.size() : 0));
    all.insert("refusal", isRefused ? refusal : QString());
    all.insert("continuation", outcome.continuation);
    if (outcome.error) {
        all.insert("error", kindName(*outcome.error));
        all.insert("retryable", outcome.error->retryable);
        all.insert("wait_ms", qint64(outcome.error->retryAfter.value_or(std::chrono::milliseconds(-1)).count()));
    }
    QJsonObject asked;
    for (auto it = expected.begin(); it != expected.end(); ++it) {
        if (it.key() != QLatin1String("note"))
            asked.insert(it.key(), all.value(it.key()));
    }
    return asked;
}

} // namespace

QString differenceFrom(const QJsonObject &expected, const WireOutcome &outcome)
{
    if (outcome.end.has_value() == outcome.error.has_value())
        return QStringLiteral("there is no one end");
    if (outcome.error && outcome.error->message.isEmpty())
        return QStringLiteral("the error says nothing");
    QJsonObject wanted = expected;
    wanted.remove(QLatin1String("note"));
    if (wanted.value(QLatin1String("finish"))
        == QLatin1String("load")) // Ollama's word for an answer that only loaded the model
        wanted.insert("finish", "empty");
    const QJsonObject got = told(wanted, outcome);
    if (got == wanted)
        return {};
    const auto shown = [](const QJsonObject &object) {
        return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
    };
    return QStringLiteral("expected %1\n     got %2").arg(shown(wanted), shown(got));
}

} // namespace freshet::test
