// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace freshet {

/// One thing to do differently than asked, because a server or a model refuses it.
struct FallbackStep {
    enum class Kind {
        WithoutParameter,
        WithoutParameterOnce, ///< It may be its value alone that was refused, so it is not remembered.
        OtherTokenLimitName, ///< max_completion_tokens instead of max_tokens, or the other way round.
        SmallerTokenLimit, ///< What the credit still pays for; tomorrow it may pay for more, so it is not remembered.
        WithoutDeveloperRole,
        WithoutSystemRole,
        WithoutStreaming,
        WithoutStreamingOnce, ///< The stream said nothing; by tomorrow it may well, so it is not remembered.
        WithoutNativeApi, ///< LM Studio before 0.4.0.
        OtherDialect, ///< The vendor's other API.
    };

    Kind kind = Kind::WithoutParameter;
    QString parameter; ///< Of the first three: the name that was refused; of SmallerTokenLimit: the limit.

    bool operator==(const FallbackStep &) const = default;
};

} // namespace freshet
