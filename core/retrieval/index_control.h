// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>

namespace freshet {

/// What the owner of an indexing run wants of it; written in the thread of its handle, read in the worker's between two
/// files. A run that is to stop is not held up by a pause.
struct IndexControl {
    std::atomic_bool isStopped = false;
    std::atomic_bool isPaused = false;

    bool isHeld() const { return isPaused && !isStopped; }
};

} // namespace freshet
