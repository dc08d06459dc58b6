// SPDX-License-Identifier: MIT
#include "core/zip/zip_file.h"
#include "tests/support/zip_maker.h"

#include <QBuffer>
#include <QRandomGenerator>
#include <QTest>

using namespace freshet;
using test::ZipMaker;

class ZipFileTest : public QObject {
    Q_OBJECT

private slots:
    void unpacksWhatIsStoredAndDeflated();
    void refusesABomb();
    void refusesABombThatLies();
    void refusesWhatIsLocked();
    void refusesAWrongChecksum();
    void refusesEveryCut();
    void survivesEveryFlippedByte();

private:
    /// All entries, or the first error.
    static Result<QByteArrayList> unpacked(const QByteArray &bytes);
};

Result<QByteArrayList> ZipFileTest::unpacked(const QByteArray &bytes)
{
    QBuffer file;
    file.setData(bytes);
    file.open(QIODevice::ReadOnly);
    const auto zip = ZipFile::open(file);
    if (!zip)
        return failure(zip.error());
    QByteArrayList contents;
    for (const ZipEntry &entry : zip->entries()) {
        QByteArray content;
        const Status status = zip->read(entry, [&](QByteArrayView piece) {
            content += piece;
            return true;
        });
        if (!status)
            return failure(status.error());
        contents << content;
    }
    return contents;
}

void ZipFileTest::unpacksWhatIsStoredAndDeflated()
{
    QByteArray large;
    for (int i = 0; i < 200'000; ++i)
        large += QByteArray::number(i) + ' ';
    ZipMaker zip;
    zip.add("a.txt", "hello", ZipMaker::Method::Stored);
    zip.add("b/c.json", large);
    zip.add("empty", "");
    const auto contents = unpacked(zip.bytes());
    QVERIFY(contents);
    QCOMPARE(*contents, (QByteArrayList{"hello", large, ""}));
}

void ZipFileTest::refusesABomb()
{
    ZipMaker zip;
    zip.add("conversations.json", QByteArray(64 << 20, ' '));
    const auto contents = unpacked(zip.bytes());
    QVERIFY(!contents);
    QVERIFY(contents.error().message.contains("unpacks to far more"));
}

void ZipFileTest::refusesABombThatLies()
{
    ZipMaker zip;
    zip.saidSize = 100;
    zip.add("conversations.json", QByteArray(64 << 20, ' '));
    qint64 taken = 0;
    QBuffer file;
    file.setData(zip.bytes());
    file.open(QIODevice::ReadOnly);
    const auto opened = ZipFile::open(file);
    QVERIFY(opened);
    const Status status = opened->read(opened->entries().first(), [&](QByteArrayView piece) {
        taken += piece.size();
        return true;
    });
    QVERIFY(!status);
    QVERIFY(status.error().message.contains("unpacks to far more"));
    QVERIFY(taken < 20 << 20);
}

void ZipFileTest::refusesWhatIsLocked()
{
    ZipMaker zip;
    zip.flags = 1;
    zip.add("a", "x");
    const auto contents = unpacked(zip.bytes());
    QVERIFY(!contents);
    QVERIFY(contents.error().message.contains("password"));
}

void ZipFileTest::refusesAWrongChecksum()
{
    for (const auto method : {ZipMaker::Method::Stored, ZipMaker::Method::Deflated}) {
        ZipMaker zip;
        zip.checksumError = 1;
        zip.add("a", "some text", method);
        QVERIFY(!unpacked(zip.bytes()));
    }
}

void ZipFileTest::refusesEveryCut()
{
    ZipMaker zip;
    zip.add("a.json", "[1, 2, 3]");
    zip.add("b.json", "[4]", ZipMaker::Method::Stored);
    const QByteArray bytes = zip.bytes();
    for (qsizetype size = 0; size < bytes.size(); ++size)
        QVERIFY2(!unpacked(bytes.left(size)), qPrintable(QString::number(size)));
}

void ZipFileTest::survivesEveryFlippedByte()
{
    ZipMaker zip;
    zip.add("a.json", "[1, 2, 3, \"some words\"]");
    const QByteArray bytes = zip.bytes();
    int refused = 0;
    for (qsizetype at = 0; at < bytes.size(); ++at) {
        for (const int change : {0x01, 0x80, 0xff}) {
            QByteArray broken = bytes;
            broken[at] = static_cast<char>(broken[at] ^ change);
            refused += unpacked(broken) ? 0 : 1;
        }
    }
    QVERIFY(refused > bytes.size()); // names and times may change, what is read may not
}

QTEST_GUILESS_MAIN(ZipFileTest)
#include "zip_file_test.moc"
