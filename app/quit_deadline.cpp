// SPDX-License-Identifier: MIT
#include "app/quit_deadline.h"

#include <condition_variable>
#include <mutex>
#include <thread>
#include <unistd.h>
#include <utility>

namespace freshet {

struct QuitDeadline::Watch {
    const std::chrono::milliseconds longest;
    std::mutex mutex;
    std::condition_variable closed;
    bool hasBegun = false;
    bool areChatsClosed = false;
};

QuitDeadline::QuitDeadline(std::chrono::milliseconds longest) : m_watch(new Watch{.longest = longest}) { }

void QuitDeadline::begin(int exitStatus)
{
    if (std::exchange(m_watch->hasBegun, true))
        return;
    std::thread([watch = m_watch, exitStatus, end = std::chrono::steady_clock::now() + m_watch->longest] {
        {
            std::unique_lock lock(watch->mutex);
            watch->closed.wait(lock, [&watch] { return watch->areChatsClosed; });
        }
        std::this_thread::sleep_until(end);
        ::_exit(exitStatus);
    }).detach();
}

void QuitDeadline::chatsClosed()
{
    {
        const std::lock_guard lock(m_watch->mutex);
        m_watch->areChatsClosed = true;
    }
    m_watch->closed.notify_one();
}

} // namespace freshet
