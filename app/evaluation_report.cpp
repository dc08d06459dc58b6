// SPDX-License-Identifier: MIT
#include "app/evaluation_report.h"

#include "core/evaluation/evaluation_comparison.h"
#include "core/evaluation/evaluation_summary.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

namespace freshet {

namespace {

constexpr qsizetype kColumn = 12;
constexpr qsizetype kMostShownOfAKind = 20;

QString reportText(const char *text) { return QCoreApplication::translate("EvaluationReport", text); }

double milliseconds(std::chrono::microseconds time) { return std::chrono::duration<double, std::milli>(time).count(); }

QString shareText(double share) { return QString::number(share, 'f', 4); }
QString timeText(std::chrono::microseconds time) { return QString::number(milliseconds(time), 'f', 1); }

QString rowOf(const QString &name, const QStringList &cells)
{
    QString row = name.leftJustified(kColumn);
    for (const QString &cell : cells)
        row += cell.rightJustified(kColumn);
    return row + u'\n';
}

/// "1, 4, –": where the expected passages stand.
QString placesText(const QList<int> &places)
{
    QStringList texts;
    for (const int place : places)
        texts << (place > 0 ? QString::number(place) : QStringLiteral("\u2013"));
    return texts.join(QLatin1String(", "));
}

QString vectorProblemOf(const EvaluationRun &run)
{
    const auto hasProblem = [](const QuestionOutcome &outcome) { return !outcome.vectorProblem.isEmpty(); };
    const auto first = std::find_if(run.outcomes.cbegin(), run.outcomes.cend(), hasProblem);
    return first == run.outcomes.cend() ? QString() : first->vectorProblem;
}

QString changesText(const QList<QuestionChange> &changes, QuestionChange::Kind kind, const QString &heading)
{
    QString text;
    qsizetype count = 0;
    for (const QuestionChange &change : changes) {
        if (change.kind != kind || ++count > kMostShownOfAKind)
            continue;
        text += QStringLiteral("  %1 \u2192 %2  %3  %4\n")
                    .arg(placesText(change.before.places), placesText(change.after.places), change.after.question.id,
                        change.after.question.text.simplified());
    }
    if (count > kMostShownOfAKind)
        text += reportText("  and %1 more; --json tells all\n").arg(count - kMostShownOfAKind);
    return count > 0 ? heading.arg(count) + u'\n' + text : QString();
}

/// "Run 4 asked without vectors: 3, the first because: …": those numbers are of words alone.
QString vectorsText(const EvaluationRun &run)
{
    const qsizetype count = EvaluationSummary::of(run).withoutVectors;
    return count == 0 ? QString()
                      : reportText("Run %1 asked without vectors: %2, the first because: %3\n")
                            .arg(QString::number(run.number), QString::number(count), vectorProblemOf(run));
}

/// "embedding_model: – → ollama/bge-m3".
QString settingsText(const QMap<QString, QString> &before, const QMap<QString, QString> &after)
{
    QString text;
    QMap<QString, QString> all = before;
    all.insert(after);
    const QString none = QStringLiteral("\u2013");
    for (auto it = all.cbegin(); it != all.cend(); ++it) {
        const QString was = before.value(it.key(), none);
        const QString is = after.value(it.key(), none);
        if (was != is)
            text += QStringLiteral("%1: %2 \u2192 %3\n").arg(it.key(), was, is);
    }
    return text;
}

QJsonObject summaryJson(const EvaluationRun &run)
{
    const EvaluationSummary summary = EvaluationSummary::of(run);
    QJsonObject settings;
    for (auto it = run.index.settings.cbegin(); it != run.index.settings.cend(); ++it)
        settings.insert(it.key(), it.value());
    QJsonObject object{{"run", run.number}, {"started_at", run.startedAt.toUTC().toString(Qt::ISODate)},
        {"top", run.depth}, {"documents", run.index.documents}, {"passages", run.index.passages},
        {"settings", settings}, {"questions", summary.questions}, {"without_vectors", summary.withoutVectors},
        {"recall", summary.recall}, {"mrr", summary.meanReciprocalRank}, {"p50_ms", milliseconds(summary.median)},
        {"p95_ms", milliseconds(summary.percentile95)}};
    if (summary.withoutVectors > 0)
        object.insert(QLatin1String("vector_problem"), vectorProblemOf(run));
    return object;
}

QJsonArray placesJson(const QList<int> &places)
{
    QJsonArray array;
    for (const int place : places)
        array.append(place > 0 ? QJsonValue(place) : QJsonValue());
    return array;
}

} // namespace

QString evaluationTable(const EvaluationRun &run, const std::optional<EvaluationRun> &previous)
{
    const auto row = [&](const QString &name, auto cell) {
        QStringList cells;
        if (previous)
            cells << cell(*previous);
        return rowOf(name, cells << cell(run));
    };
    using Run = const EvaluationRun &;
    QString table = run.collection + u'\n';
    table += row(reportText("run"), [](Run of) { return QString::number(of.number); });
    table += row(reportText("documents"), [](Run of) { return QString::number(of.index.documents); });
    table += row(reportText("passages"), [](Run of) { return QString::number(of.index.passages); });
    table += row(reportText("questions"), [](Run of) { return QString::number(of.outcomes.size()); });
    const auto share = [&run](double EvaluationSummary::*measure) {
        return [&run, measure](Run of) { // who did not look that far cannot say what is there
            return of.depth < run.depth ? QStringLiteral("\u2013")
                                        : shareText(EvaluationSummary::of(of, run.depth).*measure);
        };
    };
    table += row(QStringLiteral("recall@%1").arg(run.depth), share(&EvaluationSummary::recall));
    table += row(QStringLiteral("MRR"), share(&EvaluationSummary::meanReciprocalRank));
    table += row(reportText("p50 ms"), [](Run of) { return timeText(EvaluationSummary::of(of).median); });
    table += row(reportText("p95 ms"), [](Run of) { return timeText(EvaluationSummary::of(of).percentile95); });
    table += (previous ? vectorsText(*previous) : QString()) + vectorsText(run);
    if (!previous)
        return table;

    table += settingsText(previous->index.settings, run.index.settings);
    const QList<QuestionChange> changes = compareRuns(*previous, run);
    const QString fell = changesText(changes, QuestionChange::Kind::Fell, reportText("Fell (%1):"));
    const QString rose = changesText(changes, QuestionChange::Kind::Rose, reportText("Rose (%1):"));
    const QString unlike = changesText(changes, QuestionChange::Kind::WithoutVectors,
        reportText("Not compared, asked without vectors in one run (%1):"));
    return table + (fell.isEmpty() && rose.isEmpty() ? reportText("No question rose or fell.\n") : fell + rose)
        + unlike;
}

QJsonObject evaluationMessage(const EvaluationRun &run, const std::optional<EvaluationRun> &previous)
{
    QJsonObject message = summaryJson(run);
    message.insert(QLatin1String("type"), QLatin1String("evaluation"));
    message.insert(QLatin1String("collection"), run.collection);
    if (!previous)
        return message;
    QJsonArray changed;
    const QList<QuestionChange> changes = compareRuns(*previous, run);
    for (const QuestionChange &change : changes) {
        if (change.kind == QuestionChange::Kind::Same)
            continue;
        const bool isGone = change.kind == QuestionChange::Kind::Removed;
        const EvaluationQuestion &question = isGone ? change.before.question : change.after.question;
        changed.append(QJsonObject{{"id", question.id}, {"text", question.text}, {"change", toWord(change.kind)},
            {"before", placesJson(change.before.places)}, {"after", placesJson(change.after.places)}});
    }
    message.insert(QLatin1String("previous"), summaryJson(*previous));
    message.insert(QLatin1String("changes"), changed);
    return message;
}

} // namespace freshet
