// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/document_info.h"

#include <functional>

class QWidget;

namespace freshet {

/// Asks in the window of @p asker whether Freshet is to forget a collection. @p remove is called when the answer is yes
/// and @p asker is still there.
void askToRemoveCollection(const CollectionName &collection, QWidget &asker, const std::function<void()> &remove);

} // namespace freshet
