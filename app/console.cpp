// SPDX-License-Identifier: MIT
#include "app/console.h"

#include <QCoreApplication>

#include <cerrno>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace freshet {

namespace {

bool isPiped(int descriptor)
{
    struct stat info { };
    return ::fstat(descriptor, &info) == 0
        && (S_ISFIFO(info.st_mode) || S_ISREG(info.st_mode) || S_ISSOCK(info.st_mode));
}

/// For a pipe that somebody else has made non-blocking.
void waitUntilWritable(int descriptor)
{
    pollfd ready{.fd = descriptor, .events = POLLOUT, .revents = 0};
    ::poll(&ready, 1, -1); // what went wrong the next write() tells
}

/// 0, or the error that stopped it.
int writeAll(int descriptor, const QByteArray &bytes)
{
    for (qsizetype done = 0; done < bytes.size();) {
        const ssize_t n = ::write(descriptor, bytes.constData() + done, size_t(bytes.size() - done));
        if (n >= 0)
            done += n;
        else if (errno == EAGAIN)
            waitUntilWritable(descriptor);
        else if (errno != EINTR)
            return errno;
    }
    return 0;
}

QString shortenedToTerminal(const QString &line)
{
    struct winsize size { };
    const int columns = ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
    return line.size() < columns ? line : QString(line.left(columns - 2) + u'\u2026');
}

} // namespace

Console::Console()
    : m_isInputPiped(isPiped(STDIN_FILENO)),
      m_isOutputTerminal(::isatty(STDOUT_FILENO)),
      m_isErrorTerminal(::isatty(STDERR_FILENO)),
      m_outputFilter(m_isOutputTerminal ? EscapeFilter::Target::Terminal : EscapeFilter::Target::File)
{
}

bool Console::writeBytes(const QByteArray &bytes)
{
    clearStatus();
    if (m_writeError == 0)
        m_writeError = writeAll(STDOUT_FILENO, bytes);
    return m_writeError == 0;
}

bool Console::write(const QString &foreignText) { return writeBytes(m_outputFilter.filtered(foreignText).toUtf8()); }

void Console::sayWriteProblem()
{
    if (m_writeError != EPIPE)
        say(QCoreApplication::translate("Console", "Standard output cannot be written: %1.")
                .arg(qt_error_string(m_writeError)));
    m_writeError = EPIPE; // said; nothing more is written
}

void Console::say(const QString &line)
{
    clearStatus();
    const QString safe = EscapeFilter(EscapeFilter::Target::Terminal).filtered(line);
    writeAll(STDERR_FILENO, QByteArray("freshet: " + safe.toUtf8() + '\n'));
}

void Console::note(const QString &line)
{
    if (!m_isErrorTerminal)
        return;
    clearStatus();
    writeAll(STDERR_FILENO, QByteArray(EscapeFilter(EscapeFilter::Target::Terminal).filtered(line).toUtf8() + '\n'));
}

void Console::showStatus(const QString &line)
{
    if (!m_isErrorTerminal)
        return;
    QString safe = EscapeFilter(EscapeFilter::Target::Terminal).filtered(line);
    safe.replace(u'\n', u' ');
    writeAll(STDERR_FILENO, QByteArray("\r\x1b[K" + shortenedToTerminal(safe).toUtf8()));
    m_hasStatus = true;
}

void Console::clearStatus()
{
    if (!m_hasStatus)
        return;
    m_hasStatus = false;
    writeAll(STDERR_FILENO, QByteArray("\r\x1b[K"));
}

} // namespace freshet
