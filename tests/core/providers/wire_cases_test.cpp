// SPDX-License-Identifier: MIT
#include "core/providers/provider_adapter.h"
#include "tests/core/providers/wire_case.h"
#include "tests/core/providers/wire_outcome.h"
#include "tests/support/every_split.h"

#include <QTest>

using namespace freshet;
using namespace freshet::test;

namespace {

void take(WireOutcome &outcome, const QList<ChatChunk> &chunks)
{
    for (const ChatChunk &chunk : chunks) {
        if (chunk.textWasReasoning)
            outcome.reasoning += std::exchange(outcome.text, {});
        outcome.reasoning += chunk.reasoning;
        outcome.text += chunk.text;
    }
}

constexpr qsizetype kLongestForEverySplit = 5000; ///< Quadratic.

ProviderConfig config(Dialect dialect)
{
    return {.id = "vendor",
        .name = "Vendor",
        .dialect = dialect,
        .baseUrl = QUrl("http://127.0.0.1:9/v1"),
        .key = Secret("test-key-1234567890")};
}

WireOutcome read(Dialect dialect, const HttpResponse &head, const QByteArrayList &writes)
{
    WireOutcome outcome;
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
    outcome.continuation = (*parser)->continuation();
    return outcome;
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
    for (const auto &[dialect, name] : wireDialects()) {
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
        const WireOutcome outcome{.error = adapterFor(dialect)->errorFrom(response, config(dialect))};
        QCOMPARE(differenceFrom(wireCase.expected, outcome), QString());
        return;
    }
    if (wireCase.end == WireCase::End::Hang)
        return; // nothing to read: WireServerTest waits for it
    for (const QByteArrayList &writes : {wireCase.writes, {wireCase.bytes()}, singleBytes(wireCase.bytes())})
        QCOMPARE(differenceFrom(wireCase.expected, read(dialect, wireCase.head, writes)), QString());
}

void WireCasesTest::isReadTheSameAtEverySplit()
{
    QFETCH(Dialect, dialect);
    QFETCH(WireCase, wireCase);
    if (wireCase.head.status >= 400 || wireCase.bytes().size() > kLongestForEverySplit)
        return;
    const WireOutcome whole = read(dialect, wireCase.head, {wireCase.bytes()});
    for (const QByteArrayList &writes : everySplit(wireCase.bytes())) {
        const WireOutcome cut = read(dialect, wireCase.head, writes);
        QCOMPARE(cut.text, whole.text);
        QCOMPARE(cut.reasoning, whole.reasoning);
        QVERIFY(cut.end == whole.end);
        QVERIFY(cut.error == whole.error);
    }
}

void WireCasesTest::hasAllCases()
{
    QCOMPARE(wireCases("openai").size(), 205);
    QCOMPARE(wireCases("ollama").size(), 42);
    QCOMPARE(wireCases("gemini").size(), 70);
    QCOMPARE(wireCases("interactions").size(), 18);
    QCOMPARE(wireCases("responses").size(), 40);
    QCOMPARE(wireCases("anthropic").size(), 45);
    QCOMPARE(wireCases("lmnative").size(), 28);
}

Q_DECLARE_METATYPE(freshet::test::WireCase)
Q_DECLARE_METATYPE(freshet::Dialect)

QTEST_GUILESS_MAIN(WireCasesTest)
#include "wire_cases_test.moc"
