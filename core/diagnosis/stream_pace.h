// SPDX-License-Identifier: MIT
#pragma once

#include <QList>

#include <chrono>

namespace freshet {

/// How the pieces of a streamed answer came in.
struct StreamPace {
    enum class Verdict {
        Incremental, ///< One after the other, as they were made.
        AtOnce, ///< All together, at a speed that no model writes: somebody on the way held them back.
        TooShort, ///< To tell.
    };

    Verdict verdict = Verdict::TooShort;
    qsizetype pieces = 0; ///< What came together is one.
    std::chrono::milliseconds span{0}; ///< From the first to the last.

    bool operator==(const StreamPace &) const = default;
};

/// @p arrivals are the times of the pieces, the first one first; @p characters is how long all of them are together.
StreamPace streamPace(const QList<std::chrono::microseconds> &arrivals, qsizetype characters);

} // namespace freshet
