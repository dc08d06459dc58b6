// SPDX-License-Identifier: MIT
#pragma once

namespace freshet {

/// What the command line tells its caller.
enum class ExitStatus {
    Answered = 0,
    Failed = 1, ///< It ended in an error.
    WrongUse = 2,
    NotConfigured = 3, ///< The provider lacks its key or its base URL.
    Interrupted = 130,
};

} // namespace freshet
