// SPDX-License-Identifier: MIT
#include "core/retrieval/index_schema.h"
#include "core/retrieval/local_collections.h"
#include "core/retrieval/vector_files.h"
#include "core/retrieval/vector_store.h"
#include "tests/core/retrieval/opened_index.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

using namespace freshet;

class VectorStoreTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void knowsAProfileAgain();
    void givesEachTextOnce();
    void givesWhatFitsARequest();
    void asksNothingForATextThatMovedOrWasCopied();
    void forgetsTheVectorsOfRemovedTexts();
    void keepsTextsOfLocalCollectionsHere();
    void keepsLocalCollectionsWhenTheIndexIsLost();
    void restoresNothingFromADamagedListOfLocalCollections();
    void asksNotAgainForWhatWasGivenUp();
    void findsTheNearest();
    void findsNothingThatWasRemoved();
    void neverMistakesANewPassageForARemovedOne();
    void answersWithTheOldProfileUntilTheNewOneIsActive();
    void keepsFilesFew();
    void leavesRemovedPassagesOutOfNewFiles();
    void makesALostFileAgain_data();
    void makesALostFileAgain();
    void isReadableByItsOwnerOnly();
    void removesWhatAKilledProgramLeft();
    void seesWhatAnotherProgramDoes();
    void givesAnOlderIndexItsTables();
    void losesNothingWhenItIsKilled();

private:
    QString path() const { return m_dir->filePath("index.db"); }

    std::unique_ptr<QTemporaryDir> m_dir;
};

namespace {

constexpr int kTestDimensions = 40;

/// A hill that stands the farther along the higher the number is, so that which numbers are near each other is known.
EmbeddingVector vectorOfNumber(int number)
{
    EmbeddingVector vector(kTestDimensions);
    for (int i = 0; i < kTestDimensions; ++i)
        vector[i] = static_cast<float>(std::exp(-std::pow(number * 0.125 - i, 2) / 2));
    return vector;
}

EmbeddingVector vectorOfText(const QString &text) { return vectorOfNumber(text.section(u' ', 1, 1).toInt()); }

EmbeddingProfile testProfile(const QString &model = "m")
{
    return {.model = {"server", model}, .dimensions = kTestDimensions, .probe = vectorOfNumber(90)};
}

/// The index with its vectors, and a model that turns texts into numbers.
struct EmbeddedIndex : OpenedIndex {
    explicit EmbeddedIndex(const QString &file)
        : OpenedIndex(file), localCollections(database, file), vectors(database), files(database, file)
    {
    }

    bool addNumbers(int first, int count)
    {
        for (int i = first; i < first + count; ++i) {
            if (!indexText("docs", QString::number(i), "", QStringLiteral("Number %1 stands here.").arg(i)))
                return false;
        }
        return true;
    }

    /// Asks the model for all that is missing; how many texts it was asked for.
    int embedAll(const EmbeddingProfile &profile, VectorStore::Reach reach = VectorStore::Reach::Everywhere)
    {
        int asked = 0;
        for (qint64 passage = 0;;) {
            const auto some = vectors.unembedded(profile, passage, 16, 100'000, reach);
            if (!some)
                return -1;
            QHash<QByteArray, EmbeddingVector> made;
            for (const UnembeddedText &text : some->texts)
                made.insert(text.hash, vectorOfText(text.text));
            asked += static_cast<int>(made.size());
            if (!vectors.put(profile, made))
                return -1;
            if (some->isEnd)
                return asked;
            passage = some->lastPassage;
        }
    }

    /// A profile that answers with the vectors of all passages.
    EmbeddingProfile activated(const QString &model = "m")
    {
        const auto profile = vectors.profileLike(testProfile(model));
        if (!profile || embedAll(*profile) < 0 || !files.activate(*profile))
            return {};
        return *profile;
    }

    /// The ids of the documents nearest to a number.
    QStringList nearest(int number, int count)
    {
        const auto state = files.snapshot();
        if (!state)
            return {state.error().message};
        if (!*state)
            return {"no profile"};
        const EmbeddingVector wanted = vectorOfNumber(number);
        const auto query = QuantizedVector::of({wanted.constData(), static_cast<std::size_t>(wanted.size())});
        QStringList names;
        for (const VectorHit &hit : (*state)->scan.nearest(*query, static_cast<std::size_t>(count),
                 {.isDead = [dead = &(*state)->dead](std::int64_t id) { return dead->contains(id); }})) {
            names << firstValue(QStringLiteral("SELECT d.name FROM passage p JOIN document d ON d.id = p.document"
                                               " WHERE p.id = %1")
                                    .arg(hit.passage));
        }
        return names;
    }

    QStringList vectorFiles() const { return QDir(path + ".vectors").entryList(QDir::Files); }

    LocalCollections localCollections;
    VectorStore vectors;
    VectorFiles files;
};

CollectionInfo collectionNamed(OpenedIndex &index, const CollectionName &name)
{
    const auto all = index.store.collections();
    for (const CollectionInfo &collection : all.value_or(QList<CollectionInfo>())) {
        if (collection.name == name)
            return collection;
    }
    return {};
}

bool isOneOf(const QStringList &names, const QStringList &expected)
{
    return QSet<QString>(names.begin(), names.end()) == QSet<QString>(expected.begin(), expected.end());
}

} // namespace

void VectorStoreTest::init() { m_dir = std::make_unique<QTemporaryDir>(); }

void VectorStoreTest::knowsAProfileAgain()
{
    EmbeddedIndex index(path());
    QVERIFY(index.database.open());
    const auto made = index.vectors.profileLike(testProfile());
    QVERIFY(made && made->id > 0);
    EmbeddingProfile again = testProfile();
    again.probe[3] += 0.001F; // servers differ a little from time to time
    QCOMPARE(index.vectors.profileLike(again)->id, made->id);

    EmbeddingProfile other = testProfile();
    other.probe = vectorOfNumber(150); // another model of the same name
    QVERIFY(index.vectors.profileLike(other)->id != made->id);
    other = testProfile();
    other.queryPrefix = "query: ";
    QVERIFY(index.vectors.profileLike(other)->id != made->id);
    QVERIFY(index.vectors.profileLike(testProfile("n"))->id != made->id);
    QCOMPARE(index.vectors.profiles()->first().probe, testProfile().probe);
}

void VectorStoreTest::givesEachTextOnce()
{
    EmbeddedIndex index(path());
    QVERIFY(index.database.open());
    QVERIFY(index.addNumbers(0, 40));
    QVERIFY(index.indexText("other", "copy", "", "Number 7 stands here."));
    const EmbeddingProfile profile = *index.vectors.profileLike(testProfile());
    QSet<QByteArray> seen;
    qint64 passage = 0;
    for (bool isEnd = false; !isEnd;) {
        const auto some = index.vectors.unembedded(profile, passage, 7, 100'000, VectorStore::Reach::Everywhere);
        QVERIFY(some);
        QVERIFY(some->texts.size() <= 7);
        QHash<QByteArray, EmbeddingVector> made;
        for (const UnembeddedText &text : some->texts) {
            QVERIFY(!seen.contains(text.hash));
            seen.insert(text.hash);
            made.insert(text.hash, vectorOfText(text.text));
        }
        QVERIFY(index.vectors.put(profile, made));
        passage = some->lastPassage;
        isEnd = some->isEnd;
    }
    QCOMPARE(seen.size(), 40);
    QCOMPARE(index.embedAll(profile), 0);
    const EmbeddingCoverage all{.passages = 41, .embedded = 41, .failed = 0};
    QCOMPARE(*index.vectors.coverage(profile, VectorStore::Reach::Everywhere), all);
}

void VectorStoreTest::givesWhatFitsARequest()
{
    EmbeddedIndex index(path());
    QVERIFY(index.database.open());
    QVERIFY(index.addNumbers(0, 10));
    const EmbeddingProfile profile = *index.vectors.profileLike(testProfile());
    const auto some = index.vectors.unembedded(profile, 0, 64, 25, VectorStore::Reach::Everywhere);
    QVERIFY(some);
    QCOMPARE(some->texts.size(), 3); // of eight tokens each
    QVERIFY(!some->isEnd);
    const auto one = index.vectors.unembedded(profile, some->lastPassage, 64, 1, VectorStore::Reach::Everywhere);
    QCOMPARE(one->texts.size(), 1); // else there were no end
    QVERIFY(one->texts.first().text.contains("Number 3 "));
}

void VectorStoreTest::asksNothingForATextThatMovedOrWasCopied()
{
    EmbeddedIndex index(path());
    QVERIFY(index.database.open());
    QDir(m_dir->path()).mkdir("papers");
    const QString file = m_dir->filePath("papers/a.txt");
    QFile out(file);
    QVERIFY(out.open(QIODevice::WriteOnly) && out.write("Number 11 stands in a file.") > 0);
    out.close();
    QVERIFY(index.indexFile("docs", file));
    const EmbeddingProfile profile = index.activated();
    QCOMPARE(index.nearest(11, 1), QStringList{file});

    const QString moved = m_dir->filePath("papers/moved away.txt");
    QVERIFY(QFile::rename(file, moved));
    QVERIFY(index.remove("docs", file));
    QVERIFY(index.indexFile("docs", moved));
    QVERIFY(QFile::copy(moved, file));
    QVERIFY(index.indexFile("docs", file));
    QVERIFY(index.vectors.dropUnused());
    QCOMPARE(index.embedAll(profile), 0);
    QVERIFY(index.files.write());
    QVERIFY(isOneOf(index.nearest(11, 5), {file, moved}));
}

void VectorStoreTest::forgetsTheVectorsOfRemovedTexts()
{
    EmbeddedIndex index(path());
    QVERIFY(index.database.open());
    QVERIFY(index.addNumbers(0, 4));
    QVERIFY(index.indexText("docs", "copy", "", "Number 2 stands here."));
    const EmbeddingProfile profile = index.activated();
    QVERIFY(index.remove("docs", "1"));
    QVERIFY(index.remove("docs", "2")); // of which there is a copy
    QVERIFY(index.vectors.dropUnused());
    QCOMPARE(index.firstValue("SELECT count(*) FROM vector"), QString("3"));
    QVERIFY(index.addNumbers(1, 2));
    QCOMPARE(index.embedAll(profile), 1);
}

void VectorStoreTest::keepsTextsOfLocalCollectionsHere()
{
    EmbeddedIndex index(path());
    QVERIFY(index.database.open());
    QVERIFY(index.localCollections.set("private", true));
    QVERIFY(index.addNumbers(0, 3));
    QVERIFY(index.indexText("private", "secret", "", "Number 99 is a secret."));
    QVERIFY(collectionNamed(index, "private").isLocalOnly);
    QVERIFY(!collectionNamed(index, "docs").isLocalOnly);
    const EmbeddingProfile profile = *index.vectors.profileLike(testProfile());
    QCOMPARE(index.embedAll(profile, VectorStore::Reach::OpenCollections), 3);
    const EmbeddingCoverage open{.passages = 3, .embedded = 3, .failed = 0};
    QCOMPARE(*index.vectors.coverage(profile, VectorStore::Reach::OpenCollections), open);
    QCOMPARE(index.embedAll(profile, VectorStore::Reach::Everywhere), 1);
    QVERIFY(index.localCollections.set("private", false));
    QVERIFY(!collectionNamed(index, "private").isLocalOnly);
}

void VectorStoreTest::keepsLocalCollectionsWhenTheIndexIsLost()
{
    for (const bool isPrivate : {true, false}) {
        {
            EmbeddedIndex index(path());
            QVERIFY(index.database.open());
            QVERIFY(index.localCollections.set("private", isPrivate));
            QVERIFY(index.localCollections.set("other", true));
        }
        QVERIFY(QFile::remove(path()));
        EmbeddedIndex index(path());
        QVERIFY(index.database.open());
        QVERIFY(index.indexText("private", "1", "", "Number 1 stands here."));
        QVERIFY(index.localCollections.restore());
        QCOMPARE(collectionNamed(index, "private").isLocalOnly, isPrivate);
        const EmbeddingProfile profile = *index.vectors.profileLike(testProfile());
        QCOMPARE(index.embedAll(profile, VectorStore::Reach::OpenCollections), isPrivate ? 0 : 1);
    }
}

void VectorStoreTest::restoresNothingFromADamagedListOfLocalCollections()
{
    EmbeddedIndex index(path());
    QVERIFY(index.database.open());
    QVERIFY(index.localCollections.set("private", true));
    QFile list(path() + ".local-only");
    QVERIFY(list.open(QIODevice::WriteOnly | QIODevice::Truncate) && list.write("[\"priv") > 0);
    list.close();
    QVERIFY(index.localCollections.restore().error().message.contains("index.db.local-only"));
    QCOMPARE(index.localCollections.set("other", true).error().kind, ErrorKind::Storage);
    QCOMPARE(collectionNamed(index, "other").name, QString()); // neither half of it is done
}

void VectorStoreTest::asksNotAgainForWhatWasGivenUp()
{
    EmbeddedIndex index(path());
    QVERIFY(index.database.open());
    QVERIFY(index.addNumbers(0, 3));
    const EmbeddingProfile profile = *index.vectors.profileLike(testProfile());
    const auto all = index.vectors.unembedded(profile, 0, 64, 1000, VectorStore::Reach::Everywhere);
    QVERIFY(index.vectors.giveUp(profile, all->texts.at(1).hash, "The server refuses it."));
    QCOMPARE(index.embedAll(profile), 2);
    const EmbeddingCoverage expected{.passages = 3, .embedded = 2, .failed = 1};
    QCOMPARE(*index.vectors.coverage(profile, VectorStore::Reach::Everywhere), expected);
    QCOMPARE(index.firstValue("SELECT reason FROM vector_failure"), QString("The server refuses it."));
    QVERIFY(index.vectors.forgetFailures(profile));
    QCOMPARE(index.embedAll(profile), 1);
}

void VectorStoreTest::findsTheNearest()
{
    EmbeddedIndex index(path());
    QVERIFY(index.database.open());
    QCOMPARE(index.nearest(1, 1), QStringList{"no profile"});
    QVERIFY(index.addNumbers(0, 100));
    index.activated();
    QCOMPARE(index.nearest(42, 1), QStringList{"42"});
    QVERIFY(isOneOf(index.nearest(42, 3), {"41", "42", "43"}));
    QCOMPARE(index.nearest(0, 1000).size(), 100);
}

void VectorStoreTest::findsNothingThatWasRemoved()
{
    EmbeddedIndex index(path());
    QVERIFY(index.database.open());
    QVERIFY(index.addNumbers(0, 10));
    index.activated();
    QVERIFY(isOneOf(index.nearest(5, 3), {"4", "5", "6"}));
    QVERIFY(index.remove("docs", "5"));
    QVERIFY(isOneOf(index.nearest(5, 2), {"4", "6"}));
}

void VectorStoreTest::neverMistakesANewPassageForARemovedOne()
{
    EmbeddedIndex index(path());
    QVERIFY(index.database.open());
    QVERIFY(index.addNumbers(0, 10));
    const EmbeddingProfile profile = index.activated();
    for (int i = 0; i < 10; ++i)
        QVERIFY(index.remove("docs", QString::number(i)));
    QVERIFY(index.mergeAll());
    QVERIFY(index.addNumbers(100, 10));
    QCOMPARE(index.nearest(105, 10), QStringList()); // they have no vectors yet
    QCOMPARE(index.embedAll(profile), 10);
    QVERIFY(index.files.write());
    QCOMPARE(index.nearest(105, 1), QStringList{"105"});
    QCOMPARE(index.nearest(105, 100).size(), 10);
}

void VectorStoreTest::answersWithTheOldProfileUntilTheNewOneIsActive()
{
    EmbeddedIndex index(path());
    QVERIFY(index.database.open());
    QVERIFY(index.addNumbers(0, 10));
    const EmbeddingProfile old = index.activated("old");
    const EmbeddingProfile next = *index.vectors.profileLike(testProfile("next"));
    QCOMPARE(index.embedAll(next), 10);
    QVERIFY(index.files.write());
    QCOMPARE((*index.files.snapshot())->profile.id, old.id);
    QCOMPARE(index.nearest(7, 100).size(), 10);
    QVERIFY(index.files.activate(next));
    QCOMPARE((*index.files.snapshot())->profile.id, next.id);
    QCOMPARE(index.nearest(7, 1), QStringList{"7"});
    QCOMPARE(index.firstValue("SELECT count(*) FROM vector"), QString("10"));
    QCOMPARE(index.firstValue("SELECT group_concat(model) FROM embedding_profile"), QString("next"));
    QCOMPARE(index.vectorFiles().size(), 1);
}

void VectorStoreTest::keepsFilesFew()
{
    EmbeddedIndex index(path());
    QVERIFY(index.database.open());
    const EmbeddingProfile profile = index.activated();
    for (int i = 0; i < 60; ++i) {
        QVERIFY(index.addNumbers(i, 1));
        QCOMPARE(index.embedAll(profile), 1);
        QVERIFY(index.files.write());
    }
    QVERIFY2(index.vectorFiles().size() <= 6, qPrintable(index.vectorFiles().join(' ')));
    QCOMPARE(index.nearest(30, 100).size(), 60);
    QVERIFY(index.addNumbers(60, 1));
    QCOMPARE(index.embedAll(profile), 1);
    const QStringList before = index.vectorFiles();
    QVERIFY(index.files.write(2)); // not yet
    QCOMPARE(index.vectorFiles(), before);
}

void VectorStoreTest::leavesRemovedPassagesOutOfNewFiles()
{
    EmbeddedIndex index(path());
    QVERIFY(index.database.open());
    QVERIFY(index.addNumbers(0, 20));
    index.activated();
    for (int i = 0; i < 19; ++i)
        QVERIFY(index.remove("docs", QString::number(i)));
    QVERIFY(index.files.compact());
    QCOMPARE(index.firstValue("SELECT sum(rows) FROM vector_file"), QString("20")); // so few cost nothing
    QVERIFY(index.remove("docs", "19"));
    QVERIFY(index.files.compact());
    QCOMPARE(index.vectorFiles(), QStringList());
    QCOMPARE(index.firstValue("SELECT count(*) FROM dead_vector"), QString("0"));
}

void VectorStoreTest::makesALostFileAgain_data()
{
    QTest::addColumn<QString>("damage");
    QTest::newRow("gone") << "gone";
    QTest::newRow("cut off") << "cut";
    QTest::newRow("a bit is wrong") << "bit";
    QTest::newRow("empty") << "empty";
}

void VectorStoreTest::makesALostFileAgain()
{
    QFETCH(QString, damage);
    {
        EmbeddedIndex index(path());
        QVERIFY(index.database.open());
        QVERIFY(index.addNumbers(0, 30));
        index.activated();
        QVERIFY(index.remove("docs", "3"));
        QCOMPARE(index.vectorFiles().size(), 1);
        QFile file(path() + ".vectors/" + index.vectorFiles().first());
        QVERIFY(file.open(QIODevice::ReadWrite));
        QByteArray bytes = file.readAll();
        if (damage == "gone")
            file.remove();
        else if (damage == "cut")
            QVERIFY(file.resize(bytes.size() / 2));
        else if (damage == "empty")
            QVERIFY(file.resize(0));
        else
            QVERIFY(file.seek(100) && file.putChar(static_cast<char>(bytes[100] ^ 4)));
    }
    EmbeddedIndex index(path());
    QVERIFY(index.database.open());
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression("files of vectors are lost or damaged"));
    QVERIFY(isOneOf(index.nearest(4, 3), {"2", "4", "5"}));
    QCOMPARE(index.nearest(4, 100).size(), 29);
    QCOMPARE(index.vectorFiles().size(), 1);
}

void VectorStoreTest::isReadableByItsOwnerOnly()
{
    EmbeddedIndex index(path());
    QVERIFY(index.database.open());
    QVERIFY(index.addNumbers(0, 1));
    index.activated();
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther
        | QFile::ExeOther;
    QVERIFY(!(QFile::permissions(path() + ".vectors") & others));
    QCOMPARE(index.vectorFiles().size(), 1);
    QVERIFY(!(QFile::permissions(path() + ".vectors/" + index.vectorFiles().first()) & others));
}

void VectorStoreTest::removesWhatAKilledProgramLeft()
{
    QVERIFY(QDir(m_dir->path()).mkpath("index.db.vectors"));
    QFile left(path() + ".vectors/left.vec");
    QVERIFY(left.open(QIODevice::WriteOnly) && left.write("half") == 4);
    left.close();
    EmbeddedIndex index(path());
    QVERIFY(index.database.open());
    QVERIFY(index.addNumbers(0, 3));
    index.activated();
    QVERIFY(!left.exists());
    QCOMPARE(index.vectorFiles().size(), 1);
}

void VectorStoreTest::seesWhatAnotherProgramDoes()
{
    EmbeddedIndex index(path());
    EmbeddedIndex other(path());
    QVERIFY(index.database.open() && other.database.open());
    QVERIFY(index.addNumbers(0, 5));
    const EmbeddingProfile profile = index.activated();
    QCOMPARE(other.nearest(3, 1), QStringList{"3"});
    QVERIFY(index.addNumbers(5, 5));
    QCOMPARE(index.embedAll(profile), 5);
    QVERIFY(index.files.write());
    QCOMPARE(other.nearest(8, 1), QStringList{"8"});
    QVERIFY(other.remove("docs", "8"));
    QVERIFY(isOneOf(index.nearest(8, 2), {"7", "9"}));
}

void VectorStoreTest::givesAnOlderIndexItsTables()
{
    {
        EmbeddedIndex index(path());
        QVERIFY(index.database.open());
        QVERIFY(index.addNumbers(0, 5));
        QVERIFY(index.forgetVectors());
    }
    EmbeddedIndex index(path());
    QVERIFY(index.database.open());
    QCOMPARE(index.firstValue("PRAGMA user_version"), QString::number(kIndexSchemaVersion));
    index.activated();
    QCOMPARE(index.nearest(3, 1), QStringList{"3"});
    QCOMPARE(index.complaint(), QString());
}

/// A child process embeds and is killed at any time; whoever comes next finds each vector that was stored.
void VectorStoreTest::losesNothingWhenItIsKilled()
{
    {
        EmbeddedIndex index(path());
        QVERIFY(index.database.open());
        QVERIFY(index.addNumbers(0, 300));
        QVERIFY(index.activated().id > 0);
        QVERIFY(index.vectors.dropUnused());
        QVERIFY(index.database.run("DELETE FROM vector"));
        QVERIFY(index.files.compact());
    }
    for (int round = 0; round < 8; ++round) {
        std::array<int, 2> pipe{};
        QCOMPARE(::pipe(pipe.data()), 0);
        const pid_t child = ::fork();
        QVERIFY(child >= 0);
        if (child == 0) {
            EmbeddedIndex index(path());
            if (!index.database.open())
                ::_exit(1);
            const EmbeddingProfile profile = *index.vectors.profileLike(testProfile());
            for (;;) {
                const auto some = index.vectors.unembedded(profile, 0, 4, 1000, VectorStore::Reach::Everywhere);
                if (!some || some->texts.isEmpty())
                    ::_exit(0);
                QHash<QByteArray, EmbeddingVector> made;
                for (const UnembeddedText &text : some->texts)
                    made.insert(text.hash, vectorOfText(text.text));
                if (!index.vectors.put(profile, made) || !index.files.write(8))
                    ::_exit(1);
                if (::write(pipe[1], "x", 1) != 1)
                    ::_exit(1);
            }
        }
        char done = 0;
        for (int batch = 0; batch <= round; ++batch)
            QCOMPARE(::read(pipe[0], &done, 1), ssize_t(1));
        ::kill(child, SIGKILL);
        int status = 0;
        QCOMPARE(::waitpid(child, &status, 0), child);
        QVERIFY(WIFSIGNALED(status));
        ::close(pipe[0]);
        ::close(pipe[1]);
    }
    EmbeddedIndex index(path());
    QVERIFY(index.database.open());
    const int stored = index.firstValue("SELECT count(*) FROM vector").toInt();
    QVERIFY(stored >= 4 * (1 + 2 + 3 + 4 + 5 + 6 + 7 + 8));
    const EmbeddingProfile profile = *index.vectors.profileLike(testProfile());
    QCOMPARE(index.embedAll(profile), 300 - stored);
    QVERIFY(index.files.write());
    QCOMPARE(index.nearest(150, 1000).size(), 300);
    QCOMPARE(index.firstValue("SELECT sum(rows) FROM vector_file"), QString("300"));
}

QTEST_GUILESS_MAIN(VectorStoreTest)
#include "vector_store_test.moc"
