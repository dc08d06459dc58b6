// SPDX-License-Identifier: MIT
#pragma once

#include "core/lexical/segment.h"

#include <functional>

namespace freshet {

/// Writes the passages of all @p segments, in their order, as one segment, without those whose id @p isDead names.
///
/// Streams: holds one posting list, the dictionary and the passages, whatever the segments' size. @p segments come in
/// ascending order of their ids. A segment that does not verify() fails with ErrorKind::Storage. @p isStopped is asked
/// now and then; when it says so, the merge fails with ErrorKind::Cancelled.
Status mergeSegments(std::span<const std::shared_ptr<const Segment>> segments,
    const std::function<bool(std::int64_t passage)> &isDead, QIODevice &out, const std::function<bool()> &isStopped);

} // namespace freshet
