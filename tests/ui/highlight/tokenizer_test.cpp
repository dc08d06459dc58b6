// SPDX-License-Identifier: MIT
#include "tests/support/processor_timer.h"
#include "tests/ui/highlight/code_samples.h"
#include "ui/highlight/code_language.h"
#include "ui/highlight/grammar_store.h"
#include "ui/highlight/tokenizer.h"

#include <QJsonDocument>
#include <QMetaEnum>
#include <QTest>

using namespace freshet;

namespace {

const QHash<QString, CodeRole> kRoles{{"plain", CodeRole::Plain}, {"comment", CodeRole::Comment},
    {"string", CodeRole::String}, {"constant", CodeRole::Constant}, {"keyword", CodeRole::Keyword},
    {"type", CodeRole::Type}, {"function", CodeRole::Function}, {"property", CodeRole::Property},
    {"tag", CodeRole::Tag}, {"inserted", CodeRole::Inserted}, {"deleted", CodeRole::Deleted}};

CodeRole roleAt(const CodeLine &line, qsizetype position)
{
    for (const CodeSpan &span : line) {
        if (position >= span.begin && position < span.begin + span.length)
            return span.role;
    }
    return CodeRole::Plain;
}

QList<CodeLine> tokenized(Tokenizer &tokenizer, Grammar &grammar, const QStringList &lines)
{
    QList<CodeLine> roles;
    CodeState state;
    for (const QString &line : lines) {
        const Tokenizer::Line done = tokenizer.tokenize(grammar, line, state);
        roles.append(done.spans);
        state = done.state;
    }
    return roles;
}

QJsonObject grammarOf(const char *json) { return QJsonDocument::fromJson(json).object(); }

} // namespace

class TokenizerTest : public QObject {
    Q_OBJECT

private slots:
    void tellsWhatIsWhat_data();
    void tellsWhatIsWhat();
    void compilesItsGrammars();
    void givesSpansInOrderWithinTheLine();
    void leavesLongLinesPlain();
    void givesUpAPatternThatWouldTakeForEver();
    void survivesGrammarsThatGoNowhere();
    void boundsWhatIsNested();
    void stopsWhenTold();

private:
    GrammarStore m_store;
    Tokenizer m_tokenizer;
};

void TokenizerTest::tellsWhatIsWhat_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("roles");
    for (const test::CodeSample &sample : test::kCodeSamples)
        QTest::newRow(sample.language) << sample.language << sample.code << sample.roles;
}

void TokenizerTest::tellsWhatIsWhat()
{
    QFETCH(QString, language);
    QFETCH(QString, code);
    QFETCH(QString, roles);
    const QString scope = grammarScopeOf(language);
    QVERIFY(!scope.isEmpty());
    const QStringList lines = code.split(u'\n');
    const QList<CodeLine> spans = tokenized(m_tokenizer, m_store.grammar(scope), lines);
    for (const QString &expected : roles.split(QStringLiteral(" | "))) {
        const QString word = expected.section(u'=', 0, -2);
        const QString role = expected.section(u'=', -1);
        QVERIFY2(kRoles.contains(role), qPrintable(role));
        bool isThere = false;
        for (int i = 0; i < lines.size() && !isThere; ++i) {
            const qsizetype at = lines[i].indexOf(word);
            isThere = at >= 0;
            for (qsizetype k = at; isThere && k < at + word.size(); ++k) {
                const CodeRole got = roleAt(spans[i], k);
                if (lines[i][k] != u' ')
                    QVERIFY2(got == kRoles[role],
                        qPrintable(QStringLiteral("%1 at %2 is %3").arg(expected).arg(k - at).arg(kRoles.key(got))));
            }
        }
        QVERIFY2(isThere, qPrintable(word));
    }
}

void TokenizerTest::compilesItsGrammars()
{
    for (const test::CodeSample &sample : test::kCodeSamples) {
        Grammar &grammar = m_store.grammar(grammarScopeOf(QString::fromLatin1(sample.language)));
        tokenized(m_tokenizer, grammar, QString::fromLatin1(sample.code).split(u'\n'));
        QVERIFY2(grammar.invalidPatterns().isEmpty(),
            qPrintable(QLatin1String(sample.language) + QLatin1String(": ") + grammar.invalidPatterns().join(u'\n')));
    }
}

void TokenizerTest::givesSpansInOrderWithinTheLine()
{
    // Each language's code through each grammar: wrong code, and right code.
    for (const test::CodeSample &language : test::kCodeSamples) {
        Grammar &grammar = m_store.grammar(grammarScopeOf(QString::fromLatin1(language.language)));
        for (size_t i = 0; i < std::size(test::kCodeSamples); i += 7) {
            const QStringList lines = QString::fromLatin1(test::kCodeSamples[i].code).split(u'\n');
            const QList<CodeLine> roles = tokenized(m_tokenizer, grammar, lines);
            for (int line = 0; line < lines.size(); ++line) {
                int at = 0;
                for (const CodeSpan &span : roles[line]) {
                    QVERIFY(span.begin >= at);
                    QVERIFY(span.length > 0);
                    QVERIFY(span.role != CodeRole::Plain);
                    at = span.begin + span.length;
                }
                QVERIFY(at <= lines[line].size());
            }
        }
    }
}

void TokenizerTest::leavesLongLinesPlain()
{
    Grammar &grammar = m_store.grammar(QStringLiteral("source.js"));
    const QString line = QStringLiteral("let a = 'b'; ").repeated(200);
    QCOMPARE(m_tokenizer.tokenize(grammar, line, {}).spans, CodeLine());
    QVERIFY(!m_tokenizer.tokenize(grammar, line.first(Tokenizer::kLongestLine), {}).spans.isEmpty());
}

void TokenizerTest::givesUpAPatternThatWouldTakeForEver()
{
    GrammarStore store([](const QString &) {
        return grammarOf(
            R"({"patterns": [{"match": "^(a+)+$", "name": "keyword"}, {"match": "b", "name": "string"}]})");
    });
    Grammar &grammar = store.grammar(QStringLiteral("source.bad"));
    const Tokenizer::Line bad = m_tokenizer.tokenize(grammar, QString(1'000, u'a') + u'!', {});
    QVERIFY(bad.isGivenUp);
    QVERIFY(bad.spans.isEmpty());
    QVERIFY(bad.cost < std::chrono::milliseconds(300));
    QCOMPARE(m_tokenizer.tokenize(grammar, QStringLiteral("b"), bad.state).spans.size(), 1);
}

void TokenizerTest::survivesGrammarsThatGoNowhere()
{
    const char *grammars[] = {R"JSON({"patterns": [{"match": "", "name": "keyword"}]})JSON",
        R"JSON({"patterns": [{"match": "(?=a)", "name": "keyword"}]})JSON",
        R"JSON({"patterns": [{"begin": "(?=a)", "end": "(?=a)", "name": "string"}]})JSON",
        R"JSON({"patterns": [{"begin": "(?=a)", "end": "b", "patterns": [{"include": "$self"}]}]})JSON",
        R"JSON({"patterns": [{"begin": "(?=a)", "while": "(?=a)", "patterns": [{"include": "$self"}]}]})JSON",
        R"JSON({"patterns": [{"include": "#x"}], "repository": {"x": {"patterns": [{"include": "#x"}, {"include": "$self"}]}}})JSON",
        R"JSON({"patterns": [{"match": "(a+)", "captures": {"1": {"patterns": [{"include": "$self"}]}}}]})JSON",
        R"JSON({"patterns": [{"begin": "(a)", "end": "\\1\\2\\9"}]})JSON",
        R"JSON({"patterns": [{"match": "((((", "name": "x"}]})JSON",
        R"JSON({"patterns": [{"begin": "a"}, {"include": "#none"}, {"include": "source.none"}, 7]})JSON", "[]", "{}",
        ""};
    for (const char *json : grammars) {
        GrammarStore store([json](const QString &) { return grammarOf(json); });
        Grammar &grammar = store.grammar(QStringLiteral("source.x"));
        const test::ProcessorTimer timer;
        tokenized(m_tokenizer, grammar, {"aaaa", "", "baab", "aaaa"});
        QVERIFY2(timer.elapsedMs() < 2'000, json);
    }
}

void TokenizerTest::boundsWhatIsNested()
{
    for (const char *scope : {"source.json", "source.cpp", "source.js", "source.python", "source.shell"}) {
        Grammar &grammar = m_store.grammar(QLatin1String(scope));
        CodeState state;
        for (int i = 0; i < 40; ++i) {
            const Tokenizer::Line line = m_tokenizer.tokenize(grammar, QStringLiteral("([{").repeated(300), state);
            QVERIFY2(line.cost < std::chrono::milliseconds(400), scope);
            state = line.state;
        }
    }
}

void TokenizerTest::stopsWhenTold()
{
    Tokenizer stopped([] { return true; });
    Grammar &grammar = m_store.grammar(QStringLiteral("source.cpp"));
    QVERIFY(stopped.tokenize(grammar, QStringLiteral("int main() { return 0; }"), {}).isGivenUp);
}

QTEST_APPLESS_MAIN(TokenizerTest)
#include "tokenizer_test.moc"
