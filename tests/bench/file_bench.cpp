// SPDX-License-Identifier: MIT
#include "tests/bench/file_bench.h"

#include "tests/bench/figures.h"
#include "tests/bench/vocabulary.h"

#include <QDir>
#include <QFile>
#include <QPainter>
#include <QPdfWriter>
#include <QProcess>
#include <QTemporaryDir>

namespace freshet::bench {

namespace {

constexpr int kSmallFiles = 4000;
constexpr int kFilesAFolder = 100;
constexpr int kWordsASmallFile = 250;
constexpr int kPages = 600;
constexpr int kWordsAPage = 500;

qint64 writeSmallFiles(const QString &folder, Vocabulary &vocabulary)
{
    qint64 bytes = 0;
    for (int i = 0; i < kSmallFiles; ++i) {
        const QString inside = QStringLiteral("%1/%2").arg(folder).arg(i / kFilesAFolder);
        QDir().mkpath(inside);
        QFile file(QStringLiteral("%1/%2.md").arg(inside).arg(i));
        const QString text = QStringLiteral("# %1\n\n%2\n").arg(vocabulary.text(4), vocabulary.text(kWordsASmallFile));
        if (file.open(QIODevice::WriteOnly))
            bytes += file.write(text.toUtf8());
    }
    return bytes;
}

void writePages(const QString &path, Vocabulary &vocabulary)
{
    QPdfWriter writer(path);
    QPainter painter(&writer);
    for (int page = 0; page < kPages; ++page) {
        if (page > 0)
            writer.newPage();
        painter.drawText(QRect({}, writer.pageLayout().paintRectPixels(writer.resolution()).size()), Qt::TextWordWrap,
            vocabulary.text(kWordsAPage));
    }
}

/// From the start of the program to its end; 0 where it fails.
double indexedASecond(int count, const QString &freshet, const QString &profile, const QString &path)
{
    QProcess program;
    program.setStandardInputFile(QProcess::nullDevice());
    const qint64 begun = monotonicNs();
    program.start(freshet,
        {QStringLiteral("--profile"), profile, QStringLiteral("index"), QStringLiteral("--collection"),
            QStringLiteral("bench"), path});
    const bool isDone = program.waitForFinished(-1) && program.exitCode() == 0;
    return isDone ? rounded(count * 1e9 / double(monotonicNs() - begun)) : 0;
}

} // namespace

QJsonObject measureFiles(const QString &freshet)
{
    const QTemporaryDir dir;
    QRandomGenerator random(1);
    Vocabulary vocabulary(random);
    const QString folder = dir.filePath(QStringLiteral("notes"));
    const qint64 bytes = writeSmallFiles(folder, vocabulary);
    const QString pdf = dir.filePath(QStringLiteral("book.pdf"));
    writePages(pdf, vocabulary);
    return {{"bytes_a_file", rounded(double(bytes) / kSmallFiles)},
        {"files_a_second", indexedASecond(kSmallFiles, freshet, dir.filePath(QStringLiteral("of-files")), folder)},
        {"pages_a_second", indexedASecond(kPages, freshet, dir.filePath(QStringLiteral("of-pages")), pdf)}};
}

} // namespace freshet::bench
