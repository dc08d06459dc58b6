// SPDX-License-Identifier: MIT
#include "core/net/http_inflater.h"
#include "tests/support/every_split.h"
#include "tests/support/packed.h"

#include <QTest>

using namespace freshet;
using namespace freshet::test;

namespace {

struct Unpacked {
    bool isSound = true;
    QByteArray bytes;
    qsizetype longestPiece = 0;
};

Unpacked unpack(QByteArrayView encoding, const QByteArrayList &writes)
{
    Unpacked unpacked;
    const auto inflater = HttpInflater::forEncoding(encoding);
    for (const QByteArray &write : writes) {
        unpacked.isSound = unpacked.isSound && inflater->unpack(write, [&unpacked](const QByteArray &piece) {
            unpacked.bytes += piece;
            unpacked.longestPiece = std::max(unpacked.longestPiece, piece.size());
            return true;
        });
    }
    return unpacked;
}

} // namespace

class HttpInflaterTest : public QObject {
    Q_OBJECT

private slots:
    void knowsItsEncodings();
    void unpacksEveryForm_data();
    void unpacksEveryForm();
    void givesOutWhatHasComeSoFar();
    void goesOnWithFurtherMembers();
    void ignoresWhatStandsBehindTheEnd();
    void tellsDamagedData();
    void givesBigDataInPieces();
    void stopsWhenNoMoreIsWanted();
};

void HttpInflaterTest::knowsItsEncodings()
{
    for (const char *known : {"gzip", " GZip ", "x-gzip", "deflate"})
        QVERIFY2(HttpInflater::forEncoding(known), known);
    for (const char *unknown : {"", "br", "zstd", "gzip, gzip", "gzip,br", "identity", "x-rot13"})
        QVERIFY2(!HttpInflater::forEncoding(unknown), unknown);
}

void HttpInflaterTest::unpacksEveryForm_data()
{
    QTest::addColumn<QByteArray>("encoding");
    QTest::addColumn<int>("form");
    QTest::newRow("gzip") << QByteArray("gzip") << MAX_WBITS + 16;
    QTest::newRow("deflate, as it should be") << QByteArray("deflate") << MAX_WBITS;
    QTest::newRow("deflate, bare") << QByteArray("deflate") << -MAX_WBITS;
    QTest::newRow("zlib under the name of gzip") << QByteArray("gzip") << MAX_WBITS;
}

void HttpInflaterTest::unpacksEveryForm()
{
    QFETCH(QByteArray, encoding);
    QFETCH(int, form);
    const QByteArray text = "data: {\"choices\":[]}\n\n: a comment\n\ndata: [DONE]\n\n";
    for (const QByteArrayList &writes : everySplit(packed(text, form))) {
        const Unpacked unpacked = unpack(encoding, writes);
        QVERIFY(unpacked.isSound);
        QCOMPARE(unpacked.bytes, text);
    }
}

void HttpInflaterTest::givesOutWhatHasComeSoFar()
{
    const QByteArray whole = packed(QByteArray(100'000, 'a') + "the end");
    const Unpacked unpacked = unpack("gzip", {whole.chopped(12)});
    QVERIFY(unpacked.isSound); // more may come
    QVERIFY(unpacked.bytes.size() > 50'000);
}

void HttpInflaterTest::goesOnWithFurtherMembers()
{
    const QByteArray two = packed("one ") + packed("two");
    QCOMPARE(unpack("gzip", {two}).bytes, QByteArray("one two"));
    QCOMPARE(unpack("gzip", {packed("one "), packed("two")}).bytes, QByteArray("one two"));
}

void HttpInflaterTest::ignoresWhatStandsBehindTheEnd()
{
    const Unpacked unpacked = unpack("gzip", {packed("text") + QByteArray(16, '\0'), "more"});
    QVERIFY(unpacked.isSound);
    QCOMPARE(unpacked.bytes, QByteArray("text"));
}

void HttpInflaterTest::tellsDamagedData()
{
    QVERIFY(!unpack("gzip", {"this is plain text"}).isSound);
    QByteArray damaged = packed("a text that is long enough to be compressed, compressed, compressed");
    damaged[damaged.size() / 2] = static_cast<char>(~damaged[damaged.size() / 2]);
    QVERIFY(!unpack("gzip", {damaged}).isSound);
    QByteArray wrongSum = packed("text");
    wrongSum[wrongSum.size() - 8] = static_cast<char>(~wrongSum[wrongSum.size() - 8]);
    const Unpacked unpacked = unpack("gzip", {wrongSum});
    QVERIFY(!unpacked.isSound);
    QCOMPARE(unpacked.bytes, QByteArray("text"));
}

void HttpInflaterTest::givesBigDataInPieces()
{
    const QByteArray big(10'000'000, 'x');
    const Unpacked unpacked = unpack("gzip", {packed(big)});
    QCOMPARE(unpacked.bytes, big);
    QVERIFY(unpacked.longestPiece <= 64 * 1024);
}

void HttpInflaterTest::stopsWhenNoMoreIsWanted()
{
    const auto inflater = HttpInflater::forEncoding("gzip");
    int pieces = 0;
    QVERIFY(
        inflater->unpack(packed(QByteArray(10'000'000, 'x')), [&pieces](const QByteArray &) { return ++pieces < 3; }));
    QCOMPARE(pieces, 3);
}

QTEST_GUILESS_MAIN(HttpInflaterTest)
#include "http_inflater_test.moc"
