// SPDX-License-Identifier: MIT
#include "core/diagnosis/stream_pace.h"

namespace freshet {

namespace {

constexpr qsizetype kShortestAnswer = 16; ///< Characters; surely more than one token.
constexpr qsizetype kLongToken = 4;
constexpr std::chrono::microseconds kFastestToken(200); ///< 5,000 a second.

} // namespace

StreamPace streamPace(const QList<std::chrono::microseconds> &arrivals, qsizetype characters)
{
    StreamPace pace{.pieces = arrivals.size()};
    if (arrivals.isEmpty() || characters < kShortestAnswer)
        return pace;
    const auto span = arrivals.constLast() - arrivals.constFirst();
    pace.span = std::chrono::duration_cast<std::chrono::milliseconds>(span);
    pace.verdict = span < kFastestToken * (characters / kLongToken) ? StreamPace::Verdict::AtOnce
                                                                    : StreamPace::Verdict::Incremental;
    return pace;
}

} // namespace freshet
