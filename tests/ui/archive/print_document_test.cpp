// SPDX-License-Identifier: MIT
#include "core/archive/chat_writer.h"
#include "core/history/stored_chat.h"
#include "ui/archive/print_document.h"

#include <QBuffer>
#include <QFile>
#include <QImage>
#include <QPdfWriter>
#include <QPrinter>
#include <QTemporaryDir>
#include <QTest>
#include <QtConcurrentRun>

using namespace freshet;

class PrintDocumentTest : public QObject {
    Q_OBJECT

private slots:
    void setsTextCodeTablesAndPictures();
    void makesAsManyPagesAsItNeeds();
    void printsOnAPrinter();
    void stopsWhenTold();
    void worksInAnotherThread();

private:
    static QByteArray htmlOf(const QString &answer, const QList<Attachment> &attachments = {});
    static QByteArray pdfOf(const QByteArray &html, bool stopped = false);
    static qsizetype pagesOf(const QByteArray &pdf) { return pdf.count("/Type /Page\n"); }
};

QByteArray PrintDocumentTest::htmlOf(const QString &answer, const QList<Attachment> &attachments)
{
    const StoredChat chat{.info = {.id = "c", .title = "Bread"},
        .leaf = "a",
        .messages = {{.id = "q", .conversation = "c", .answer = {.text = "How?"}, .attachments = attachments},
            {.id = "a", .conversation = "c", .parent = "q", .role = ChatRole::Assistant, .answer = {.text = answer}}}};
    const auto writer = makeChatWriter(ExportFormat::Html, QDateTime());
    return writer->head() + writer->chat(chat) + writer->tail();
}

QByteArray PrintDocumentTest::pdfOf(const QByteArray &html, bool stopped)
{
    QBuffer pdf;
    pdf.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&pdf);
        const std::atomic<bool> isStopped = stopped;
        if (!printHtml(html, writer, isStopped))
            return {};
    }
    return pdf.data();
}

void PrintDocumentTest::setsTextCodeTablesAndPictures()
{
    QImage picture(300, 200, QImage::Format_RGB32);
    picture.fill(Qt::darkGreen);
    QBuffer png;
    png.open(QIODevice::WriteOnly);
    picture.save(&png, "PNG");
    const QByteArray with
        = pdfOf(htmlOf("# Steps\n\nSome **bold** words.\n\n```py\nprint('a')\n```\n\n|a|b|\n|---|---|\n|1|2|\n",
            {Attachment{.name = "loaf.png", .mimeType = "image/png", .bytes = png.data()}}));
    QVERIFY(with.startsWith("%PDF"));
    QVERIFY(with.contains("/Subtype /Image"));
    QVERIFY(with.contains("/Type /Font"));
    QCOMPARE(pagesOf(with), 1); // the picture is as large as on a screen
    const QByteArray without = pdfOf(htmlOf("x"));
    QVERIFY(!without.contains("/Subtype /Image"));
    if (const QString dir = qEnvironmentVariable("FRESHET_SHOW_PDF"); !dir.isEmpty()) { // to be looked at
        QFile file(dir + "/chat.pdf");
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(with);
    }
}

void PrintDocumentTest::makesAsManyPagesAsItNeeds()
{
    QImage large(3000, 4500, QImage::Format_RGB32);
    large.fill(Qt::darkRed);
    QBuffer jpeg;
    jpeg.open(QIODevice::WriteOnly);
    large.save(&jpeg, "JPG");
    const QByteArray html
        = htmlOf("after", {Attachment{.name = "large.jpg", .mimeType = "image/jpeg", .bytes = jpeg.data()}});
    QVERIFY(pagesOf(pdfOf(html)) <= 3); // it fits on one
    QCOMPARE(pagesOf(pdfOf(htmlOf("short"))), 1);
    QVERIFY(pagesOf(pdfOf(htmlOf(QString("A line of words.\n\n").repeated(500)))) >= 5);
}

void PrintDocumentTest::printsOnAPrinter()
{
    const QTemporaryDir dir;
    QPrinter printer(QPrinter::HighResolution);
    printer.setOutputFormat(QPrinter::PdfFormat);
    printer.setOutputFileName(dir.filePath("out.pdf"));
    const std::atomic<bool> isStopped = false;
    QVERIFY(printHtml(htmlOf("Hello"), printer, isStopped));
    QFile file(dir.filePath("out.pdf"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().startsWith("%PDF"));
}

void PrintDocumentTest::stopsWhenTold() { QVERIFY(pdfOf(htmlOf("Hello"), true).isEmpty()); }

void PrintDocumentTest::worksInAnotherThread()
{
    const QByteArray html = htmlOf("Hello **there**");
    QFuture<QByteArray> pdf = QtConcurrent::run([html] { return pdfOf(html); });
    QCOMPARE(pagesOf(pdf.result()), 1);
}

QTEST_MAIN(PrintDocumentTest)
#include "print_document_test.moc"
