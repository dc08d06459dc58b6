// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <chrono>
#include <optional>

class QProcess;

namespace freshet {

/// What a child process that reads a stranger's file may take.
struct ChildLimits {
    quint64 memory = 512ULL << 20; ///< Bytes of address space.
    quint64 processorSeconds = 120;
    int niceness = 19; ///< 0 where a person waits for it.
};

/// To be called before @p process is started: it gets no environment and no inherited files, may write to no file,
/// make no process and leave no core file, and ends when the thread that started it does.
///
/// Where the system has no such limits (Windows), only those that the caller keeps by itself remain: time and output.
void confine(QProcess &process, const ChildLimits &limits);

/// How long a processor has worked for a running @p process; nothing where the system does not say.
std::optional<std::chrono::milliseconds> processorTime(const QProcess &process);

} // namespace freshet
