// SPDX-License-Identifier: MIT
#include "core/retrieval/reader_process.h"

#include "core/base/log_categories.h"
#include "core/retrieval/reader_message.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QFileInfo>
#include <QProcess>

#include <csignal>

namespace freshet {

namespace {

Error tookTooLong()
{
    return {.kind = ErrorKind::BadRequest,
        .message = QStringLiteral("Reading the document took too long, so it was given up.")};
}

Error wentWrong()
{
    return {.kind = ErrorKind::BadRequest,
        .message = QStringLiteral("Reading the document went wrong, so it was left out; it may be damaged.")};
}

} // namespace

QString documentReaderProgram()
{
    const QString besides
        = QCoreApplication::applicationDirPath() + QStringLiteral("/../libexec/freshet/freshet-reader");
    if (QFileInfo(besides).isExecutable())
        return QFileInfo(besides).canonicalFilePath();
#ifdef FRESHET_BUILT_READER // tests run from other folders
    return QStringLiteral(FRESHET_BUILT_READER);
#else
    return {};
#endif
}

ReaderProcess::ReaderProcess(const Options &options) : m_options(options) { }

ReaderProcess::~ReaderProcess() { stop(); }

void ReaderProcess::stop()
{
    if (m_process && m_process->state() != QProcess::NotRunning) {
        m_process->kill();
        m_process->waitForFinished();
    }
    m_process.reset();
}

Result<ExtractedText> ReaderProcess::read(
    const DocumentReader &reader, const QString &fileName, const QByteArray &bytes, const StopCheck &isStopped)
{
    if (reader.hasOwnProcess())
        return reader.read(bytes, isStopped);
    for (int attempt = 0; attempt < 2; ++attempt) {
        if (const Status started = ensureStarted(); !started)
            return failure(started.error());
        ask(fileName, bytes);
        const auto answered = answer(isStopped);
        if (m_process && (reader.readsPackages() || workOfProcess() > m_options.renewAfter))
            stop();
        if (answered)
            return *answered;
    }
    return failure(wentWrong());
}

/// A child that is not as a good one waits for its work, died or spoke while nothing was asked: that is no fault of
/// the document to come.
Status ReaderProcess::ensureStarted()
{
    if (m_process) {
        m_process->waitForFinished(0); // takes notice of its end, no more
        if (m_process->state() == QProcess::Running && m_process->bytesAvailable() == 0)
            return {};
        stop();
    }
    const QString program = m_options.program.isEmpty() ? documentReaderProgram() : m_options.program;
    m_process = std::make_unique<QProcess>();
    confine(*m_process, m_options.limits);
    if (!program.isEmpty())
        m_process->start(program, QStringList());
    if (program.isEmpty() || !m_process->waitForStarted()) {
        m_process.reset();
        return failure({.kind = ErrorKind::Storage,
            .message = QStringLiteral("The program freshet-reader, which reads documents, cannot be started; install"
                                      " Freshet again.")});
    }
    return {};
}

void ReaderProcess::ask(const QString &fileName, const QByteArray &bytes)
{
    const QByteArray name = fileName.toUtf8();
    ++m_number;
    m_workBefore = workOfProcess();
    m_process->write(reader_message::encodedHead(
                         {.number = m_number, .nameSize = quint32(name.size()), .fileSize = quint32(bytes.size())})
        + name);
    m_process->write(bytes);
}

std::optional<Result<ExtractedText>> ReaderProcess::answer(const StopCheck &isStopped)
{
    const QDeadlineTimer deadline(m_options.timeLimit);
    const auto giveUp = [this](const Error &error) {
        stop();
        return Result<ExtractedText>(failure(error));
    };
    if (const Status come = waitForBytes(reader_message::kReplyHeadSize, isStopped, deadline); !come)
        return giveUp(come.error());
    const auto head = reader_message::replyHead(m_process->read(reader_message::kReplyHeadSize));
    if (head && head->number != m_number) {
        stop();
        return std::nullopt;
    }
    if (head && head->size > m_options.outputLimit) {
        return giveUp({.kind = ErrorKind::PayloadTooLarge,
            .message = QStringLiteral("The document has too much text; split it into parts.")});
    }
    std::optional<Result<ExtractedText>> document;
    if (head) {
        if (const Status come = waitForBytes(head->size, isStopped, deadline); !come)
            return giveUp(come.error());
        document = reader_message::decodedReply(m_process->read(head->size));
    }
    if (!document || m_process->bytesAvailable() > 0) {
        qCWarning(logRetrieval) << "the reader of documents gave an answer that is none";
        return giveUp(wentWrong());
    }
    return document;
}

Status ReaderProcess::waitForBytes(qint64 count, const StopCheck &isStopped, const QDeadlineTimer &deadline)
{
    while (m_process->bytesAvailable() < count) {
        constexpr int checkEveryMs = 50;
        m_process->waitForReadyRead(checkEveryMs);
        if (m_process->bytesAvailable() >= count)
            break;
        if (isStopped())
            return failure({.kind = ErrorKind::Cancelled, .message = QStringLiteral("Stopped.")});
        if (deadline.hasExpired() || workOfProcess() - m_workBefore > m_options.processorLimit)
            return failure(tookTooLong());
        if (m_process->state() == QProcess::NotRunning)
            return failure(breakdown());
    }
    return {};
}

std::chrono::milliseconds ReaderProcess::workOfProcess() const
{
    return processorTime(*m_process).value_or(std::chrono::milliseconds(0));
}

/// Why the child ended before it answered.
Error ReaderProcess::breakdown() const
{
    const bool isCrash = m_process->exitStatus() == QProcess::CrashExit;
    qCWarning(logRetrieval) << "the reader of documents ended with" << m_process->exitCode()
                            << (isCrash ? "(signal)" : "(status)");
    if (!isCrash && m_process->exitCode() == reader_message::kOutOfMemoryStatus) {
        return {.kind = ErrorKind::PayloadTooLarge,
            .message = QStringLiteral("Reading the document takes more memory than it may; split it into parts.")};
    }
#ifdef SIGXCPU
    if (isCrash && m_process->exitCode() == SIGXCPU) {
        return tookTooLong();
    }
#endif
    return {.kind = ErrorKind::BadRequest,
        .message
        = QStringLiteral("Reading the document made its reader crash, so it was left out; it may be damaged.")};
}

} // namespace freshet
