// SPDX-License-Identifier: MIT
#include "ui/transcript/citation_marks.h"

#include <algorithm>
#include <iterator>

namespace freshet {

CitationDoubt doubtOf(const Citation &citation, bool hasSource)
{
    if (!hasSource)
        return CitationDoubt::NoSource;
    if (citation.isUnverified)
        return CitationDoubt::Unverified;
    switch (citation.support) {
    case Support::Supported:
        return CitationDoubt::None;
    case Support::Weak:
        return CitationDoubt::Partly;
    case Support::NotFound:
        return CitationDoubt::NotSaid;
    }
    Q_UNREACHABLE();
}

CitationMarks CitationMarks::within(qsizetype begin, qsizetype end) const
{
    CitationMarks marks{.numbers = numbers, .checked = {}};
    std::copy_if(checked.begin(), checked.end(), std::back_inserter(marks.checked),
        [=](const Citation &citation) { return citation.start >= begin && citation.end <= end; });
    return marks;
}

} // namespace freshet
