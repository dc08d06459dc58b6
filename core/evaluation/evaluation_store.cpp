// SPDX-License-Identifier: MIT
#include "core/evaluation/evaluation_store.h"

#include "core/base/json.h"
#include "core/base/log_categories.h"
#include "core/base/owner_file.h"
#include "core/evaluation/evaluation_json.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QThread>

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <iterator>
#include <limits>
#include <sys/file.h>
#include <unistd.h>

namespace freshet {

namespace {

constexpr int kEvaluationVersion = 1;
constexpr qint64 kMostEvaluationBytes = 64 * 1024 * 1024;
constexpr std::chrono::milliseconds kPatience{2000};
constexpr std::chrono::milliseconds kBetweenTries{10};

/// Keeps other programs out, as long as they ask, too. The kernel lets go of it when this program dies, at whatever
/// moment: a QLockFile that was cut off before it was written would hold for half a minute.
class DirectoryLock {
public:
    enum class State { Held, Busy, Failed };

    explicit DirectoryLock(const QString &directory)
        : m_file(::open(QFile::encodeName(directory + QStringLiteral("/lock")).constData(),
            O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR))
    {
    }
    ~DirectoryLock()
    {
        if (m_file >= 0)
            ::close(m_file); // and the lock goes with it
    }
    DirectoryLock(const DirectoryLock &) = delete;
    DirectoryLock &operator=(const DirectoryLock &) = delete;

    State acquire(std::chrono::milliseconds patience) const
    {
        const QDeadlineTimer end(patience);
        while (m_file >= 0 && ::flock(m_file, LOCK_EX | LOCK_NB) != 0) {
            if (errno != EWOULDBLOCK && errno != EINTR)
                return State::Failed;
            if (end.hasExpired())
                return State::Busy;
            QThread::msleep(static_cast<unsigned long>(kBetweenTries.count()));
        }
        return m_file >= 0 ? State::Held : State::Failed;
    }

private:
    const int m_file;
};

tl::unexpected<Error> storageFailure(const QString &message)
{
    return failure({.kind = ErrorKind::Storage, .message = message});
}

tl::unexpected<Error> unwritable(const QString &path)
{
    return storageFailure(owner_file::isLink(path)
            ? owner_file::linkWords(path) + u'.'
            : QStringLiteral("%1 could not be written. Is the disk full, or the folder read-only?").arg(path));
}

/// The object in a file of ours; an empty one when there is no such file.
Result<QJsonObject> readObject(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return QJsonObject();
    if (!file.open(QFile::ReadOnly))
        return storageFailure(QStringLiteral("%1 cannot be read: %2.").arg(path, file.errorString()));
    const auto value = file.size() <= kMostEvaluationBytes ? json::parseStrictly(file.readAll()) : std::nullopt;
    const int version = value ? value->toObject().value(QLatin1String("version")).toInt() : 0;
    if (version > kEvaluationVersion)
        return storageFailure(
            QStringLiteral("%1 was written by a newer version of Freshet; use that, or move the file away.").arg(path));
    if (version != kEvaluationVersion)
        return storageFailure(
            QStringLiteral("%1 is damaged. Put a copy of it there, or move it away to begin anew.").arg(path));
    return value->toObject();
}

Status writeObject(const QString &path, QJsonObject object)
{
    object.insert(QLatin1String("version"), kEvaluationVersion);
    if (!owner_file::replace(path, QJsonDocument(object).toJson(QJsonDocument::Compact)))
        return unwritable(path);
    return {};
}

/// Whether any was about @p from.
bool renameIn(QList<EvaluationQuestion> &questions, const CollectionName &from, const CollectionName &to)
{
    bool isChanged = false;
    for (EvaluationQuestion &question : questions) {
        if (question.collection != from)
            continue;
        question.collection = to;
        isChanged = true;
    }
    return isChanged;
}

Status checkedQuestion(const EvaluationQuestion &question)
{
    const auto refused
        = [](const QString &message) { return failure({.kind = ErrorKind::BadRequest, .message = message}); };
    if (question.id.isEmpty())
        return refused(QStringLiteral("A question needs an id."));
    if (question.collection.isEmpty())
        return refused(QStringLiteral("The question %1 names no collection.").arg(question.id));
    if (question.text.trimmed().isEmpty())
        return refused(QStringLiteral("The question %1 has no text.").arg(question.id));
    const auto namesDocument = [](const ExpectedPassage &passage) { return !passage.documentId.isEmpty(); };
    if (question.expected.isEmpty()
        || !std::all_of(question.expected.cbegin(), question.expected.cend(), namesDocument))
        return refused(
            QStringLiteral("The question %1 does not say in which document its answer stands.").arg(question.id));
    return {};
}

} // namespace

EvaluationStore::EvaluationStore(const QString &directory) : m_directory(directory) { }

QString EvaluationStore::questionsPath() const { return m_directory + QStringLiteral("/questions.json"); }

QString EvaluationStore::baselinesPath() const { return m_directory + QStringLiteral("/baselines.json"); }

QString EvaluationStore::runPath(int number) const
{
    return m_directory + QStringLiteral("/run-%1.json").arg(number, 6, 10, QLatin1Char('0'));
}

QList<int> EvaluationStore::runNumbers() const
{
    QList<int> numbers;
    const QStringList names = QDir(m_directory).entryList({QStringLiteral("run-*.json")}, QDir::Files);
    for (const QString &name : names) {
        const int number = name.sliced(4, name.size() - 9).toInt(); // run-NUMBER.json
        if (number > 0)
            numbers << number;
    }
    std::sort(numbers.begin(), numbers.end());
    return numbers;
}

/// One program at a time: what is read in @p work is still so when it is written.
Status EvaluationStore::change(const std::function<Status()> &work)
{
    if (!owner_file::makeDirectory(m_directory))
        return unwritable(m_directory);
    const DirectoryLock lock(m_directory);
    switch (lock.acquire(kPatience)) {
    case DirectoryLock::State::Held:
        return work();
    case DirectoryLock::State::Busy:
        return failure({.kind = ErrorKind::Busy,
            .message = QStringLiteral("Another Freshet is changing the questions in %1; try again.").arg(m_directory),
            .retryable = true});
    case DirectoryLock::State::Failed:
        break;
    }
    return unwritable(m_directory + QStringLiteral("/lock"));
}

Result<QList<EvaluationQuestion>> EvaluationStore::questions() const
{
    const auto object = readObject(questionsPath());
    if (!object)
        return failure(object.error());
    QList<EvaluationQuestion> questions;
    const QJsonArray entries = json::array(*object, QLatin1String("questions"));
    for (const QJsonValue &entry : entries) {
        const auto question = evaluation_json::toQuestion(entry.toObject());
        if (!question) // leaving it out would lose it with the next change
            return storageFailure(
                QStringLiteral("%1 is damaged at question %2. Put a copy of it there, or move it away "
                               "to begin anew.")
                    .arg(questionsPath())
                    .arg(questions.size() + 1));
        questions << *question;
    }
    return questions;
}

Status EvaluationStore::putQuestions(const QList<EvaluationQuestion> &questions)
{
    for (const EvaluationQuestion &question : questions) {
        if (const Status checked = checkedQuestion(question); !checked)
            return checked;
    }
    return change([&]() -> Status {
        auto kept = this->questions();
        if (!kept)
            return failure(kept.error());
        QHash<QString, qsizetype> places;
        for (qsizetype i = 0; i < kept->size(); ++i)
            places.insert(kept->at(i).id, i);
        for (const EvaluationQuestion &question : questions) {
            const auto place = places.constFind(question.id);
            if (place != places.cend()) {
                (*kept)[*place] = question;
            } else {
                places.insert(question.id, kept->size());
                *kept << question;
            }
        }
        if (kept->size() > kMostQuestions)
            return failure({.kind = ErrorKind::BadRequest,
                .message = QStringLiteral("No more than %1 questions can be kept.").arg(kMostQuestions)});
        return writeQuestions(*kept);
    });
}

Status EvaluationStore::removeQuestions(const QStringList &ids)
{
    return change([&]() -> Status {
        auto kept = questions();
        if (!kept)
            return failure(kept.error());
        for (const QString &id : ids) {
            if (kept->removeIf([&id](const EvaluationQuestion &question) { return question.id == id; }) == 0)
                return failure({.kind = ErrorKind::NotFound,
                    .message = QStringLiteral("No question \"%1\" is kept; nothing was removed.").arg(id)});
        }
        return writeQuestions(*kept);
    });
}

Status EvaluationStore::writeQuestions(const QList<EvaluationQuestion> &questions)
{
    QJsonArray entries;
    for (const EvaluationQuestion &question : questions)
        entries.append(evaluation_json::fromQuestion(question));
    return writeObject(questionsPath(), {{"questions", entries}});
}

Result<EvaluationRun> EvaluationStore::run(int number) const
{
    const auto object = readObject(runPath(number));
    if (!object)
        return failure(object.error());
    if (object->isEmpty())
        return failure({.kind = ErrorKind::NotFound, .message = QStringLiteral("There is no run %1.").arg(number)});
    auto run = evaluation_json::toRun(*object);
    if (!run)
        return storageFailure(QStringLiteral("%1 is damaged.").arg(runPath(number)));
    run->number = number;
    return *run;
}

std::optional<EvaluationRun> EvaluationStore::runBefore(int number, const CollectionName &collection) const
{
    const QList<int> numbers = runNumbers();
    for (auto it = std::make_reverse_iterator(std::lower_bound(numbers.cbegin(), numbers.cend(), number));
         it != numbers.crend(); ++it) {
        const auto read = run(*it);
        if (!read)
            qCWarning(logRetrieval) << "evaluation:" << read.error().message;
        else if (read->collection == collection)
            return *read;
    }
    return std::nullopt;
}

std::optional<EvaluationRun> EvaluationStore::lastRun(const CollectionName &collection) const
{
    return runBefore(std::numeric_limits<int>::max(), collection);
}

Result<QMap<CollectionName, int>> EvaluationStore::baselines() const
{
    const auto object = readObject(baselinesPath());
    if (!object)
        return failure(object.error());
    QMap<CollectionName, int> numbers;
    const QJsonObject entries = json::object(*object, QLatin1String("baselines"));
    for (auto it = entries.constBegin(); it != entries.constEnd(); ++it) {
        if (const int number = it.value().toInt(); number > 0)
            numbers.insert(it.key(), number);
    }
    return numbers;
}

Result<std::optional<EvaluationRun>> EvaluationStore::baseline(const CollectionName &collection) const
{
    const auto numbers = baselines();
    if (!numbers)
        return failure(numbers.error());
    const int number = numbers->value(collection);
    if (number == 0 || !QFile::exists(runPath(number)))
        return std::optional<EvaluationRun>();
    auto kept = run(number);
    if (!kept)
        return failure(kept.error());
    return std::optional(*kept);
}

Status EvaluationStore::setBaseline(const CollectionName &collection, int number)
{
    return change([&]() -> Status {
        auto numbers = baselines();
        if (!numbers)
            return failure(numbers.error());
        if (number > 0) {
            const auto kept = run(number);
            if (!kept)
                return failure(kept.error());
            numbers->insert(collection, number);
        } else {
            numbers->remove(collection);
        }
        return writeBaselines(*numbers);
    });
}

Status EvaluationStore::writeBaselines(const QMap<CollectionName, int> &numbers)
{
    QJsonObject entries;
    for (auto it = numbers.cbegin(); it != numbers.cend(); ++it)
        entries.insert(it.key(), it.value());
    return writeObject(baselinesPath(), {{"baselines", entries}});
}

Status EvaluationStore::renameCollection(const CollectionName &from, const CollectionName &to)
{
    if (!QFile::exists(m_directory))
        return {};
    return change([&]() -> Status {
        auto kept = questions();
        if (!kept)
            return failure(kept.error());
        if (renameIn(*kept, from, to)) {
            if (const Status written = writeQuestions(*kept); !written)
                return written;
        }
        auto numbers = baselines();
        if (!numbers)
            return failure(numbers.error());
        if (const int number = numbers->take(from); number > 0) {
            numbers->insert(to, number);
            if (const Status written = writeBaselines(*numbers); !written)
                return written;
        }
        const QList<int> runs = runNumbers();
        for (const int number : runs) {
            auto old = run(number);
            if (!old)
                qCWarning(logRetrieval) << "evaluation:" << old.error().message;
            if (!old || old->collection != from)
                continue;
            old->collection = to;
            for (QuestionOutcome &outcome : old->outcomes)
                outcome.question.collection = to;
            if (const Status written = writeObject(runPath(number), evaluation_json::fromRun(*old)); !written)
                return written;
        }
        return {};
    });
}

Result<int> EvaluationStore::addRun(const EvaluationRun &run)
{
    int number = 0;
    const Status added = change([&]() -> Status {
        QList<int> numbers = runNumbers();
        number = numbers.isEmpty() ? 1 : numbers.last() + 1;
        if (const Status written = writeObject(runPath(number), evaluation_json::fromRun(run)); !written)
            return written;
        const auto spared = baselines();
        if (!spared) // whichever of them one is, it must not go
            return {};
        numbers.removeIf([kept = spared->values()](int old) { return kept.contains(old); });
        while (numbers.size() >= kMostRuns)
            QFile::remove(runPath(numbers.takeFirst()));
        return {};
    });
    return added ? Result<int>(number) : failure(added.error());
}

} // namespace freshet
