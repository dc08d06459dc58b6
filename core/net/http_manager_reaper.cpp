// SPDX-License-Identifier: MIT
#include "core/net/http_manager_reaper.h"

#include <QDeadlineTimer>
#include <QNetworkAccessManager>

#include <chrono>

namespace freshet {

namespace {

constexpr std::chrono::milliseconds kReaperMoment{200};

}

HttpManagerReaper::~HttpManagerReaper()
{
    const QDeadlineTimer moment(kReaperMoment);
    for (auto &thread : m_threads) {
        if (thread->wait(moment))
            continue;
        // Must not be destroyed while it runs. If the program goes on without us, it does that itself at its end.
        QObject::connect(thread.get(), &QThread::finished, thread.get(), &QObject::deleteLater);
        (void)thread.release();
    }
}

void HttpManagerReaper::take(std::unique_ptr<QNetworkAccessManager> manager)
{
    std::erase_if(m_threads, [](const auto &thread) { return thread->isFinished(); });
    QNetworkAccessManager *const stuck = manager.release();
    auto &thread = m_threads.emplace_back(QThread::create([stuck] { delete stuck; }));
    thread->setObjectName(QStringLiteral("http reaper"));
    stuck->moveToThread(thread.get());
    thread->start();
}

} // namespace freshet
