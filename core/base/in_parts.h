// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <system_error>
#include <thread>
#include <vector>

namespace freshet {

/// As many threads as there are processors, @p useful and 16 at most.
inline std::size_t threadsFor(std::size_t useful)
{
    constexpr unsigned most = 16;
    return std::clamp<std::size_t>(useful, 1, std::clamp(std::thread::hardware_concurrency(), 1U, most));
}

/// Calls @p part with 0 to @p parts - 1, the first here and each other one in a thread of its own, and returns after
/// all of them. Where no thread can be had, its part is done here. @p part may not throw.
template <typename Part>
void doInParts(std::size_t parts, const Part &part)
{
    std::vector<std::thread> threads;
    std::size_t next = 1;
    try {
        for (threads.reserve(parts); next < parts; ++next)
            threads.emplace_back(std::cref(part), next);
    } catch (const std::system_error &) { // no more threads are to be had
    }
    part(0);
    for (; next < parts; ++next)
        part(next);
    for (std::thread &thread : threads)
        thread.join();
}

} // namespace freshet
