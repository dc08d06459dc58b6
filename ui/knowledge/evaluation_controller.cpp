// SPDX-License-Identifier: MIT
#include "ui/knowledge/evaluation_controller.h"

#include "ui/documents/collection_words.h"
#include "ui/knowledge/evaluation_panel.h"
#include "ui/knowledge/evaluation_words.h"
#include "ui/knowledge/query_panel.h"

#include <QUuid>

#include <algorithm>

namespace freshet {

namespace {

constexpr int kPassagesAsked = 10; ///< Recall at ten: a chat gets about as many.

QString newQuestionId() { return QUuid::createUuid().toString(QUuid::WithoutBraces); }

QStringList questionIds(const QList<EvaluationQuestion> &questions)
{
    QStringList ids;
    for (const EvaluationQuestion &question : questions)
        ids << question.id;
    return ids;
}

} // namespace

EvaluationController::EvaluationController(EvaluationService &service, QObject *parent)
    : QObject(parent), m_service(service)
{
}

void EvaluationController::showOn(const Panels &panels)
{
    m_panels.emplace(panels);
    EvaluationPanel &panel = panels.evaluation;
    connect(&panel, &EvaluationPanel::runRequested, this, &EvaluationController::run);
    connect(&panel, &EvaluationPanel::stopRequested, this, [this] {
        if (m_reply)
            m_reply->abort();
    });
    connect(&panel, &EvaluationPanel::questionSaved, this, &EvaluationController::save);
    connect(&panel, &EvaluationPanel::removeRequested, this, [this](const QStringList &ids) {
        change([ids](EvaluationStore &store) { return store.removeQuestions(ids); },
            ids.size() == 1 ? tr("Removed the question.") : tr("Removed %L1 questions.").arg(ids.size()));
    });
    connect(&panel, &EvaluationPanel::baselineRequested, this, [this](int number) {
        change([collection = m_view.collection, number](
                   EvaluationStore &store) { return store.setBaseline(collection, number); },
            number > 0 ? tr("Kept to compare: all later runs are shown beside this one.")
                       : tr("Each run is shown beside the one before it again."));
    });
    connect(&panel, &EvaluationPanel::strayMoveRequested, this, &EvaluationController::moveStray);
    connect(&panel, &EvaluationPanel::strayRemoveRequested, this, [this] {
        change([ids = questionIds(stray())](EvaluationStore &store) { return store.removeQuestions(ids); },
            tr("Removed the questions about collections that are gone."));
    });
    connect(&panels.query, &QueryPanel::expected, this, &EvaluationController::expect);
    show();
    if (m_reply)
        panel.setRunning(m_running, m_progress.first, m_progress.second);
}

void EvaluationController::setCollections(const QList<CollectionInfo> &listed, const CollectionName &current)
{
    m_listed.clear();
    for (const CollectionInfo &collection : listed)
        m_listed.insert(collection.name);
    if (current != m_view.collection)
        m_view = {.collection = current};
    load();
}

void EvaluationController::followRename(const CollectionName &from, const CollectionName &to)
{
    m_service.onDisk(
        this, [from, to](EvaluationStore &store) { return store.renameCollection(from, to); },
        [this](const Status &done) {
            if (!done)
                m_panels->evaluation.say(done.error().message);
        });
}

void EvaluationController::setDocuments(const QList<DocumentInfo> &documents)
{
    QSet<QString> found;
    for (const DocumentInfo &document : documents) {
        if (document.passages > 0)
            found.insert(document.name);
    }
    if (m_view.documents == found)
        return;
    m_view.documents = found;
    show();
}

Result<EvaluationController::Kept> EvaluationController::read(
    const EvaluationStore &store, const CollectionName &collection)
{
    const auto questions = store.questions();
    if (!questions)
        return failure(questions.error());
    const auto baseline = store.baseline(collection);
    if (!baseline)
        return failure(baseline.error());
    Kept kept{.questions = *questions,
        .last = store.lastRun(collection),
        .before = *baseline,
        .isBeforeKept = baseline->has_value()};
    if (!kept.isBeforeKept && kept.last)
        kept.before = store.runBefore(kept.last->number, collection);
    else if (kept.isBeforeKept && kept.last && kept.before->number == kept.last->number)
        kept.before.reset(); // nothing came after it yet
    return kept;
}

void EvaluationController::load()
{
    if (m_view.collection.isEmpty())
        return;
    m_service.onDisk(
        this, [collection = m_view.collection](const EvaluationStore &store) { return read(store, collection); },
        [this, number = ++m_loads](const Result<Kept> &kept) {
            if (number == m_loads) // else a later one is on its way
                take(kept);
        });
}

void EvaluationController::take(const Result<Kept> &kept)
{
    if (!kept) {
        m_panels->evaluation.say(kept.error().message);
        return;
    }
    m_questions = kept->questions;
    m_view.questions.clear();
    for (const EvaluationQuestion &question : m_questions) {
        if (question.collection == m_view.collection)
            m_view.questions << question;
    }
    m_view.after = kept->last;
    m_view.before = kept->before;
    m_view.isBeforeKept = kept->isBeforeKept;
    show();
}

void EvaluationController::show()
{
    if (!m_panels)
        return;
    m_panels->evaluation.show(m_view);
    QStringList collections;
    const QList<EvaluationQuestion> astray = stray();
    for (const EvaluationQuestion &question : astray)
        collections << question.collection;
    collections.removeDuplicates();
    m_panels->evaluation.setStray(static_cast<int>(astray.size()), collections);
}

QList<EvaluationQuestion> EvaluationController::stray() const
{
    QList<EvaluationQuestion> questions;
    for (const EvaluationQuestion &question : m_questions) {
        if (!m_listed.isEmpty() && question.collection != m_view.collection && !m_listed.contains(question.collection))
            questions << question;
    }
    return questions;
}

void EvaluationController::change(const std::function<Status(EvaluationStore &)> &work, const QString &said)
{
    m_service.onDisk(this, work, [this, said](const Status &done) {
        m_panels->evaluation.say(done ? said : done.error().message);
        load();
    });
}

void EvaluationController::save(EvaluationQuestion question)
{
    if (question.id.isEmpty())
        question.id = newQuestionId();
    change([question](EvaluationStore &store) { return store.putQuestions({question}); }, tr("Saved the question."));
}

/// A question that is kept already expects this passage, too.
void EvaluationController::expect(const QString &text, const ExpectedPassage &expected)
{
    const auto at = std::find_if(m_view.questions.cbegin(), m_view.questions.cend(),
        [&text](const EvaluationQuestion &question) { return question.text.simplified() == text.simplified(); });
    EvaluationQuestion question = at != m_view.questions.cend()
        ? *at
        : EvaluationQuestion{.id = newQuestionId(), .collection = m_view.collection, .text = text, .expected = {}};
    if (question.expected.contains(expected)) {
        m_panels->query.say(tr("The saved question expects this passage already."));
        return;
    }
    question.expected << expected;
    const QString said = question.expected.size() == 1
        ? tr("Saved: this question expects this passage. Run it under “Evaluation”.")
        : tr("Saved: this question now expects %L1 passages.").arg(question.expected.size());
    m_service.onDisk(
        this, [question](EvaluationStore &store) { return store.putQuestions({question}); },
        [this, said](const Status &done) {
            m_panels->query.say(done ? said : done.error().message);
            load();
        });
}

void EvaluationController::moveStray()
{
    QList<EvaluationQuestion> moved = stray();
    for (EvaluationQuestion &question : moved)
        question.collection = m_view.collection;
    change([moved](EvaluationStore &store) { return store.putQuestions(moved); },
        tr("They are about this collection now; the list tells whose document is not in it."));
}

void EvaluationController::run()
{
    if (m_reply || m_view.questions.isEmpty())
        return;
    m_running = m_view.collection;
    m_reply = m_service.run(m_running, kPassagesAsked, this);
    connect(m_reply, &EvaluationReply::progressed, this, &EvaluationController::showProgress);
    connect(m_reply, &EvaluationReply::finished, this, &EvaluationController::onRunFinished);
    showProgress(0, static_cast<int>(m_view.questions.size()));
}

void EvaluationController::showProgress(int done, int total)
{
    m_progress = {done, total};
    m_panels->evaluation.setRunning(m_running, done, total);
}

void EvaluationController::onRunFinished()
{
    const std::optional<Error> error = m_reply->error();
    m_reply->deleteLater();
    m_reply.clear();
    EvaluationPanel &panel = m_panels->evaluation;
    panel.setIdle();
    if (error && error->kind == ErrorKind::Cancelled)
        panel.say(tr("Stopped; nothing of this run is kept."));
    else if (error)
        panel.say(error->message);
    else
        panel.say(m_running == m_view.collection
                ? tr("All questions are asked.")
                : tr("All questions about \"%1\" are asked.").arg(collectionTitle(m_running)));
    load();
}

} // namespace freshet
