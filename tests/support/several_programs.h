// SPDX-License-Identifier: MIT
#pragma once

#include <QList>

#include <functional>
#include <sys/wait.h>
#include <unistd.h>

namespace freshet::test {

/// Runs @p work in four processes that start at the same moment; true when it is true in all of them.
///
/// Processes and not threads, since closing a file ends every lock that its process has on it.
inline bool worksInSeveralPrograms(const std::function<bool()> &work)
{
    int start[2];
    if (pipe(start) != 0)
        return false;
    QList<pid_t> children;
    for (int i = 0; i < 4; ++i) {
        const pid_t child = fork();
        if (child == 0) {
            close(start[1]);
            char byte = 0;
            [[maybe_unused]] const ssize_t atTheSignal = read(start[0], &byte, 1);
            _exit(work() ? 0 : 1);
        }
        children << child;
    }
    close(start[0]);
    close(start[1]);
    bool isGood = true;
    for (const pid_t child : std::as_const(children)) {
        int status = 0;
        isGood = waitpid(child, &status, 0) == child && status == 0 && isGood;
    }
    return isGood;
}

} // namespace freshet::test
