// SPDX-License-Identifier: MIT
#include "core/retrieval/vector_fusion.h"

#include <QRandomGenerator>
#include <QTest>

#include <cmath>

using namespace freshet;

class VectorFusionTest : public QObject {
    Q_OBJECT

private slots:
    void knowsModelsByTheirNames_data();
    void knowsModelsByTheirNames();
    void addsTheSharesOfBoth();
    void takesAPassageWithoutAVectorByItsWords();
    void changesNothingWithoutVectors();
    void believesAnUnknownModelThatAgrees();
    void doesNotBelieveAFewPassages();
    void isNotHurtByAModelThatSaysAnything_data();
    void isNotHurtByAModelThatSaysAnything();
};

namespace {

const EmbeddingModelTraits kKnown = embeddingModelTraits("text-embedding-3-small");
const EmbeddingModelTraits kUnknown = embeddingModelTraits("mine");

std::vector<VectorHit> sortedHits(std::vector<VectorHit> hits)
{
    std::sort(
        hits.begin(), hits.end(), [](const VectorHit &a, const VectorHit &b) { return a.similarity > b.similarity; });
    return hits;
}

/// With one right passage a question: its gain by the place it is found at.
double gainOf(const QList<VectorFusion::Scored> &passages, qint64 right)
{
    double score = -1;
    for (const auto &passage : passages)
        score = passage.passage == right ? passage.score : score;
    const auto before = std::count_if(
        passages.begin(), passages.end(), [score](const auto &passage) { return passage.score > score; });
    return before < 10 ? 1 / std::log2(static_cast<double>(before) + 2) : 0;
}

} // namespace

void VectorFusionTest::knowsModelsByTheirNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isKnown");
    QTest::addColumn<QString>("documentPrefix");
    QTest::addColumn<QString>("queryPrefix");
    QTest::newRow("OpenAI") << "text-embedding-3-large" << true << ""
                            << "";
    QTest::newRow("Ollama") << "nomic-embed-text:v1.5" << true << "search_document: "
                            << "search_query: ";
    QTest::newRow("Hugging Face") << "intfloat/multilingual-e5-small" << true << "passage: "
                                  << "query: ";
    QTest::newRow("BGE of several languages") << "BAAI/bge-m3" << true << ""
                                              << "";
    QTest::newRow("another one") << "all-minilm:22m" << false << ""
                                 << "";
}

void VectorFusionTest::knowsModelsByTheirNames()
{
    QFETCH(QString, name);
    QFETCH(bool, isKnown);
    const EmbeddingModelTraits traits = embeddingModelTraits(name);
    QCOMPARE(traits.isKnown, isKnown);
    QCOMPARE(traits.weight, isKnown ? 1.0 : 0.3);
    QTEST(traits.documentPrefix, "documentPrefix");
    QTEST(traits.queryPrefix, "queryPrefix");
}

void VectorFusionTest::addsTheSharesOfBoth()
{
    const VectorFusion fusion({{1, 0.9F}, {3, 0.7F}, {2, 0.5F}}, kKnown);
    QList<VectorFusion::Scored> passages{{1, 2}, {2, 4}, {3, 0}};
    QCOMPARE(fusion.fuse(passages), 1.0);
    QCOMPARE(passages.at(0).score, 0.5 + 1);
    QCOMPARE(passages.at(1).score, 1.0 + 0);
    QVERIFY(std::abs(passages.at(2).score - 0.5) < 1e-6);
    QCOMPARE(passages.at(2).passage, qint64(3)); // the order is the caller's
}

void VectorFusionTest::takesAPassageWithoutAVectorByItsWords()
{
    const VectorFusion fusion({{1, 0.9F}, {2, 0.5F}}, kKnown);
    QList<VectorFusion::Scored> passages{{7, 4}, {1, 1}};
    fusion.fuse(passages);
    QCOMPARE(passages.at(0).score, 1.0);
    QCOMPARE(passages.at(1).score, 1.25);
}

void VectorFusionTest::changesNothingWithoutVectors()
{
    QList<VectorFusion::Scored> passages{{1, 3}, {2, 1}};
    QCOMPARE(VectorFusion({}, kUnknown).fuse(passages), 0.0);
    QVERIFY(passages.at(0).score > passages.at(1).score);
    QList<VectorFusion::Scored> none;
    VectorFusion({{1, 0.5F}}, kKnown).fuse(none);
    QVERIFY(none.isEmpty());
}

void VectorFusionTest::believesAnUnknownModelThatAgrees()
{
    std::vector<VectorHit> hits;
    QList<VectorFusion::Scored> passages;
    for (int i = 0; i < 50; ++i) {
        hits.push_back({i, 0.9F - 0.01F * static_cast<float>(i) + (i % 7 == 0 ? 0.05F : 0)});
        passages << VectorFusion::Scored{i, 10 - 0.1 * i};
    }
    QVERIFY(std::abs(VectorFusion(sortedHits(hits), kUnknown).fuse(passages) - kUnknown.weight) < 1e-9);
}

void VectorFusionTest::doesNotBelieveAFewPassages()
{
    QList<VectorFusion::Scored> passages{{1, 3}, {2, 2}, {3, 1}, {9, 0}};
    QCOMPARE(VectorFusion({{1, 0.9F}, {2, 0.8F}, {3, 0.7F}, {9, 0.6F}}, kUnknown).fuse(passages), 0.0);
}

void VectorFusionTest::isNotHurtByAModelThatSaysAnything_data()
{
    QTest::addColumn<int>("passages");
    QTest::addColumn<double>("signal"); // of the model, beside its noise
    QTest::addColumn<double>("mostLost");
    QTest::newRow("random, few passages") << 200 << 0.0 << 0.01;
    QTest::newRow("random, many") << 1000 << 0.0 << 0.01;
    QTest::newRow("weak, few") << 200 << 0.3 << 0.005;
    QTest::newRow("weak, many") << 1000 << 0.3 << 0.005;
}

/// Many questions, of which words find the right passage first in about half. What is lost by adding the vectors
/// of a model that knows next to nothing.
void VectorFusionTest::isNotHurtByAModelThatSaysAnything()
{
    QFETCH(int, passages);
    QFETCH(double, signal);
    QFETCH(double, mostLost);
    QRandomGenerator random(11);
    const auto noise = [&random] { // about normal
        double sum = -6;
        for (int i = 0; i < 12; ++i)
            sum += random.generateDouble();
        return sum;
    };
    constexpr int questions = 500;
    double words = 0;
    double both = 0;
    double asIfKnown = 0; // its weight without a look at whether it agrees
    for (int question = 0; question < questions; ++question) {
        const qint64 right = random.bounded(100);
        QList<VectorFusion::Scored> found;
        std::vector<VectorHit> near;
        for (int i = 0; i < passages; ++i) {
            const double relevance = i == right ? 3.5 : 0;
            if (i < 100) // words find so many
                found << VectorFusion::Scored{i, std::exp(0.12 * (relevance + noise()))};
            near.push_back({i, static_cast<float>(0.03 * (signal * relevance + noise()))});
        }
        words += gainOf(found, right);
        near = sortedHits(near);
        near.resize(std::min<std::size_t>(near.size(), 1000));
        QList<VectorFusion::Scored> believed = found;
        VectorFusion(near, kUnknown).fuse(found);
        both += gainOf(found, right);
        VectorFusion(near, {.weight = kUnknown.weight, .isKnown = true}).fuse(believed);
        asIfKnown += gainOf(believed, right);
    }
    QVERIFY(words / questions > 0.5 && words / questions < 0.95);
    QVERIFY2((words - both) / questions <= mostLost, qPrintable(QString::number((words - both) / questions)));
    if (signal == 0) // else the test would show nothing
        QVERIFY2(
            (words - asIfKnown) / questions > mostLost, qPrintable(QString::number((words - asIfKnown) / questions)));
}

QTEST_GUILESS_MAIN(VectorFusionTest)
#include "vector_fusion_test.moc"
