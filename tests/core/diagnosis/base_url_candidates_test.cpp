// SPDX-License-Identifier: MIT
#include "core/diagnosis/base_url_candidates.h"
#include "core/providers/base_url.h"

#include <QSet>
#include <QTest>

using namespace freshet;

class BaseUrlCandidatesTest : public QObject {
    Q_OBJECT

private slots:
    void beginsWithTheBaseAndKnowsWhatPeopleMean_data();
    void beginsWithTheBaseAndKnowsWhatPeopleMean();
    void namesFewPlacesAndNoneTwice();
    void neverLeavesHttpsForAFarServer();
};

void BaseUrlCandidatesTest::beginsWithTheBaseAndKnowsWhatPeopleMean_data()
{
    QTest::addColumn<QString>("base");
    QTest::addColumn<Dialect>("dialect");
    QTest::addColumn<QString>("meant");
    QTest::addColumn<Dialect>("spoken");
    const auto row = [](const char *base, Dialect dialect, const char *meant, Dialect spoken) {
        QTest::addRow("%s as %d", base, int(dialect)) << base << dialect << meant << spoken;
    };
    using enum Dialect;
    row("https://openrouter.ai/v1", OpenAi, "https://openrouter.ai/api/v1", OpenAi);
    row("https://openrouter.ai/api", OpenAi, "https://openrouter.ai/api/v1", OpenAi);
    row("https://api.groq.com/v1", OpenAi, "https://api.groq.com/openai/v1", OpenAi);
    row("https://api.groq.com/openai", OpenAi, "https://api.groq.com/openai/v1", OpenAi);
    row("https://h.example/proxy", OpenAi, "https://h.example/proxy/v1", OpenAi);
    row("https://h.example/proxy/v1", OpenAi, "https://h.example/proxy", OpenAi);
    row("http://127.0.0.1:11434/v1", OpenAi, "http://127.0.0.1:11434", Ollama);
    row("http://127.0.0.1:11434/api", OpenAi, "http://127.0.0.1:11434/v1", OpenAi);
    row("http://127.0.0.1:1234", Ollama, "http://127.0.0.1:1234/v1", OpenAi);
    row("https://h.example", Ollama, "https://h.example/ollama", Ollama);
    row("http://127.0.0.1:1234/v1", LmStudio, "http://127.0.0.1:1234", Ollama);
    row("https://g.example/proxy", Gemini, "https://g.example/proxy/v1beta", Gemini);
    row("https://g.example/v1beta", Gemini, "https://g.example/v1beta/openai", OpenAi);
    row("https://h.example/v1", Anthropic, "https://h.example/anthropic/v1", Anthropic);
    row("https://h.example/anthropic/v1", Anthropic, "https://h.example/anthropic/v1", Anthropic);
    row("http://h.example/v1", OpenAi, "https://h.example/v1", OpenAi);
    row("https://192.168.1.5:8080/v1", OpenAi, "http://192.168.1.5:8080/v1", OpenAi);
}

void BaseUrlCandidatesTest::beginsWithTheBaseAndKnowsWhatPeopleMean()
{
    QFETCH(QString, base);
    QFETCH(Dialect, dialect);
    QFETCH(QString, meant);
    QFETCH(Dialect, spoken);
    const auto candidates = baseUrlCandidates(QUrl(base), dialect);
    QCOMPARE(candidates.first(), (BaseUrlCandidate{QUrl(base), dialect}));
    QVERIFY(candidates.contains(BaseUrlCandidate{QUrl(meant), spoken}));
}

void BaseUrlCandidatesTest::namesFewPlacesAndNoneTwice()
{
    using enum Dialect;
    for (const char *path :
        {"", "/v1", "/api", "/api/v1", "/openai/v1", "/v1beta", "/v1beta/openai", "/x/y/v4", "/ollama"}) {
        for (const Dialect dialect :
            {OpenAi, OpenAiResponses, Gemini, GeminiInteractions, Ollama, LmStudio, Anthropic}) {
            const auto base = normalizedBaseUrl(QStringLiteral("http://h.example") + path, dialect);
            QVERIFY(base);
            const auto candidates = baseUrlCandidates(*base, dialect);
            QSet<QString> seen;
            for (const BaseUrlCandidate &candidate : candidates) {
                seen << candidate.base.toString() + QString::number(int(candidate.dialect));
                QCOMPARE(candidate.base.host(), QStringLiteral("h.example"));
                QCOMPARE(normalizedBaseUrl(candidate.base.toString(), candidate.dialect).has_value(), true);
            }
            QCOMPARE(seen.size(), candidates.size());
            QVERIFY(candidates.size() > 2 && candidates.size() < 10);
        }
    }
}

void BaseUrlCandidatesTest::neverLeavesHttpsForAFarServer()
{
    const auto candidates = baseUrlCandidates(QUrl("https://h.example/v1"), Dialect::OpenAi);
    for (const BaseUrlCandidate &candidate : candidates)
        QCOMPARE(candidate.base.scheme(), QStringLiteral("https"));
}

Q_DECLARE_METATYPE(freshet::Dialect)

QTEST_GUILESS_MAIN(BaseUrlCandidatesTest)
#include "base_url_candidates_test.moc"
