// SPDX-License-Identifier: MIT
#include "core/chat/image_file.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace freshet;

class ImageFileTest : public QObject {
    Q_OBJECT

private slots:
    void knowsPicturesByTheirBytes_data();
    void knowsPicturesByTheirBytes();
    void tellsWhatIsWrong_data();
    void tellsWhatIsWrong();
    void opensNothingButPlainFiles();
    void takesNoHugeFile();

private:
    QString fileWith(const QByteArray &bytes);

    QTemporaryDir m_dir;
};

QString ImageFileTest::fileWith(const QByteArray &bytes)
{
    QFile file(m_dir.filePath("picture.txt")); // the name says nothing
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? file.fileName() : QString();
}

void ImageFileTest::knowsPicturesByTheirBytes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("type");
    QTest::newRow("PNG") << QByteArray("\x89PNG\r\n\x1a\nrest") << QByteArray("image/png");
    QTest::newRow("JPEG") << QByteArray("\xff\xd8\xff\xe0 rest") << QByteArray("image/jpeg");
    QTest::newRow("GIF") << QByteArray("GIF89arest") << QByteArray("image/gif");
    QTest::newRow("WebP") << QByteArray("RIFF\x01\x02\x03\x04"
                                        "WEBPVP8 ")
                          << QByteArray("image/webp");
}

void ImageFileTest::knowsPicturesByTheirBytes()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, type);
    const Result<ChatImage> image = readImageFile(fileWith(bytes));
    QVERIFY(image);
    QCOMPARE(image->mimeType, type);
    QCOMPARE(image->bytes, bytes);
}

void ImageFileTest::tellsWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("text") << QByteArray("a picture, believe me");
    QTest::newRow("SVG") << QByteArray("<svg xmlns='http://www.w3.org/2000/svg'/>");
    QTest::newRow("another RIFF") << QByteArray("RIFF\x01\x02\x03\x04"
                                                "WAVEfmt ");
    QTest::newRow("cut off") << QByteArray("RIFF");
    QTest::newRow("HEIC") << QByteArray("\0\0\0\x18"
                                        "ftypheic",
        12);
}

void ImageFileTest::tellsWhatIsWrong()
{
    QFETCH(QByteArray, bytes);
    const QString path = fileWith(bytes);
    const Result<ChatImage> image = readImageFile(path);
    QVERIFY(!image);
    QCOMPARE(image.error().kind, ErrorKind::BadRequest);
    QVERIFY2(image.error().message.contains(path), qPrintable(image.error().message));
}

void ImageFileTest::opensNothingButPlainFiles()
{
    QCOMPARE(readImageFile(m_dir.filePath("none.png")).error().kind, ErrorKind::BadRequest);
    QCOMPARE(readImageFile(m_dir.path()).error().kind, ErrorKind::BadRequest);
    const QString pipe = m_dir.filePath("pipe.png");
    QCOMPARE(mkfifo(qPrintable(pipe), 0600), 0);
    QCOMPARE(readImageFile(pipe).error().kind, ErrorKind::BadRequest); // and does not wait for a writer
}

void ImageFileTest::takesNoHugeFile()
{
    const QString path = fileWith("\x89PNG\r\n\x1a\n");
    QVERIFY(QFile::resize(path, 20 * 1024 * 1024));
    QVERIFY(readImageFile(path));
    QVERIFY(QFile::resize(path, 20 * 1024 * 1024 + 1));
    QCOMPARE(readImageFile(path).error().kind, ErrorKind::PayloadTooLarge);
}

QTEST_GUILESS_MAIN(ImageFileTest)
#include "image_file_test.moc"
