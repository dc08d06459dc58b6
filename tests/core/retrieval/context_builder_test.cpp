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
    void leavesOutAPassageWhoseDocumentIsGone();
    void keepsOffsetsWhereItJoins();
    void keepsATextWhoseCopyHasNoPlaceAnyMore();
    void readsTheDocumentThatWasFoundNotOneOfItsName();

private:
    struct Part {
        QString text;
        QString heading;
        std::optional<int> page;
    };
    /// Stores a document and returns its passages as a search finds them.
    QList<FoundPassage> store(const QString &name, const QList<Part> &parts, const QString &collection = "notes");
    QList<Source> build(const QList<FoundPassage> &found, ContextBuilder::Limits limits);

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

QList<FoundPassage> ContextBuilderTest::store(const QString &name, const QList<Part> &parts, const QString &collection)
{
    IndexedDocument document{.name = name, .title = name, .passages = {}, .language = "english"};
    QList<FoundPassage> found;
    qsizetype at = 0;
    for (const Part &part : parts) {
        document.passages << Passage{
            .start = at, .end = at + part.text.size(), .text = part.text, .heading = part.heading, .page = part.page};
        const Source source{.documentId = name,
            .title = name,
            .page = part.page,
            .heading = part.heading,
            .start = at,
            .end = at + part.text.size(),
            .text = part.text,
            .score = 1.0 / static_cast<double>(found.size() + 1)};
        found << FoundPassage{source};
        at += part.text.size() + 2;
    }
    const Status stored = m_index->store.transact([&] { return m_index->store.put(collection, document); });
    const auto rows
        = m_index->database.run("SELECT p.id, p.document FROM passage p JOIN document d ON d.id = p.document"
                                " JOIN collection c ON c.id = d.collection AND c.name = ? WHERE d.name = ?"
                                " ORDER BY p.ord",
            {collection, name});
    if (!stored || !rows || rows->size() != found.size())
        return {};
    for (qsizetype i = 0; i < found.size(); ++i) {
        found[i].passage = rows->at(i).at(0).toLongLong();
        found[i].document = rows->at(i).at(1).toLongLong();
    }
    return found;
}

QList<Source> ContextBuilderTest::build(const QList<FoundPassage> &found, ContextBuilder::Limits limits)
{
    const auto sources = ContextBuilder(m_index->database).sourcesFor(found, limits);
    return sources.value_or(QList<Source>{{.title = "failed"}});
}

void ContextBuilderTest::givesTheWholeDocumentWhereItFits()
{
    const QList<FoundPassage> passages
        = store("a", {{"One.", "A › B", {}}, {"Two.", "A › C", {}}, {"Three.", "A", {}}});
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
    const QList<FoundPassage> passages = store("a", {{"One.", "", 1}, {"Two.", "", 1}, {"Three.", "", 2}});
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
    const QList<FoundPassage> passages = store("a",
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
    const QList<FoundPassage> passages = store("a",
        {{prose("zero", 40), "A", {}}, {prose("one", 40), "B", {}}, {prose("two", 40), "B", {}},
            {prose("three", 40), "C", {}}, {prose("four", 900), "D", {}}});
    const QList<Source> sources = build({passages.at(2)}, {.tokens = 900});
    QCOMPARE(textsOf(sources), QStringList{passages.at(1).text + "\n\n" + passages.at(2).text});
    QCOMPARE(sources.first().heading, "B");
}

void ContextBuilderTest::addsNoNeighbourThatDoesNotFit()
{
    const QList<FoundPassage> passages
        = store("a", {{prose("zero", 300), "A", {}}, {prose("one", 40), "A", {}}, {prose("two", 40), "A", {}}});
    const QList<Source> sources = build({passages.at(1)}, {.tokens = 350});
    QCOMPARE(textsOf(sources), QStringList{passages.at(1).text + "\n\n" + passages.at(2).text});
}

void ContextBuilderTest::keepsToItsBudget()
{
    QList<Part> parts;
    for (int i = 0; i < 40; ++i)
        parts << Part{prose(QString(QChar('a' + i % 26)) + QString(1 + i / 26, u'x'), 80), "A", {}};
    const QList<FoundPassage> passages = store("a", parts);
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
    const QList<FoundPassage> passages
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
    const QList<FoundPassage> many = store("many", parts);
    const QList<FoundPassage> other = store("other", {{prose("other", 60), "Z", {}}, {prose("long", 2000), "Y", {}}});
    const QList<Source> sources = build(many + QList<FoundPassage>{other.first()}, {.passages = 8, .tokens = 3000});
    QCOMPARE(textsOf(sources), (QStringList{many.at(0).text, many.at(1).text, many.at(2).text, other.first().text}));
}

void ContextBuilderTest::takesMoreOfADocumentThatIsAlone()
{
    QList<Part> parts;
    for (int i = 0; i < 6; ++i)
        parts << Part{prose(QString(QChar('a' + i)), 60), QString(QChar('A' + i)), i + 1};
    parts << Part{prose("long", 2000), "Y", {}};
    const QList<FoundPassage> many = store("many", parts);
    QCOMPARE(build(many.first(6), {.passages = 5, .tokens = 3000}).size(), 5);
}

void ContextBuilderTest::foldsNearDuplicatesAndNamesTheirDocuments()
{
    const QString text = prose("same", 60);
    const QList<FoundPassage> first = store("first", {{text, "A", {}}});
    const QList<FoundPassage> second = store("second", {{text.toUpper(), "A", {}}});
    const QList<FoundPassage> third = store("third", {{text, "A", {}}, {prose("else", 60), "B", {}}});
    const QList<Source> sources = build({first.at(0), third.at(0), second.at(0), third.at(1)}, {.tokens = kAll});
    QCOMPARE(sources.size(), 2);
    QCOMPARE(sources.at(0).documentId, "first");
    QCOMPARE(sources.at(0).alsoIn, (QStringList{"third", "second"}));
    QCOMPARE(sources.at(1).documentId, "third");
    QVERIFY(sources.at(1).alsoIn.isEmpty());
}

void ContextBuilderTest::leavesOutAPassageWhoseDocumentIsGone()
{
    const QList<FoundPassage> passages = store("a", {{"One.", "A", {}}, {"Two.", "A", {}}});
    QVERIFY(m_index->remove("notes", "a"));
    QVERIFY(build({passages.at(0)}, {.tokens = kAll}).isEmpty());
}

void ContextBuilderTest::keepsOffsetsWhereItJoins()
{
    const QList<FoundPassage> passages
        = store("a", {{"One.", "A", {}}, {prose("two", 10), "A", {}}, {prose("three", 10), "A", {}}});
    const Source source = build(passages, {.tokens = kAll}).first();
    for (const Source &passage : passages)
        QCOMPARE(source.text.mid(passage.start - source.start, passage.text.size()), passage.text);
    QCOMPARE(source.text.size(), source.end - source.start);
}

void ContextBuilderTest::keepsATextWhoseCopyHasNoPlaceAnyMore()
{
    const QString copied = prose("copied", 60);
    const QList<FoundPassage> many = store("many",
        {{prose("one", 60), "A", {}}, {prose("two", 60), "B", {}}, {prose("three", 60), "C", {}}, {copied, "D", {}},
            {prose("long", 2000), "E", {}}});
    const QList<FoundPassage> copy = store("copy", {{copied, "A", {}}});
    const QList<FoundPassage> third = store("third", {{prose("else", 60), "A", {}}});
    const QList<Source> sources
        = build(many.first(4) + QList<FoundPassage>{copy.first(), third.first()}, {.passages = 8, .tokens = 3000});
    QCOMPARE(textsOf(sources).count(copied), 1);
    QCOMPARE(sources.at(textsOf(sources).indexOf(copied)).documentId, "copy");
}

void ContextBuilderTest::readsTheDocumentThatWasFoundNotOneOfItsName()
{
    const QList<FoundPassage> first
        = store("1", {{"Another.", "A", {}}, {"Text.", "A", {}}, {"Altogether.", "A", {}}}, "elsewhere");
    const QList<FoundPassage> second = store("1", {{"One.", "A", {}}, {"Two.", "A", {}}});
    QCOMPARE(textsOf(build({second.at(0)}, {.tokens = kAll})), QStringList{"One.\n\nTwo."});
    QCOMPARE(textsOf(build({second.at(1), first.at(0)}, {.tokens = kAll})),
        (QStringList{"One.\n\nTwo.", "Another.\n\nText.\n\nAltogether."}));
}

QTEST_GUILESS_MAIN(ContextBuilderTest)
#include "context_builder_test.moc"
