// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace freshet {

/// Notices a model that says the same again and again without an end (R69): at least 200 times a text of at most 200
/// characters, and 4,000 characters in all, so that a long rule or a row of zeros is none.
///
/// Looks every 1,000 characters at the end of the answer, which costs other text next to nothing.
class RepeatDetector {
public:
    /// @p text is all of the answer so far. True once it goes round in circles.
    bool isRepeating(const QString &text);

private:
    qsizetype m_lookedAt = 0;
};

} // namespace freshet
