// SPDX-License-Identifier: MIT
#include "tests/support/canary_scan.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using freshet::test::CanaryScan;

namespace {

const QByteArray kCanary = "canary-7f3a\"9k\\5Q/z+~?>~?>~1";

QByteArray encoded(const QString &encoding)
{
    QByteArray reversed = kCanary;
    std::reverse(reversed.begin(), reversed.end());
    const QString text = QString::fromLatin1(kCanary);
    const QHash<QString, QByteArray> forms{{QStringLiteral("plain"), kCanary},
        {QStringLiteral("JSON"), QJsonDocument(QJsonArray{text}).toJson()},
        {QStringLiteral("percent"), kCanary.toPercentEncoding()},
        {QStringLiteral("base64"), QByteArray("user:" + kCanary + "\xff\xfe").toBase64()},
        {QStringLiteral("base64url"),
            QByteArray("bearer" + kCanary + "\xff\xfe").toBase64(QByteArray::Base64UrlEncoding)},
        {QStringLiteral("hex"), kCanary.toHex()},
        {QStringLiteral("UTF-16LE"), QByteArray(reinterpret_cast<const char *>(text.utf16()), text.size() * 2)},
        {QStringLiteral("reversed"), reversed}};
    return forms.value(encoding);
}

} // namespace

/// The scan can find what it looks for: without this its silence would mean nothing.
class CanaryScanTest : public QObject {
    Q_OBJECT

private slots:
    void findsThePlantedCanaryInEachEncoding_data();
    void findsThePlantedCanaryInEachEncoding();
    void findsItInBase64AtEveryOffset();
    void findsItInFilesAndTheirNames();
    void findsNothingWhereThereIsNothing();
};

void CanaryScanTest::findsThePlantedCanaryInEachEncoding_data()
{
    QTest::addColumn<QString>("encoding");
    QCOMPARE(CanaryScan::encodings().size(), 8);
    for (const QString &encoding : CanaryScan::encodings())
        QTest::newRow(qPrintable(encoding)) << encoding;
}

void CanaryScanTest::findsThePlantedCanaryInEachEncoding()
{
    QFETCH(QString, encoding);
    const QByteArray planted = encoded(encoding);
    QVERIFY(!planted.isEmpty());
    const QStringList found = CanaryScan(kCanary).in("before " + planted + " after");
    QVERIFY2(found.contains(encoding), qPrintable(found.join(u' ')));
    QCOMPARE(found.size(), 1); // this canary looks different in each
}

void CanaryScanTest::findsItInBase64AtEveryOffset()
{
    for (int offset = 0; offset < 6; ++offset) {
        const QByteArray bytes = QByteArray(offset, 'u') + kCanary + QByteArray(offset, 'v');
        QVERIFY2(CanaryScan(kCanary).in(bytes.toBase64()).contains(QStringLiteral("base64")),
            qPrintable(QString::number(offset)));
    }
}

void CanaryScanTest::findsItInFilesAndTheirNames()
{
    const QTemporaryDir dir;
    QVERIFY(QDir(dir.path()).mkpath(QStringLiteral("deep/.hidden")));
    const auto write = [&dir](const QString &name, const QByteArray &content) {
        QFile file(dir.filePath(name));
        return file.open(QFile::WriteOnly) && file.write(content) == content.size();
    };
    QVERIFY(write(QStringLiteral("clean"), "nothing"));
    QCOMPARE(CanaryScan("canary-1").inFiles(dir.path()), QStringList());
    QVERIFY(write(QStringLiteral("deep/.hidden/.log"), "x" + QByteArray("canary-1").toHex() + "y"));
    QVERIFY(write(QStringLiteral("canary-1.txt"), {}));
    const QStringList found = CanaryScan("canary-1").inFiles(dir.path());
    QVERIFY(found.contains(dir.filePath(QStringLiteral("deep/.hidden/.log")) + QStringLiteral(": hex")));
    QVERIFY(found.contains(dir.filePath(QStringLiteral("canary-1.txt")) + QStringLiteral(": plain")));
}

void CanaryScanTest::findsNothingWhereThereIsNothing()
{
    QCOMPARE(CanaryScan(kCanary).in(QByteArray(kCanary).chopped(1)), QStringList());
    QCOMPARE(CanaryScan(kCanary).in({}), QStringList());
}

QTEST_GUILESS_MAIN(CanaryScanTest)
#include "canary_scan_test.moc"
