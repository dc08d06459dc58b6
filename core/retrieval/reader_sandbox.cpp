// SPDX-License-Identifier: MIT
#include "core/retrieval/reader_sandbox.h"

#include <QtGlobal>

#if defined(Q_OS_LINUX) && (defined(__x86_64__) || defined(__aarch64__)) && !defined(__SANITIZE_ADDRESS__)             \
    && !defined(__SANITIZE_THREAD__)
#define FRESHET_HAS_SECCOMP
#include <array>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <vector>
#endif

namespace freshet {

#ifdef FRESHET_HAS_SECCOMP
namespace {

#ifdef __x86_64__
constexpr quint32 kMachine = AUDIT_ARCH_X86_64;
#else
constexpr quint32 kMachine = AUDIT_ARCH_AARCH64;
#endif

/// What reading takes that is asked for over a pipe: bytes of what is open already, memory, the time, and to end.
constexpr std::array kAllowedCalls{SYS_read, SYS_readv, SYS_write, SYS_writev, SYS_close, SYS_lseek, SYS_fstat, SYS_brk,
    SYS_mmap, SYS_munmap, SYS_mremap, SYS_mprotect, SYS_madvise, SYS_futex, SYS_sched_yield, SYS_sched_getaffinity,
    SYS_rt_sigaction, SYS_rt_sigprocmask, SYS_rt_sigreturn, SYS_sigaltstack, SYS_restart_syscall, SYS_getrandom,
    SYS_clock_gettime, SYS_clock_getres, SYS_gettimeofday, SYS_getpid, SYS_gettid, SYS_getppid, SYS_sysinfo, SYS_uname,
    SYS_exit, SYS_exit_group};

sock_filter statement(quint16 code, quint32 value) { return {code, 0, 0, value}; }

sock_filter jump(quint16 code, quint32 value, quint8 ifTrue, quint8 ifFalse) { return {code, ifTrue, ifFalse, value}; }

} // namespace
#endif

void enterReaderSandbox()
{
#ifdef FRESHET_HAS_SECCOMP
    constexpr quint16 load = BPF_LD | BPF_W | BPF_ABS;
    constexpr quint16 isEqual = BPF_JMP | BPF_JEQ | BPF_K;
    constexpr quint16 giveBack = BPF_RET | BPF_K;
    const sock_filter refuse = statement(giveBack, SECCOMP_RET_ERRNO | EPERM);
    const sock_filter allow = statement(giveBack, SECCOMP_RET_ALLOW);
    constexpr quint32 firstArgument = offsetof(seccomp_data, args); // its lower half: both machines are little-endian

    std::vector<sock_filter> filter{statement(load, offsetof(seccomp_data, arch)), jump(isEqual, kMachine, 1, 0),
        refuse, statement(load, offsetof(seccomp_data, nr))};
    for (const long call : kAllowedCalls) {
        filter.push_back(jump(isEqual, quint32(call), 0, 1));
        filter.push_back(allow);
    }
    // abort() ends this process by a signal to itself; no other gets one.
    filter.insert(filter.end(),
        {jump(isEqual, SYS_tgkill, 0, 3), statement(load, firstArgument), jump(isEqual, quint32(::getpid()), 0, 1),
            allow, refuse});
    const sock_fprog program{static_cast<unsigned short>(filter.size()), filter.data()};
    ::prctl(PR_SET_PDEATHSIG, SIGKILL); // again: AppArmor forgets it at the start. NOLINT(*-pro-type-vararg)
    ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); // NOLINT(cppcoreguidelines-pro-type-vararg)
    ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program); // NOLINT(cppcoreguidelines-pro-type-vararg)
#endif
}

} // namespace freshet
