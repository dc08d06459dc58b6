// SPDX-License-Identifier: MIT
#include "core/providers/provider_adapter.h"
#include "tests/core/providers/wire_case.h"
#include "tests/support/every_split.h"

#include <QJsonArray>
#include <QTest>

using namespace freshet;
using namespace freshet::test;

namespace {

/// All that came out of one answer.
struct Outcome {
    QString text;
    QString reasoning;
    std::optional<ChatEnd> end;
    std::optional<Error> error;
    Usage usage;
};

void take(Outcome &outcome, const QList<ChatChunk> &chunks)
{
    for (const ChatChunk &chunk : chunks) {
        if (chunk.textWasReasoning)
            outcome.reasoning += std::exchange(outcome.text, {});
        outcome.reasoning += chunk.reasoning;
        outcome.text += chunk.text;
    }
}

ProviderConfig config(Dialect dialect)
{
    return {.id = "vendor",
        .name = "Vendor",
        .dialect = dialect,
        .baseUrl = QUrl("http://127.0.0.1:9/v1"),
        .key = Secret("test-key-1234567890")};
}

Outcome read(Dialect dialect, const HttpResponse &head, const QByteArrayList &writes)
{
    Outcome outcome;
    const auto parser = adapterFor(dialect)->chatParser(head, config(dialect));
    Status fed;
    QList<ChatChunk> chunks;
    for (const QByteArray &bytes : writes) {
        if (fed)
            fed = (*parser)->feed(bytes, chunks);
        take(outcome, std::exchange(chunks, {}));
    }
    if (!fed) {
        outcome.error = fed.error();
    } else if (const auto end = (*parser)->end(chunks); end) {
        outcome.end = *end;
    } else {
        outcome.error = end.error();
    }
    take(outcome, chunks);
    outcome.usage = (*parser)->usage();
    return outcome;
}

/// The reference's names of kinds, where they differ from ours.
QString kindName(const Error &error)
{
    static const QHash<ErrorKind, QString> names{
        {ErrorKind::Auth, "Auth"},
        {ErrorKind::Billing, "Billing"},
        {ErrorKind::RateLimited, "RateLimit"},
        {ErrorKind::Overloaded, "Overloaded"},
        {ErrorKind::ModelLoading, "ModelLoading"},
        {ErrorKind::NotFound, "NotFound"},
        {ErrorKind::ContextLength, "ContextOverflow"},
        {ErrorKind::PayloadTooLarge, "PayloadTooLarge"},
        {ErrorKind::BadRequest, "BadParam"},
        {ErrorKind::ContentFilter, "Blocked"},
        {ErrorKind::Server, "Server"},
    };
    return names.value(error.kind, toWord(error.kind));
}

QString finishName(const Outcome &outcome)
{
    return outcome.end ? toWord(outcome.end->reason) : toWord(outcome.error->kind);
}

QJsonArray toolCalls(const Outcome &outcome)
{
    QJsonArray calls;
    for (const ToolCall &call : outcome.end ? outcome.end->toolCalls : QList<ToolCall>())
        calls.append(QJsonArray{call.name, call.arguments});
    return calls;
}

QJsonValue count(std::optional<qint64> tokens) { return tokens ? QJsonValue(*tokens) : QJsonValue(); }

void compareError(const Error &error, const QJsonObject &expected)
{
    QCOMPARE(kindName(error), expected["error"].toString());
    QVERIFY(!error.message.isEmpty());
    if (expected.contains("retryable"))
        QCOMPARE(error.retryable, expected["retryable"].toBool());
    if (expected.contains("wait_ms"))
        QCOMPARE(error.retryAfter.value_or(std::chrono::milliseconds(-1)).count(), expected["wait_ms"].toInt());
}

void compare(const Outcome &outcome, const QJsonObject &expected)
{
    if (expected.contains("error")) {
        QVERIFY(outcome.error);
        compareError(*outcome.error, expected);
    }
    if (expected.contains("text")) // a refusal is shown as the text
        QCOMPARE(outcome.text, expected["text"].toString() + expected["refusal"].toString());
    if (expected.contains("reasoning"))
        QCOMPARE(outcome.reasoning, expected["reasoning"].toString());
    if (expected.contains("finish")) // Ollama's "load" is no answer
        QCOMPARE(finishName(outcome), expected["finish"].toString().replace("load", "empty"));
    if (expected.contains("tools"))
        QCOMPARE(toolCalls(outcome), expected["tools"].toArray());
    if (expected.contains("usage"))
        QCOMPARE((QJsonArray{count(outcome.usage.promptTokens), count(outcome.usage.completionTokens)}),
            expected["usage"].toArray());
}

QByteArrayList singleBytes(const QByteArray &bytes)
{
    QByteArrayList single;
    for (const char c : bytes)
        single << QByteArray(1, c);
    return single;
}

} // namespace

class WireCasesTest : public QObject {
    Q_OBJECT

private slots:
    void meansTheSameHoweverItIsCut_data() { addCases(); }
    void meansTheSameHoweverItIsCut();
    void isReadTheSameAtEverySplit_data() { addCases(); }
    void isReadTheSameAtEverySplit();
    void hasAllCases();

private:
    void addCases();
};

void WireCasesTest::addCases()
{
    QTest::addColumn<Dialect>("dialect");
    QTest::addColumn<WireCase>("wireCase");
    for (const auto &[dialect, name] : {std::pair{Dialect::OpenAi, "openai"}, std::pair{Dialect::Ollama, "ollama"}}) {
        for (const WireCase &wireCase : wireCases(name))
            QTest::addRow("%s %s", qPrintable(wireCase.id), qPrintable(wireCase.title)) << dialect << wireCase;
    }
}

void WireCasesTest::meansTheSameHoweverItIsCut()
{
    QFETCH(Dialect, dialect);
    QFETCH(WireCase, wireCase);
    QVERIFY(!wireCase.expected.isEmpty());
    if (wireCase.head.status >= 400) {
        HttpResponse response = wireCase.head;
        response.body = wireCase.bytes();
        compareError(adapterFor(dialect)->errorFrom(response, config(dialect)), wireCase.expected);
        return;
    }
    compare(read(dialect, wireCase.head, wireCase.writes), wireCase.expected);
    compare(read(dialect, wireCase.head, {wireCase.bytes()}), wireCase.expected);
    compare(read(dialect, wireCase.head, singleBytes(wireCase.bytes())), wireCase.expected);
}

void WireCasesTest::isReadTheSameAtEverySplit()
{
    QFETCH(Dialect, dialect);
    QFETCH(WireCase, wireCase);
    if (wireCase.head.status >= 400)
        return;
    const Outcome whole = read(dialect, wireCase.head, {wireCase.bytes()});
    for (const QByteArrayList &writes : everySplit(wireCase.bytes())) {
        const Outcome cut = read(dialect, wireCase.head, writes);
        QCOMPARE(cut.text, whole.text);
        QCOMPARE(cut.reasoning, whole.reasoning);
        QVERIFY(cut.end == whole.end);
        QVERIFY(cut.error == whole.error);
    }
}

void WireCasesTest::hasAllCases()
{
    QCOMPARE(wireCases("openai").size(), 71);
    QCOMPARE(wireCases("ollama").size(), 9);
}

Q_DECLARE_METATYPE(freshet::test::WireCase)
Q_DECLARE_METATYPE(freshet::Dialect)

QTEST_GUILESS_MAIN(WireCasesTest)
#include "wire_cases_test.moc"
