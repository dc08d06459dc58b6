// SPDX-License-Identifier: MIT
// What freshet-reader could become in the hands of a hostile document; the file's name says what. Any other file is
// answered with its bytes as text, so that a test sees which of the children speaks.
#include "core/retrieval/reader_message.h"
#include "core/retrieval/reader_sandbox.h"

#include <QHash>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <functional>
#include <sys/socket.h>
#include <unistd.h>

using namespace freshet;

namespace {

QByteArray bytesOfParent(quint32 count)
{
    QByteArray bytes(qsizetype(count), Qt::Uninitialized);
    bytes.truncate(qsizetype(std::fread(bytes.data(), 1, count, stdin)));
    return bytes;
}

void sayAtOnce(const QByteArray &bytes)
{
    std::fwrite(bytes.constData(), 1, size_t(bytes.size()), stdout);
    std::fflush(stdout);
}

[[noreturn]] void eatMemory()
{
    for (;;) {
        constexpr size_t block = 16U << 20;
        if (!std::malloc(block)) // NOLINT(cppcoreguidelines-no-malloc)
            std::_Exit(reader_message::kOutOfMemoryStatus);
    }
}

[[noreturn]] void loopForever()
{
    for (;;)
        ::getppid();
}

/// For the next request, which does not come before this one is answered.
void hang()
{
    char byte = 0;
    while (::read(STDIN_FILENO, &byte, 1) > 0) { }
}

void closeAndHang()
{
    ::close(STDOUT_FILENO);
    hang();
}

/// The head of a reply of 2 GB, and more.
[[noreturn]] void flood(const QByteArray &good)
{
    sayAtOnce(good.left(reader_message::kReplyHeadSize - 4) + "\x7f\xff\xff\xff");
    for (;;)
        sayAtOnce(QByteArray(1 << 20, 'f'));
}

QString tryToWrite(const QByteArray &path)
{
    std::signal(SIGXFSZ, SIG_IGN);
    FILE *file = std::fopen(path.constData(), "w");
    const bool isWritten = file && std::fputs("x", file) >= 0 && std::fflush(file) == 0;
    return isWritten ? QStringLiteral("written") : QStringLiteral("refused");
}

QString outcome(int result) { return result < 0 ? QStringLiteral("refused") : QStringLiteral("done"); }

void answer(quint32 number, const QString &name, const QByteArray &bytes)
{
    const auto reply
        = [number](const QString &text) { return reader_message::encodedReply(number, ExtractedText{.text = text}); };
    const QByteArray good = reply(QString::fromUtf8(bytes));
    const QHash<QString, std::function<void()>> tricks{
        {QStringLiteral("hang"), &hang},
        {QStringLiteral("loop"), &loopForever},
        {QStringLiteral("crash"), &std::abort},
        {QStringLiteral("memory"), &eatMemory},
        {QStringLiteral("exit"), [] { std::_Exit(0); }},
        {QStringLiteral("close"), &closeAndHang},
        {QStringLiteral("junk"), [] { sayAtOnce(QByteArray(4096, 'j')); }},
        {QStringLiteral("flood"), [&good] { flood(good); }},
        {QStringLiteral("half"),
            [&good] {
                sayAtOnce(good.left(good.size() / 2));
                hang();
            }},
        {QStringLiteral("two answers"), [&good] { sayAtOnce(good + good); }},
        {QStringLiteral("late"),
            [&good] {
                sayAtOnce(good);
                sayAtOnce(good);
            }},
        {QStringLiteral("environment"),
            [&reply] { sayAtOnce(reply(QStringLiteral("%1").arg(::environ && ::environ[0] ? 1 : 0))); }},
        {QStringLiteral("write"), [&] { sayAtOnce(reply(tryToWrite(bytes))); }},
        {QStringLiteral("read"), [&] { sayAtOnce(reply(outcome(::open("/etc/passwd", O_RDONLY | O_CLOEXEC)))); }},
        {QStringLiteral("connect"),
            [&] { sayAtOnce(reply(outcome(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)))); }},
        {QStringLiteral("signal"), [&] { sayAtOnce(reply(outcome(::kill(::getppid(), 0)))); }},
        {QStringLiteral("signal to a thread"),
            [&] { sayAtOnce(reply(outcome(::tgkill(::getppid(), ::getppid(), 0)))); }},
        {QStringLiteral("rename"),
            [&] {
                const QByteArray target = bytes + ".moved";
                sayAtOnce(reply(outcome(::renameat(AT_FDCWD, bytes.constData(), AT_FDCWD, target.constData()))));
            }},
        {QStringLiteral("run"),
            [&] {
                const pid_t child = ::fork();
                if (child == 0)
                    ::_exit(0);
                sayAtOnce(reply(outcome(child)));
            }},
        {QStringLiteral("process"), [&reply] { sayAtOnce(reply(QString::number(qlonglong(::getpid())))); }},
    };
    tricks.value(name, [&good] { sayAtOnce(good); })();
}

} // namespace

int main()
{
    enterReaderSandbox();
    for (;;) {
        const auto head = reader_message::requestHead(bytesOfParent(quint32(reader_message::kRequestHeadSize)));
        if (!head)
            return 0;
        const QString name = QString::fromUtf8(bytesOfParent(head->nameSize));
        answer(head->number, name, bytesOfParent(head->fileSize));
    }
}
