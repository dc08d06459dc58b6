// SPDX-License-Identifier: MIT
#include "core/providers/header_lines.h"
#include "core/providers/provider_adapter.h"

#include <QTest>

using namespace freshet;

class HeaderLinesTest : public QObject {
    Q_OBJECT

private slots:
    void readsNamesAndValues();
    void takesNothingAsNoHeaders();
    void refusesWhatIsNoHeader_data();
    void refusesWhatIsNoHeader();
    void refusesTheHeaderOfTheApiKey_data();
    void refusesTheHeaderOfTheApiKey();
    void capsTheirNumberAndSize();
};

void HeaderLinesTest::readsNamesAndValues()
{
    const auto headers = parseHeaderLines(
        "CF-Access-Client-Id: abc.access\r\n\n  X-Note :  a: b  \nCookie:\tsession=1", Dialect::OpenAi);
    QVERIFY2(headers, headers ? "" : qPrintable(headers.error().message));
    QCOMPARE(*headers,
        (QList<ExtraHeader>{{.name = "CF-Access-Client-Id", .value = Secret("abc.access")},
            {.name = "X-Note", .value = Secret("a: b")}, {.name = "Cookie", .value = Secret("session=1")}}));
}

void HeaderLinesTest::takesNothingAsNoHeaders()
{
    for (const char *typed : {"", "\n", "  \r\n\t\n"}) {
        const auto headers = parseHeaderLines(typed, Dialect::OpenAi);
        QVERIFY(headers);
        QVERIFY(headers->isEmpty());
    }
}

void HeaderLinesTest::refusesWhatIsNoHeader_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("says");
    const auto row
        = [](const QString &typed, const QString &says) { QTest::newRow(qPrintable(typed)) << typed << says; };
    row("canary", "Line 1: there is no colon");
    row("X-A: 1\n\ncanary", "Line 3: there is no colon");
    row("canary value: x", "Line 1: what stands before the colon");
    row(": canary", "Line 1: what stands before the colon");
    row(QString::fromUtf8("X-ä: canary"), "Line 1: what stands before the colon");
    row("X-A:", "Line 1: the header X-A has no value");
    row("X-A:   \t", "Line 1: the header X-A has no value");
    row(QString::fromUtf8("X-A: canary ü"), "Line 1: the value of X-A holds characters");
    row(QString("X-A: canary%1x").arg(QChar(0)), "Line 1: the value of X-A holds characters");
    row(QString("X-A: canary%1x").arg(QChar(0x7f)), "Line 1: the value of X-A holds characters");
    row(QString("X-A: canary%1x").arg(QChar(0x2028)), "Line 1: the value of X-A holds characters");
    row("X-A: 1\nx-a: canary", "Line 2: x-a is there twice");
    row("X-A: canary\rHost: evil", "Line 2: Host is set by Freshet");
    row("HOST: canary", "Line 1: HOST is set by Freshet");
    row("Content-Length: 1", "Line 1: Content-Length is set by Freshet");
    row("Transfer-Encoding: chunked", "Line 1: Transfer-Encoding is set by Freshet");
    row("Connection: close", "Line 1: Connection is set by Freshet");
    row("Accept-Encoding: gzip", "Line 1: Accept-Encoding is set by Freshet");
    row("Proxy-Authorization: canary", "Line 1: Proxy-Authorization is set by Freshet");
}

void HeaderLinesTest::refusesWhatIsNoHeader()
{
    QFETCH(QString, typed);
    QFETCH(QString, says);
    const auto headers = parseHeaderLines(typed, Dialect::OpenAi);
    QVERIFY(!headers);
    QCOMPARE(headers.error().kind, ErrorKind::BadRequest);
    QVERIFY2(headers.error().message.startsWith(says), qPrintable(headers.error().message));
    QVERIFY2(!headers.error().message.contains("canary"), qPrintable(headers.error().message));
}

void HeaderLinesTest::refusesTheHeaderOfTheApiKey_data()
{
    QTest::addColumn<Dialect>("dialect");
    QTest::newRow("openai") << Dialect::OpenAi;
    QTest::newRow("responses") << Dialect::OpenAiResponses;
    QTest::newRow("gemini") << Dialect::Gemini;
    QTest::newRow("interactions") << Dialect::GeminiInteractions;
    QTest::newRow("ollama") << Dialect::Ollama;
    QTest::newRow("lm studio") << Dialect::LmStudio;
    QTest::newRow("anthropic") << Dialect::Anthropic;
}

void HeaderLinesTest::refusesTheHeaderOfTheApiKey()
{
    QFETCH(Dialect, dialect);
    const ProviderConfig config{
        .dialect = dialect, .baseUrl = QUrl("https://a.example/v1"), .key = Secret("a-key-of-ours")};
    const HttpRequest request = adapterFor(dialect)->chatRequest({.model = {"p", "m"}, .messages = {{}}}, config);
    QVERIFY(request.credential);

    const QByteArray name = request.credential->header.toLower();
    const auto headers = parseHeaderLines(QString::fromLatin1(name) + ": canary", dialect);
    QVERIFY2(!headers, name.constData());
    QVERIFY2(headers.error().message.contains("field for the API key"), qPrintable(headers.error().message));
}

void HeaderLinesTest::capsTheirNumberAndSize()
{
    QString lines;
    for (int i = 1; i <= 20; ++i)
        lines += QStringLiteral("X-%1: v\n").arg(i);
    QCOMPARE(parseHeaderLines(lines, Dialect::OpenAi)->size(), 20);
    const auto tooMany = parseHeaderLines(lines + "X-21: v", Dialect::OpenAi);
    QVERIFY(!tooMany);
    QVERIFY(tooMany.error().message.startsWith("Line 21: no more than 20"));

    QVERIFY(parseHeaderLines("X-A: " + QString(8000, 'v'), Dialect::OpenAi));
    QVERIFY(!parseHeaderLines("X-A: " + QString(8001, 'v'), Dialect::OpenAi));
    QVERIFY(!parseHeaderLines(QString(101, 'X') + ": v", Dialect::OpenAi));
}

QTEST_GUILESS_MAIN(HeaderLinesTest)
#include "header_lines_test.moc"
