// SPDX-License-Identifier: MIT
#include "ui/math/math_placeholders.h"

#include <QTest>

using namespace freshet;

class MathPlaceholdersTest : public QObject {
    Q_OBJECT

private slots:
    void takesFormulasOutAndGivesThemBack();
    void leavesATextWithoutFormulasAlone();
    void keepsCharactersThatLookLikePlaceholders();
    void takesTheMarksOfAQuoteOffAFormula();
    void tellsWherePlacesCameToStand();
};

void MathPlaceholdersTest::takesFormulasOutAndGivesThemBack()
{
    const QString text = QStringLiteral("a $x_1$ b $$ y_2 $$");
    MathPlaceholders placeholders;
    const QString replaced = placeholders.replaceIn(text);
    QVERIFY(!replaced.contains(u'$'));
    QCOMPARE(placeholders.restoredIn(replaced), text);
    const auto parts = placeholders.partsOf(replaced);
    QCOMPARE(parts.size(), 4);
    QCOMPARE(parts[0].text, QStringLiteral("a "));
    QVERIFY(parts[1].formula->key == (FormulaKey{.latex = "x_1", .style = MathStyle::Inline}));
    QVERIFY(parts[3].formula->key == (FormulaKey{.latex = "y_2", .style = MathStyle::Display}));
    QCOMPARE(parts[3].formula->source, QStringLiteral("$$ y_2 $$"));
}

void MathPlaceholdersTest::leavesATextWithoutFormulasAlone()
{
    const QString text = u"$5 and \U000F0000"_qs;
    MathPlaceholders placeholders;
    QCOMPARE(placeholders.replaceIn(text), text);
    QVERIFY(placeholders.isEmpty());
    QCOMPARE(placeholders.partsOf(text).size(), 1);
    QCOMPARE(placeholders.partsOf(text).first().text, text);
}

void MathPlaceholdersTest::keepsCharactersThatLookLikePlaceholders()
{
    const QString text = u"\U000F0001 $x$ \U000F0000\U000F0005 $y$ \U000F0001"_qs;
    MathPlaceholders placeholders;
    const QString replaced = placeholders.replaceIn(text);
    QCOMPARE(placeholders.restoredIn(replaced), text);
    const auto parts = placeholders.partsOf(replaced);
    QCOMPARE(parts.size(), 5);
    QCOMPARE(parts[2].text, u" \U000F0000\U000F0005 "_qs);
    QCOMPARE(parts[3].formula->key.latex, QStringLiteral("y"));
}

void MathPlaceholdersTest::takesTheMarksOfAQuoteOffAFormula()
{
    MathPlaceholders placeholders;
    const QString replaced = placeholders.replaceIn(QStringLiteral("> > $$\n> > a\n>> > b\n> > $$"));
    QCOMPARE(replaced.size(), 6); // the marks before it, and one character of two code units
    QCOMPARE(placeholders.partsOf(replaced).last().formula->key.latex, QStringLiteral("a\n> b"));
}

void MathPlaceholdersTest::tellsWherePlacesCameToStand()
{
    const QString text = u"a1 $x$ \U000F0001b2 $y$3$"_qs;
    const QList<qsizetype> places{1, 4, 10, qsizetype(text.size()) - 2}; // before 1, in a formula, before 2, before 3
    MathPlaceholders placeholders;
    const QString replaced = placeholders.replaceIn(text, places);
    QCOMPARE(placeholders.restoredIn(replaced), text);
    const auto parts = placeholders.partsOf(replaced);
    QCOMPARE(parts.first().text, u"a1 "_qs);
    QCOMPARE(parts.first().places, (QList<MathPlaceholders::Place>{{.at = 1, .written = 1}}));
    QCOMPARE(parts.at(2).text, u" \U000F0001b2 $y$3$"_qs);
    QCOMPARE(parts.at(2).places,
        (QList<MathPlaceholders::Place>{{.at = 4, .written = 10}, {.at = 9, .written = text.size() - 2}}));
}

QTEST_APPLESS_MAIN(MathPlaceholdersTest)
#include "math_placeholders_test.moc"
