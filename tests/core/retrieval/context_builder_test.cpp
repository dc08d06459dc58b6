// SPDX-License-Identifier: MIT
#include "core/retrieval/context_builder.h"
#include "core/retrieval/token_estimate.h"
#include "tests/core/retrieval/opened_index.h"

#include <QTemporaryDir>
#include <QTest>

#include <numeric>

using namespace freshet;

/// A document of passages that are known beforehand: between them stand two line breaks.
class ContextBuilderTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void givesTheWholeDocumentWhereItFits();
    void givesEachPageOfAWholeDocumentItsOwnSource();
    void joinsFoundPassagesThatFollowEachOther();
    void addsNeighboursUnderTheSameHeadingOnly();
    void addsNoNeighbourThatDoesNotFit();
    void keepsToItsBudget();
    void joinsNothingAcrossPages();
    void takesThreePassagesOfADocumentAtMost();
    void takesMoreOfADocumentThatIsAlone();
    void foldsNearDuplicatesAndNamesTheirDocuments();
    void leavesAPassageAsItIsWhenItsDocumentIsGone();
    void keepsOffsetsWhereItJoins();
    void readsTheDocumentOfTheCollectionThatIsSearched();

private:
    struct Part {
        QString text;
        QString heading;
        std::optional<int> page;
    };
    /// Stores a document and returns its passages as a search finds them.
    QList<Source> store(const QString &name, const QList<Part> &parts, const QString &collection = "notes");
    QList<Source> build(const QList<Source> &found, ContextBuilder::Limits limits);

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<OpenedIndex> m_index;
};

static const qsizetype kAll = 100'000;

/// @p words words that no other call gives, about two tokens each.
static QString prose(const QString &stem, int words)
{
    QStringList text;
    for (int i = 0; i < words; ++i)
        text << QString(stem + QString(QChar('a' + i % 26)) + QString(QChar('a' + i / 26)));
    return text.join(u' ') + u'.';
}

static QStringList textsOf(const QList<Source> &sources)
{
    QStringList texts;
    for (const Source &source : sources)
        texts << source.text;
    return texts;
}

void ContextBuilderTest::init()
{
    m_index.reset();
    m_dir = std::make_unique<QTemporaryDir>();
    m_index = std::make_unique<OpenedIndex>(m_dir->filePath("index.db"));
    QVERIFY(m_index->database.open());
}

QList<Source> ContextBuilderTest::store(const QString &name, const QList<Part> &parts, const QString &collection)
{
    IndexedDocument document{.name = name, .title = name, .passages = {}, .language = "english"};
    QList<Source> found;
    qsizetype at = 0;
    for (const Part &part : parts) {
        document.passages << Passage{
            .start = at, .end = at + part.text.size(), .text = part.text, .heading = part.heading, .page = part.page};
        found << Source{.documentId = name,
            .title = name,
            .page = part.page,
            .heading = part.heading,
            .start = at,
            .end = at + part.text.size(),
            .text = part.text,
            .score = 1.0 / static_cast<double>(found.size() + 1)};
        at += part.text.size() + 2;
    }
    const Status stored = m_index->store.transact([&] { return m_index->store.put(collection, document); });
    return stored ? found : QList<Source>();
}

QList<Source> ContextBuilderTest::build(const QList<Source> &found, ContextBuilder::Limits limits)
{
    const auto sources = ContextBuilder(m_index->database).sourcesFor(found, {"notes"}, limits);
    return sources.value_or(QList<Source>{{.title = "failed"}});
}

void ContextBuilderTest::givesTheWholeDocumentWhereItFits()
{
    const QList<Source> passages = store("a", {{"One.", "A › B", {}}, {"Two.", "A › C", {}}, {"Three.", "A", {}}});
    const QList<Source> sources = build({passages.at(1)}, {.tokens = kAll});
    QCOMPARE(textsOf(sources), QStringList{"One.\n\nTwo.\n\nThree."});
    QCOMPARE(sources.first().number, 1);
    QCOMPARE(sources.first().heading, "A");
    QCOMPARE(sources.first().start, 0);
    QCOMPARE(sources.first().end, passages.last().end);
    QCOMPARE(sources.first().score, passages.at(1).score);
}

void ContextBuilderTest::givesEachPageOfAWholeDocumentItsOwnSource()
{
    const QList<Source> passages = store("a", {{"One.", "", 1}, {"Two.", "", 1}, {"Three.", "", 2}});
    const QList<Source> sources = build({passages.at(2)}, {.tokens = kAll});
    QCOMPARE(textsOf(sources), (QStringList{"One.\n\nTwo.", "Three."}));
    QCOMPARE(sources.at(0).page, 1);
    QCOMPARE(sources.at(1).page, 2);
    QCOMPARE(sources.at(1).number, 2);
}

void ContextBuilderTest::joinsFoundPassagesThatFollowEachOther()
{
    const QString one = prose("one", 100);
    const QString two = prose("two", 100);
    const QList<Source> passages = store("a",
        {{prose("zero", 300), "A", {}}, {one, "A › B", {}}, {two, "A › C", {}}, {prose("three", 300), "D", {}},
            {prose("four", 30), "E", {}}});
    const QList<Source> sources = build({passages.at(4), passages.at(2), passages.at(1)}, {.tokens = 1000});
    QCOMPARE(textsOf(sources), (QStringList{passages.at(4).text, one + "\n\n" + two}));
    QCOMPARE(sources.at(1).heading, "A");
    QCOMPARE(sources.at(1).start, passages.at(1).start);
    QCOMPARE(sources.at(1).end, passages.at(2).end);
    QCOMPARE(sources.at(1).number, 2);
}

void ContextBuilderTest::addsNeighboursUnderTheSameHeadingOnly()
{
    const QList<Source> passages = store("a",
        {{prose("zero", 40), "A", {}}, {prose("one", 40), "B", {}}, {prose("two", 40), "B", {}},
            {prose("three", 40), "C", {}}, {prose("four", 900), "D", {}}});
    const QList<Source> sources = build({passages.at(2)}, {.tokens = 900});
    QCOMPARE(textsOf(sources), QStringList{passages.at(1).text + "\n\n" + passages.at(2).text});
    QCOMPARE(sources.first().heading, "B");
}

void ContextBuilderTest::addsNoNeighbourThatDoesNotFit()
{
    const QList<Source> passages
        = store("a", {{prose("zero", 300), "A", {}}, {prose("one", 40), "A", {}}, {prose("two", 40), "A", {}}});
    const QList<Source> sources = build({passages.at(1)}, {.tokens = 350});
    QCOMPARE(textsOf(sources), QStringList{passages.at(1).text + "\n\n" + passages.at(2).text});
}

void ContextBuilderTest::keepsToItsBudget()
{
    QList<Part> parts;
    for (int i = 0; i < 40; ++i)
        parts << Part{prose(QString(QChar('a' + i % 26)) + QString(1 + i / 26, u'x'), 80), "A", {}};
    const QList<Source> passages = store("a", parts);
    for (const qsizetype budget : {0, 50, 300, 1000, 2500}) {
        const QList<Source> sources = build(passages, {.passages = 8, .tokens = budget});
        const qsizetype tokens = std::accumulate(sources.begin(), sources.end(), qsizetype(0),
            [](qsizetype sum, const Source &source) { return sum + estimatedTokens(source.text); });
        QVERIFY2(tokens <= budget, qPrintable(QString("%1 of %2").arg(tokens).arg(budget)));
        QCOMPARE(sources.isEmpty(), budget < 300);
    }
}

void ContextBuilderTest::joinsNothingAcrossPages()
{
    const QList<Source> passages
        = store("a", {{prose("zero", 40), "A", 1}, {prose("one", 40), "A", 2}, {prose("two", 900), "A", 3}});
    const QList<Source> sources = build({passages.at(0), passages.at(1)}, {.tokens = 800});
    QCOMPARE(textsOf(sources), (QStringList{passages.at(0).text, passages.at(1).text}));
    QCOMPARE(sources.at(0).page, 1);
    QCOMPARE(sources.at(1).page, 2);
}

void ContextBuilderTest::takesThreePassagesOfADocumentAtMost()
{
    QList<Part> parts;
    for (int i = 0; i < 6; ++i)
        parts << Part{prose(QString(QChar('a' + i)), 60), QString(QChar('A' + i)), i + 1};
    const QList<Source> many = store("many", parts);
    const QList<Source> other = store("other", {{prose("other", 60), "Z", {}}, {prose("long", 2000), "Y", {}}});
    const QList<Source> sources = build(many + QList<Source>{other.first()}, {.passages = 8, .tokens = 3000});
    QCOMPARE(textsOf(sources), (QStringList{many.at(0).text, many.at(1).text, many.at(2).text, other.first().text}));
}

void ContextBuilderTest::takesMoreOfADocumentThatIsAlone()
{
    QList<Part> parts;
    for (int i = 0; i < 6; ++i)
        parts << Part{prose(QString(QChar('a' + i)), 60), QString(QChar('A' + i)), i + 1};
    parts << Part{prose("long", 2000), "Y", {}};
    const QList<Source> many = store("many", parts);
    QCOMPARE(build(many.first(6), {.passages = 5, .tokens = 3000}).size(), 5);
}

void ContextBuilderTest::foldsNearDuplicatesAndNamesTheirDocuments()
{
    const QString text = prose("same", 60);
    const QList<Source> first = store("first", {{text, "A", {}}});
    const QList<Source> second = store("second", {{text.toUpper(), "A", {}}});
    const QList<Source> third = store("third", {{text, "A", {}}, {prose("else", 60), "B", {}}});
    const QList<Source> sources = build({first.at(0), third.at(0), second.at(0), third.at(1)}, {.tokens = kAll});
    QCOMPARE(sources.size(), 2);
    QCOMPARE(sources.at(0).documentId, "first");
    QCOMPARE(sources.at(0).alsoIn, (QStringList{"third", "second"}));
    QCOMPARE(sources.at(1).documentId, "third");
    QVERIFY(sources.at(1).alsoIn.isEmpty());
}

void ContextBuilderTest::leavesAPassageAsItIsWhenItsDocumentIsGone()
{
    const QList<Source> passages = store("a", {{"One.", "A", {}}, {"Two.", "A", {}}});
    QVERIFY(m_index->remove("notes", "a"));
    QVERIFY(build({passages.at(0)}, {.tokens = kAll}).isEmpty());
}

void ContextBuilderTest::keepsOffsetsWhereItJoins()
{
    const QList<Source> passages
        = store("a", {{"One.", "A", {}}, {prose("two", 10), "A", {}}, {prose("three", 10), "A", {}}});
    const Source source = build(passages, {.tokens = kAll}).first();
    for (const Source &passage : passages)
        QCOMPARE(source.text.mid(passage.start - source.start, passage.text.size()), passage.text);
    QCOMPARE(source.text.size(), source.end - source.start);
}

void ContextBuilderTest::readsTheDocumentOfTheCollectionThatIsSearched()
{
    store("a", {{"Another text altogether.", "A", {}}}, "elsewhere");
    const QList<Source> passages = store("a", {{"One.", "A", {}}, {"Two.", "A", {}}});
    QCOMPARE(textsOf(build({passages.at(0)}, {.tokens = kAll})), QStringList{"One.\n\nTwo."});
}

QTEST_GUILESS_MAIN(ContextBuilderTest)
#include "context_builder_test.moc"
