// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <optional>

namespace freshet {

/// How strictly letters have to follow one another.
enum class FuzzyMode {
    Words, ///< Each typed word stands in the text somewhere.
    Letters, ///< Or its letters do, in their order: "cpla" is "Copy the last answer".
};

/// How well @p text is what somebody means who types @p typed; more is better, nothing: not at all. Each word of
/// @p typed has to match; case and accents do not count. Nothing typed matches everything alike.
std::optional<int> fuzzyScore(const QString &typed, const QString &text, FuzzyMode mode);

} // namespace freshet
