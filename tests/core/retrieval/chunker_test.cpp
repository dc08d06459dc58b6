// SPDX-License-Identifier: MIT
#include "core/retrieval/chunker.h"
#include "tests/support/growth.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace freshet;
using namespace freshet::test;

class ChunkerTest : public QObject {
    Q_OBJECT

private slots:
    void keepsItsPromisesForAnyText_data();
    void keepsItsPromisesForAnyText();
    void cutsAtHeadingsOfTheFirstTwoLevels();
    void cutsAtBlankLinesBeforeSentenceEnds();
    void leavesNoShortRestBehind();
    void namesTheHeadingsAndThePageOfAPassage();
    void neverCutsACharacterInTwo();
    void leavesHeadingsOfOneLineTheirNames();
    void isLinearOnHostileHeadings_data();
    void isLinearOnHostileHeadings();
};

/// A text of @p pieces random pieces: words, sentences, blank lines, headings, characters of two units.
static ExtractedText randomDocument(quint32 seed, int pieces)
{
    QRandomGenerator random(seed);
    ExtractedText document;
    for (int i = 0; i < pieces; ++i) {
        switch (random.bounded(12)) {
        case 0:
            document.text += QStringLiteral("\n\n");
            break;
        case 1: {
            document.text += u'\n';
            const int level = random.bounded(1, 7);
            document.headings << HeadingMark{document.text.size(), level, QStringLiteral("H%1").arg(i)};
            document.text += QString(QString(level, u'#') + QStringLiteral(" H%1\n").arg(i));
            break;
        }
        case 2:
            document.text += QStringLiteral("😀").repeated(random.bounded(1, 900));
            break;
        case 3:
            document.pages << PageMark{document.text.size(), i + 1};
            break;
        case 4:
            document.text += QString(random.bounded(1, 2500), u' ');
            break;
        default:
            document.text += QStringLiteral("word ").repeated(random.bounded(1, 60)) + QStringLiteral("end. ");
        }
    }
    return document;
}

static bool onlyHeadings(const QString &text)
{
    const QStringList lines = text.split(u'\n', Qt::SkipEmptyParts);
    return std::all_of(lines.begin(), lines.end(),
        [](const QString &line) { return line.trimmed().isEmpty() || line.startsWith(u'#'); });
}

void ChunkerTest::keepsItsPromisesForAnyText_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 0; seed < 300; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void ChunkerTest::keepsItsPromisesForAnyText()
{
    QFETCH(quint32, seed);

    const ExtractedText document = randomDocument(seed, 60);
    const ChunkLimits limits;
    qsizetype covered = 0;
    for (const Passage &passage : passagesOf(document)) {
        QVERIFY(passage.start >= covered);
        QVERIFY(passage.end > passage.start);
        QVERIFY(QStringView(document.text).sliced(covered, passage.start - covered).trimmed().isEmpty());
        QCOMPARE(passage.text, document.text.mid(passage.start, passage.end - passage.start));
        QVERIFY(passage.text.size() <= limits.most);
        QVERIFY(!passage.text.trimmed().isEmpty());
        for (const HeadingMark &heading : document.headings)
            QVERIFY(heading.level > 2 || heading.offset <= passage.start || heading.offset >= passage.end
                || onlyHeadings(document.text.mid(passage.start, heading.offset - passage.start)));
        for (const PageMark &page : document.pages)
            QVERIFY(page.offset <= passage.start || page.offset >= passage.end);
        covered = passage.end;
    }
    QVERIFY(QStringView(document.text).sliced(covered).trimmed().isEmpty());
}

void ChunkerTest::cutsAtHeadingsOfTheFirstTwoLevels()
{
    const QString text = "# A\none\n## B\ntwo\n### C\nthree";
    const ExtractedText document{.text = text,
        .headings = {{text.indexOf("# A"), 1, "A"}, {text.indexOf("## B"), 2, "B"}, {text.indexOf("### C"), 3, "C"}}};
    QStringList passages;
    for (const Passage &passage : passagesOf(document))
        passages << passage.text;
    QCOMPARE(passages, (QStringList{"# A\none", "## B\ntwo\n### C\nthree"}));
}

void ChunkerTest::cutsAtBlankLinesBeforeSentenceEnds()
{
    const QString first = QString("First. ").repeated(100).trimmed(); // 699
    const QString second = QString("Second. ").repeated(150).trimmed();
    const QList<Passage> passages = passagesOf({.text = QString(first + "\n\n" + second)});
    QCOMPARE(passages.size(), 2);
    QCOMPARE(passages.at(0).text, first);
    QCOMPARE(passages.at(1).text, second);
}

void ChunkerTest::leavesNoShortRestBehind()
{
    for (int sentences = 150; sentences < 400; ++sentences) {
        const QList<Passage> passages = passagesOf({.text = QString("Sentence. ").repeated(sentences)});
        for (const Passage &passage : passages)
            QVERIFY2(passage.text.size() >= 290, qPrintable(QString::number(sentences)));
    }
}

void ChunkerTest::namesTheHeadingsAndThePageOfAPassage()
{
    const QString text = "intro\n# Guide\n\n## Keys\nkeys\n# Other\nlast";
    const ExtractedText document{.text = text,
        .headings = {{text.indexOf("# Guide"), 1, "Guide"}, {text.indexOf("## Keys"), 2, "Keys"},
            {text.indexOf("# Other"), 1, "Other"}},
        .pages = {{0, 1}, {text.indexOf("# Other"), 2}}};
    QStringList headings;
    QList<int> pages;
    for (const Passage &passage : passagesOf(document)) {
        headings << passage.heading;
        pages << passage.page.value_or(0);
    }
    QCOMPARE(headings, (QStringList{"", "Guide › Keys", "Other"}));
    QCOMPARE(pages, (QList<int>{1, 1, 2}));
}

void ChunkerTest::neverCutsACharacterInTwo()
{
    const QList<Passage> passages = passagesOf({.text = QString("x" + QString("😀").repeated(2000))});
    QVERIFY(passages.size() > 2);
    for (const Passage &passage : passages)
        QVERIFY(!passage.text.at(0).isLowSurrogate());
}

void ChunkerTest::leavesHeadingsOfOneLineTheirNames()
{
    const ExtractedText document{.text = "int a() {} int b() {}\nint c() {}\n",
        .headings = {{0, 1, "a"}, {11, 1, "b"}, {22, 1, "c"}},
        .kind = TextKind::Code};
    QStringList passages;
    for (const Passage &passage : passagesOf(document))
        passages << QString(passage.heading + ": " + passage.text);
    QCOMPARE(passages.first(), QStringLiteral("a: int a() {}"));
    QCOMPARE(passages.at(1).section(' ', 0, 1), QStringLiteral("b: int"));
}

void ChunkerTest::isLinearOnHostileHeadings_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<int>("level");
    QTest::addColumn<QString>("before");

    QTest::newRow("titles") << "# a\n" << 1 << "";
    QTest::newRow("small headings") << "### a\n" << 3 << "";
    QTest::newRow("behind a wide gap") << "# a\n" << 1 << QString(1'000'000, u' ');
    QTest::newRow("in one line") << "a(){}" << 1 << "";
    QTest::newRow("in one line of a class") << "a(){}" << 3 << "";
    QTest::newRow("that underline each other") << "===\n" << 1 << "";
}

void ChunkerTest::isLinearOnHostileHeadings()
{
    QFETCH(QString, line);
    QFETCH(int, level);
    QFETCH(QString, before);

    const auto work = [&](int count) {
        const QString gap = before.left(count * 4);
        ExtractedText document{.text = QString(gap + line.repeated(count))};
        for (int i = 0; i < count; ++i)
            document.headings << HeadingMark{gap.size() + i * line.size(), level, "a"};
        QVERIFY(!passagesOf(document).isEmpty());
    };
    constexpr double most = 8; // 4 is linear, 16 quadratic
    const double growth = growthOfWork(work, 5'000);
    QVERIFY2(growth < most, qPrintable(QString::number(growth)));
}

QTEST_GUILESS_MAIN(ChunkerTest)
#include "chunker_test.moc"
