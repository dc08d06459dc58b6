// SPDX-License-Identifier: MIT
#pragma once

namespace freshet {

/// Registers icons and themes, which live in a static library; call before a read of `:/freshet/ui/…`. Cheap to repeat.
void initUiResources();

} // namespace freshet
