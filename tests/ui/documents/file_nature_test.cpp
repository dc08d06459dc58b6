// SPDX-License-Identifier: MIT
#include "ui/documents/file_nature.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace freshet;

Q_DECLARE_METATYPE(freshet::FileNature)

class FileNatureTest : public QObject {
    Q_OBJECT

private slots:
    void tellsWhatMayBeStarted_data();
    void tellsWhatMayBeStarted();
    void seesThroughLinks();
    void takesWhatIsNoFileForMissing();
};

static QString fileWith(const QTemporaryDir &dir, const QString &name, const QByteArray &bytes)
{
    QFile file(dir.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("the test cannot write %s", qPrintable(file.fileName()));
    return file.fileName();
}

void FileNatureTest::tellsWhatMayBeStarted_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("hasRightToRun");
    QTest::addColumn<FileNature>("nature");
    constexpr auto document = FileNature::Document;
    constexpr auto program = FileNature::Program;

    QTest::newRow("a text") << "notes.txt" << QByteArray("The boiler.\n") << false << document;
    QTest::newRow("a PDF") << "manual.PDF" << QByteArray("%PDF-1.7\n") << false << document;
    QTest::newRow("a page") << "page.html" << QByteArray("<!DOCTYPE html><p>x") << false << document;
    QTest::newRow("a script that is only read")
        << "tool.py" << QByteArray("#!/usr/bin/python3\nprint(1)\n") << false << document;
    QTest::newRow("no suffix") << "README" << QByteArray("x\n") << false << document;
    QTest::newRow("an empty file") << "empty.txt" << QByteArray() << false << document;
    QTest::newRow("a text that may be run") << "notes.txt" << QByteArray("x\n") << true << program;
    QTest::newRow("a script that may be run") << "tool.sh" << QByteArray("#!/bin/sh\ntrue\n") << true << program;
    QTest::newRow("a desktop entry") << "Report.desktop" << QByteArray("[Desktop Entry]\nType=Application\nExec=true\n")
                                     << false << program;
    QTest::newRow("one in capitals") << "Report.DESKTOP" << QByteArray("x") << false << program;
    QTest::newRow("one with another name")
        << "report.txt" << QByteArray("[Desktop Entry]\nType=Application\nExec=true\n") << false << program;
    QTest::newRow("a program of another system") << "setup.exe" << QByteArray("x") << false << program;
    QTest::newRow("a program by what it holds") << "report.pdf"
                                                << QByteArray("\x7f"
                                                              "ELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x02\0\x3e\0",
                                                       20)
                                                << false << program;
    QTest::newRow("a package") << "thing.deb" << QByteArray("!<arch>\ndebian-binary") << false << program;
}

void FileNatureTest::tellsWhatMayBeStarted()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, bytes);
    QFETCH(bool, hasRightToRun);

    const QTemporaryDir dir;
    const QString path = fileWith(dir, name, bytes);
    if (hasRightToRun)
        QVERIFY(QFile::setPermissions(path, QFile::permissions(path) | QFile::ExeOwner));
    QTEST(natureOf(path), "nature");
}

void FileNatureTest::seesThroughLinks()
{
    const QTemporaryDir dir;
    const QString target = fileWith(dir, "run.desktop", "x");
    const QString link = dir.filePath("notes.txt");
    QVERIFY(QFile::link(target, link));
    QCOMPARE(natureOf(link), FileNature::Program);
    const QString harmless = fileWith(dir, "plain.txt", "x\n");
    QVERIFY(QFile::link(harmless, dir.filePath("other.txt")));
    QCOMPARE(natureOf(dir.filePath("other.txt")), FileNature::Document);
}

void FileNatureTest::takesWhatIsNoFileForMissing()
{
    const QTemporaryDir dir;
    QCOMPARE(natureOf(dir.filePath("gone.txt")), FileNature::Missing);
    QCOMPARE(natureOf({}), FileNature::Missing);
    QCOMPARE(natureOf(dir.path()), FileNature::Missing);
    const QByteArray pipe = QFile::encodeName(dir.filePath("pipe.txt"));
    QCOMPARE(::mkfifo(pipe.constData(), 0600), 0);
    QCOMPARE(natureOf(QFile::decodeName(pipe)), FileNature::Missing); // and does not wait for a writer
    QVERIFY(QFile::link(dir.filePath("gone.txt"), dir.filePath("dangling.txt")));
    QCOMPARE(natureOf(dir.filePath("dangling.txt")), FileNature::Missing);
}

QTEST_GUILESS_MAIN(FileNatureTest)
#include "file_nature_test.moc"
