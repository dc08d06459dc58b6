// SPDX-License-Identifier: MIT
#include "core/retrieval/embedding_run.h"
#include "core/retrieval/vector_files.h"
#include "tests/core/retrieval/opened_index.h"
#include "tests/support/fake_embedding_reply.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace freshet;
using namespace freshet::test;
using namespace std::chrono_literals;

namespace {

EmbeddingVector vectorFor(const QString &text)
{
    EmbeddingVector vector(8, 0.1F);
    vector[text.size() % 8] = 1;
    return vector;
}

Error serverError(ErrorKind kind) { return {.kind = kind, .message = QStringLiteral("It failed.")}; }

} // namespace

/// The index in the thread of the test, answering at once.
struct IndexWork : EmbeddingWork {
    explicit IndexWork(const QString &path) : index(path), vectors(index.database), files(index.database, path) { }

    void open(const EmbeddingProfile &like, QObject *, const Done<Result<EmbeddingProfile>> &done) override
    {
        done(vectors.profileLike(like));
    }
    void next(
        const EmbeddingProfile &profile, qint64 passage, QObject *, const Done<Result<UnembeddedTexts>> &done) override
    {
        done(vectors.unembedded(profile, passage, 4, 100'000, VectorStore::Reach::Everywhere));
    }
    void put(const EmbeddingProfile &profile, const QHash<QByteArray, EmbeddingVector> &made, QObject *,
        const Done<Status> &done) override
    {
        done(vectors.put(profile, made));
    }
    void giveUp(const EmbeddingProfile &profile, const QByteArray &hash, const QString &reason, QObject *,
        const Done<Status> &done) override
    {
        done(vectors.giveUp(profile, hash, reason));
    }
    void finish(const EmbeddingProfile &profile, QObject *, const Done<Result<EmbeddingCoverage>> &done) override
    {
        done(vectors.coverage(profile, VectorStore::Reach::Everywhere));
    }

    OpenedIndex index;
    VectorStore vectors;
    VectorFiles files;
};

class EmbeddingRunTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void embedsEachTextOnce();
    void keepsFewRequestsUnderWay();
    void goesOnWhereAnotherRunWasStopped();
    void sendsNothingWhileAQuestionIsAsked();
    void waitsAsLongAsTheServerAsks();
    void findsTheTextThatIsRefused_data();
    void findsTheTextThatIsRefused();
    void halvesATextThatIsTooLong();
    void givesNoTextUpWhileTheServerFails();
    void endsWhenTheServerFailsOften();
    void endsAtOnceWhenNothingWillHelp_data();
    void endsAtOnceWhenNothingWillHelp();
    void tellsNothingOfTheTextsInAnError();

private:
    using Answer = std::function<Result<QList<EmbeddingVector>>(const QStringList &texts)>;
    std::unique_ptr<EmbeddingRun> run(
        const Answer &answer, EmbeddingRun::Patience patience = EmbeddingRun::Patience::Endless);
    bool end(EmbeddingRun &run);
    void addTexts(int count, const QString &more = QStringLiteral("here."));
    int askedFor(const QString &words) const;

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<IndexWork> m_work;
    QList<QStringList> m_asked; // each request's texts
    int m_underWay = 0;
    int m_mostUnderWay = 0;
};

void EmbeddingRunTest::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_work = std::make_unique<IndexWork>(m_dir->filePath("index.db"));
    QVERIFY(m_work->index.database.open());
    m_asked.clear();
    m_underWay = m_mostUnderWay = 0;
}

void EmbeddingRunTest::cleanup() { m_work.reset(); }

void EmbeddingRunTest::addTexts(int count, const QString &more)
{
    for (int i = 0; i < count; ++i)
        QVERIFY(m_work->index.indexText("docs", QString::number(i), "", QStringLiteral("Text %1 %2").arg(i).arg(more)));
}

int EmbeddingRunTest::askedFor(const QString &words) const
{
    int times = 0;
    for (const QStringList &texts : m_asked)
        times += static_cast<int>(texts.filter(words).size());
    return times;
}

/// Each request is answered a turn of the event loop later.
std::unique_ptr<EmbeddingRun> EmbeddingRunTest::run(const Answer &answer, EmbeddingRun::Patience patience)
{
    const Embedder embed = [this, answer](const EmbeddingRequest &request, QObject *parent) {
        auto *reply = new FakeEmbeddingReply(request, parent);
        m_asked << request.texts;
        m_mostUnderWay = std::max(m_mostUnderWay, ++m_underWay);
        QTimer::singleShot(0, reply, [this, reply, answer] {
            --m_underWay;
            reply->answer(answer(reply->asked.texts));
        });
        return reply;
    };
    return std::make_unique<EmbeddingRun>(*m_work,
        EmbeddingRun::Options{.model = {"server", "m"},
            .embed = embed,
            .patience = patience,
            .pace = {.firstPause = 1ms, .breakerPause = 2ms}});
}

bool EmbeddingRunTest::end(EmbeddingRun &run)
{
    QSignalSpy finished(&run, &EmbeddingRun::finished);
    run.start();
    return finished.wait(20'000) && finished.count() == 1;
}

static Result<QList<EmbeddingVector>> goodVectors(const QStringList &texts)
{
    QList<EmbeddingVector> vectors;
    for (const QString &text : texts)
        vectors << vectorFor(text);
    return vectors;
}

void EmbeddingRunTest::embedsEachTextOnce()
{
    addTexts(30);
    const auto run = this->run(goodVectors);
    QVERIFY(end(*run));
    QVERIFY(!run->error());
    const EmbeddingCoverage all{.passages = 30, .embedded = 30, .failed = 0};
    QCOMPARE(run->coverage(), all);
    QCOMPARE(run->embedded(), 30);
    QCOMPARE(m_asked.first(), QStringList{kEmbeddingProbe});
    QCOMPARE(askedFor("Text"), 30);
    const auto again = this->run(goodVectors);
    QVERIFY(end(*again));
    QCOMPARE(askedFor("Text"), 30);
    QCOMPARE(again->embedded(), 0);
}

void EmbeddingRunTest::keepsFewRequestsUnderWay()
{
    addTexts(40);
    const auto run = this->run(goodVectors);
    QVERIFY(end(*run));
    QCOMPARE(m_mostUnderWay, 2);
}

/// At any time: what is stored is never asked for again, and what is not is what was under way.
void EmbeddingRunTest::goesOnWhereAnotherRunWasStopped()
{
    addTexts(60);
    QRandomGenerator random(3);
    int stops = 0;
    for (bool isDone = false; !isDone; ++stops) {
        const auto run = this->run(goodVectors);
        QSignalSpy finished(run.get(), &EmbeddingRun::finished);
        run->start();
        for (int turns = static_cast<int>(random.bounded(3, 12)); turns > 0 && finished.isEmpty(); --turns)
            QCoreApplication::processEvents();
        isDone = !finished.isEmpty();
        QVERIFY(stops < 200);
        m_underWay = 0; // they go with the run
    }
    QVERIFY(stops > 2);
    for (int i = 0; i < 60; ++i)
        QVERIFY(askedFor(QStringLiteral("Text %1 ").arg(i)) >= 1);
    QVERIFY(askedFor("Text") <= 60 + stops * 8); // two requests of four
    const auto check = this->run(goodVectors);
    QVERIFY(end(*check));
    const EmbeddingCoverage all{.passages = 60, .embedded = 60, .failed = 0};
    QCOMPARE(check->coverage(), all);
}

void EmbeddingRunTest::sendsNothingWhileAQuestionIsAsked()
{
    addTexts(20);
    const auto run = this->run(goodVectors);
    QSignalSpy finished(run.get(), &EmbeddingRun::finished);
    QSignalSpy progressed(run.get(), &EmbeddingRun::progressed);
    run->start();
    QVERIFY(progressed.wait(20'000));
    run->hold();
    QTRY_COMPARE(m_underWay, 0);
    const qsizetype asked = m_asked.size();
    for (int turn = 0; turn < 20; ++turn)
        QCoreApplication::processEvents();
    QCOMPARE(m_asked.size(), asked);
    QVERIFY(finished.isEmpty());
    run->release();
    QVERIFY(finished.wait(20'000));
    QCOMPARE(run->embedded(), 20);
}

void EmbeddingRunTest::waitsAsLongAsTheServerAsks()
{
    addTexts(8);
    int answers = 0;
    QElapsedTimer clock;
    const auto run = this->run([&](const QStringList &texts) -> Result<QList<EmbeddingVector>> {
        if (++answers == 2) { // the first one is the probe
            clock.start();
            Error busy = serverError(ErrorKind::RateLimited);
            busy.retryAfter = 60ms;
            return failure(busy);
        }
        if (answers > 3 && clock.isValid()) {
            if (clock.elapsed() < 60)
                return failure(serverError(ErrorKind::Auth)); // too soon: ends the run
            clock.invalidate();
        }
        return goodVectors(texts);
    });
    QSignalSpy waiting(run.get(), &EmbeddingRun::waiting);
    QVERIFY(end(*run));
    QVERIFY(!run->error());
    QCOMPARE(waiting.count(), 1);
    QCOMPARE(run->embedded(), 8);
}

void EmbeddingRunTest::findsTheTextThatIsRefused_data()
{
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("as a bad request") << ErrorKind::BadRequest;
    QTest::newRow("by failing") << ErrorKind::Server;
    QTest::newRow("by an answer that is none") << ErrorKind::Protocol;
    QTest::newRow("by its policy") << ErrorKind::ContentFilter;
}

void EmbeddingRunTest::findsTheTextThatIsRefused()
{
    QFETCH(ErrorKind, kind);
    addTexts(21);
    const auto run = this->run([kind](const QStringList &texts) -> Result<QList<EmbeddingVector>> {
        if (!texts.filter("Text 6 ").isEmpty())
            return failure(serverError(kind));
        return goodVectors(texts);
    });
    QVERIFY(end(*run));
    QVERIFY(!run->error());
    const EmbeddingCoverage all{.passages = 21, .embedded = 20, .failed = 1};
    QCOMPARE(run->coverage(), all);
    QCOMPARE(m_work->index.firstValue("SELECT reason FROM vector_failure"), QString("It failed."));
    int alone = 0;
    for (const QStringList &texts : std::as_const(m_asked))
        alone += texts.size() == 1 && texts.first().startsWith("Text 6 ");
    QCOMPARE(alone, 5);
}

void EmbeddingRunTest::halvesATextThatIsTooLong()
{
    addTexts(3);
    QVERIFY(m_work->index.indexText("docs", "long", "", "Long " + QString("word ").repeated(200)));
    const auto run = this->run([](const QStringList &texts) -> Result<QList<EmbeddingVector>> {
        for (const QString &text : texts) {
            if (text.size() > 300)
                return failure(serverError(ErrorKind::ContextLength));
        }
        return goodVectors(texts);
    });
    QVERIFY(end(*run));
    const EmbeddingCoverage all{.passages = 4, .embedded = 4, .failed = 0};
    QCOMPARE(run->coverage(), all);
    QVERIFY(m_asked.last().size() == 1 || askedFor("Long") >= 3);
}

void EmbeddingRunTest::givesNoTextUpWhileTheServerFails()
{
    addTexts(3);
    int answers = 0;
    const auto run = this->run([&answers](const QStringList &texts) -> Result<QList<EmbeddingVector>> {
        if (++answers > 1 && answers < 60)
            return failure(serverError(ErrorKind::Server));
        return goodVectors(texts);
    });
    QVERIFY(end(*run));
    const EmbeddingCoverage all{.passages = 3, .embedded = 3, .failed = 0};
    QCOMPARE(run->coverage(), all);
}

void EmbeddingRunTest::endsWhenTheServerFailsOften()
{
    addTexts(3);
    const auto run = this->run(
        [](const QStringList &) -> Result<QList<EmbeddingVector>> { return failure(serverError(ErrorKind::Network)); },
        EmbeddingRun::Patience::UntilItFailsOften);
    QVERIFY(end(*run));
    QCOMPARE(run->error()->kind, ErrorKind::Network);
    QCOMPARE(m_asked.size(), 5);
}

void EmbeddingRunTest::endsAtOnceWhenNothingWillHelp_data()
{
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<bool>("isFirst");
    QTest::newRow("no key") << ErrorKind::Auth << true;
    QTest::newRow("no such model") << ErrorKind::NotFound << true;
    QTest::newRow("no embedding model") << ErrorKind::BadRequest << true;
    QTest::newRow("no credit left") << ErrorKind::Billing << false;
}

void EmbeddingRunTest::endsAtOnceWhenNothingWillHelp()
{
    QFETCH(ErrorKind, kind);
    QFETCH(bool, isFirst);
    addTexts(20);
    const auto run = this->run([&](const QStringList &texts) -> Result<QList<EmbeddingVector>> {
        if (isFirst || m_asked.size() > 3)
            return failure(serverError(kind));
        return goodVectors(texts);
    });
    QVERIFY(end(*run));
    QCOMPARE(run->error()->kind, kind);
    QVERIFY(m_asked.size() <= (isFirst ? 1 : 6));
}

void EmbeddingRunTest::tellsNothingOfTheTextsInAnError()
{
    addTexts(1, "canary");
    QTest::failOnWarning(QRegularExpression("canary"));
    const auto run = this->run([](const QStringList &texts) -> Result<QList<EmbeddingVector>> {
        if (!texts.filter("canary").isEmpty())
            return failure(serverError(ErrorKind::BadRequest));
        return goodVectors(texts);
    });
    QVERIFY(end(*run));
    QCOMPARE(run->coverage().failed, 1);
    QVERIFY(!m_work->index.firstValue("SELECT reason FROM vector_failure").contains("canary"));
}

QTEST_GUILESS_MAIN(EmbeddingRunTest)
#include "embedding_run_test.moc"
