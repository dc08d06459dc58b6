// SPDX-License-Identifier: MIT
#include "core/search/snippet.h"

#include <QRandomGenerator>
#include <QTest>
#include <QTextBoundaryFinder>

using namespace freshet;

namespace {

using Match = ChatQuery::Term::Match;

SnippetBuilder builderFor(const QStringList &terms)
{
    QList<QList<WordPattern>> patterns;
    for (const QString &term : terms)
        patterns << patternsOf({term, term.contains(u' ') ? Match::Phrase : Match::Word});
    return SnippetBuilder(patterns);
}

/// With its marks in brackets.
QString marked(const Snippet &snippet)
{
    QString text = snippet.text;
    for (auto mark = snippet.marks.crbegin(); mark != snippet.marks.crend(); ++mark) {
        text.insert(mark->start + mark->length, u']');
        text.insert(mark->start, u'[');
    }
    return text;
}

} // namespace

class SnippetTest : public QObject {
    Q_OBJECT

private slots:
    void marksTheWords();
    void putsEachTextInOneLine();
    void prefersWhereTheWordsStandTogether();
    void marksNeighboursWithoutSpacesAsOne();
    void tellsHowTheMessageSpellsThem();
    void cutsNoCharacterInTwo();
};

void SnippetTest::marksTheWords()
{
    QCOMPARE(marked(builderFor({"tax", "annual report"}).build("The Tax of the annual report.")),
        QString("The [Tax] of the [annual report]."));
    QCOMPARE(marked(builderFor({"cafe"}).build(QString::fromUtf8("Un caf\u00e9 noir"))),
        QString::fromUtf8("Un [caf\u00e9] noir"));
    QCOMPARE(marked(builderFor({"none"}).build("Nothing of it")), QString("Nothing of it"));
    QCOMPARE(builderFor({"b"}).marksIn("a b B"), (QList<MarkedRange>{{2, 1}, {4, 1}}));
}

void SnippetTest::putsEachTextInOneLine()
{
    QCOMPARE(marked(builderFor({"two"}).build("one\n\n  two\t\tthree\n")), QString("one [two] three"));
}

void SnippetTest::prefersWhereTheWordsStandTogether()
{
    const QString far = "alpha" + QString(" word").repeated(200);
    const Snippet snippet
        = builderFor({"alpha", "beta"}).build(far + " alpha and beta" + QString(" end").repeated(100));
    QVERIFY2(marked(snippet).contains("[alpha] and [beta]"), qPrintable(snippet.text));
    QVERIFY(snippet.text.startsWith(QChar(0x2026)));
    QVERIFY(snippet.text.endsWith(QChar(0x2026)));
    QVERIFY(snippet.text.size() < 300);
}

void SnippetTest::marksNeighboursWithoutSpacesAsOne()
{
    QCOMPARE(marked(builderFor({QString::fromUtf8("子计算")}).build(QString::fromUtf8("用量子计算机"))),
        QString::fromUtf8("用量[子计算]机"));
}

void SnippetTest::tellsHowTheMessageSpellsThem()
{
    QCOMPARE(builderFor({"tax", "user_name"}).build("Tax, tax and TAX of userName").spellings,
        (QStringList{"Tax", "userName"}));
}

void SnippetTest::cutsNoCharacterInTwo()
{
    const QStringList characters{"a", " ", "e\u0301", QString::fromUtf8("\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9"),
        QString::fromUtf8("量"), "\u0915\u093f", "\n", QString::fromUtf8("\xF0\xA0\x80\x80")};
    QRandomGenerator random(3);
    for (int round = 0; round < 400; ++round) {
        QString text;
        const int before = random.bounded(400);
        for (int i = 0; i < 700; ++i)
            text += i == before ? QStringLiteral(" needle ") : characters.at(random.bounded(characters.size()));
        const Snippet snippet = builderFor({"needle"}).build(text);
        QVERIFY2(marked(snippet).contains("[needle]"), qPrintable(snippet.text));
        QString shown = snippet.text;
        shown.remove(QChar(0x2026));
        QVERIFY(!shown.isEmpty() && !shown.front().isLowSurrogate() && !shown.back().isHighSurrogate());
        QVERIFY(!QChar::isMark(shown.front().unicode()));
        QVERIFY(shown.isValidUtf16());
    }
}

QTEST_GUILESS_MAIN(SnippetTest)

#include "snippet_test.moc"
