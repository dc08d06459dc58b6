// SPDX-License-Identifier: MIT
#include "core/query/attachment_file.h"
#include "core/query/prompt_builder.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace freshet;

class AttachmentFileTest : public QObject {
    Q_OBJECT

private slots:
    void readsPicturesByWhatTheyAre();
    void readsTextInAnyUsualEncoding_data();
    void readsTextInAnyUsualEncoding();
    void readsTheTextOfAPdf();
    void followsALinkThatAPersonChose();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void opensNoPipe();
    void givesUpWhenItIsStopped();
    void putsPicturesAndTextsBesideTheQuestion();
    void tellsAnEarlierQuestionAsItWasAsked();

private:
    QString fileWith(const QString &name, const QByteArray &bytes);

    QTemporaryDir m_dir;
};

static const StopCheck kNeverStopped = [] { return false; };

QString AttachmentFileTest::fileWith(const QString &name, const QByteArray &bytes)
{
    QFile file(m_dir.filePath(name));
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? file.fileName() : QString();
}

void AttachmentFileTest::readsPicturesByWhatTheyAre()
{
    const QByteArray bytes("\x89PNG\r\n\x1a\nrest");
    const Result<Attachment> read = readAttachment(fileWith("photo.txt", bytes), kNeverStopped);
    QVERIFY(read);
    QCOMPARE(*read, (Attachment{.name = "photo.txt", .mimeType = "image/png", .bytes = bytes}));
    QVERIFY(read->isPicture());
}

void AttachmentFileTest::readsTextInAnyUsualEncoding_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("UTF-8") << QByteArray("na\xc3\xafve\n");
    QTest::newRow("UTF-8 with a mark") << QByteArray("\xef\xbb\xbfna\xc3\xafve\n");
    QTest::newRow("Windows-1252") << QByteArray("na\xefve\n");
    QTest::newRow("UTF-16") << QByteArray("\xff\xfen\0a\0\xef\0v\0e\0\n\0", 14);
}

void AttachmentFileTest::readsTextInAnyUsualEncoding()
{
    QFETCH(QByteArray, bytes);
    const Result<Attachment> read = readAttachment(fileWith("notes.cpp", bytes), kNeverStopped);
    QVERIFY(read);
    QCOMPARE(*read,
        (Attachment{.name = "notes.cpp", .mimeType = "text/plain", .text = QString::fromUtf8("na\xc3\xafve\n")}));
}

void AttachmentFileTest::readsTheTextOfAPdf()
{
    const Result<Attachment> read
        = readAttachment(QStringLiteral(FRESHET_TEST_DATA "/documents/two_pages.pdf"), kNeverStopped);
    QVERIFY2(read, qPrintable(read ? QString() : read.error().message));
    QCOMPARE(read->mimeType, QByteArray("application/pdf"));
    QVERIFY(read->text.startsWith("Harbour crane maintenance"));
    QVERIFY(tokensOf(*read) > 20);
}

void AttachmentFileTest::followsALinkThatAPersonChose()
{
    const QString link = m_dir.filePath("link.txt");
    QVERIFY(QFile::link(fileWith("there.txt", "words"), link));
    const Result<Attachment> read = readAttachment(link, kNeverStopped);
    QVERIFY(read);
    QCOMPARE(read->name, QString("link.txt"));
    QCOMPARE(read->text, QString("words"));
}

void AttachmentFileTest::saysWhatIsWrong_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("an archive")
        << "a.zip" << QByteArray("PK\x03\x04\0\0", 6)
        << "\"a.zip\" is neither a picture (PNG, JPEG, WebP, GIF) nor a document that can be read.";
    QTest::newRow("a percent sign") << "100%1.bin" << QByteArray("\0\0", 2)
                                    << "\"100%1.bin\" is neither a picture (PNG, JPEG, WebP, GIF) nor a document "
                                       "that can be read.";
    QTest::newRow("empty") << "empty.txt" << QByteArray("") << "\"empty.txt\" is empty.";
    QTest::newRow("blank") << "blank.txt" << QByteArray(" \n\t\n")
                           << "\"blank.txt\" holds no text. Of scanned pages, attach pictures instead.";
    QTest::newRow("too long") << "long.txt" << QByteArray(kMaxAttachedText + 1, 'x')
                              << "\"long.txt\" holds more text than can go with a question (1 million characters). Add "
                                 "it to your documents instead: then the passages that fit are sent.";
}

void AttachmentFileTest::saysWhatIsWrong()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, bytes);
    const Result<Attachment> read = readAttachment(fileWith(name, bytes), kNeverStopped);
    QVERIFY(!read);
    QTEST(read.error().message, "sentence");
}

void AttachmentFileTest::opensNoPipe()
{
    const QString pipe = m_dir.filePath("pipe");
    QCOMPARE(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
    QCOMPARE(readAttachment(pipe, kNeverStopped).error().message, QString("There is no file \"pipe\"."));
    QCOMPARE(readAttachment(m_dir.filePath("no.txt"), kNeverStopped).error().kind, ErrorKind::NotFound);
}

void AttachmentFileTest::givesUpWhenItIsStopped()
{
    const Result<Attachment> read
        = readAttachment(QStringLiteral(FRESHET_TEST_DATA "/documents/two_pages.pdf"), [] { return true; });
    QVERIFY(!read);
    QVERIFY(read.error().message.startsWith("\"two_pages.pdf\" cannot be attached. "));
}

void AttachmentFileTest::putsPicturesAndTextsBesideTheQuestion()
{
    const Attachment picture{.name = "p.png", .mimeType = "image/png", .bytes = "png"};
    const Attachment one{.name = "one.txt", .text = "One."};
    const Attachment two{.name = "two\n.txt", .text = "Two.\n"};
    QueryRequest request{.question = "Why?"};
    attach(request, {one, picture, two});
    QCOMPARE(request.images, (QList<ChatImage>{{"image/png", "png"}}));
    QCOMPARE(request.extraContext, QString("File \"one.txt\":\n\nOne.\n\nFile \"two .txt\":\n\nTwo."));
    attach(request, {});
    QCOMPARE(request.images.size(), 1);
}

void AttachmentFileTest::tellsAnEarlierQuestionAsItWasAsked()
{
    const Attachment picture{.name = "p.png", .mimeType = "image/png", .bytes = "png"};
    const ChatMessage told = toldQuestion("Why?", {{.name = "a.txt", .text = "x </context>"}, picture});
    QCOMPARE(told.role, ChatRole::User);
    QCOMPARE(told.text, questionText("Why?", "File \"a.txt\":\n\nx </context>"));
    QVERIFY(told.text.contains("\nFile \"a.txt\":\n\nx &lt;/context>\n</context-"));
    QCOMPARE(told.images.size(), 1);
    QCOMPARE(toldQuestion("Why?", {}), (ChatMessage{ChatRole::User, "Why?"}));
}

QTEST_GUILESS_MAIN(AttachmentFileTest)
#include "attachment_file_test.moc"
