// SPDX-License-Identifier: MIT
#include "core/net/http_manager_reaper.h"

#include <QNetworkAccessManager>

#include <thread>

namespace freshet {

namespace {

constexpr int kReaperMomentMs = 200;

}

HttpManagerReaper::~HttpManagerReaper() { m_ended->tryAcquire(m_begun, kReaperMomentMs); }

void HttpManagerReaper::take(std::unique_ptr<QNetworkAccessManager> manager)
{
    ++m_begun;
    manager->moveToThread(nullptr); // no thread delivers events to it any more
    std::thread([manager = std::move(manager), ended = m_ended]() mutable {
        manager.reset();
        ended->release();
    }).detach();
}

} // namespace freshet
