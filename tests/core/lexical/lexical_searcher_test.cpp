// SPDX-License-Identifier: MIT
#include "core/lexical/length_norm.h"
#include "core/lexical/lexical_searcher.h"
#include "tests/core/lexical/segment_maker.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <set>

using namespace freshet;

class LexicalSearcherTest : public QObject {
    Q_OBJECT

private slots:
    void saturatesAndNorms();
    void ranksAsTheFormulaSays();
    void findsTheSameInOneSegmentAsInMany_data();
    void findsTheSameInOneSegmentAsInMany();
    void leavesOutTheCommonestPieces();
    void countsFormsAsOneWord();
    void finds_data();
    void finds();
    void tellsDamage();

private:
    std::shared_ptr<const Segment> made(const std::vector<MadePassage> &passages);

    QTemporaryDir m_directory;
    int m_files = 0;
};

namespace {

double idfByHand(const std::vector<MadePassage> &passages, const std::string &term)
{
    double with = 0;
    for (const MadePassage &passage : passages)
        with += passage.terms.contains(term);
    return std::log(1 + (static_cast<double>(passages.size()) - with + 0.5) / (with + 0.5));
}

/// The definition, as slowly as it can be said; @p terms with what their idf is multiplied by.
std::map<std::int64_t, double> scoredByHand(
    const std::vector<MadePassage> &passages, const std::vector<std::pair<std::string, double>> &terms)
{
    double mean = 0;
    for (const MadePassage &passage : passages)
        mean += passage.passage.words / static_cast<double>(passages.size());
    std::map<std::int64_t, double> scores;
    for (const auto &[term, weight] : terms) {
        const double idf = idfByHand(passages, term);
        for (const MadePassage &passage : passages) {
            const auto count = passage.terms.find(term);
            if (count == passage.terms.end())
                continue;
            const double f = count->second / 2.0;
            scores[passage.passage.id]
                += weight * idf * f * 2.2 / (f + 1.2 * (0.25 + 0.75 * passage.passage.words / mean));
        }
    }
    return scores;
}

std::map<std::int64_t, double> wordsByHand(const std::vector<MadePassage> &passages, const LexicalQuery &query)
{
    std::vector<std::pair<std::string, double>> terms;
    for (const LexicalQuery::Term &word : query.words)
        terms.emplace_back(word.forms.front(), word.count);
    return scoredByHand(passages, terms);
}

std::map<std::int64_t, double> gramsByHand(const std::vector<MadePassage> &passages, const LexicalQuery &query)
{
    double rarest = 0;
    for (const LexicalQuery::Term &word : query.words)
        rarest = std::max(rarest, idfByHand(passages, word.forms.front()));
    std::vector<std::pair<std::string, double>> terms;
    for (const LexicalQuery::Gram &gram : query.grams) {
        double weight = 0;
        for (const std::size_t i : gram.words) {
            const LexicalQuery::Term &word = query.words.at(i);
            weight += word.count * std::sqrt(idfByHand(passages, word.forms.front()) / rarest);
        }
        terms.emplace_back(gram.form, weight);
    }
    return scoredByHand(passages, terms);
}

LexicalQuery asked(const std::vector<std::string> &words, const std::vector<std::string> &grams = {})
{
    LexicalQuery query;
    for (const std::string &word : words)
        query.words.push_back({.forms = {word}});
    for (const std::string &gram : grams)
        query.grams.push_back({.form = gram, .words = {0}});
    return query;
}

std::set<std::int64_t> idsOf(const LexicalResult &result)
{
    std::set<std::int64_t> ids;
    for (const LexicalHit &hit : result.hits)
        ids.insert(hit.passage);
    return ids;
}

} // namespace

std::shared_ptr<const Segment> LexicalSearcherTest::made(const std::vector<MadePassage> &passages)
{
    const QString path = m_directory.filePath(QString::number(m_files++));
    const auto segment = writeSegment(passages, path) ? Segment::open(path) : failure({});
    return segment ? *segment : nullptr;
}

void LexicalSearcherTest::saturatesAndNorms()
{
    const LengthNorm norm(100);
    for (const std::uint32_t length : std::initializer_list<std::uint32_t>{1, 7, 50, 100, 333, 2000, 65'535}) {
        for (const std::uint32_t count : std::initializer_list<std::uint32_t>{1, 2, 5, 20, 63}) {
            const double exact = LengthNorm::saturated(count / 2.0, length, 100);
            const double looked = norm.at(count, LengthNorm::codeOf(length));
            QVERIFY2(std::abs(looked - exact) / exact < 0.04, qPrintable(QString("%1 %2").arg(length).arg(count)));
        }
    }
    QCOMPARE(norm.at(200, 3), norm.at(63, 3));
    QCOMPARE(norm.at(0, 3), 0.0F);
}

void LexicalSearcherTest::ranksAsTheFormulaSays()
{
    QRandomGenerator random(1);
    const auto passages = madePassages(20'000, 0, random); // more than two windows, so that two threads walk them
    const LexicalSearcher searcher({made(passages)});
    for (int round = 0; round < 3; ++round) {
        LexicalQuery query;
        for (int i = 0; i < 4; ++i) {
            query.words.push_back({.forms = {"w" + std::to_string(random() % 200)}, .count = float(1 + random() % 2)});
            query.grams.push_back({.form = "g" + std::to_string(random() % 50), .words = {random() % 3, 3}});
        }
        const auto words = wordsByHand(passages, query);
        const auto grams = gramsByHand(passages, query);
        const LexicalResult result = searcher.search(query, {}, 1000);
        QCOMPARE(result.hits.size(), std::size_t(1000));
        double bestByHand = 0;
        double best = 0;
        for (const auto &[id, score] : words)
            bestByHand = std::max(bestByHand, score);
        for (const LexicalHit &hit : result.hits) {
            const auto close = [](double a, double b) { return std::abs(a - b) <= 0.04 * b; };
            QVERIFY(words.contains(hit.passage) ? close(hit.words, words.at(hit.passage)) : hit.words == 0);
            QVERIFY(grams.contains(hit.passage) ? close(hit.grams, grams.at(hit.passage)) : hit.grams == 0);
            best = std::max<double>(best, hit.words);
        }
        QVERIFY(std::abs(best - bestByHand) <= 0.04 * bestByHand); // the best one is not missed
        for (std::size_t i = 1; i < result.hits.size(); ++i)
            QVERIFY(result.hits[i - 1].score >= result.hits[i].score);
    }
}

void LexicalSearcherTest::findsTheSameInOneSegmentAsInMany_data()
{
    QTest::addColumn<int>("passages");
    QTest::addColumn<QList<int>>("collections");
    QTest::newRow("few") << 500 << QList<int>{};
    QTest::newRow("so many that several threads walk them") << 4200 << QList<int>{};
    QTest::newRow("of two collections") << 4200 << QList<int>{1, 3};
}

void LexicalSearcherTest::findsTheSameInOneSegmentAsInMany()
{
    QFETCH(const int, passages);
    QFETCH(const QList<int>, collections);
    const LexicalFilter filter{.collections = {collections.begin(), collections.end()}, .isDead = {}};
    QRandomGenerator random(2);
    std::vector<MadePassage> all;
    std::vector<std::shared_ptr<const Segment>> parts;
    std::uint32_t document = 0;
    for (int i = 0; i < 4; ++i) {
        const auto part = madePassages(passages, i * 2 * passages, random);
        parts.push_back(made(part));
        for (MadePassage passage : part) {
            passage.passage.document += document;
            all.push_back(passage);
        }
        document = all.back().passage.document + 1;
    }
    const LexicalSearcher one({made(all)});
    const LexicalSearcher many(parts);
    QCOMPARE(many.passages(), one.passages());
    for (int round = 0; round < 30; ++round) {
        const auto query = asked({"w" + std::to_string(random() % 200), "w" + std::to_string(random() % 200)},
            {"g" + std::to_string(random() % 50)});
        const LexicalResult inOne = one.search(query, filter, 50);
        const LexicalResult inMany = many.search(query, filter, 50);
        QCOMPARE(inOne.wordIdf, inMany.wordIdf);
        QCOMPARE(inOne.hits.size(), inMany.hits.size());
        for (std::size_t i = 0; i < inOne.hits.size(); ++i) {
            QCOMPARE(inMany.hits[i].passage, inOne.hits[i].passage);
            QCOMPARE(inMany.hits[i].score, inOne.hits[i].score);
            QCOMPARE(inMany.hits[i].document, inOne.hits[i].document);
        }
    }
}

void LexicalSearcherTest::leavesOutTheCommonestPieces()
{
    QRandomGenerator random(3);
    const auto passages = madePassages(2000, 0, random);
    const std::shared_ptr<const Segment> segment = made(passages);
    std::vector<std::string> all;
    for (int i = 0; i < 50; ++i)
        all.push_back("g" + std::to_string(i));
    std::vector<std::string> rarest = all;
    std::stable_sort(rarest.begin(), rarest.end(),
        [&](const std::string &a, const std::string &b) { return idfByHand(passages, a) > idfByHand(passages, b); });
    rarest.resize(16);
    const LexicalResult some = LexicalSearcher({segment}, 10).search(asked({"w7"}, all), {}, 50);
    const LexicalResult same = LexicalSearcher({segment}).search(asked({"w7"}, rarest), {}, 50);
    const LexicalResult most = LexicalSearcher({segment}).search(asked({"w7"}, all), {}, 50);
    QCOMPARE(some.hits.size(), same.hits.size());
    bool isOther = false;
    for (std::size_t i = 0; i < some.hits.size(); ++i) {
        QCOMPARE(some.hits[i].passage, same.hits[i].passage);
        QCOMPARE(some.hits[i].grams, same.hits[i].grams);
        isOther = isOther || some.hits[i].grams < most.hits[i].grams;
    }
    QVERIFY(isOther); // below the limit none is
}

void LexicalSearcherTest::countsFormsAsOneWord()
{
    const std::vector<MadePassage> passages{
        {{.id = 1, .words = 10}, {{"run", 2}}},
        {{.id = 2, .document = 1, .words = 10}, {{"lauf", 2}}},
        {{.id = 3, .document = 2, .words = 10}, {{"other", 2}}},
    };
    const LexicalSearcher searcher({made(passages)});
    const LexicalResult result = searcher.search({.words = {{.forms = {"run", "lauf", "none"}}}, .grams = {}}, {}, 10);
    QCOMPARE(result.hits.size(), std::size_t(2));
    QCOMPARE(result.hits[0].score, result.hits[1].score);
    QCOMPARE(result.hits[0].passage, 1); // equal ones by id
    QCOMPARE(result.wordIdf.size(), std::size_t(1));
}

void LexicalSearcherTest::finds_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QList<int>>("collections");
    QTest::addColumn<QList<int>>("dead");
    QTest::addColumn<QList<int>>("found");
    QTest::newRow("a word") << QStringList{"a"} << QList<int>{} << QList<int>{} << QList<int>{1, 2, 3};
    QTest::newRow("either word") << QStringList{"b", "c"} << QList<int>{} << QList<int>{} << QList<int>{2, 3, 4};
    QTest::newRow("no word") << QStringList{} << QList<int>{} << QList<int>{} << QList<int>{};
    QTest::newRow("an unknown word") << QStringList{"z"} << QList<int>{} << QList<int>{} << QList<int>{};
    QTest::newRow("an empty word") << QStringList{""} << QList<int>{} << QList<int>{} << QList<int>{};
    QTest::newRow("in a collection") << QStringList{"a"} << QList<int>{2} << QList<int>{} << QList<int>{3};
    QTest::newRow("in two") << QStringList{"a", "c"} << QList<int>{1, 2} << QList<int>{} << QList<int>{1, 2, 3};
    QTest::newRow("in none") << QStringList{"a"} << QList<int>{9} << QList<int>{} << QList<int>{};
    QTest::newRow("what is dead") << QStringList{"a"} << QList<int>{} << QList<int>{1, 3} << QList<int>{2};
}

void LexicalSearcherTest::finds()
{
    QFETCH(QStringList, words);
    QFETCH(QList<int>, collections);
    QFETCH(QList<int>, dead);
    QFETCH(QList<int>, found);
    const LexicalSearcher searcher({made({
        {{.id = 1, .collection = 1, .words = 3}, {{"a", 2}}},
        {{.id = 2, .collection = 1, .words = 3}, {{"a", 4}, {"b", 2}}},
        {{.id = 3, .document = 1, .collection = 2, .words = 9}, {{"a", 2}, {"b", 2}, {"c", 2}}},
        {{.id = 4, .document = 2, .collection = 3, .words = 9}, {{"c", 2}}},
    })});
    std::vector<std::string> terms;
    for (const QString &word : words)
        terms.push_back(word.toStdString());
    LexicalFilter filter{.collections = {collections.begin(), collections.end()}, .isDead = {}};
    if (!dead.isEmpty())
        filter.isDead = [&](std::int64_t id) { return dead.contains(static_cast<int>(id)); };
    const LexicalResult result = searcher.search(asked(terms), filter, 10);
    QCOMPARE(idsOf(result), std::set<std::int64_t>(found.begin(), found.end()));
    QVERIFY(!result.hasDamage);
}

void LexicalSearcherTest::tellsDamage()
{
    QRandomGenerator random(7);
    const QString path = m_directory.filePath("damaged");
    QVERIFY(writeSegment(madePassages(2000, 0, random), path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QByteArray bytes = file.readAll();
    bytes.replace(0, 2000, QByteArray(2000, '\xff'));
    file.seek(0);
    file.write(bytes);
    file.close();
    const auto segment = Segment::open(path);
    QVERIFY(segment);
    std::vector<std::string> words;
    for (int i = 0; i < 50; ++i)
        words.push_back("g" + std::to_string(i));
    QVERIFY(LexicalSearcher({*segment}).search(asked(words), {}, 10).hasDamage);
}

QTEST_APPLESS_MAIN(LexicalSearcherTest)
#include "lexical_searcher_test.moc"
