// SPDX-License-Identifier: MIT
#include "core/retrieval/chunker.h"
#include "tests/core/retrieval/opened_index.h"
#include "tests/support/processor_timer.h"

#include <QDir>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace freshet;

class PassageSearcherTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void findsTheRightDocument_data();
    void findsTheRightDocument();
    void givesNoPassageForAQuestionAboutSomethingElse_data();
    void givesNoPassageForAQuestionAboutSomethingElse();
    void goesOnFromEarlierQuestions_data();
    void goesOnFromEarlierQuestions();
    void tellsHowMuchOfTheQuestionItFound();
    void takesNothingForSyntax_data();
    void takesNothingForSyntax();
    void survivesRandomQuestions();
    void searchesOnlyTheCollectionsThatAreNamed();
    void numbersSourcesFromOneAndKeepsToTopK();
    void tellsDocumentsOfOneNameApart();
    void takesPiecesOfOneTextForOneDocument();
    void keepsWhatADocumentAboutItSaysInOtherWords();
    void prefersWhatStandsBesideTheBestPassage();
    void findsEachOfTwoWordsThatAreOneInTheLanguageOfAText();
    void forgetsAReplacedDocumentWholly();

private:
    void add(const QString &collection, const QString &name, const QString &title, const QString &text);
    QStringList found(const QString &query, const QList<CollectionName> &collections = {});

    QTemporaryDir m_dir;
    OpenedIndex m_index{m_dir.filePath("index.db")};
};

void PassageSearcherTest::add(const QString &collection, const QString &name, const QString &title, const QString &text)
{
    const IndexedDocument document{
        .name = name, .title = title, .passages = passagesOf({.text = text}), .language = detectedLanguage(text)};
    const Status stored = m_index.store.transact([&] { return m_index.store.put(collection, document); });
    QVERIFY2(stored, qPrintable(stored ? QString() : stored.error().message));
}

void PassageSearcherTest::initTestCase()
{
    QVERIFY(m_index.database.open());
    add("house", "boiler", "Boiler",
        "The boiler is serviced every autumn. Its pressure should stand at 1.5 bar when cold.");
    add("house", "roof", "Roof", "The roof was retiled in 2019. The gutters are cleaned in spring and in November.");
    add("house", "heizung", "Heizung",
        "Die Heizungspumpe wird im Herbst entlüftet, und der Kessel braucht 1,5 bar Druck.");
    add("house", "fenster", "Fenster", "Die Fenster sind aus Holz und werden alle fünf Jahre gestrichen.");
    add("tea", "longjing", "龙井茶", "冲泡龙井茶时，水温以八十五摄氏度左右为宜，沸水会破坏茶叶中的维生素。");
    add("tea", "puer", "普洱茶", "普洱茶需要用沸水冲泡，第一泡通常倒掉。");
    add("tea", "sencha", "煎茶", "煎茶は七十度くらいのお湯で一分ほど待ちます。");
    add("tea", "assam", "ชาอัสสัม", "ชาอัสสัมควรชงด้วยน้ำเดือดสี่นาที");
    add("code", "retry", "retry.cpp", "int maxRetryCount() { return m_options.max_retries; } // before giving up");
    add("code", "parser", "parser.cpp", "QString parseHeader(QByteArrayView line); // C++ says NEAR and AND nothing");
}

QStringList PassageSearcherTest::found(const QString &query, const QList<CollectionName> &collections)
{
    const auto sources = m_index.searcher.search({.query = query, .collections = collections});
    if (!sources)
        return {QString("error: " + sources.error().message)};
    QStringList names;
    for (const Source &source : *sources)
        names << source.documentId;
    return names;
}

void PassageSearcherTest::findsTheRightDocument_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("document");

    QTest::newRow("other word forms") << "When are boilers being serviced?"
                                      << "boiler";
    QTest::newRow("by the title") << "roof"
                                  << "roof";
    QTest::newRow("German word forms") << "Wer streicht das Fenster?"
                                       << "fenster";
    QTest::newRow("half of a German compound") << "Pumpe der Heizung"
                                               << "heizung";
    QTest::newRow("Chinese") << "龙井茶的水温是多少？"
                             << "longjing";
    QTest::newRow("Chinese, the other tea") << "普洱茶用什么水冲泡？"
                                            << "puer";
    QTest::newRow("Japanese") << "煎茶は何度のお湯？"
                              << "sencha";
    QTest::newRow("Thai") << "ชาอัสสัมชงกี่นาที"
                          << "assam";
    QTest::newRow("camel case by its parts") << "maximum retry count"
                                             << "retry";
    QTest::newRow("snake case by camel case") << "maxRetries"
                                              << "retry";
    QTest::newRow("stop words only") << "before and"
                                     << "retry";
}

void PassageSearcherTest::findsTheRightDocument()
{
    QFETCH(QString, query);
    QFETCH(QString, document);

    const QStringList names = found(query);
    QVERIFY2(!names.isEmpty(), "nothing found");
    QCOMPARE(names.first(), document);
}

void PassageSearcherTest::givesNoPassageForAQuestionAboutSomethingElse_data()
{
    QTest::addColumn<QString>("query");

    QTest::newRow("empty") << "";
    QTest::newRow("blank") << " \n\t";
    QTest::newRow("no words") << "?! … ---";
    QTest::newRow("other words") << "quantum chromodynamics";
    QTest::newRow("one common word by chance") << "Which spring schedule did astronomers propose for Jupiter's moons?";
}

void PassageSearcherTest::givesNoPassageForAQuestionAboutSomethingElse()
{
    QFETCH(QString, query);

    QCOMPARE(found(query), QStringList());
}

void PassageSearcherTest::goesOnFromEarlierQuestions_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QStringList>("earlier");
    QTest::addColumn<QString>("document");

    const QString boiler = "When is the boiler serviced?";
    QTest::newRow("nothing but small words") << "And why?" << QStringList{boiler} << "boiler";
    QTest::newRow("a word that two documents have") << "And in autumn, spring?" << QStringList{boiler} << "boiler";
    QTest::newRow("another subject") << "And the gutters of the roof?" << QStringList{boiler} << "roof";
    QTest::newRow("the one before, when the last says nothing")
        << "And why?" << QStringList{"And what then?", boiler} << "boiler";
    QTest::newRow("Chinese") << "维生素呢？" << QStringList{"普洱茶用什么水冲泡？"} << "longjing";
    QTest::newRow("none") << "gutters" << QStringList{} << "roof";
}

void PassageSearcherTest::goesOnFromEarlierQuestions()
{
    QFETCH(QString, query);
    QFETCH(QStringList, earlier);
    QFETCH(QString, document);

    const auto sources = m_index.searcher.search({.query = query, .earlierQuestions = earlier});
    QVERIFY(sources);
    QCOMPARE(sources->value(0).documentId, document);
}

void PassageSearcherTest::tellsHowMuchOfTheQuestionItFound()
{
    found("boiler pressure");
    QCOMPARE(m_index.searcher.coverage(), 1);
    found("boiler telescopes");
    QVERIFY(m_index.searcher.coverage() > 0.2);
    QVERIFY(m_index.searcher.coverage() < 0.8);
    found("telescopes");
    QCOMPARE(m_index.searcher.coverage(), 0);
}

void PassageSearcherTest::takesNothingForSyntax_data()
{
    QTest::addColumn<QString>("query");

    for (const char *query : {"\"", "a'b", "-x", "x AND", "*", "^", "{", "(", "NEAR(", "y:x", "NOT", "x OR", "c++",
             "foo-bar", "AND", "it's", "foo\" AND (bar", "title:boiler", "boiler*", "{title body}: boiler", "\"boiler",
             "boiler; DROP TABLE passage", "' OR 1=1 --", "NEAR(boiler roof, 2)", "rank", "passage_index", "\\", "%s%n",
             "\xef\xbf\xbd",
             "\xe2\x80\xae"
             "boiler",
             "👩‍👩‍👧 boiler", "boiler^2", "+boiler", "NOT boiler", "<b>boiler</b>", "?1", ":a", "@x", "$y"})
        QTest::newRow(query) << QString::fromUtf8(query);
    QTest::newRow("a NUL") << QString("boiler") + QChar(u'\0') + QString("roof");
    QTest::newRow("a lone surrogate") << QString("boiler") + QChar(char16_t(0xd800));
    QTest::newRow("five thousand words") << QString("boiler roof window number ").repeated(1250);
    QTest::newRow("a megabyte of one word") << QString(1'000'000, u'b');
}

void PassageSearcherTest::takesNothingForSyntax()
{
    QFETCH(QString, query);

    const test::ProcessorTimer clock;
    const auto sources = m_index.searcher.search({.query = query});
    QVERIFY2(sources, qPrintable(sources ? QString() : sources.error().message));
    QVERIFY(clock.elapsedMs() < 2000);
    if (query.contains("boiler") && !query.contains("roof") && !query.contains("passage"))
        QCOMPARE(sources->value(0).documentId, "boiler");
}

void PassageSearcherTest::survivesRandomQuestions()
{
    QRandomGenerator random(11);
    for (int run = 0; run < 1500; ++run) {
        QString query;
        for (int i = random.bounded(1, 40); i > 0; --i)
            query += QChar(static_cast<char16_t>(random.bounded(4) ? random.bounded(0x80) : random.bounded(0x10000)));
        const auto sources = m_index.searcher.search({.query = query});
        QVERIFY2(sources, qPrintable(QString(query.toHtmlEscaped())));
    }
}

void PassageSearcherTest::searchesOnlyTheCollectionsThatAreNamed()
{
    QCOMPARE(found("pressure of the boiler", {"house"}).value(0), "boiler");
    QCOMPARE(found("pressure of the boiler", {"tea", "code"}), QStringList());
    QCOMPARE(found("pressure of the boiler", {"no such collection"}), QStringList());
}

void PassageSearcherTest::numbersSourcesFromOneAndKeepsToTopK()
{
    const auto sources = m_index.searcher.search({.query = "沸水 冲泡 茶", .topK = 2});
    QVERIFY(sources);
    QCOMPARE(sources->size(), 2);
    QCOMPARE(sources->at(0).number, 1);
    QCOMPARE(sources->at(1).number, 2);
    QVERIFY(sources->at(0).score >= sources->at(1).score);
    for (const Source &source : *sources)
        QCOMPARE(source.text.size(), source.end - source.start);
}

void PassageSearcherTest::tellsDocumentsOfOneNameApart()
{
    add("ships", "1", "Ships", "The schooner carries barley.");
    add("birds", "1", "Birds", "The gannet dives for herring.");
    const auto found = m_index.searcher.search({.query = "gannet", .collections = {"ships", "birds"}});
    QVERIFY(found);
    QCOMPARE(found->size(), 1);
    QCOMPARE(
        m_index.firstValue(QString("SELECT title FROM document WHERE id = %1").arg(found->first().document)), "Birds");
    QCOMPARE(
        m_index.firstValue(QString("SELECT text FROM passage_text WHERE passage = %1").arg(found->first().passage)),
        found->first().text);
}

void PassageSearcherTest::forgetsAReplacedDocumentWholly()
{
    add("changing", "doc", "First title", "The walrus lives on the ice.");
    QCOMPARE(found("walrus ice", {"changing"}), QStringList{"doc"});
    add("changing", "doc", "Second title", "The heron stands in the reeds.");
    QCOMPARE(found("walrus ice", {"changing"}), QStringList());
    QCOMPARE(found("heron reeds", {"changing"}), QStringList{"doc"});
    QCOMPARE(m_index.complaint(), QString());
    QVERIFY(m_index.remove("changing", "doc"));
    QCOMPARE(found("heron reeds"), QStringList());
}

void PassageSearcherTest::takesPiecesOfOneTextForOneDocument()
{
    const QString same = "The gauge is read at noon by the warden.";
    const QList<std::pair<QString, QString>> pieces{
        {"hill_chunk_0", same},
        {"hill_chunk_1", "Sheep are shorn in June."},
        {"harbour_chunk_0", "The tide comes twice a day, and a spring tide follows the full moon."},
        {"harbour_chunk_1", same},
        {"harbour_chunk_2", "A neap tide is lower than a spring tide."},
        {"moor", "Bees like the heather."},
    };
    QVERIFY(m_index.store.transact([&]() -> Status { // those that come together
        for (const auto &[id, text] : pieces) {
            if (const auto stored = m_index.indexer.indexText("pieces", id, "", text); !stored)
                return failure(stored.error());
        }
        return {};
    }));
    const QStringList first = found("Who reads the tide gauge?", {"pieces"});
    QVERIFY2(first.contains("hill_chunk_0"), qPrintable(first.join(u' ')));
    QVERIFY(first.contains("harbour_chunk_1"));
    QVERIFY(first.indexOf("harbour_chunk_1") < first.indexOf("hill_chunk_0")); // it is about tides, too

    for (const QString &segment : QDir(m_index.directory()).entryList(QDir::Files))
        QVERIFY(QFile::remove(m_index.directory() + u'/' + segment));
    OpenedIndex again(m_index.path); // and the same where segments are made again from the tables
    QVERIFY(again.database.open());
    QVERIFY(again.store.transact([&again] { return again.segments.repair(); }));
    const auto sources = again.searcher.search({.query = "Who reads the tide gauge?", .collections = {"pieces"}});
    QVERIFY(sources);
    QStringList names;
    for (const Source &source : *sources)
        names << source.documentId;
    QCOMPARE(names, first);
}

/// What a document about the question says in other words is part of it; where nothing is about it, nothing is.
void PassageSearcherTest::keepsWhatADocumentAboutItSaysInOtherWords()
{
    const QString other = "Every autumn the slipway is tarred, and the winch greased by the warden of the yard.";
    QVERIFY(m_index.store.transact([&]() -> Status {
        const QList<std::pair<QString, QString>> pieces{
            {"lifeboat#1",
                "The lifeboat is launched by twelve rowers when the maroons are fired; the lifeboat's crew"
                " launched it four times last winter, twelve rowers each time."},
            {"lifeboat#2", other},
            {"dairy#1", "Cheese is turned twice a week."},
            {"dairy#2", other},
        };
        for (const auto &[id, text] : pieces) {
            if (const auto stored = m_index.indexer.indexText("boats", id, "", text); !stored)
                return failure(stored.error());
        }
        return {};
    }));
    const QString question = "Which twelve rowers launched the lifeboat when maroons were fired, by the yard's crew?";
    const QStringList names = found(question, {"boats"});
    QVERIFY2(names.contains("lifeboat#2"), qPrintable(names.join(u' ')));
    QVERIFY2(!names.contains("dairy#2"), qPrintable(names.join(u' ')));
}

/// A passage beside the best one, before a passage elsewhere that has a word more of the question.
void PassageSearcherTest::prefersWhatStandsBesideTheBestPassage()
{
    const QList<std::pair<QString, QString>> pieces{
        {"pier#1", "The tide gauge at the end of the pier is read by the harbour master, every day at noon."},
        {"pier#2", "The gauge was made in Leith, of brass and of glass that is proof against storms."},
        {"letter", "My aunt read the rain gauge in her garden, and told us of it in each of her letters."},
        {"farm", "Sheep are shorn in June, when the days are long and the barn is empty."},
    };
    QVERIFY(m_index.store.transact([&]() -> Status {
        for (const auto &[id, text] : pieces) {
            if (const auto stored = m_index.indexer.indexText("beside", id, "", text); !stored)
                return failure(stored.error());
        }
        return {};
    }));
    QCOMPARE(found("Who reads the tide gauge?", {"beside"}), QStringList({"pier#1", "pier#2", "letter"}));
    const auto sources = m_index.searcher.search(
        {.query = "Who reads the tide gauge?", .collections = {"beside"}, .wantsReasons = true});
    QVERIFY(sources);
    for (const RankReasons &why : m_index.searcher.reasons()) {
        const double together = why.wordScore + why.pieceScore + why.documentScore + why.titleScore;
        QVERIFY(std::abs(together - why.score) < 1e-6); // the parts are floats
    }
}

/// English takes "organization" for a form of "organ", German does not.
void PassageSearcherTest::findsEachOfTwoWordsThatAreOneInTheLanguageOfAText()
{
    add("two", "church", "", "The organ in the church is old and loud.");
    add("two", "kirche", "", "Die Kirche ist alt, und der Turm ist neu und nicht hoch.");
    QVERIFY(m_index.searcher.search(
        {.query = "organ organization", .collections = {"two"}, .topK = 1, .wantsReasons = true}));
    QCOMPARE(m_index.searcher.reasons().size(), 1);
    const RankReasons reasons = m_index.searcher.reasons().first();
    QCOMPARE(reasons.words.size(), 2);
    for (const RankReasons::Word &word : reasons.words)
        QVERIFY2(word.isFound, qPrintable(word.text));
}

QTEST_GUILESS_MAIN(PassageSearcherTest)
#include "passage_searcher_test.moc"
