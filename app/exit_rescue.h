// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

namespace freshet {

/// Saves what can be saved when something calls exit() from within the event loop: Qt does so when the display goes.
///
/// Nothing on the stack is destroyed then, so @p rescue stores what runs and waits for that. It is called at most once;
/// then the process ends with ExitStatus::Failed, and nothing else happens. It knows of an exit() by the thread that
/// made it, and one thread has one at a time.
class ExitRescue {
public:
    explicit ExitRescue(std::function<void()> rescue);
    ~ExitRescue(); ///< The usual end: there is nothing to rescue any more.
    ExitRescue(const ExitRescue &) = delete;
    ExitRescue &operator=(const ExitRescue &) = delete;

private:
    const std::function<void()> m_rescue;
};

} // namespace freshet
