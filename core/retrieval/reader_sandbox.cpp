// SPDX-License-Identifier: MIT
#include "core/retrieval/reader_sandbox.h"

#include <QtGlobal>

#if defined(Q_OS_LINUX) && (defined(__x86_64__) || defined(__aarch64__)) && !defined(__SANITIZE_ADDRESS__)             \
    && !defined(__SANITIZE_THREAD__)
#define FRESHET_HAS_SECCOMP
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
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
constexpr quint32 kOtherNumbers = 0x40000000; // the second set of x86-64, which names the same calls

std::vector<quint32> refusedCalls()
{
    return {
#ifdef SYS_open // which newer machines do not have
        SYS_open, SYS_creat, SYS_unlink, SYS_rename, SYS_link, SYS_symlink, SYS_mkdir, SYS_rmdir, SYS_mknod, SYS_chmod,
        SYS_chown, SYS_lchown, SYS_fork, SYS_vfork,
#endif
        SYS_openat, SYS_openat2, SYS_open_by_handle_at, SYS_unlinkat, SYS_renameat2, SYS_linkat, SYS_symlinkat,
        SYS_mkdirat, SYS_mknodat, SYS_fchmodat, SYS_fchownat, SYS_truncate, SYS_setxattr, SYS_mount, SYS_memfd_create,
        SYS_socket, SYS_socketpair, SYS_connect, SYS_bind, SYS_listen, SYS_accept, SYS_accept4, SYS_sendto, SYS_sendmsg,
        SYS_sendmmsg, SYS_execve, SYS_execveat, SYS_clone, SYS_clone3, SYS_ptrace, SYS_process_vm_readv,
        SYS_process_vm_writev, SYS_kill, SYS_tkill, SYS_rt_sigqueueinfo, SYS_rt_tgsigqueueinfo, SYS_pidfd_open,
        SYS_pidfd_getfd, SYS_pidfd_send_signal, SYS_prlimit64, SYS_bpf, SYS_perf_event_open, SYS_userfaultfd,
        SYS_io_uring_setup, SYS_keyctl, SYS_add_key, SYS_request_key, SYS_shmget, SYS_shmat, SYS_msgget, SYS_semget,
        SYS_inotify_init1, SYS_unshare, SYS_setns};
}

sock_filter statement(quint16 code, quint32 value) { return {code, 0, 0, value}; }

sock_filter jump(quint16 code, quint32 value, quint8 ifTrue, quint8 ifFalse) { return {code, ifTrue, ifFalse, value}; }

} // namespace
#endif

void enterReaderSandbox()
{
#ifdef FRESHET_HAS_SECCOMP
    constexpr quint16 load = BPF_LD | BPF_W | BPF_ABS;
    constexpr quint16 isEqual = BPF_JMP | BPF_JEQ | BPF_K;
    constexpr quint16 isAtLeast = BPF_JMP | BPF_JGE | BPF_K;
    constexpr quint16 giveBack = BPF_RET | BPF_K;
    const sock_filter refuse = statement(giveBack, SECCOMP_RET_ERRNO | EPERM);

    std::vector<sock_filter> filter{statement(load, offsetof(seccomp_data, arch)), jump(isEqual, kMachine, 1, 0),
        refuse, statement(load, offsetof(seccomp_data, nr)), jump(isAtLeast, kOtherNumbers, 0, 1), refuse};
    for (const quint32 call : refusedCalls()) {
        filter.push_back(jump(isEqual, call, 0, 1));
        filter.push_back(refuse);
    }
    filter.push_back(statement(giveBack, SECCOMP_RET_ALLOW));
    const sock_fprog program{static_cast<unsigned short>(filter.size()), filter.data()};
    ::prctl(PR_SET_PDEATHSIG, SIGKILL); // again: AppArmor forgets it at the start. NOLINT(*-pro-type-vararg)
    ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); // NOLINT(cppcoreguidelines-pro-type-vararg)
    ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program); // NOLINT(cppcoreguidelines-pro-type-vararg)
#endif
}

} // namespace freshet
