// SPDX-License-Identifier: MIT
#include "core/providers/gemini_thinking.h"

#include "core/providers/gemini_model_list.h"

#include <QHash>
#include <QRegularExpression>

namespace freshet {

namespace {

// What Google's own mapping of words to tokens says; the greatest that a Flash and a Pro model take.
constexpr int kMinimalBudget = 512;
constexpr int kLowBudget = 1024;
constexpr int kMediumBudget = 8192;
constexpr int kFlashMaxBudget = 24'576;
constexpr int kProMaxBudget = 32'768;
constexpr int kProMinBudget = 128; ///< It cannot be told not to think.

bool geminiMatches(const QString &id, const char *pattern)
{
    return QRegularExpression(QLatin1String(pattern), QRegularExpression::CaseInsensitiveOption).match(id).hasMatch();
}

bool takesBudget(const QString &id) { return geminiMatches(id, "^gemini-2\\.5"); }
bool isThinkingFamily(const QString &id)
{
    return geminiMatches(id, "^gemini-(2\\.5|[3-9]|\\d\\d)|^gemma-([4-9]|\\d\\d)");
}

std::optional<int> budgetOf(const QString &effort, const QString &id)
{
    const bool isPro = geminiMatches(id, "-pro");
    const QHash<QString, int> budgets{
        {"none", isPro ? kProMinBudget : 0},
        {"minimal", kMinimalBudget},
        {"low", kLowBudget},
        {"medium", kMediumBudget},
        {"high", kFlashMaxBudget},
        {"xhigh", isPro ? kProMaxBudget : kFlashMaxBudget},
        {"max", isPro ? kProMaxBudget : kFlashMaxBudget},
    };
    const auto budget = budgets.find(effort);
    return budget == budgets.end() ? std::nullopt : std::optional(*budget);
}

QString levelOf(const QString &effort, const QString &id)
{
    const bool knowsMinimal = geminiMatches(id, "^gemini-3(\\.[0-7])?-flash|^gemma-");
    if (effort == QLatin1String("none") || effort == QLatin1String("minimal"))
        return knowsMinimal ? QStringLiteral("minimal") : QStringLiteral("low");
    if (effort == QLatin1String("xhigh") || effort == QLatin1String("max"))
        return QStringLiteral("high");
    return effort;
}

/// The word for a number of tokens; empty where the number leaves it to the model.
QString effortOf(int budget)
{
    if (budget < 0)
        return {};
    if (budget == 0)
        return QStringLiteral("none");
    if (budget <= kLowBudget)
        return QStringLiteral("low");
    return budget <= kMediumBudget ? QStringLiteral("medium") : QStringLiteral("high");
}

/// How much thinking is asked for instead of what the user said; empty when it is the same.
QString geminiThinkingNote(const ChatRequest &request)
{
    const QString &model = request.model.model;
    const QString &effort = request.options.reasoningEffort;
    const GeminiThinking thinking = geminiThinking(request);
    if (request.options.thinkingBudget && !takesBudget(geminiModelId(model)))
        return QStringLiteral("sent with a thinking level instead of a budget: %1 takes no budget").arg(model);
    if (request.options.thinkingBudget && !effort.isEmpty())
        return QStringLiteral("sent with the thinking budget alone: %1 takes no effort beside it").arg(model);
    if (thinking.budget && *thinking.budget > 0 && effort == QLatin1String("none"))
        return QStringLiteral("sent with little thinking: %1 always thinks").arg(model);
    if (thinking.level.isEmpty() || thinking.level == effort)
        return {};
    return QStringLiteral("sent with the thinking level \"%1\": %2 does not take \"%3\"")
        .arg(thinking.level, model, effort);
}

} // namespace

GeminiThinking geminiThinking(const ChatRequest &request)
{
    const QString id = geminiModelId(request.model.model);
    const QString &effort = request.options.reasoningEffort;
    const std::optional<int> budget = request.options.thinkingBudget;
    const bool canReason
        = request.known ? request.known->canReason.value_or(isThinkingFamily(id)) : isThinkingFamily(id);
    GeminiThinking thinking{.isAsked = canReason || !effort.isEmpty() || budget};
    if (takesBudget(id))
        thinking.budget = budget ? budget : budgetOf(effort, id);
    else
        thinking.level = levelOf(budget ? effortOf(*budget) : effort, id);
    return thinking;
}

QStringList geminiNotes(const ChatRequest &request)
{
    QStringList notes;
    if (request.options.stop.size() > kMaxGeminiStopSequences)
        notes << QStringLiteral("sent with the first %1 stop texts only: Gemini takes no more")
                     .arg(kMaxGeminiStopSequences);
    if (const QString note = geminiThinkingNote(request); !note.isEmpty())
        notes << note;
    return notes;
}

QStringList geminiSamplingNotes(const ChatRequest &request)
{
    QStringList notes;
    for (const auto &[name, isAsked] : {std::pair{"temperature", request.options.temperature.has_value()},
             {"top_p", request.options.topP.has_value()}}) {
        if (isAsked)
            notes
                << QStringLiteral("sent without %1: %2 does not take it").arg(QLatin1String(name), request.model.model);
    }
    return notes;
}

QString geminiModelId(const QString &model)
{
    return model.startsWith(QLatin1String("models/")) ? model.sliced(7) : model;
}

bool geminiTakesSampling(const QString &model)
{
    return !geminiMatches(geminiModelId(model), "^gemini-([4-9]|\\d\\d)");
}

} // namespace freshet
