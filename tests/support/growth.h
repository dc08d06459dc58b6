// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/processor_timer.h"

#include <algorithm>
#include <functional>
#include <limits>

namespace freshet::test {

/// Processor time of this thread for @p work, in milliseconds; the least of three, as what disturbs only adds to it.
inline double leastProcessorMs(const std::function<void()> &work)
{
    double least = std::numeric_limits<double>::max();
    for (int i = 0; i < 3; ++i) {
        const ProcessorTimer timer;
        work();
        least = std::min(least, timer.elapsedMs());
    }
    return least;
}

/// How many times longer @p work takes for four times @p size: about 4 where it is linear, 16 where it is quadratic.
/// What is over within a millisecond counts as one.
inline double growthOfWork(const std::function<void(int size)> &work, int size)
{
    constexpr double leastCounted = 1;
    const double once = leastProcessorMs([&] { work(size); });
    return leastProcessorMs([&] { work(4 * size); }) / std::max(once, leastCounted);
}

} // namespace freshet::test
