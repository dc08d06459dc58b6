// SPDX-License-Identifier: MIT
#pragma once

#include "ui/highlight/highlight_service.h"
#include "ui/math/math_renderer.h"

namespace freshet {

/// What colours code and draws formulas, each on a thread of its own that starts when it is first needed. Transcripts
/// of one window share it: MathJax alone takes 45 MB.
struct TranscriptServices {
    HighlightService highlights;
    MathRenderer math;
};

} // namespace freshet
