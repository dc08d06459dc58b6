// SPDX-License-Identifier: MIT
#include "core/retrieval/embedding_run.h"
#include "core/retrieval/retrieval_service.h"
#include "tests/support/fake_embedding_reply.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace freshet;
using namespace freshet::test;
using namespace std::chrono_literals;

namespace {

const ModelRef kModel{"here", "nomic-embed-text"};
const ModelRef kOtherModel{"here", "bge-m3"};
const ModelRef kFarModel{"far", "text-embedding-3-small"};

/// Words of one meaning lie in one direction; those without any in another one.
EmbeddingVector meaningOf(const QString &text)
{
    static const QList<QStringList> meanings{
        {"automobile", "car"}, {"petrol", "fuel"}, {"dog", "hound"}, {"rain", "shower"}, {"bread", "loaf"}};
    EmbeddingVector vector(16, 0.01F);
    for (qsizetype i = 0; i < meanings.size(); ++i) {
        for (const QString &word : meanings.at(i))
            vector[i] += static_cast<float>(text.count(word, Qt::CaseInsensitive));
    }
    return vector;
}

} // namespace

/// Passages by words and vectors, from RetrievalService down.
class EmbeddedSearchTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void findsByMeaning();
    void findsByWordsWithoutAModel();
    void findsByWordsWhenThereAreNoVectorsYet();
    void findsByWordsWhenTheEmbeddingFails();
    void findsByWordsWhenTheEmbeddingIsSlow();
    void embedsWhatComesIntoTheIndex();
    void answersWithTheOldModelUntilTheNewOneIsReady();
    void asksAgainAfterTheModelChangedUnderItsName();
    void sendsNoTextOfALocalCollectionAway();
    void sendsNoTextOfALocalCollectionAwayAfterTheIndexWasDamaged();
    void indexesNothingThatCannotBeKeptHere();
    void sendsNoQuestionAboutLocalCollectionsAway();
    void sendsNoQuestionAwayOnceItsCollectionIsLocal();
    void sendsNothingThatBecameLocalWhileItWaited();
    void sendsNoQuestionToAProviderChosenBefore();
    void sendsNoQuestionAwayThatIsKeptHere();
    void stopsAtOnceWhenTheServerIsAnotherOne();
    void tellsWhatTheBackgroundWaitsFor();
    void endsWhileTextsAreEmbedded();

private:
    enum class Server { Good, Failing, Silent };
    void index(const QString &name, const QByteArray &lines, const CollectionName &collection = "docs",
        std::optional<bool> localOnly = std::nullopt);
    std::optional<Error> indexError(const IndexJob &job);
    void startAgain(); ///< As another program would find the index.
    bool embedAll();
    SearchReply *search(const QString &query, const QList<CollectionName> &collections = {});
    QStringList sentTo(const ProviderId &provider) const;
    static QStringList ids(const SearchReply &reply);

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<RetrievalService> m_service;
    Server m_server = Server::Good;
    bool m_isOtherModel = false;
    QList<EmbeddingRequest> m_asked;
};

void EmbeddedSearchTest::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_server = Server::Good;
    m_isOtherModel = false;
    m_asked.clear();
    startAgain();
}

void EmbeddedSearchTest::startAgain()
{
    m_service.reset();
    m_service = std::make_unique<RetrievalService>(m_dir->filePath("index.db"));
    m_service->setEmbeddings(
        {.embed =
                [this](const EmbeddingRequest &request, QObject *parent) {
                    m_asked << request;
                    auto *reply = new FakeEmbeddingReply(request, parent);
                    if (m_server == Server::Silent)
                        return reply;
                    QList<EmbeddingVector> vectors;
                    for (const QString &text : request.texts) {
                        vectors << meaningOf(text);
                        if (m_isOtherModel)
                            std::reverse(vectors.last().begin(), vectors.last().end());
                    }
                    if (m_server == Server::Good)
                        reply->answer(vectors);
                    else
                        reply->answer(failure({.kind = ErrorKind::Server, .message = "The server is out of order."}));
                    return reply;
                },
            .isLocal = [](const ProviderId &provider) { return provider == "here"; },
            .questionTime = 50ms,
            .pace = {.firstPause = 1ms, .breakerPause = 2ms}});
    m_service->setEmbeddingModel(kModel);
}

void EmbeddedSearchTest::cleanup() { m_service.reset(); }

void EmbeddedSearchTest::index(
    const QString &name, const QByteArray &lines, const CollectionName &collection, std::optional<bool> localOnly)
{
    const QString path = m_dir->filePath(name);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(lines) == lines.size());
    file.close();
    QVERIFY(!indexError({.collection = collection, .jsonlPath = path, .localOnly = localOnly}));
}

std::optional<Error> EmbeddedSearchTest::indexError(const IndexJob &job)
{
    const IndexReply *reply = m_service->index(job, m_service.get());
    QSignalSpy finished(reply, &IndexReply::finished);
    if (!finished.wait(20'000))
        qFatal("the indexing does not end");
    return reply->error();
}

static QByteArray vehicles()
{
    return R"({"id":"1","title":"","text":"An automobile needs petrol to run."})"
           "\n"
           R"({"id":"2","title":"","text":"A dog sleeps most of the day."})"
           "\n"
           R"({"id":"3","title":"","text":"After the rain the bread was wet."})"
           "\n";
}

static QByteArray secret() { return R"({"id":"p","title":"","text":"The canary car is a secret."})"; }

bool EmbeddedSearchTest::embedAll()
{
    const std::unique_ptr<EmbeddingRun> run(m_service->embedMissing(nullptr));
    QSignalSpy finished(run.get(), &EmbeddingRun::finished);
    return finished.wait(20'000) && !run->error();
}

SearchReply *EmbeddedSearchTest::search(const QString &query, const QList<CollectionName> &collections)
{
    SearchReply *reply = m_service->search({.query = query, .collections = collections}, m_service.get());
    QSignalSpy finished(reply, &SearchReply::finished);
    if (!finished.wait(20'000))
        qFatal("the search does not end");
    return reply;
}

QStringList EmbeddedSearchTest::ids(const SearchReply &reply)
{
    QStringList ids;
    for (const Source &source : reply.sources())
        ids << source.documentId;
    return ids;
}

QStringList EmbeddedSearchTest::sentTo(const ProviderId &provider) const
{
    QStringList texts;
    for (const EmbeddingRequest &request : m_asked) {
        if (request.model.provider == provider)
            texts << request.texts;
    }
    return texts;
}

void EmbeddedSearchTest::findsByMeaning()
{
    index("a.jsonl", vehicles());
    QVERIFY(embedAll());
    const SearchReply *found = search("Which fuel has my car?"); // no word of it is there
    QCOMPARE(ids(*found).value(0), QString("1"));
    QCOMPARE(found->vectorUse(), VectorUse::Used);
    QVERIFY(!found->vectorError());
    QCOMPARE(m_asked.last().purpose, EmbeddingPurpose::Query);
    QCOMPARE(m_asked.last().texts, QStringList{"search_query: Which fuel has my car?"});
    QVERIFY(sentTo("here").contains("search_document: A dog sleeps most of the day."));
    QCOMPARE(ids(*search("dog day")).value(0), QString("2")); // and by words
}

void EmbeddedSearchTest::findsByWordsWithoutAModel()
{
    m_service->setEmbeddingModel({});
    QVERIFY(!m_service->hasEmbeddingModel());
    QVERIFY(!m_service->embedMissing(nullptr));
    index("a.jsonl", vehicles());
    const SearchReply *found = search("petrol");
    QCOMPARE(ids(*found), QStringList{"1"});
    QCOMPARE(found->vectorUse(), VectorUse::None);
    QVERIFY(m_asked.isEmpty());
}

void EmbeddedSearchTest::findsByWordsWhenThereAreNoVectorsYet()
{
    index("a.jsonl", vehicles());
    const SearchReply *found = search("petrol");
    QCOMPARE(ids(*found), QStringList{"1"});
    QCOMPARE(found->vectorUse(), VectorUse::Missing);
    QVERIFY(found->vectorError()->message.contains("no vectors yet"));
    QVERIFY(m_asked.isEmpty()); // a question would be of no use
}

void EmbeddedSearchTest::findsByWordsWhenTheEmbeddingFails()
{
    index("a.jsonl", vehicles());
    QVERIFY(embedAll());
    m_server = Server::Failing;
    const SearchReply *found = search("petrol");
    QVERIFY(!found->error());
    QCOMPARE(ids(*found), QStringList{"1"});
    QCOMPARE(found->vectorUse(), VectorUse::Failed);
    QCOMPARE(found->vectorError()->message, QString("The server is out of order."));
}

void EmbeddedSearchTest::findsByWordsWhenTheEmbeddingIsSlow()
{
    index("a.jsonl", vehicles());
    QVERIFY(embedAll());
    m_server = Server::Silent;
    const SearchReply *found = search("petrol");
    QCOMPARE(ids(*found), QStringList{"1"});
    QCOMPARE(found->vectorUse(), VectorUse::Failed);
    QCOMPARE(found->vectorError()->kind, ErrorKind::Timeout);
}

void EmbeddedSearchTest::embedsWhatComesIntoTheIndex()
{
    m_service->keepEmbedded();
    index("a.jsonl", vehicles());
    QTRY_COMPARE(search("my car")->vectorUse(), VectorUse::Used);
    index("b.jsonl", R"({"id":"9","title":"","text":"Another automobile stands here."})");
    QTRY_VERIFY(ids(*search("my car")).contains("9"));
}

void EmbeddedSearchTest::answersWithTheOldModelUntilTheNewOneIsReady()
{
    index("a.jsonl", vehicles());
    QVERIFY(embedAll());
    m_service->setEmbeddingModel(kOtherModel);
    QCOMPARE(ids(*search("my car")).value(0), QString("1"));
    QCOMPARE(m_asked.last().model, kModel);
    QVERIFY(embedAll());
    QCOMPARE(ids(*search("my car")).value(0), QString("1"));
    QCOMPARE(m_asked.last().model, kOtherModel);
}

void EmbeddedSearchTest::asksAgainAfterTheModelChangedUnderItsName()
{
    index("a.jsonl", vehicles());
    QVERIFY(embedAll());
    const auto before = sentTo("here").size();
    QVERIFY(embedAll());
    QCOMPARE(sentTo("here").size(), before + 1); // the probe
    m_isOtherModel = true;
    QVERIFY(embedAll());
    QCOMPARE(sentTo("here").size(), before + 1 + 4);
    QCOMPARE(ids(*search("my car")).value(0), QString("1"));
}

void EmbeddedSearchTest::sendsNoTextOfALocalCollectionAway()
{
    index("a.jsonl", vehicles());
    index("b.jsonl", secret(), "private", true);
    m_service->setEmbeddingModel(kFarModel);
    QVERIFY(embedAll());
    QVERIFY(sentTo("far").filter("canary").isEmpty());
    QVERIFY(!sentTo("far").filter("automobile").isEmpty());
    QCOMPARE(search("automobile")->vectorUse(), VectorUse::Used);
    QVERIFY(ids(*search("secret")).contains("p")); // words find it
    m_service->setEmbeddingModel(kModel);
    QVERIFY(embedAll());
    QVERIFY(!sentTo("here").filter("canary").isEmpty());
}

void EmbeddedSearchTest::sendsNoTextOfALocalCollectionAwayAfterTheIndexWasDamaged()
{
    index("b.jsonl", secret(), "private", true);
    m_service.reset();
    QFile database(m_dir->filePath("index.db"));
    QVERIFY(database.open(QIODevice::WriteOnly | QIODevice::Truncate));
    QVERIFY(database.write(QByteArray(5000, 'x')) > 0);
    database.close();
    startAgain();
    const IndexJob job{.collection = "private", .jsonlPath = m_dir->filePath("b.jsonl")};
    QVERIFY(indexError(job)->message.contains("damaged"));
    QVERIFY(!indexError(job)); // and says no more that it is private
    m_service->setEmbeddingModel(kFarModel);
    QVERIFY(embedAll());
    QVERIFY(sentTo("far").filter("canary").isEmpty());
    QCOMPARE(search("secret question", {"private"})->vectorUse(), VectorUse::Missing);
    QVERIFY(!indexError({.collection = "private", .jsonlPath = job.jsonlPath, .localOnly = false}));
    QVERIFY(embedAll());
    QVERIFY(!sentTo("far").filter("canary").isEmpty());
}

void EmbeddedSearchTest::indexesNothingThatCannotBeKeptHere()
{
    index("b.jsonl", R"({"id":"1","title":"","text":"Nothing secret."})", "open");
    QVERIFY(QDir().mkdir(m_dir->filePath("index.db.local-only"))); // so that it cannot be written
    const IndexJob job{.collection = "private", .jsonlPath = m_dir->filePath("b.jsonl"), .localOnly = true};
    QVERIFY(indexError(job)->message.contains("index.db.local-only"));
    QVERIFY(ids(*search("secret", {"private"})).isEmpty());
    m_service->setEmbeddingModel(kFarModel);
    QVERIFY(!embedAll()); // nor is anything sent while nobody knows what may be
    QCOMPARE(sentTo("far"), QStringList{kEmbeddingProbe});
}

void EmbeddedSearchTest::sendsNoQuestionAboutLocalCollectionsAway()
{
    index("a.jsonl", vehicles());
    index("b.jsonl", secret(), "private", true);
    m_service->setEmbeddingModel(kFarModel);
    QVERIFY(embedAll());
    QCOMPARE(search("secret question", {"private"})->vectorUse(), VectorUse::Missing);
    QVERIFY(sentTo("far").filter("secret question").isEmpty());
}

void EmbeddedSearchTest::sendsNoQuestionAwayOnceItsCollectionIsLocal()
{
    index("b.jsonl", secret(), "private");
    m_service->setEmbeddingModel(kFarModel);
    QVERIFY(embedAll());
    QCOMPARE(search("first question", {"private"})->vectorUse(), VectorUse::Used);
    index("b.jsonl", secret(), "private", true); // no document changes by it
    QCOMPARE(search("second question", {"private"})->vectorUse(), VectorUse::Missing);
    QVERIFY(sentTo("far").filter("second question").isEmpty());
}

/// What was to be embedded waits for a server that fails; nothing of it is sent when the server is well again.
void EmbeddedSearchTest::sendsNothingThatBecameLocalWhileItWaited()
{
    index("a.jsonl", secret(), "private");
    m_service->setEmbeddingModel(kFarModel);
    m_server = Server::Failing;
    m_service->keepEmbedded();
    QTRY_VERIFY(m_service->embeddingState().error); // and it tries again
    IndexReply *const kept = m_service->setLocalOnly("private", true, m_service.get());
    m_asked.clear();
    m_server = Server::Good;
    QTRY_VERIFY(kept->isFinished());
    index("b.jsonl", vehicles());
    QTRY_VERIFY(!sentTo("far").filter("petrol").isEmpty());
    QTRY_COMPARE(m_service->embeddingState().activity, EmbeddingState::Activity::Complete);
    QVERIFY2(sentTo("far").filter("canary").isEmpty(), qPrintable(sentTo("far").join('|')));
}

void EmbeddedSearchTest::sendsNoQuestionToAProviderChosenBefore()
{
    index("a.jsonl", vehicles());
    m_service->setEmbeddingModel(kFarModel);
    QVERIFY(embedAll());
    m_service->setEmbeddingModel(kModel);
    const SearchReply *found = search("petrol");
    QCOMPARE(ids(*found), QStringList{"1"});
    QCOMPARE(found->vectorUse(), VectorUse::Missing);
    QVERIFY(sentTo("far").filter("petrol").filter("search").isEmpty());
    QCOMPARE(m_asked.last().purpose, EmbeddingPurpose::Document);
}

void EmbeddedSearchTest::sendsNoQuestionAwayThatIsKeptHere()
{
    const auto searched = [this] {
        SearchReply *const reply
            = m_service->search({.query = "petrol for my car", .keepsQuestionHere = true}, m_service.get());
        QSignalSpy finished(reply, &SearchReply::finished);
        return finished.wait(20'000) ? reply : nullptr;
    };
    index("a.jsonl", vehicles());
    m_service->setEmbeddingModel(kFarModel);
    QCOMPARE(searched()->vectorUse(), VectorUse::Missing); // there would be none anyway
    QVERIFY(embedAll());
    const auto asked = m_asked.size();
    const SearchReply *const found = searched();
    QVERIFY(!found->error());
    QCOMPARE(ids(*found), QStringList{"1"}); // words find it
    QCOMPARE(found->vectorUse(), VectorUse::Withheld);
    QVERIFY(found->vectorError()->message.contains(kFarModel.model));
    QCOMPARE(m_asked.size(), asked);

    m_service->setEmbeddingModel(kModel); // of this machine
    QVERIFY(embedAll());
    QCOMPARE(searched()->vectorUse(), VectorUse::Used);
    QVERIFY(sentTo("far").filter("petrol for my car").isEmpty());
}

void EmbeddedSearchTest::stopsAtOnceWhenTheServerIsAnotherOne()
{
    index("a.jsonl", vehicles());
    m_server = Server::Silent;
    m_service->keepEmbedded();
    QTRY_COMPARE(m_asked.size(), 1);
    QCOMPARE(m_service->embeddingState().activity, EmbeddingState::Activity::Running);
    m_server = Server::Good;
    m_service->providerChanged("here");
    QTRY_COMPARE(search("my car")->vectorUse(), VectorUse::Used);
    QTRY_COMPARE(m_service->embeddingState(), EmbeddingState{.activity = EmbeddingState::Activity::Complete});
}

void EmbeddedSearchTest::tellsWhatTheBackgroundWaitsFor()
{
    index("a.jsonl", vehicles());
    m_server = Server::Failing;
    m_service->keepEmbedded();
    QTRY_VERIFY(m_service->embeddingState().error);
    QCOMPARE(m_service->embeddingState().activity, EmbeddingState::Activity::Running); // it tries again
    QCOMPARE(m_service->embeddingState().error->message, QString("The server is out of order."));
    m_server = Server::Good;
    QTRY_COMPARE(m_service->embeddingState(), EmbeddingState{.activity = EmbeddingState::Activity::Complete});
    m_service->setEmbeddingModel({});
    QCOMPARE(m_service->embeddingState(), EmbeddingState());
}

void EmbeddedSearchTest::endsWhileTextsAreEmbedded()
{
    index("a.jsonl", vehicles());
    m_service->keepEmbedded();
    QTRY_VERIFY(!m_asked.isEmpty());
    m_service.reset(); // neither hangs nor crashes
    QVERIFY(!m_service);
}

QTEST_GUILESS_MAIN(EmbeddedSearchTest)
#include "embedded_search_test.moc"
