// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/http_manager_reaper.h"

#include <QHash>
#include <QList>
#include <QObject>
#include <QString>
#include <QTimer>

#include <chrono>
#include <memory>
#include <vector>

class QNetworkAccessManager;

namespace freshet {

class HttpExchange;

/// The QNetworkAccessManagers behind HttpClient: starts each exchange on one that has room for its origin.
///
/// A manager runs six HTTP/1.1 requests an origin at once and lets the rest wait, so a lane takes five and the next
/// lane the next five. A manager keeps connections, so each has one route only.
/// Each costs a thread, so spare ones go after a while. FIFO per origin beyond the cap.
class HttpLanes : public QObject {
    Q_OBJECT

public:
    enum class Leaving {
        Done, ///< Its answer came to an end, or it never was sent.
        GivenUp, ///< Its answer was not over, and may never be: the lane takes no new requests.
    };

    HttpLanes(int maxPerOrigin, std::chrono::milliseconds idleLife);
    ~HttpLanes() override; ///< Finishes what runs and waits as cancelled.

    void enter(HttpExchange *exchange); ///< Will be started from the event loop, when there is room.
    void leave(
        HttpExchange *exchange, Leaving how); ///< It is over, or never was to start; harmless when it is not here.

private:
    struct Lane;

    void dispatch();
    Lane &laneFor(const HttpExchange &exchange);
    void dropSpareLanes();
    void dropSuspectLanes();

    const int m_maxPerOrigin;
    QTimer m_dispatch; ///< Runs dispatch() once, from the event loop.
    QTimer m_spareLanes;
    HttpManagerReaper m_reaper;
    std::vector<std::unique_ptr<Lane>> m_lanes;
    QList<HttpExchange *> m_waiting; // not owned; they leave() before they die
    QHash<HttpExchange *, Lane *> m_running; // keys: not owned, as above
    QHash<QString, int> m_runningPerOrigin;
};

} // namespace freshet
