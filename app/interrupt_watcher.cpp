// SPDX-License-Identifier: MIT
#include "app/interrupt_watcher.h"

#include "app/exit_status.h"

#include <array>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace freshet {

namespace {

std::array<int, 2> interruptPipe{-1, -1}; // a signal handler reaches nothing else
volatile std::sig_atomic_t wasInterrupted = 0;

extern "C" void onInterrupt(int)
{
    if (wasInterrupted != 0)
        ::_exit(int(ExitStatus::Interrupted));
    wasInterrupted = 1;
    const char byte = 1;
    [[maybe_unused]] const ssize_t n = ::write(interruptPipe[1], &byte, 1);
}

int openInterruptPipe()
{
    if (::pipe2(interruptPipe.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        qFatal("no pipe for signals");
    return interruptPipe[0];
}

void setHandler(void (*handler)(int))
{
    struct sigaction action { };
    action.sa_handler = handler; // NOLINT: a union in the system's header
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        struct sigaction before { };
        ::sigaction(signal, nullptr, &before);
        const bool isUnderNohup = signal == SIGHUP && before.sa_handler == SIG_IGN; // NOLINT: likewise
        if (!isUnderNohup)
            ::sigaction(signal, &action, nullptr);
    }
}

} // namespace

InterruptWatcher::InterruptWatcher(QObject *parent)
    : QObject(parent), m_notifier(openInterruptPipe(), QSocketNotifier::Read)
{
    connect(&m_notifier, &QSocketNotifier::activated, this, &InterruptWatcher::onReadable);
    setHandler(onInterrupt);
    std::signal(SIGPIPE, SIG_IGN); // NOLINT(cert-err33-c)
}

InterruptWatcher::~InterruptWatcher()
{
    setHandler(SIG_DFL);
    ::close(interruptPipe[0]);
    ::close(interruptPipe[1]);
}

void InterruptWatcher::onReadable()
{
    char byte = 0;
    while (::read(interruptPipe[0], &byte, 1) == 1) { }
    emit interrupted();
}

} // namespace freshet
