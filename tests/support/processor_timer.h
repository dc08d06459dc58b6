// SPDX-License-Identifier: MIT
#pragma once

#include <ctime>

namespace freshet::test {

/// How long this thread has worked, unlike QElapsedTimer without what other programs took from it: for limits of work
/// that hold beside them. What the thread waits for is not seen: that a window answers is measured with QElapsedTimer.
class ProcessorTimer {
public:
    void restart() { m_start = nowMs(); }
    double elapsedMs() const { return nowMs() - m_start; }

private:
    static double nowMs()
    {
        timespec time{};
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
    }

    double m_start = nowMs();
};

} // namespace freshet::test
