// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <csignal>
#include <functional>
#include <optional>
#include <sys/wait.h>
#include <unistd.h>

namespace freshet::test {

/// Runs @p work in a process of its own, and kills it (-9) after @p after, where it did not end or kill itself before.
/// True when it was killed.
inline bool isKilledWhile(
    const std::function<void()> &work, std::optional<std::chrono::microseconds> after = std::nullopt)
{
    const pid_t child = fork();
    if (child == 0) {
        work();
        _exit(0);
    }
    if (after) {
        ::usleep(static_cast<useconds_t>(after->count()));
        ::kill(child, SIGKILL);
    }
    int status = 0;
    return waitpid(child, &status, 0) == child && WIFSIGNALED(status);
}

} // namespace freshet::test
