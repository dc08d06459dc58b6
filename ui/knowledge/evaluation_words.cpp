// SPDX-License-Identifier: MIT
#include "ui/knowledge/evaluation_words.h"

#include "core/evaluation/evaluation_summary.h"
#include "ui/language/word_list.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace freshet {

namespace {

/// The context of these texts for translators.
struct EvaluationWords {
    Q_DECLARE_TR_FUNCTIONS(EvaluationWords)
};

constexpr QChar kNothing(0x2013); // an en dash
constexpr double kSmallestChange = 0.0005; ///< What rounds to nothing has not changed.

QString shareFigure(double share) { return QLocale().toString(share, 'f', 3); }

QString signedFigure(const QString &figure, double value)
{
    return (value > 0 ? QStringLiteral("+") : QString(QChar(0x2212))) + figure;
}

QString timeFigure(std::chrono::microseconds time)
{
    return EvaluationWords::tr("%1 ms").arg(QLocale().toString(static_cast<double>(time.count()) / 1000, 'f', 1));
}

/// Of how many places both runs can tell.
int commonDepth(const EvaluationView &view)
{
    return view.before ? std::min(view.before->depth, view.after->depth) : view.after->depth;
}

MeasureRow shareRow(const QString &name, const EvaluationView &view, double EvaluationSummary::*measure)
{
    const int depth = commonDepth(view);
    const double after = EvaluationSummary::of(*view.after, depth).*measure;
    MeasureRow row{name, {}, shareFigure(after), {}};
    if (!view.before)
        return row;
    const double before = EvaluationSummary::of(*view.before, depth).*measure;
    row.before = shareFigure(before);
    if (std::abs(after - before) >= kSmallestChange)
        row.change = signedFigure(shareFigure(std::abs(after - before)), after - before);
    return row;
}

MeasureRow timeRow(
    const QString &name, const EvaluationView &view, std::chrono::microseconds EvaluationSummary::*measure)
{
    const auto after = EvaluationSummary::of(*view.after).*measure;
    MeasureRow row{name, {}, timeFigure(after), {}};
    if (!view.before)
        return row;
    const auto before = EvaluationSummary::of(*view.before).*measure;
    row.before = timeFigure(before);
    if (row.before != row.after)
        row.change = signedFigure(timeFigure(std::chrono::abs(after - before)), after > before ? 1 : -1);
    return row;
}

template <typename Count>
MeasureRow countRow(const QString &name, const EvaluationView &view, Count countOf)
{
    const QLocale locale;
    const qint64 after = countOf(*view.after);
    MeasureRow row{name, {}, locale.toString(after), {}};
    if (!view.before)
        return row;
    const qint64 before = countOf(*view.before);
    row.before = locale.toString(before);
    if (before != after)
        row.change = signedFigure(locale.toString(std::abs(after - before)), after > before ? 1 : -1);
    return row;
}

QString settingName(const QString &key)
{
    if (key == QLatin1String("embedding_model"))
        return EvaluationWords::tr("Embedding model");
    return key == QLatin1String("version") ? EvaluationWords::tr("Version of Freshet") : key;
}

QList<MeasureRow> settingRows(const EvaluationRun &before, const EvaluationRun &after)
{
    QMap<QString, QString> all = before.index.settings;
    all.insert(after.index.settings);
    QList<MeasureRow> rows;
    for (auto it = all.cbegin(); it != all.cend(); ++it) {
        const QString was = before.index.settings.value(it.key(), EvaluationWords::tr("none"));
        const QString is = after.index.settings.value(it.key(), EvaluationWords::tr("none"));
        if (was != is)
            rows << MeasureRow{settingName(it.key()), was, is, EvaluationWords::tr("changed")};
    }
    return rows;
}

QString inQuotes(const QString &text) { return QLocale().quoteString(text); }

QString foundWords(int place, const FoundPlace &found)
{
    QStringList parts{shownDocument(found.documentId)};
    if (found.page)
        parts << EvaluationWords::tr("page %1").arg(*found.page);
    if (!found.heading.isEmpty())
        parts << found.heading;
    return EvaluationWords::tr("%L1. %2: %3")
        .arg(place)
        .arg(parts.join(QStringLiteral(" · ")), inQuotes(found.beginning));
}

/// "Fell: 2", for each kind that there is; empty where nothing has changed.
QString changesWords(const EvaluationView &view)
{
    const QList<QuestionChange> changes = compareRuns(*view.before, *view.after);
    const auto countOf = [&changes](QuestionChange::Kind kind) {
        return std::count_if(
            changes.cbegin(), changes.cend(), [kind](const QuestionChange &change) { return change.kind == kind; });
    };
    using Kind = QuestionChange::Kind;
    const std::pair<Kind, QString> words[]
        = {{Kind::Fell, EvaluationWords::tr("%L1 fell")}, {Kind::Rose, EvaluationWords::tr("%L1 rose")},
            {Kind::Added, EvaluationWords::tr("%L1 new")}, {Kind::Reworded, EvaluationWords::tr("%L1 changed by you")},
            {Kind::WithoutVectors, EvaluationWords::tr("%L1 asked without vectors in one run only")},
            {Kind::Removed, EvaluationWords::tr("%L1 no longer asked")}};
    QStringList parts;
    for (const auto &[kind, text] : words) {
        if (const auto count = countOf(kind); count > 0)
            parts << text.arg(count);
    }
    return parts.isEmpty() ? EvaluationWords::tr("No question rose or fell.")
                           : EvaluationWords::tr("Questions: %1.").arg(wordList(parts));
}

} // namespace

QList<MeasureRow> measureRows(const EvaluationView &view)
{
    if (!view.after)
        return {};
    QList<MeasureRow> rows{
        shareRow(EvaluationWords::tr("Recall: expected passages among the first %L1").arg(commonDepth(view)), view,
            &EvaluationSummary::recall),
        shareRow(EvaluationWords::tr("MRR: how far up the first one is"), view, &EvaluationSummary::meanReciprocalRank),
        timeRow(EvaluationWords::tr("p50: half of the questions take no longer"), view, &EvaluationSummary::median),
        timeRow(EvaluationWords::tr("p95: 95 of 100 take no longer"), view, &EvaluationSummary::percentile95),
        countRow(EvaluationWords::tr("Questions"), view,
            [](const EvaluationRun &run) { return static_cast<qint64>(run.outcomes.size()); }),
        countRow(EvaluationWords::tr("Documents"), view,
            [](const EvaluationRun &run) { return static_cast<qint64>(run.index.documents); }),
        countRow(EvaluationWords::tr("Passages"), view,
            [](const EvaluationRun &run) { return static_cast<qint64>(run.index.passages); })};
    if (view.before)
        rows << settingRows(*view.before, *view.after);
    return rows;
}

QString shownDocument(const QString &documentId)
{
    return documentId.startsWith(u'/') ? QFileInfo(documentId).fileName() : documentId;
}

QString expectedWords(const ExpectedPassage &expected)
{
    QString words = shownDocument(expected.documentId);
    if (expected.page)
        words = EvaluationWords::tr("%1, page %2").arg(words, QString::number(*expected.page));
    return expected.quote.isEmpty() ? words
                                    : EvaluationWords::tr("%1: %2").arg(words, inQuotes(expected.quote.simplified()));
}

QString placesWords(const std::optional<QuestionOutcome> &outcome)
{
    if (!outcome)
        return {};
    QStringList texts;
    for (const int place : outcome->places)
        texts << (place > 0 ? QLocale().toString(place) : QString(kNothing));
    return texts.join(QStringLiteral(", "));
}

QString stateWords(const EvaluationRow &row)
{
    if (!row.goneDocuments.isEmpty())
        return EvaluationWords::tr("Its document is gone");
    if (!row.after)
        return EvaluationWords::tr("Not asked yet");
    const QString found = row.isFound() ? EvaluationWords::tr("Found")
        : row.isLost()                  ? EvaluationWords::tr("Not found")
                                        : EvaluationWords::tr("Found in part");
    if (!row.change)
        return found;
    switch (*row.change) {
    case QuestionChange::Kind::Fell:
        return row.isLost() ? EvaluationWords::tr("Fell, not found") : EvaluationWords::tr("Fell");
    case QuestionChange::Kind::Rose:
        return EvaluationWords::tr("Rose");
    case QuestionChange::Kind::Same:
        return row.isLost() ? EvaluationWords::tr("Not found, as before") : EvaluationWords::tr("As before");
    case QuestionChange::Kind::Added:
        return row.isLost() ? EvaluationWords::tr("New, not found") : EvaluationWords::tr("New");
    case QuestionChange::Kind::WithoutVectors:
        return EvaluationWords::tr("Not comparable: vectors in one run only");
    case QuestionChange::Kind::Reworded:
    case QuestionChange::Kind::Removed:
        break;
    }
    return found;
}

QString questionWords(const EvaluationRow &row)
{
    QStringList lines{row.question.text};
    const QList<ExpectedPassage> &expected = row.question.expected;
    for (qsizetype i = 0; i < expected.size(); ++i) {
        QString line = EvaluationWords::tr("Expected: %1").arg(expectedWords(expected.at(i)));
        const int place = row.after ? row.after->places.at(i) : 0;
        if (place > 0)
            line = EvaluationWords::tr("%1 (place %2)").arg(line, QLocale().toString(place));
        else if (row.after)
            line = EvaluationWords::tr("%1 (not found)").arg(line);
        lines << line;
    }
    for (const QString &gone : row.goneDocuments)
        lines << EvaluationWords::tr("%1 is no longer in this collection, or has no text that can be found. Add it "
                                     "again, or change what this question expects.")
                     .arg(gone);
    if (!row.after)
        return lines.join(u'\n');
    if (row.before && row.before->question != row.after->question)
        lines << EvaluationWords::tr("The earlier run asked it in other words or expected other passages.");
    if (!row.after->vectorProblem.isEmpty())
        lines << EvaluationWords::tr("By words alone: %1").arg(row.after->vectorProblem);
    const bool isFirst = row.after->places.contains(1);
    if (row.after->found.isEmpty())
        lines << (row.isLost() ? EvaluationWords::tr("Nothing at all was found.") : QString());
    else
        lines << (isFirst ? EvaluationWords::tr("What was found, best first:")
                          : EvaluationWords::tr("What came in its place:"));
    for (qsizetype i = 0; i < row.after->found.size(); ++i)
        lines << foundWords(static_cast<int>(i) + 1, row.after->found.at(i));
    lines.removeAll(QString());
    return lines.join(u'\n');
}

QString runWords(const EvaluationRun &run)
{
    return EvaluationWords::tr("run %L1 of %2")
        .arg(run.number)
        .arg(QLocale().toString(run.startedAt.toLocalTime(), QLocale::ShortFormat));
}

QString viewWords(const EvaluationView &view)
{
    QStringList sentences;
    if (view.questions.isEmpty())
        return EvaluationWords::tr(
            "No question about this collection is saved yet. Look for something under “Try a query” and press “Expect "
            "this passage”, or add a question here. Asked again after a change, questions show what became better or "
            "worse.");
    sentences << (view.questions.size() == 1 ? EvaluationWords::tr("1 question.")
                                             : EvaluationWords::tr("%L1 questions.").arg(view.questions.size()));
    if (!view.after)
        return sentenceRow(sentences << EvaluationWords::tr("They were not asked yet."));
    if (!view.before) {
        sentences << EvaluationWords::tr("Now: %1.").arg(runWords(*view.after));
        if (view.isBeforeKept)
            sentences << EvaluationWords::tr("It is kept to be compared with: run the questions again after a change.");
        return sentenceRow(sentences);
    }
    const QString before = runWords(*view.before);
    const QString now = runWords(*view.after);
    sentences << (view.isBeforeKept ? EvaluationWords::tr("Before: %1, kept to compare. Now: %2.").arg(before, now)
                                    : EvaluationWords::tr("Before: %1. Now: %2.").arg(before, now))
              << changesWords(view);
    if (view.before->index == view.after->index)
        sentences << EvaluationWords::tr("Both runs had as many documents and passages, and the same embedding model "
                                         "and version of Freshet.");
    return sentenceRow(sentences);
}

} // namespace freshet
