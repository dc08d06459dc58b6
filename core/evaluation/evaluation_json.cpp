// SPDX-License-Identifier: MIT
#include "core/evaluation/evaluation_json.h"

#include "core/base/json.h"

#include <QJsonArray>

#include <algorithm>

namespace freshet::evaluation_json {

namespace {

std::optional<int> smallCount(const QJsonObject &object, QLatin1String key)
{
    const auto count = json::count(object, key); // at most 10^9
    return count ? std::optional(static_cast<int>(*count)) : std::nullopt;
}

QJsonObject fromExpected(const ExpectedPassage &expected)
{
    QJsonObject object{{"document", expected.documentId}};
    if (expected.page)
        object.insert(QLatin1String("page"), *expected.page);
    if (!expected.quote.isEmpty())
        object.insert(QLatin1String("quote"), expected.quote);
    return object;
}

/// Missing, or the null that other programs write for that.
bool isUnset(const QJsonObject &object, QLatin1String key)
{
    const QJsonValue value = object.value(key);
    return value.isUndefined() || value.isNull();
}

/// What is there must be right: without its page or quote, a passage would be found that is not the expected one.
std::optional<ExpectedPassage> toExpected(const QJsonObject &object)
{
    const QLatin1String page("page");
    const QLatin1String quote("quote");
    const ExpectedPassage expected{.documentId = json::string(object, QLatin1String("document")).value_or(QString()),
        .page = smallCount(object, page),
        .quote = json::string(object, quote).value_or(QString())};
    const bool hasGoodPage = isUnset(object, page) || expected.page.value_or(0) > 0;
    const bool hasGoodQuote = isUnset(object, quote) || object.value(quote).isString();
    return !expected.documentId.isEmpty() && hasGoodPage && hasGoodQuote ? std::optional(expected) : std::nullopt;
}

QJsonObject fromFound(const FoundPlace &found)
{
    QJsonObject object{{"document", found.documentId}, {"beginning", found.beginning}};
    if (found.page)
        object.insert(QLatin1String("page"), *found.page);
    if (!found.heading.isEmpty())
        object.insert(QLatin1String("heading"), found.heading);
    return object;
}

FoundPlace toFound(const QJsonObject &object)
{
    return {.documentId = json::string(object, QLatin1String("document")).value_or(QString()),
        .page = smallCount(object, QLatin1String("page")),
        .heading = json::string(object, QLatin1String("heading")).value_or(QString()),
        .beginning = json::string(object, QLatin1String("beginning")).value_or(QString())};
}

QJsonObject fromOutcome(const QuestionOutcome &outcome)
{
    QJsonArray places;
    for (const int place : outcome.places)
        places.append(place);
    QJsonObject object{{"question", fromQuestion(outcome.question)}, {"places", places},
        {"microseconds", static_cast<double>(outcome.time.count())}};
    QJsonArray found;
    for (const FoundPlace &place : outcome.found)
        found.append(fromFound(place));
    if (!found.isEmpty())
        object.insert(QLatin1String("found"), found);
    if (!outcome.vectorProblem.isEmpty())
        object.insert(QLatin1String("vector_problem"), outcome.vectorProblem);
    return object;
}

std::optional<QuestionOutcome> toOutcome(const QJsonObject &object)
{
    const auto question = toQuestion(json::object(object, QLatin1String("question")));
    const auto time = json::number(object, QLatin1String("microseconds"));
    const QJsonArray places = json::array(object, QLatin1String("places"));
    if (!question || places.size() != question->expected.size() || !time || *time < 0)
        return std::nullopt;
    QuestionOutcome outcome{.question = *question,
        .places = {},
        .time = std::chrono::microseconds(static_cast<qint64>(*time)),
        .found = {},
        .vectorProblem = json::string(object, QLatin1String("vector_problem")).value_or(QString())};
    for (const QJsonValue &place : places)
        outcome.places << std::max(0, place.toInt());
    const QJsonArray found = json::array(object, QLatin1String("found"));
    for (const QJsonValue &value : found)
        outcome.found << toFound(value.toObject());
    return outcome;
}

} // namespace

QJsonObject fromQuestion(const EvaluationQuestion &question)
{
    QJsonArray expected;
    for (const ExpectedPassage &passage : question.expected)
        expected.append(fromExpected(passage));
    return {{"id", question.id}, {"collection", question.collection}, {"text", question.text}, {"expected", expected}};
}

std::optional<EvaluationQuestion> toQuestion(const QJsonObject &object)
{
    EvaluationQuestion question{.id = json::string(object, QLatin1String("id")).value_or(QString()),
        .collection = json::string(object, QLatin1String("collection")).value_or(QString()),
        .text = json::string(object, QLatin1String("text")).value_or(QString()),
        .expected = {}};
    const QJsonArray passages = json::array(object, QLatin1String("expected"));
    for (const QJsonValue &value : passages) {
        const auto expected = toExpected(value.toObject());
        if (!expected)
            return std::nullopt;
        question.expected << *expected;
    }
    const bool isWhole = !question.id.isEmpty() && !question.collection.isEmpty() && !question.text.isEmpty()
        && !question.expected.isEmpty();
    return isWhole ? std::optional(question) : std::nullopt;
}

QJsonObject fromRun(const EvaluationRun &run)
{
    QJsonObject settings;
    for (auto it = run.index.settings.cbegin(); it != run.index.settings.cend(); ++it)
        settings.insert(it.key(), it.value());
    QJsonArray outcomes;
    for (const QuestionOutcome &outcome : run.outcomes)
        outcomes.append(fromOutcome(outcome));
    return {{"started_at", run.startedAt.toUTC().toString(Qt::ISODateWithMs)}, {"collection", run.collection},
        {"depth", run.depth}, {"documents", run.index.documents}, {"passages", run.index.passages},
        {"settings", settings}, {"outcomes", outcomes}};
}

std::optional<EvaluationRun> toRun(const QJsonObject &object)
{
    EvaluationRun run{.startedAt = QDateTime::fromString(
                          json::string(object, QLatin1String("started_at")).value_or(QString()), Qt::ISODateWithMs),
        .collection = json::string(object, QLatin1String("collection")).value_or(QString()),
        .depth = smallCount(object, QLatin1String("depth")).value_or(0),
        .index = {.documents = smallCount(object, QLatin1String("documents")).value_or(0),
            .passages = smallCount(object, QLatin1String("passages")).value_or(0),
            .settings = {}},
        .outcomes = {}};
    const QJsonObject settings = json::object(object, QLatin1String("settings"));
    for (auto it = settings.constBegin(); it != settings.constEnd(); ++it)
        run.index.settings.insert(it.key(), it.value().toString());
    const QJsonArray outcomes = json::array(object, QLatin1String("outcomes"));
    for (const QJsonValue &value : outcomes) {
        const auto outcome = toOutcome(value.toObject());
        if (!outcome)
            return std::nullopt;
        run.outcomes << *outcome;
    }
    const bool isWhole
        = run.startedAt.isValid() && !run.collection.isEmpty() && run.depth > 0 && !run.outcomes.isEmpty();
    return isWhole ? std::optional(run) : std::nullopt;
}

} // namespace freshet::evaluation_json
