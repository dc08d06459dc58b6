// SPDX-License-Identifier: MIT
#pragma once

#include <QThread>

#include <memory>
#include <vector>

class QNetworkAccessManager;

namespace freshet {

/// Deletes network managers whose thread may never come back, without waiting for it.
///
/// Qt 6.4 reads a response head, a chunk size or a trailer in a loop that looks at no event until the server pauses
/// (over plain http; TLS has a buffer of its own). Against an endless one neither abort() nor quit() reaches that
/// thread, and the manager's destructor waits five seconds for it before it lets it go. So that wait is done on a
/// thread of its own. What cannot be helped: the stuck one burns CPU until the server gives up or the program ends.
class HttpManagerReaper {
public:
    HttpManagerReaper() = default;
    ~HttpManagerReaper(); ///< Gives the last ones a moment to end; a stuck one is left to the end of the process.
    Q_DISABLE_COPY_MOVE(HttpManagerReaper)

    /// It must have no replies any more: what its thread sends to them must not meet their move.
    void take(std::unique_ptr<QNetworkAccessManager> manager);

private:
    std::vector<std::unique_ptr<QThread>> m_threads; ///< One a manager; finished ones go with the next take().
};

} // namespace freshet
