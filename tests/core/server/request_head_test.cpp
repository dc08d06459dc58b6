// SPDX-License-Identifier: MIT
#include "core/server/request_head.h"

#include <QTest>

#include "request_text.h"

using namespace freshet;

namespace {

const QByteArray kGood = "GET /catalog?provider=a%20b HTTP/1.1\r\nHost: 127.0.0.1:8765\r\nX-Thing:\t v \r\n\r\n";

int statusOf(const QByteArray &bytes)
{
    const auto result = parseRequestHead(bytes);
    const auto *refusal = std::get_if<GateRefusal>(&result);
    return refusal ? refusal->status : 0;
}

/// A request of exactly @p lines lines and @p bytes bytes.
QByteArray requestOf(qsizetype lines, qsizetype bytes)
{
    QByteArray text = "GET / HTTP/1.1\r\n";
    for (qsizetype i = 2; i < lines; ++i)
        text += "a: b\r\n";
    const QByteArray last = "c: ";
    return text + last + QByteArray(bytes - text.size() - last.size() - 4, 'd') + "\r\n\r\n";
}

} // namespace

class RequestHeadTest : public QObject {
    Q_OBJECT

private slots:
    void readsAStrictHead();
    void waitsForAHeadThatComesInPieces();
    void leavesTheBodyAlone();
    void takesTheLimitAndNoMore_data();
    void takesTheLimitAndNoMore();
    void readsTargets_data();
    void readsTargets();
    void givesNoPathThatReadersUnderstandDifferently_data();
    void givesNoPathThatReadersUnderstandDifferently();
    void refusesWhatIsNotStrict_data();
    void refusesWhatIsNotStrict();
    void knowsAtOnceWhatCanBecomeNoHead_data();
    void knowsAtOnceWhatCanBecomeNoHead();
    void findsHeadersWhateverTheirCase();
    void splitsListsOverSeveralHeaders();
    void repeatsNothingOfARequestInARefusal();
    void survivesAnyBytes();
};

void RequestHeadTest::readsAStrictHead()
{
    const auto result = parseRequestHead(kGood);
    const auto *head = std::get_if<RequestHead>(&result);
    QVERIFY(head);
    QCOMPARE(head->method, "GET");
    QCOMPARE(head->target, "/catalog?provider=a%20b");
    QCOMPARE(head->path, "/catalog");
    QCOMPARE(head->query, "provider=a%20b");
    QCOMPARE(head->authority, "");
    QCOMPARE(head->bytes, kGood.size());
    const test::HeaderLines expected{{"host", "127.0.0.1:8765"}, {"x-thing", "v"}};
    QCOMPARE(head->headers, expected);
}

void RequestHeadTest::waitsForAHeadThatComesInPieces()
{
    for (qsizetype size = 0; size < kGood.size(); ++size) {
        QCOMPARE(headExtent(kGood.first(size)), HeadExtent{});
        QCOMPARE(statusOf(kGood.first(size)), 408);
    }
    QCOMPARE(headExtent(kGood), (HeadExtent{HeadState::Whole, kGood.size()}));
}

void RequestHeadTest::leavesTheBodyAlone()
{
    const QByteArray withBody = kGood + QByteArray("\n\0\r{}", 5);
    QCOMPARE(headExtent(withBody), (HeadExtent{HeadState::Whole, kGood.size()}));
    QCOMPARE(std::get<RequestHead>(parseRequestHead(withBody)).bytes, kGood.size());
}

void RequestHeadTest::takesTheLimitAndNoMore_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<HeadState>("state");
    QTest::newRow("as many bytes as may be") << requestOf(3, kMaxHeadBytes) << HeadState::Whole;
    QTest::newRow("a byte too many") << requestOf(3, kMaxHeadBytes + 1) << HeadState::TooLarge;
    QTest::newRow("as many lines as may be") << requestOf(kMaxHeadLines, 1000) << HeadState::Whole;
    QTest::newRow("a line too many") << requestOf(kMaxHeadLines + 1, 1000) << HeadState::TooLarge;
    QTest::newRow("one endless line") << QByteArray(kMaxHeadBytes, 'a') << HeadState::TooLarge;
    QTest::newRow("one line not yet endless") << QByteArray(kMaxHeadBytes - 1, 'a') << HeadState::Partial;
    QTest::newRow("lines without end") << QByteArray("a: b\r\n").repeated(51) << HeadState::TooLarge;
}

void RequestHeadTest::takesTheLimitAndNoMore()
{
    QFETCH(QByteArray, bytes);
    QFETCH(HeadState, state);
    QCOMPARE(headExtent(bytes).state, state);
    if (state == HeadState::TooLarge)
        QCOMPARE(statusOf(bytes), 431);
}

void RequestHeadTest::readsTargets_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("authority");
    QTest::newRow("the root") << QByteArray("/") << QByteArray("/") << QByteArray() << QByteArray();
    QTest::newRow("a path") << QByteArray("/a/b") << QByteArray("/a/b") << QByteArray() << QByteArray();
    QTest::newRow("decoded") << QByteArray("/%61%2Dc/%C3%a9") << QByteArray("/a-c/\xc3\xa9") << QByteArray()
                             << QByteArray();
    QTest::newRow("decoded once") << QByteArray("/%252e") << QByteArray("/%2e") << QByteArray() << QByteArray();
    QTest::newRow("a plus is a plus") << QByteArray("/a+b") << QByteArray("/a+b") << QByteArray() << QByteArray();
    QTest::newRow("a query") << QByteArray("/a?b=%2f?c") << QByteArray("/a") << QByteArray("b=%2f?c") << QByteArray();
    QTest::newRow("an empty query") << QByteArray("/a?") << QByteArray("/a") << QByteArray() << QByteArray();
    QTest::newRow("absolute") << QByteArray("http://h:1/a?b") << QByteArray("/a") << QByteArray("b")
                              << QByteArray("h:1");
    QTest::newRow("absolute, loud") << QByteArray("HTTP://h:1/a") << QByteArray("/a") << QByteArray()
                                    << QByteArray("h:1");
    QTest::newRow("absolute, no path") << QByteArray("http://h:1") << QByteArray("/") << QByteArray()
                                       << QByteArray("h:1");
    QTest::newRow("absolute, only a query")
        << QByteArray("http://h:1?b") << QByteArray("/") << QByteArray("b") << QByteArray("h:1");
    QTest::newRow("absolute, user") << QByteArray("http://u@h:1/") << QByteArray("/") << QByteArray()
                                    << QByteArray("u@h:1");
}

void RequestHeadTest::readsTargets()
{
    QFETCH(QByteArray, target);
    const RequestHead head = test::requestHead("GET", target, {});
    QTEST(head.path, "path");
    QTEST(head.query, "query");
    QTEST(head.authority, "authority");
    QCOMPARE(head.target, target);
}

void RequestHeadTest::givesNoPathThatReadersUnderstandDifferently_data()
{
    QTest::addColumn<QByteArray>("target");
    for (const char *target : {"/healthz/../catalog", "/./catalog", "/..", "/.", "/a/..", "//catalog", "/catalog//",
             "/a%2fb", "/a%2Fb", "/%2e%2e/a", "/%2E/a", "/a%00", "/a%0a", "/a%0d%0ab", "/a%7f", "/a%09", "/%", "/%4",
             "/%zz", "/%4g", "/%c3", "/%ff", "/%c0%af", "/%ed%a0%80", "/a\\b", "/a%5cb", "http://h:1//a"})
        QTest::newRow(target) << QByteArray(target);
}

void RequestHeadTest::givesNoPathThatReadersUnderstandDifferently()
{
    QFETCH(QByteArray, target);
    QCOMPARE(test::requestHead("GET", target, {}).path, "");
}

void RequestHeadTest::refusesWhatIsNotStrict_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    const auto line = [](const char *text, int status) {
        QTest::newRow(text) << QByteArray(text) + "\r\nHost: h\r\n\r\n" << status;
    };
    const auto header = [](const char *text) {
        QTest::newRow(text) << QByteArray("GET / HTTP/1.1\r\nHost: h\r\n") + text + "\r\n\r\n" << 400;
    };
    line("GET / HTTP/1.0", 505);
    line("GET / HTTP/2.0", 505);
    line("GET / HTTP/0.9", 505);
    line("PRI * HTTP/2.0", 505);
    for (const char *text :
        {"GET /", "GET", "GET  / HTTP/1.1", "GET / HTTP/1.1 ", " GET / HTTP/1.1", "GET /\tHTTP/1.1", "GET / x HTTP/1.1",
            "GET / http/1.1", "GET / HTTP/1.10", "GET / HTTP/11", "GET / HTTP/1.x", "G@T / HTTP/1.1", "GET / HTTPS/1.1",
            "GET a HTTP/1.1", "GET ?a HTTP/1.1", "GET * HTTP/1.1", "GET /#a HTTP/1.1", "GET /a?b#c HTTP/1.1",
            "GET /\xc3\xa9 HTTP/1.1", "GET https://h:1/ HTTP/1.1", "GET ws://h:1/ HTTP/1.1", "GET http:///a HTTP/1.1",
            "GET http:/a HTTP/1.1", "GET file:///etc/passwd HTTP/1.1", "CONNECT h:1 HTTP/1.1"})
        line(text, 400);
    for (const char *text : {"A : b", " A: b", "\tA: b", "A", ": b", "A\tB: c", "A B: c", "A(: b", "A\xc3\xa9: b",
             "A: b\r\n folded", "A: b\r\n\tfolded"})
        header(text);
}

void RequestHeadTest::refusesWhatIsNotStrict()
{
    QFETCH(QByteArray, bytes);
    QTEST(statusOf(bytes), "status");
}

void RequestHeadTest::knowsAtOnceWhatCanBecomeNoHead_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("a lone line feed") << QByteArray("GET / HTTP/1.1\nHost");
    QTest::newRow("a lone carriage return") << QByteArray("GET / HTTP/1.1\rHost");
    QTest::newRow("two carriage returns") << QByteArray("GET / HTTP/1.1\r\r\n");
    QTest::newRow("an empty line first") << QByteArray("\r\nGET / HTTP/1.1");
    QTest::newRow("NUL") << QByteArray("GET /\0", 6);
    QTest::newRow("DEL") << QByteArray("GET /\x7f");
    QTest::newRow("escape") << QByteArray("GET / HTTP/1.1\r\nA: \x1b[31m");
    QTest::newRow("TLS") << QByteArray("\x16\x03\x01\x02\x00", 5);
}

void RequestHeadTest::knowsAtOnceWhatCanBecomeNoHead()
{
    QFETCH(QByteArray, bytes);
    QCOMPARE(headExtent(bytes).state, HeadState::Broken);
    QCOMPARE(statusOf(bytes), 400);
}

void RequestHeadTest::findsHeadersWhateverTheirCase()
{
    const RequestHead head = test::requestHead("GET", "/", {{"X-A", "1"}, {"x-a", "2"}, {"X-Empty", ""}});
    QCOMPARE(head.header("x-a"), "1");
    QCOMPARE(head.count("x-a"), 2);
    QCOMPARE(head.count("x-empty"), 1);
    QCOMPARE(head.header("x-none"), "");
    QCOMPARE(head.count("x-none"), 0);
}

void RequestHeadTest::splitsListsOverSeveralHeaders()
{
    const RequestHead head = test::requestHead("GET", "/", {{"A", "b, c ,,"}, {"Other", "x"}, {"a", " d\t"}});
    QCOMPARE(head.elements("a"), (QByteArrayList{"b", "c", "d"}));
}

void RequestHeadTest::repeatsNothingOfARequestInARefusal()
{
    for (const char *text : {"GET /canary#x HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\ncanary\r\n\r\n",
             "canary / HTTP/9.9\r\n\r\n", "canary\r\n\r\n"}) {
        const auto refusal = std::get<GateRefusal>(parseRequestHead(text));
        QVERIFY(!refusal.message.isEmpty());
        QVERIFY(!refusal.message.contains("canary"));
    }
}

void RequestHeadTest::survivesAnyBytes()
{
    for (qsizetype at = 0; at < kGood.size(); ++at) {
        for (int byte = 0; byte < 256; ++byte) {
            QByteArray bytes = kGood;
            bytes[at] = char(byte);
            const auto result = parseRequestHead(bytes);
            if (const auto *head = std::get_if<RequestHead>(&result)) {
                QVERIFY(head->bytes <= bytes.size());
                QVERIFY(head->path.isEmpty() || head->path.startsWith('/'));
            }
        }
    }
}

QTEST_APPLESS_MAIN(RequestHeadTest)
#include "request_head_test.moc"
