// SPDX-License-Identifier: MIT
#include "ui/transcript/display_text.h"

#include <QTest>
#include <QTextCursor>
#include <QTextDocument>

using namespace freshet;

class DisplayTextTest : public QObject {
    Q_OBJECT

private slots:
    void findsItsWayPastDrawnFormulas();
    void marksWhatDeceives_data();
    void marksWhatDeceives();
    void leavesRunningTextAsItIs_data();
    void leavesRunningTextAsItIs();
    void marksWhatNobodySeesInRunningText();
    void dropsHeapsOfCombiningMarks();
};

void DisplayTextTest::marksWhatDeceives_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");

    // The samples of CVE-2021-42574: commenting-out, early return, stretched string, invisible function.
    QTest::newRow("commenting-out") << "/*\u202e } \u2066if (isAdmin)\u2069 \u2066 begin admins only */"
                                    << "/*\ufffd } \ufffdif (isAdmin)\ufffd \ufffd begin admins only */";
    QTest::newRow("early return") << "''' Subtract funds \u2067''' ;return"
                                  << "''' Subtract funds \ufffd''' ;return";
    QTest::newRow("stretched string") << "\"user\u202e \u2066// Check if admin\u2069 \u2066\""
                                      << "\"user\ufffd \ufffd// Check if admin\ufffd \ufffd\"";
    QTest::newRow("invisible function") << "is\u200bAdmin()"
                                        << "is\ufffdAdmin()";
    QTest::newRow("all embeddings") << "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
                                    << QString(12, QChar::ReplacementCharacter);
    QTest::newRow("no width") << "a\u2060b\ufeff\u2063"
                              << "a\ufffdb\ufffd\ufffd";
    QTest::newRow("joiners between Latin letters") << "a\u200db\u200c"
                                                   << "a\ufffdb\ufffd";
    QTest::newRow("joiners where they join") << "\u0645\u06cc\u200c\u062e \U0001f468\u200d\U0001f467"
                                             << "\u0645\u06cc\u200c\u062e \U0001f468\u200d\U0001f467";
    QTest::newRow("tags") << "a\U000e0001\U000e0069\U000e007f"
                          << "a\ufffd\ufffd\ufffd";
    QTest::newRow("a flag's tags") << "\U0001f3f4\U000e0067"
                                   << "\U0001f3f4\ufffd";
    QTest::newRow("control characters") << "a\x1b[0m\r\n\tb"
                                        << "a\ufffd[0m\n\tb";
}

void DisplayTextTest::marksWhatDeceives()
{
    QFETCH(QString, text);
    QTEST(displayText(text, TextUse::Exact), "expected");
}

void DisplayTextTest::leavesRunningTextAsItIs_data()
{
    QTest::addColumn<QString>("text");

    QTest::newRow("marks of direction") << "\u05d0\u200f! \u2067\u0645\u2069 \u061c-1";
    QTest::newRow("joiners") << "a\u200cb\u200dc \u0645\u06cc\u200c\u062e";
    QTest::newRow("emoji") << "\u2764\ufe0f\u200d\U0001f525";
    QTest::newRow("flag of England") << "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f.";
    QTest::newRow("variant of an ideograph") << "\u845b\U000e0100";
}

void DisplayTextTest::leavesRunningTextAsItIs()
{
    QFETCH(QString, text);
    QCOMPARE(displayText(text), text);
}

void DisplayTextTest::marksWhatNobodySeesInRunningText()
{
    QCOMPARE(displayText(QStringLiteral("a\U000e0069\U000e0067b")), QStringLiteral("a\ufffd\ufffdb"));
    QCOMPARE(displayText(QStringLiteral("\u2764\ufe00\ufe01\U000e0111")), QStringLiteral("\u2764\ufe00\ufffd\ufffd"));
    const QString longFlag = QStringLiteral("\U0001f3f4") + QStringLiteral("\U000e0067").repeated(9);
    QCOMPARE(displayText(longFlag).count(QChar::ReplacementCharacter), 2);
}

void DisplayTextTest::dropsHeapsOfCombiningMarks()
{
    QCOMPARE(displayText(u'a' + QString(20, QChar(0x301))), QString(u'a' + QString(8, QChar(0x301))));
}

void DisplayTextTest::findsItsWayPastDrawnFormulas()
{
    QTextDocument drawn; // stands for "ab$x$cd\n$y$e"
    QTextCursor cursor(&drawn);
    QTextCharFormat formula;
    formula.setObjectType(QTextFormat::UserObject + 1);
    cursor.insertText("ab");
    setWritten(formula, "$x$");
    cursor.insertText(QString(QChar::ObjectReplacementCharacter), formula);
    cursor.insertText("cd", QTextCharFormat());
    cursor.insertBlock();
    setWritten(formula, "$y$");
    cursor.insertText(QString(QChar::ObjectReplacementCharacter), formula);
    cursor.insertText("e", QTextCharFormat());

    const DrawnPlaces places(drawn);
    const auto wordsOf = [&](int begin, int end) {
        const auto [from, to] = places.range(begin, end);
        cursor.setPosition(from);
        cursor.setPosition(to, QTextCursor::KeepAnchor);
        return cursor.selectedText();
    };
    QCOMPARE(wordsOf(0, 2), QString("ab"));
    QCOMPARE(wordsOf(2, 5), QString(QChar::ObjectReplacementCharacter)); // "$x$"
    QCOMPARE(wordsOf(3, 4), QString(QChar::ObjectReplacementCharacter)); // "x"
    QCOMPARE(wordsOf(5, 7), QString("cd"));
    QCOMPARE(wordsOf(4, 6), QString(QString(QChar::ObjectReplacementCharacter) + u'c')); // "$c"
    QCOMPARE(wordsOf(9, 10), QString(QChar::ObjectReplacementCharacter)); // "y"
    QCOMPARE(wordsOf(11, 12), QString("e"));
    QList<int> sources;
    for (int at = 0; at < drawn.characterCount(); ++at)
        sources.append(places.sourceOf(at));
    QCOMPARE(sources, (QList<int>{0, 1, 2, 5, 6, 7, 8, 11, 12}));
}

QTEST_GUILESS_MAIN(DisplayTextTest)
#include "display_text_test.moc"
