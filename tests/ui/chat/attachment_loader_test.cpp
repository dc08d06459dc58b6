// SPDX-License-Identifier: MIT
#include "ui/chat/attachment_loader.h"
#include "ui/chat/picture_scaler.h"

#include <QBuffer>
#include <QFile>
#include <QImage>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace freshet;

class AttachmentLoaderTest : public QObject {
    Q_OBJECT

private slots:
    void readsOneAfterTheOtherAndSaysSo();
    void saysWhatCannotBeRead();
    void takesAPictureOfTheClipboard();
    void mayBeDeletedWhileItReads();
    void sendsASmallPictureByteForByte();
    void makesALargePictureSmaller_data();
    void makesALargePictureSmaller();
    void refusesADamagedPicture();

private:
    QString fileWith(const QString &name, const QByteArray &bytes);

    QTemporaryDir m_dir;
};

static QByteArray fileOf(const QSize &size, const char *format, const QColor &color = Qt::darkGreen)
{
    QImage image(size, QImage::Format_ARGB32);
    image.fill(color);
    if (color.alpha() == 255)
        image = image.convertToFormat(QImage::Format_RGB32);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, format);
    return bytes;
}

QString AttachmentLoaderTest::fileWith(const QString &name, const QByteArray &bytes)
{
    QFile file(m_dir.filePath(name));
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? file.fileName() : QString();
}

void AttachmentLoaderTest::readsOneAfterTheOtherAndSaysSo()
{
    AttachmentLoader loader;
    QSignalSpy attached(&loader, &AttachmentLoader::attached);
    QSignalSpy pending(&loader, &AttachmentLoader::pendingChanged);
    loader.readFiles("chat", {fileWith("a.txt", "words"), fileWith("b.png", fileOf({40, 30}, "PNG"))});
    QCOMPARE(loader.pending("chat"), (QStringList{"a.txt", "b.png"}));
    QVERIFY(loader.pending("other").isEmpty());
    QTRY_COMPARE(attached.count(), 2);
    QCOMPARE(attached.at(0).at(0).toString(), QString("chat"));
    QCOMPARE(attached.at(0).at(1).value<Attachment>().text, QString("words"));
    const auto picture = attached.at(1).at(1).value<Attachment>();
    QCOMPARE(picture.mimeType, QByteArray("image/png"));
    QCOMPARE(QImage::fromData(picture.thumbnail).size(), QSize(40, 30));
    QVERIFY(loader.pending("chat").isEmpty());
    QCOMPARE(pending.count(), 4);
}

void AttachmentLoaderTest::saysWhatCannotBeRead()
{
    AttachmentLoader loader;
    QSignalSpy failed(&loader, &AttachmentLoader::failed);
    loader.readFiles("chat", {fileWith("a.zip", QByteArray("PK\0\0", 4))});
    QVERIFY(failed.wait());
    QVERIFY(failed.at(0).at(1).toString().startsWith("\"a.zip\" is neither a picture"));
    QVERIFY(loader.pending("chat").isEmpty());
}

void AttachmentLoaderTest::takesAPictureOfTheClipboard()
{
    AttachmentLoader loader;
    QSignalSpy attached(&loader, &AttachmentLoader::attached);
    QImage picture(3000, 100, QImage::Format_RGB32);
    picture.fill(Qt::blue);
    loader.readPicture("chat", picture);
    QVERIFY(attached.wait());
    const auto it = attached.at(0).at(1).value<Attachment>();
    QCOMPARE(it.name, QString("Picture.png"));
    QCOMPARE(it.mimeType, QByteArray("image/png"));
    QCOMPARE(QImage::fromData(it.bytes).width(), kLongestPictureSide);
}

void AttachmentLoaderTest::mayBeDeletedWhileItReads()
{
    auto loader = std::make_unique<AttachmentLoader>();
    QStringList paths;
    for (int i = 0; i < 20; ++i)
        paths << fileWith(QString::number(i), fileOf({600, 600}, "PNG"));
    loader->readFiles("chat", paths);
    QSignalSpy attached(loader.get(), &AttachmentLoader::attached);
    QVERIFY(attached.wait());
    loader.reset();
}

void AttachmentLoaderTest::sendsASmallPictureByteForByte()
{
    const Attachment picture{.name = "a.jpg", .mimeType = "image/jpeg", .bytes = fileOf({2048, 100}, "JPEG")};
    const Result<Attachment> prepared = preparedPicture(picture);
    QVERIFY(prepared);
    QCOMPARE(prepared->bytes, picture.bytes);
    QCOMPARE(QImage::fromData(prepared->thumbnail).width(), 320);
    const Attachment unknown{.name = "a", .mimeType = "image/x-unknown", .bytes = "x"};
    QCOMPARE(*preparedPicture(unknown), unknown); // what Qt cannot decode, a vendor may
}

void AttachmentLoaderTest::makesALargePictureSmaller_data()
{
    QTest::addColumn<QColor>("color");
    QTest::addColumn<QByteArray>("type");
    QTest::newRow("opaque") << QColor(Qt::red) << QByteArray("image/jpeg");
    QTest::newRow("see-through") << QColor(255, 0, 0, 100) << QByteArray("image/png");
}

void AttachmentLoaderTest::makesALargePictureSmaller()
{
    QFETCH(QColor, color);
    const Result<Attachment> prepared
        = preparedPicture({.name = "a.png", .mimeType = "image/png", .bytes = fileOf({1500, 3000}, "PNG", color)});
    QVERIFY(prepared);
    QTEST(prepared->mimeType, "type");
    QCOMPARE(QImage::fromData(prepared->bytes).size(), QSize(1024, 2048));
}

void AttachmentLoaderTest::refusesADamagedPicture()
{
    const QByteArray whole = fileOf({400, 400}, "PNG");
    const Result<Attachment> prepared
        = preparedPicture({.name = "a.png", .mimeType = "image/png", .bytes = whole.first(60)});
    QVERIFY(!prepared);
    QVERIFY(prepared.error().message.startsWith("\"a.png\" cannot be shown as a picture"));
    // An SVG, or anything else, is not decoded because a file says that it is a PNG.
    QVERIFY(!preparedPicture(
        {.name = "a.png", .mimeType = "image/png", .bytes = "<svg xmlns='http://www.w3.org/2000/svg'/>"}));
}

QTEST_MAIN(AttachmentLoaderTest)
#include "attachment_loader_test.moc"
