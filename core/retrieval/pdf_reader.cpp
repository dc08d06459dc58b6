// SPDX-License-Identifier: MIT
#include "core/retrieval/pdf_reader.h"

#include "core/retrieval/child_limits.h"
#include "core/retrieval/text_decoder.h"

#include <QDeadlineTimer>
#include <QProcess>
#include <QStandardPaths>

#include <csignal>

namespace freshet {

namespace {

Error unreadablePdf(const QString &why) { return {.kind = ErrorKind::BadRequest, .message = why}; }

} // namespace

Result<ExtractedText> PdfReader::read(const QByteArray &bytes, const StopCheck &isStopped) const
{
    const QString program
        = m_options.program.isEmpty() ? QStandardPaths::findExecutable(QStringLiteral("pdftotext")) : m_options.program;
    if (program.isEmpty()) {
        return failure({.kind = ErrorKind::Storage,
            .message = QStringLiteral("PDF files need the program pdftotext; install the package poppler-utils.")});
    }
    QProcess process;
    confine(process, {.memory = 1U << 30, .processorSeconds = 30, .niceness = 10}); // a person may wait for it
    process.start(program,
        {QStringLiteral("-q"), QStringLiteral("-enc"), QStringLiteral("UTF-8"), QStringLiteral("-"),
            QStringLiteral("-")});
    process.write(bytes);
    process.closeWriteChannel();

    QByteArray output;
    QDeadlineTimer deadline(m_options.timeLimit);
    const auto giveUp = [&](const QString &why) {
        process.kill();
        process.waitForFinished();
        return failure(unreadablePdf(why));
    };
    while (process.state() != QProcess::NotRunning) {
        constexpr int checkEveryMs = 100;
        process.waitForReadyRead(checkEveryMs);
        output += process.readAllStandardOutput();
        if (output.size() > m_options.outputLimit)
            return giveUp(QStringLiteral("The PDF has too much text; split it into parts."));
        if (deadline.hasExpired())
            return giveUp(QStringLiteral("Reading the PDF took too long, so it was given up."));
        if (isStopped()) {
            giveUp({});
            return failure({.kind = ErrorKind::Cancelled, .message = QStringLiteral("Stopped.")});
        }
    }
    output += process.readAllStandardOutput();
    if (process.error() == QProcess::FailedToStart) {
        return failure({.kind = ErrorKind::Storage,
            .message = QStringLiteral("The program %1 could not be started; reinstall the package poppler-utils.")
                           .arg(program)});
    }
#ifdef SIGXCPU
    if (process.exitStatus() == QProcess::CrashExit && process.exitCode() == SIGXCPU)
        return failure(unreadablePdf(QStringLiteral("Reading the PDF took too long, so it was given up.")));
#endif
    if (process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0)
        return failure(unreadablePdf(QStringLiteral("The PDF is damaged or protected by a password.")));
    return pagedText(decodedText(output));
}

ExtractedText pagedText(const QString &text)
{
    ExtractedText document;
    int page = 0;
    for (const QStringView part : QStringView(text).split(u'\f')) {
        ++page;
        const QString canonical = canonicalText(part.toString());
        if (!canonical.isEmpty())
            document.pages << PageMark{document.text.size(), page};
        document.text += canonical;
        if (!document.text.isEmpty() && !document.text.endsWith(u'\n'))
            document.text += u'\n';
    }
    return document;
}

} // namespace freshet
