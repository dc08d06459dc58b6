// SPDX-License-Identifier: MIT
#include "core/retrieval/text_analyzer.h"

#include <QTest>

using namespace freshet;

class TextAnalyzerTest : public QObject {
    Q_OBJECT

private slots:
    void findsTheWordsOfAText_data();
    void findsTheWordsOfAText();
    void foldsWordFormsOfALanguageTogether_data();
    void foldsWordFormsOfALanguageTogether();
    void givesTokensThatHoldLettersMarksAndDigitsOnly();
    void cutsEndlessWords();
    void knowsTheLanguageOfAText_data();
    void knowsTheLanguageOfAText();
    void givesTheEndsOfAWordPiecesOfTheirOwn();
};

namespace {

QStringList tokensOf(const QString &text, const Language &language)
{
    TextAnalyzer analyzer;
    QStringList tokens;
    for (const Word &word : wordsOf(text))
        tokens << analyzer.stem(word, language);
    return tokens;
}

} // namespace

void TextAnalyzerTest::findsTheWordsOfAText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("words");

    const auto row = [](const char *name, const QString &text, const char *words) {
        QTest::newRow(name) << text << QString::fromUtf8(words).split(u' ', Qt::SkipEmptyParts);
    };
    row("case is folded", "The QUICK Fox", "the quick fox");
    row("marks are kept", "Crème brûlée", "crème brûlée");
    row("decomposed and composed are one", "re\u0301sume\u0301", "résumé");
    row("full width and ligatures are made plain", "Ｆｒｅｓｈｅｔ ﬁle", "freshet file");
    row("snake case gives its parts and itself", "max_retry_count", "max retry count maxretrycount");
    row("camel case gives its parts and itself", "getHTTPResponse", "get http response gethttpresponse");
    row("upper case alone is one word", "README SHA256", "readme sha256");
    row("underscores at the ends are nothing", "__init__ _", "init");
    row("apostrophes and hyphens separate", "it's well-known", "it s well known");
    row("Chinese gives characters and pairs", "量子机", "量 量子 子 子机 机");
    row("Chinese beside Latin", "用Qt写", "用 qt 写");
    row("Kana with the prolonged sound mark", "タワー", "タ タワ ワ ワー ー");
    row("Thai vowel signs stay with their letter", "กินข้าว", "กิ กิน น นข้ ข้ ข้า า าว ว");
    row("Korean gives the word and its pairs", "부산까지", "부산까지 부산 산까 까지");
    row("rare ideographs outside the basic plane", "𠀀𠀁", "𠀀 𠀀𠀁 𠀁");
    row("punctuation only", "?! -- …", "");
    row("digits and units", "20 g in 1.5 l", "20 g in 1 5 l");
}

void TextAnalyzerTest::findsTheWordsOfAText()
{
    QFETCH(QString, text);
    QFETCH(QStringList, words);

    QStringList got;
    for (const Word &word : wordsOf(text))
        got << word.text;
    QCOMPARE(got, words);
}

void TextAnalyzerTest::foldsWordFormsOfALanguageTogether_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("one");
    QTest::addColumn<QString>("other");

    QTest::newRow("English") << "english"
                             << "descaling"
                             << "descaled";
    QTest::newRow("German") << "german"
                            << "Häuser"
                            << "Haus";
    QTest::newRow("French") << "french"
                            << "maintenues"
                            << "maintenue";
    QTest::newRow("Russian") << "russian"
                             << "книги"
                             << "книгу";
    QTest::newRow("Arabic") << "arabic"
                            << "الكتاب"
                            << "كتاب";
}

void TextAnalyzerTest::foldsWordFormsOfALanguageTogether()
{
    QFETCH(QString, language);
    QFETCH(QString, one);
    QFETCH(QString, other);

    QCOMPARE(tokensOf(one, language), tokensOf(other, language));
    QCOMPARE(tokensOf(one, QStringLiteral("no such language")), QStringList(one.toCaseFolded()));
}

void TextAnalyzerTest::givesTokensThatHoldLettersMarksAndDigitsOnly()
{
    QString everything; // each character of the basic plane, lone surrogates included, and a letter on both sides
    for (char32_t c = 0; c < 0x10000; ++c)
        everything += QString(QStringLiteral("a") + QChar(static_cast<char16_t>(c)) + QStringLiteral("b "));
    const QStringList tokens = tokensOf(everything, QStringLiteral("english"));
    QVERIFY(tokens.size() > 50'000);
    for (const QString &token : tokens) {
        QVERIFY(!token.isEmpty());
        for (const char32_t c : token.toUcs4())
            QVERIFY2(QChar::isLetterOrNumber(c) || QChar::isMark(c), qPrintable(QString::number(c, 16)));
    }
}

void TextAnalyzerTest::cutsEndlessWords()
{
    for (const Word &word : wordsOf(QString(1'000'000, u'x')))
        QVERIFY(word.text.size() <= 64);
}

void TextAnalyzerTest::knowsTheLanguageOfAText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("language");

    QTest::newRow("English") << "How do I change the key of a provider?"
                             << "english";
    QTest::newRow("German") << "Wie lange dauert die Garantie und was ist nicht versichert?"
                            << "german";
    QTest::newRow("French") << "Quelle est la durée de la garantie pour les pièces ?"
                            << "french";
    QTest::newRow("Spanish") << "¿Cuánto dura la garantía y qué no está incluido en ella?"
                             << "spanish";
    QTest::newRow("Russian") << "Как долго действует гарантия?"
                             << "russian";
    QTest::newRow("Greek") << "Πόσο διαρκεί η εγγύηση;"
                           << "greek";
    QTest::newRow("Arabic") << "ما هي مدة الضمان؟"
                            << "arabic";
    QTest::newRow("Hindi") << "वारंटी कितने समय की है?"
                           << "hindi";
    QTest::newRow("code counts as English") << "int main() { return 0; }"
                                            << "english";
    QTest::newRow("Chinese with a Latin name counts as English") << "如何使用 Freshet 打开文件"
                                                                 << "english";
    QTest::newRow("nothing") << ""
                             << "english";
}

void TextAnalyzerTest::knowsTheLanguageOfAText()
{
    QFETCH(QString, text);
    QFETCH(QString, language);

    QCOMPARE(detectedLanguage(text), language);
}

void TextAnalyzerTest::givesTheEndsOfAWordPiecesOfTheirOwn()
{
    QCOMPARE(gramsOf(u"pump").size(), 3); // _pum, pump, ump_
    QCOMPARE(gramsOf(u"a").size(), 0);
    const QList<quint64> pumps = gramsOf(u"pumps");
    QVERIFY(pumps.contains(gramsOf(u"pump").at(0)));
    QVERIFY(!pumps.contains(gramsOf(u"pump").at(2)));
}

QTEST_GUILESS_MAIN(TextAnalyzerTest)
#include "text_analyzer_test.moc"
