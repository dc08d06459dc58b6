// SPDX-License-Identifier: MIT
#include "core/retrieval/sentences.h"

#include <QTest>

using namespace freshet;

class SentencesTest : public QObject {
    Q_OBJECT

private slots:
    void cutsATextIntoSentences_data();
    void cutsATextIntoSentences();
    void isLinearOnHostileText_data();
    void isLinearOnHostileText();
};

void SentencesTest::cutsATextIntoSentences_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("sentences");

    QTest::newRow("full stops, questions, exclamations")
        << "One. Two? Three! Four" << QStringList{"One.", "Two?", "Three!", "Four"};
    QTest::newRow("closing quotes belong to the sentence")
        << "He said \"No.\" She left." << QStringList{"He said \"No.\"", "She left."};
    QTest::newRow("numbers are not ends") << "It costs 3.50 today." << QStringList{"It costs 3.50 today."};
    QTest::newRow("abbreviations and initials are not ends")
        << "Dr. A. Smith uses tools, e.g. Qt. Good." << QStringList{"Dr. A. Smith uses tools, e.g. Qt.", "Good."};
    QTest::newRow("Chinese needs no spaces") << "水温适宜。茶汤变黄！" << QStringList{"水温适宜。", "茶汤变黄！"};
    QTest::newRow("Hindi danda") << "यह है। वह था।" << QStringList{"यह है।", "वह था।"};
    QTest::newRow("a wrapped line goes on") << "The pump\nis old." << QStringList{"The pump\nis old."};
    QTest::newRow("a blank line ends") << "Title\n\nThe text." << QStringList{"Title", "The text."};
    QTest::newRow("a blank line with spaces ends") << "Title\n  \nText" << QStringList{"Title", "Text"};
    QTest::newRow("list items stand alone") << "Needs:\n- acid\n- water\n1. Mix it.\n2. Wait."
                                            << QStringList{"Needs:", "- acid", "- water", "1. Mix it.", "2. Wait."};
    QTest::newRow("headings stand alone") << "## Keys\nPress N." << QStringList{"## Keys", "Press N."};
    QTest::newRow("table rows stand alone") << "| a |\n| b |" << QStringList{"| a |", "| b |"};
    QTest::newRow("blank") << " \n\n " << QStringList{};
}

void SentencesTest::cutsATextIntoSentences()
{
    QFETCH(QString, text);
    QFETCH(QStringList, sentences);

    QStringList got;
    for (const TextRange &range : sentencesOf(text))
        got << text.sliced(range.start, range.end - range.start);
    QCOMPARE(got, sentences);
}

void SentencesTest::isLinearOnHostileText_data()
{
    QTest::addColumn<QString>("text");

    QTest::newRow("only stops") << QString(500'000, u'.');
    QTest::newRow("only line breaks") << QString(500'000, u'\n');
    QTest::newRow("only stops before a letter") << QString(QString(2'000'000, u'.') + u'x');
    QTest::newRow("stops behind digits") << QString(QString(500'000, u'1') + QStringLiteral(".a").repeated(500'000));
    QTest::newRow("stops with spaces") << QStringLiteral(". ").repeated(300'000);
    QTest::newRow("line breaks with spaces") << QStringLiteral("\n ").repeated(300'000);
    QTest::newRow("one long blank line") << QString(u'\n' + QString(500'000, u' '));
    QTest::newRow("digits on one line") << QStringLiteral("1.").repeated(300'000);
}

void SentencesTest::isLinearOnHostileText()
{
    QFETCH(QString, text);

    sentencesOf(text); // walking it again from each mark would run into the time limit of all tests
}

QTEST_GUILESS_MAIN(SentencesTest)
#include "sentences_test.moc"
