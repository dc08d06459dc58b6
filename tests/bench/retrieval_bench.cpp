// SPDX-License-Identifier: MIT
#include "tests/bench/retrieval_bench.h"

#include "core/retrieval/retrieval_service.h"
#include "tests/bench/figures.h"
#include "tests/bench/vocabulary.h"

#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QEventLoop>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>

namespace freshet::bench {

namespace {

constexpr int kQuestions = 300;
constexpr int kWordsADocument = 130; ///< One passage each.
constexpr int kColdStarts = 9;
const CollectionName kBenchCollection = QStringLiteral("bench");

QByteArray lineOf(const QJsonObject &object) { return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n'; }

void writeTexts(const QString &path, int count, Vocabulary &vocabulary)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return;
    for (int i = 0; i < count; ++i)
        file.write(lineOf(
            {{"id", QString::number(i)}, {"title", vocabulary.text(4)}, {"text", vocabulary.text(kWordsADocument)}}));
}

QStringList textsOf(const QString &path)
{
    QStringList texts;
    QFile file(path);
    if (path.isEmpty() || !file.open(QIODevice::ReadOnly))
        return texts;
    while (!file.atEnd() && texts.size() < kQuestions)
        texts << QJsonDocument::fromJson(file.readLine()).object().value("text").toString();
    return texts;
}

template <typename Reply>
std::unique_ptr<Reply> finished(Reply *reply)
{
    QEventLoop loop;
    QObject::connect(reply, &Reply::finished, &loop, &QEventLoop::quit);
    if (!reply->isFinished())
        loop.exec();
    return std::unique_ptr<Reply>(reply);
}

qint64 bytesBelow(const QString &dir)
{
    qint64 bytes = 0;
    QDirIterator files(dir, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        files.next();
        bytes += files.fileInfo().size();
    }
    return bytes;
}

QJsonObject indexingFigures(RetrievalService &service, const QString &collection)
{
    const qint64 begun = monotonicNs();
    const qint64 cpuBegun = processCpuNs();
    const auto indexed = finished(service.index({.collection = kBenchCollection, .jsonlPath = collection}, nullptr));
    const double seconds = double(monotonicNs() - begun) / 1e9;
    const double megabytes = double(QFileInfo(collection).size()) / 1e6;
    return {{"mb", rounded(megabytes)}, {"seconds", rounded(seconds)}, {"mb_a_second", rounded(megabytes / seconds)},
        {"cpu_s", rounded(double(processCpuNs() - cpuBegun) / 1e9)}, {"documents", indexed->summary().indexed},
        {"passages", indexed->summary().passages}};
}

QJsonObject questionFigures(RetrievalService &service, const QStringList &questions)
{
    QList<qint64> wall;
    QList<qint64> cpu;
    qsizetype found = 0;
    for (const QString &question : questions) {
        const qint64 cpuBefore = processCpuNs();
        const qint64 before = monotonicNs();
        const SearchRequest request{.query = question, .collections = {kBenchCollection}};
        found += finished(service.search(request, static_cast<QObject *>(nullptr)))->sources().size();
        wall << monotonicNs() - before;
        cpu << processCpuNs() - cpuBefore;
    }
    return {{"wall", percentiles(wall)}, {"cpu", percentiles(cpu)}, {"found", found}};
}

/// From the start of the program to the end of its answer in quotes; its files are in the page cache.
QJsonObject coldFigures(const QString &freshet, const QString &profile, const QString &question)
{
    QList<qint64> wall;
    for (int i = 0; i < kColdStarts; ++i) {
        QProcess program;
        program.setStandardInputFile(QProcess::nullDevice()); // else it waits for what is piped into it
        const qint64 before = monotonicNs();
        program.start(freshet,
            {QStringLiteral("--profile"), profile, QStringLiteral("ask"), QStringLiteral("--provider"),
                QStringLiteral("documents"), QStringLiteral("--collection"), kBenchCollection, question});
        program.waitForFinished();
        wall << monotonicNs() - before;
    }
    return percentiles(wall);
}

} // namespace

QJsonObject measureRetrieval(const RetrievalSubject &subject)
{
    const QTemporaryDir dir;
    const QString profile = dir.filePath(QStringLiteral("profile"));
    QDir().mkpath(profile);
    QRandomGenerator random(1);
    QString collection = subject.collection;
    QStringList questions = textsOf(subject.questions);
    if (collection.isEmpty()) {
        Vocabulary vocabulary(random);
        collection = dir.filePath(QStringLiteral("texts.jsonl"));
        writeTexts(collection, subject.passages, vocabulary);
        while (questions.size() < kQuestions)
            questions << vocabulary.text(4 + int(random.bounded(8)));
    }
    QJsonObject figures;
    const QString index = profile + QStringLiteral("/index.db");
    {
        RetrievalService service(index);
        service.ensureGuide(); // as the program does; it is not measured
        figures.insert("indexing", indexingFigures(service, collection));
    }
    figures.insert("index_mb", rounded(double(bytesBelow(profile)) / 1e6));
    {
        RetrievalService service(index);
        figures.insert("first_question", questionFigures(service, questions.first(1)));
        figures.insert("questions", questionFigures(service, questions));
    }
    figures.insert(
        "resident_mb", rounded(memoryOf(QCoreApplication::applicationPid()).value("rss_kb").toDouble() / 1e3));
    if (!subject.freshet.isEmpty())
        figures.insert("start_to_answer", coldFigures(subject.freshet, profile, questions.constFirst()));
    return figures;
}

} // namespace freshet::bench
