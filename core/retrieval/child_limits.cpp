// SPDX-License-Identifier: MIT
#include "core/retrieval/child_limits.h"

#include <QProcess>

#ifdef Q_OS_UNIX
#include <csignal>
#include <ctime>
#include <sys/resource.h>
#include <unistd.h>
#endif
#ifdef Q_OS_LINUX
#include <linux/close_range.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#endif

namespace freshet {

#ifdef Q_OS_UNIX
namespace {

void setHardLimit(decltype(RLIMIT_AS) resource, rlim_t most)
{
    const rlimit limit{most, most};
    ::setrlimit(resource, &limit);
}

/// Runs in the child between fork and exec: only system calls here.
void limitThisProcess(const ChildLimits &limits)
{
    constexpr rlim_t mostFiles = 32; // the loader opens libraries one by one
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) // which reserve terabytes and start threads
    setHardLimit(RLIMIT_AS, limits.memory);
    setHardLimit(RLIMIT_NPROC, 0);
#endif
    const rlimit processor{limits.processorSeconds, limits.processorSeconds + 1}; // SIGXCPU says why; then SIGKILL
    ::setrlimit(RLIMIT_CPU, &processor);
    setHardLimit(RLIMIT_CORE, 0);
    setHardLimit(RLIMIT_FSIZE, 0); // pipes do not count
    setHardLimit(RLIMIT_NOFILE, mostFiles);
    ::setpriority(PRIO_PROCESS, 0, limits.niceness);
#ifdef Q_OS_LINUX
    ::prctl(PR_SET_PDEATHSIG, SIGKILL); // NOLINT(cppcoreguidelines-pro-type-vararg)
    // Marked, not closed: QProcess still needs one to say that exec failed.
    ::syscall(SYS_close_range, 3U, ~0U, CLOSE_RANGE_CLOEXEC); // NOLINT(cppcoreguidelines-pro-type-vararg)
#endif
}

} // namespace
#endif

void confine(QProcess &process, const ChildLimits &limits)
{
    process.setProcessEnvironment(QProcessEnvironment());
    process.setStandardErrorFile(QProcess::nullDevice());
#ifdef Q_OS_UNIX
    process.setChildProcessModifier([limits] { limitThisProcess(limits); });
#else
    Q_UNUSED(limits)
#endif
}

std::optional<std::chrono::milliseconds> processorTime(const QProcess &process)
{
#ifdef Q_OS_UNIX
    clockid_t clock{};
    timespec time{};
    if (process.processId() > 0 && ::clock_getcpuclockid(pid_t(process.processId()), &clock) == 0
        && ::clock_gettime(clock, &time) == 0) {
        return std::chrono::duration_cast<std::chrono::milliseconds>(
            std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec));
    }
#else
    Q_UNUSED(process)
#endif
    return std::nullopt;
}

} // namespace freshet
