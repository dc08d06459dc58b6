// SPDX-License-Identifier: MIT
#include "core/retrieval/chunker.h"
#include "core/retrieval/pdf_reader.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace freshet;
using namespace std::chrono_literals;

class PdfReaderTest : public QObject {
    Q_OBJECT

private slots:
    void readsTheTextAndThePagesOfAPdf();
    void saysWhatToInstallWhenPdftotextIsMissing();
    void failsOnADamagedPdf();
    void givesUpOnAProgramThatHangs();
    void givesUpWhenItIsStopped();
    void givesUpOnEndlessOutput();
    void keepsTheEnvironmentFromTheProgram();
    void countsPagesWithoutText();
    void givesEachPassageThePageThatItStandsOn();

private:
    /// A shell script in the place of pdftotext.
    QString fakeProgram(const QByteArray &script);

    QTemporaryDir m_dir;
};

static const StopCheck kNeverStopped = [] { return false; };

static QByteArray twoPages()
{
    QFile file(QStringLiteral(FRESHET_TEST_DATA "/documents/two_pages.pdf"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString PdfReaderTest::fakeProgram(const QByteArray &script)
{
    QFile file(m_dir.filePath(QString::fromLatin1(QTest::currentTestFunction())));
    if (!file.open(QIODevice::WriteOnly))
        return {};
    file.write("#!/bin/sh\n" + script);
    file.setPermissions(QFile::ReadOwner | QFile::ExeOwner);
    return file.fileName();
}

void PdfReaderTest::readsTheTextAndThePagesOfAPdf()
{
    const auto document = PdfReader().read(twoPages(), kNeverStopped);
    QVERIFY2(document, qPrintable(document ? QString() : document.error().message));
    QVERIFY(document->text.startsWith("Harbour crane maintenance\nThe slewing ring is greased every 250 hours"));
    QCOMPARE(document->pages.size(), 2);
    QCOMPARE(document->pages.at(1).page, 2);
    QVERIFY(QStringView(document->text).sliced(document->pages.at(1).offset).startsWith(u"Emergency stop"));
}

void PdfReaderTest::saysWhatToInstallWhenPdftotextIsMissing()
{
    const QByteArray path = qgetenv("PATH");
    qputenv("PATH", m_dir.path().toUtf8());
    const auto document = PdfReader().read(twoPages(), kNeverStopped);
    qputenv("PATH", path);
    QVERIFY(!document);
    QCOMPARE(document.error().kind, ErrorKind::Storage);
    QVERIFY(document.error().message.contains("poppler-utils"));
}

void PdfReaderTest::failsOnADamagedPdf()
{
    const auto document = PdfReader().read("%PDF-1.7 and nothing more", kNeverStopped);
    QVERIFY(!document);
    QCOMPARE(document.error().kind, ErrorKind::BadRequest);
}

void PdfReaderTest::givesUpOnAProgramThatHangs()
{
    QElapsedTimer clock;
    clock.start();
    const PdfReader reader({.program = fakeProgram("exec sleep 60\n"), .timeLimit = 300ms});
    const auto document = reader.read(twoPages(), kNeverStopped);
    QVERIFY(!document);
    QVERIFY(document.error().message.contains("too long"));
    QVERIFY(clock.elapsed() < 10'000);
}

void PdfReaderTest::givesUpWhenItIsStopped()
{
    const PdfReader reader({.program = fakeProgram("exec sleep 60\n")});
    const auto document = reader.read(twoPages(), [] { return true; });
    QVERIFY(!document);
    QCOMPARE(document.error().kind, ErrorKind::Cancelled);
}

void PdfReaderTest::givesUpOnEndlessOutput()
{
    const PdfReader reader({.program = fakeProgram("exec yes\n"), .outputLimit = 1024 * 1024});
    const auto document = reader.read(twoPages(), kNeverStopped);
    QVERIFY(!document);
    QVERIFY(document.error().message.contains("too much text"));
}

void PdfReaderTest::keepsTheEnvironmentFromTheProgram()
{
    qputenv("FRESHET_API_KEY_TEST", "canary");
    const PdfReader reader({.program = fakeProgram("/usr/bin/env; ulimit -v; ulimit -t\n")});
    const auto document = reader.read(twoPages(), kNeverStopped);
    QVERIFY2(document, qPrintable(document ? QString() : document.error().message));
    QVERIFY(!document->text.contains("canary"));
    QVERIFY(!document->text.contains("HOME="));
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) // which reserve terabytes
    QVERIFY(document->text.endsWith("unlimited\n30\n"));
#else
    QVERIFY(document->text.endsWith("1048576\n30\n")); // KiB of memory, seconds
#endif
}

void PdfReaderTest::countsPagesWithoutText()
{
    const ExtractedText document = pagedText("\fsecond\f\ffourth\f");
    QCOMPARE(document.text, "second\nfourth\n");
    QCOMPARE(document.pages, (QList<PageMark>{{0, 2}, {7, 4}}));
}

void PdfReaderTest::givesEachPassageThePageThatItStandsOn()
{
    QStringList got;
    for (const Passage &passage : passagesOf(pagedText("The heron stands.\f\fThe walrus swims.\fThe gnu\ngrazes.\f")))
        got << QStringLiteral("%1: %2").arg(passage.page.value_or(0)).arg(passage.text);
    QCOMPARE(got, (QStringList{"1: The heron stands.", "3: The walrus swims.", "4: The gnu\ngrazes."}));
}

QTEST_GUILESS_MAIN(PdfReaderTest)
#include "pdf_reader_test.moc"
