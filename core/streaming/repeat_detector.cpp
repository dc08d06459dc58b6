// SPDX-License-Identifier: MIT
#include "core/streaming/repeat_detector.h"

#include <QStringView>

#include <algorithm>

namespace freshet {

namespace {

constexpr qsizetype kLookEvery = 1000;
constexpr qsizetype kLongestPeriod = 200;
constexpr qsizetype kRepeats = 200;
constexpr qsizetype kShortestLoop = 4000;

bool endsInPeriodsOf(qsizetype period, QStringView text)
{
    const qsizetype length = std::max(period * kRepeats, kShortestLoop);
    if (text.size() < length)
        return false;
    const QStringView end = text.last(length);
    // From the end, where other text differs at once.
    return std::equal(end.rbegin(), end.rend() - period, end.rbegin() + period);
}

} // namespace

bool RepeatDetector::isRepeating(const QString &text)
{
    if (text.size() < m_lookedAt) // the answer started over
        m_lookedAt = 0;
    if (text.size() - m_lookedAt < kLookEvery)
        return false;
    m_lookedAt = text.size();
    for (qsizetype period = 1; period <= kLongestPeriod; ++period) {
        if (endsInPeriodsOf(period, text))
            return true;
    }
    return false;
}

} // namespace freshet
