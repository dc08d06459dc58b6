// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/error.h"

#include <tl/expected.hpp>

namespace freshet {

/// A value or an Error. C++23 replaces tl:: by std:: here and nowhere else.
template <typename T>
using Result = tl::expected<T, Error>;

/// For operations that yield nothing.
using Status = Result<void>;

/// `return failure({.kind = …})` from any function that returns a Result or a Status.
inline tl::unexpected<Error> failure(Error error) { return tl::unexpected<Error>(std::move(error)); }

} // namespace freshet
