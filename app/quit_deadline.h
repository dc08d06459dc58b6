// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <memory>

namespace freshet {

/// Ends the process when what it still has to do takes too long: a thread of the network or of a document that does not
/// come back must not keep a program that its user has quit.
///
/// It never ends it before the chats are closed, however long they take. Make it before what it waits for; from begin()
/// on it watches until the process is gone, also after its own end.
class QuitDeadline {
public:
    static constexpr std::chrono::milliseconds kLongest{2000};

    explicit QuitDeadline(std::chrono::milliseconds longest = kLongest);

    void begin(int exitStatus); ///< The program was quit. The first call counts.
    void chatsClosed(); ///< Nothing is lost from here on.

private:
    struct Watch;
    const std::shared_ptr<Watch> m_watch; ///< Shared with the thread, which is never joined.
};

} // namespace freshet
