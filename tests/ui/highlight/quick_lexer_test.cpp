// SPDX-License-Identifier: MIT
#include "ui/highlight/quick_lexer.h"

#include <QTest>

using namespace freshet;

class QuickLexerTest : public QObject {
    Q_OBJECT

private slots:
    void findsWhatIsPlainToSee();
    void knowsHowALanguageWritesComments();
    void goesOnWithWhatIsOpen();
    void guessesLittleOfUnknownLanguages();
};

void QuickLexerTest::findsWhatIsPlainToSee()
{
    const CodeLine expected{{.begin = 0, .length = 6, .role = CodeRole::Keyword},
        {.begin = 7, .length = 6, .role = CodeRole::String}, {.begin = 16, .length = 3, .role = CodeRole::Constant},
        {.begin = 20, .length = 6, .role = CodeRole::Comment}};
    QCOMPARE(quickSpans(u"return \"a\\\"b\" + 4.2 // end", QStringLiteral("source.cpp"), CodeRole::Plain), expected);
}

void QuickLexerTest::knowsHowALanguageWritesComments()
{
    const auto first = [](QStringView line, const char *scope) {
        const CodeLine spans = quickSpans(line, QLatin1String(scope), CodeRole::Plain);
        return spans.isEmpty() ? CodeRole::Plain : spans.first().role;
    };
    QCOMPARE(first(u"# x", "source.python"), CodeRole::Comment);
    QCOMPARE(first(u"# x", "source.cpp"), CodeRole::Plain);
    QCOMPARE(first(u"-- x", "source.sql"), CodeRole::Comment);
    QCOMPARE(first(u"// x", "source.go"), CodeRole::Comment);
    QCOMPARE(first(u"'a", "source.rust"), CodeRole::Plain);
    QCOMPARE(first(u"return of the text", "text.html.markdown"), CodeRole::Plain);
}

void QuickLexerTest::goesOnWithWhatIsOpen()
{
    const CodeLine expected{{.begin = 0, .length = 8, .role = CodeRole::Comment}};
    QCOMPARE(quickSpans(u"return 1", QStringLiteral("source.cpp"), CodeRole::Comment), expected);
}

void QuickLexerTest::guessesLittleOfUnknownLanguages()
{
    const CodeLine expected{{.begin = 3, .length = 3, .role = CodeRole::String}};
    QCOMPARE(quickSpans(u"if \"x\" isn't", {}, CodeRole::Plain), expected);
    QCOMPARE(quickSpans(QString(3'000, u'"'), {}, CodeRole::Plain), CodeLine());
}

QTEST_APPLESS_MAIN(QuickLexerTest)
#include "quick_lexer_test.moc"
