// SPDX-License-Identifier: MIT
#include "core/providers/provider_registry.h"

#include <QTest>

using namespace freshet;

class BaseUrlTest : public QObject {
    Q_OBJECT

private slots:
    void makesOneBaseOfWhatPeoplePaste_data();
    void makesOneBaseOfWhatPeoplePaste();
    void isItsOwnNormalForm_data() { makesOneBaseOfWhatPeoplePaste_data(); }
    void isItsOwnNormalForm();
    void refusesWhatIsNoBase_data();
    void refusesWhatIsNoBase();
};

void BaseUrlTest::makesOneBaseOfWhatPeoplePaste_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<Dialect>("dialect");
    QTest::addColumn<QString>("base");
    const auto row = [](const char *typed, Dialect dialect, const char *base) {
        QTest::addRow("%s, dialect %d", typed, int(dialect)) << typed << dialect << base;
    };
    row("https://api.openai.com/v1", Dialect::OpenAi, "https://api.openai.com/v1");
    row("  https://api.openai.com/v1/  ", Dialect::OpenAi, "https://api.openai.com/v1");
    row("https://api.openai.com", Dialect::OpenAi, "https://api.openai.com/v1");
    row("https://api.openai.com//", Dialect::OpenAi, "https://api.openai.com/v1");
    row("HTTPS://API.OpenAI.com/v1", Dialect::OpenAi, "https://api.openai.com/v1");
    row("https://h.example/v1/chat/completions", Dialect::OpenAi, "https://h.example/v1");
    row("https://h.example/v1/chat/completions/", Dialect::OpenAi, "https://h.example/v1");
    row("https://h.example/v1/models", Dialect::OpenAi, "https://h.example/v1");
    row("https://h.example/v1/messages", Dialect::OpenAi, "https://h.example/v1");
    row("https://h.example/v1/embeddings", Dialect::OpenAi, "https://h.example/v1");
    row("https://h.example/models", Dialect::OpenAi, "https://h.example/v1");
    row("https://h.example/proxy/openai", Dialect::OpenAi, "https://h.example/proxy/openai");
    row("https://generativelanguage.googleapis.com/v1beta/openai/", Dialect::OpenAi,
        "https://generativelanguage.googleapis.com/v1beta/openai");
    row("http://127.0.0.1:1234", Dialect::OpenAi, "http://127.0.0.1:1234/v1");
    row("localhost:1234", Dialect::OpenAi, "http://localhost:1234/v1");
    row("192.168.1.5:8080/v1", Dialect::OpenAi, "http://192.168.1.5:8080/v1");
    row("gpu-box:8000", Dialect::OpenAi, "http://gpu-box:8000/v1");
    row("api.vendor.example", Dialect::OpenAi, "https://api.vendor.example/v1");
    row("http://[::1]:8080/v1", Dialect::OpenAi, "http://[::1]:8080/v1");
    row("0.0.0.0:11434", Dialect::Ollama, "http://127.0.0.1:11434");
    row("http://127.0.0.1:11434", Dialect::Ollama, "http://127.0.0.1:11434");
    row("http://127.0.0.1:11434/", Dialect::Ollama, "http://127.0.0.1:11434");
    row("http://127.0.0.1:11434/v1", Dialect::Ollama, "http://127.0.0.1:11434");
    row("http://127.0.0.1:11434/v1/chat/completions", Dialect::Ollama, "http://127.0.0.1:11434");
    row("http://127.0.0.1:11434/api", Dialect::Ollama, "http://127.0.0.1:11434");
    row("http://127.0.0.1:11434/api/chat", Dialect::Ollama, "http://127.0.0.1:11434");
    row("http://127.0.0.1:11434/api/embed", Dialect::Ollama, "http://127.0.0.1:11434");
    row("http://127.0.0.1:11434/api/tags/", Dialect::Ollama, "http://127.0.0.1:11434");
    row("https://h.example/ollama/api", Dialect::Ollama, "https://h.example/ollama");
    const char *const google = "https://g.example/v1beta";
    row("https://g.example", Dialect::Gemini, google);
    row("https://g.example/", Dialect::GeminiInteractions, google);
    row("https://g.example/v1beta/", Dialect::Gemini, google);
    row("https://g.example/v1beta/openai/", Dialect::Gemini, google);
    row("https://g.example/v1beta/openai/chat/completions", Dialect::Gemini, google);
    row("https://g.example/v1beta/models", Dialect::Gemini, google);
    row("https://g.example/v1beta/models/gemini-3.8-flash:generateContent", Dialect::Gemini, google);
    row("https://g.example/v1beta/models/gemini-3.8-flash:streamGenerateContent/", Dialect::Gemini, google);
    row("https://g.example/v1beta/models/gemini-3.8-flash", Dialect::Gemini, google);
    row("https://g.example/v1beta/tunedModels/x:generateContent", Dialect::Gemini, google);
    row("https://g.example/v1beta/interactions", Dialect::GeminiInteractions, google);
    row("https://g.example/models/x:generateContent", Dialect::Gemini, google);
    row("https://g.example/v1", Dialect::Gemini, "https://g.example/v1");
    row("https://h.example/proxy/gemini", Dialect::Gemini, "https://h.example/proxy/gemini");
    row("127.0.0.1:1234", Dialect::LmStudio, "http://127.0.0.1:1234/v1");
    row("http://127.0.0.1:1234/v1", Dialect::LmStudio, "http://127.0.0.1:1234/v1");
    row("http://127.0.0.1:1234/api/v1", Dialect::LmStudio, "http://127.0.0.1:1234/v1");
    row("http://127.0.0.1:1234/api/v0/", Dialect::LmStudio, "http://127.0.0.1:1234/v1");
    row("http://127.0.0.1:1234/api/v1/chat", Dialect::LmStudio, "http://127.0.0.1:1234/v1");
    row("http://127.0.0.1:1234/api/v1/models", Dialect::LmStudio, "http://127.0.0.1:1234/v1");
    row("http://127.0.0.1:1234/api/v0/chat/completions", Dialect::LmStudio, "http://127.0.0.1:1234/v1");
    row("http://127.0.0.1:1234/v1/messages", Dialect::LmStudio, "http://127.0.0.1:1234/v1");
    row("https://h.example/studio/api/v1/chat/", Dialect::LmStudio, "https://h.example/studio/v1");
    row("https://api.anthropic.com", Dialect::Anthropic, "https://api.anthropic.com/v1");
    row("https://api.anthropic.com/v1/messages", Dialect::Anthropic, "https://api.anthropic.com/v1");
    row("https://h.example/claude/v1/messages/", Dialect::Anthropic, "https://h.example/claude/v1");
    row("https://h.example/messages", Dialect::Anthropic, "https://h.example/v1");
}

void BaseUrlTest::makesOneBaseOfWhatPeoplePaste()
{
    QFETCH(QString, typed);
    QFETCH(Dialect, dialect);
    QFETCH(QString, base);
    const auto url = normalizedBaseUrl(typed, dialect);
    QVERIFY2(url, url ? "" : qPrintable(url.error().message));
    QCOMPARE(url->toString(), base);
}

void BaseUrlTest::isItsOwnNormalForm()
{
    QFETCH(QString, base);
    QFETCH(Dialect, dialect);
    QCOMPARE(normalizedBaseUrl(base, dialect)->toString(), base);
}

void BaseUrlTest::refusesWhatIsNoBase_data()
{
    QTest::addColumn<QString>("typed");
    for (const char *typed : {"", "   ", "ftp://h.example/", "file:///etc/passwd", "http://",
             "https://user:pass@h.example/v1", "https://h.example/v1?key=abc", "https://h.example/v1#x",
             "https://h.example:99999/", "http://a b/", "http://h.example./v1", "javascript:alert(1)"})
        QTest::newRow(typed) << typed;
}

void BaseUrlTest::refusesWhatIsNoBase()
{
    QFETCH(QString, typed);
    for (const Dialect dialect : {Dialect::OpenAi, Dialect::Ollama, Dialect::Gemini}) {
        const auto url = normalizedBaseUrl(typed, dialect);
        QVERIFY2(!url, url ? qPrintable(url->toString()) : "");
        QCOMPARE(url.error().kind, ErrorKind::BadRequest);
        QVERIFY(!url.error().message.contains("pass@") && !url.error().message.contains("abc"));
    }
}

Q_DECLARE_METATYPE(freshet::Dialect)

QTEST_GUILESS_MAIN(BaseUrlTest)
#include "base_url_test.moc"
