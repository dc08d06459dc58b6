// SPDX-License-Identifier: MIT
#include "core/query/citation_builder.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

using namespace freshet;

/// A sentence of an answer and the source that it cites.
struct PlantedClaim {
    QString text;
    int number = 0;
};

/// Documents in one language with what is true of them and what is made up.
struct PlantedSet {
    QString language;
    QList<Source> sources;
    QList<PlantedClaim> claims;
    QList<PlantedClaim> inventions;
};

/// An answer in which one sentence is wrong.
struct PlantedAnswer {
    const PlantedSet *set = nullptr;
    QList<PlantedClaim> claims;
    qsizetype wrong = 0; ///< Which of them.
};

static QList<PlantedClaim> plantedClaims(const QJsonValue &values)
{
    QList<PlantedClaim> claims;
    for (const QJsonValue &value : values.toArray())
        claims << PlantedClaim{value["text"].toString(), value["n"].toInt()};
    return claims;
}

/// A claim among three true ones of the same set, so that the check has to tell them apart.
static PlantedAnswer answerWith(const PlantedSet &set, const PlantedClaim &wrong, qsizetype seed)
{
    constexpr qsizetype others = 3;
    PlantedAnswer answer{.set = &set, .claims = {}, .wrong = seed % (others + 1)};
    for (qsizetype i = 1; i <= others; ++i)
        answer.claims << set.claims.at((seed + i) % set.claims.size());
    answer.claims.insert(answer.wrong, wrong);
    return answer;
}

/// @p claim with the last digit of each of its numbers changed, one number at a time.
static QList<PlantedClaim> withOtherNumbers(const PlantedClaim &claim)
{
    static const QRegularExpression number("\\d+(?:[.,]\\d+)*");
    QList<PlantedClaim> changed;
    for (const QRegularExpressionMatch &match : number.globalMatch(claim.text)) {
        PlantedClaim other = claim;
        QChar &digit = other.text[match.capturedEnd() - 1];
        digit = QChar(static_cast<char16_t>('0' + (digit.digitValue() + 4) % 10));
        changed << other;
    }
    return changed;
}

static QString written(const PlantedAnswer &answer)
{
    QStringList sentences;
    const bool isWide = answer.set->language == "Chinese" || answer.set->language == "Japanese";
    for (const PlantedClaim &claim : answer.claims)
        sentences << QString(claim.text + (isWide ? QString("[%1]。") : QString(" [%1].")).arg(claim.number));
    return sentences.join(isWide ? QString() : QString(" "));
}

static double percent(qsizetype part, qsizetype all)
{
    return 100.0 * static_cast<double>(part) / static_cast<double>(all);
}

class PlantedFaultsTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void findsWhatIsWrongAndLeavesTheRest();
    void marksNothingOfAnotherLanguageAsNotFound();

private:
    QList<PlantedSet> m_sets;
};

void PlantedFaultsTest::initTestCase()
{
    QFile file(FRESHET_TEST_DATA "/citations/answers.json");
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll());
    for (const QJsonValue &value : document.array()) {
        PlantedSet set{.language = value["language"].toString(),
            .sources = {},
            .claims = plantedClaims(value["claims"]),
            .inventions = plantedClaims(value["inventions"])};
        for (const QJsonValue &source : value["sources"].toArray()) {
            set.sources << Source{.number = static_cast<int>(set.sources.size()) + 1,
                .title = source["title"].toString(),
                .heading = source["heading"].toString(),
                .start = 1000,
                .text = source["text"].toString()};
        }
        m_sets << set;
    }
    QCOMPARE(m_sets.size(), 8);
}

void PlantedFaultsTest::findsWhatIsWrongAndLeavesTheRest()
{
    QList<std::pair<QString, PlantedAnswer>> answers;
    for (const PlantedSet &set : std::as_const(m_sets)) {
        for (qsizetype i = 0; i < set.claims.size(); ++i) {
            for (const Source &other : set.sources) {
                if (other.number != set.claims.at(i).number)
                    answers.append({"swap", answerWith(set, {set.claims.at(i).text, other.number}, i)});
            }
            for (const PlantedClaim &changed : withOtherNumbers(set.claims.at(i)))
                answers.append({"number", answerWith(set, changed, i)});
        }
        for (qsizetype i = 0; i < set.inventions.size(); ++i)
            answers.append({"invention", answerWith(set, set.inventions.at(i), i)});
    }
    QVERIFY2(answers.size() >= 200, qPrintable(QString::number(answers.size())));

    QHash<QString, qsizetype> planted;
    QHash<QString, qsizetype> found;
    qsizetype truths = 0;
    qsizetype alarms = 0;
    for (const auto &[kind, answer] : std::as_const(answers)) {
        const QString text = written(answer);
        const QList<Citation> citations = CitationBuilder().citationsOf(text, answer.set->sources);
        QCOMPARE(citations.size(), answer.claims.size());
        for (qsizetype i = 0; i < citations.size(); ++i) {
            const Citation &citation = citations.at(i);
            QCOMPARE(citation.number, answer.claims.at(i).number);
            QVERIFY(!citation.isUnverified);
            const bool isFlagged = citation.support != Support::Supported;
            if (citation.hasQuote()) {
                const Source &source = answer.set->sources.at(citation.number - 1);
                QVERIFY(citation.quoteStart >= source.start);
                QVERIFY(citation.quoteEnd <= source.start + source.text.size());
            }
            if (i == answer.wrong) {
                ++planted[kind];
                found[kind] += isFlagged;
                if (!isFlagged)
                    qInfo(
                        "missed %s: %s [%d]", qPrintable(kind), qPrintable(answer.claims.at(i).text), citation.number);
            } else {
                ++truths;
                alarms += isFlagged;
                if (isFlagged)
                    qInfo("false alarm: %s [%d]", qPrintable(answer.claims.at(i).text), citation.number);
            }
        }
    }
    for (const char *kind : {"swap", "number", "invention"})
        qInfo("%s: %d of %d found", kind, int(found.value(kind)), int(planted.value(kind)));
    qInfo("false alarms: %d of %d", int(alarms), int(truths));
    QVERIFY(percent(found["swap"], planted["swap"]) >= 95);
    QVERIFY(percent(found["number"], planted["number"]) >= 95);
    QVERIFY(percent(found["invention"], planted["invention"]) >= 85);
    QVERIFY(percent(alarms, truths) <= 5);
}

void PlantedFaultsTest::marksNothingOfAnotherLanguageAsNotFound()
{
    const QString german = "Der Kessel muss einmal im Jahr von einer Fachkraft gewartet werden [1]. Der Weg um den See "
                           "ist 11 Kilometer lang [3].";
    const QString wrong = "Der Weg um den See ist 19 Kilometer lang und führt durch den Wald [3].";
    const QString chinese = "环湖小路长11公里，大约需要走三个小时[3]。";
    for (const QString &answer : {german, chinese}) {
        const QList<Citation> citations = CitationBuilder().citationsOf(answer, m_sets.first().sources);
        QCOMPARE(citations.size(), answer.count(u'['));
        for (const Citation &citation : citations) {
            QCOMPARE(citation.support, Support::Weak);
            QVERIFY(citation.isUnverified);
        }
    }
    const Citation citation = CitationBuilder().citationsOf(wrong, m_sets.first().sources).first();
    QVERIFY(citation.support != Support::Supported);
    QVERIFY(!citation.isUnverified); // a number can be compared in any language
}

QTEST_GUILESS_MAIN(PlantedFaultsTest)
#include "planted_faults_test.moc"
