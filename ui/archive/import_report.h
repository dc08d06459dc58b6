// SPDX-License-Identifier: MIT
#pragma once

#include "core/history/stored_chat.h"

class QWidget;

namespace freshet {

/// Says over @p window what an import brought, and names what it left out.
void showImportReport(const ChatsStored &result, QWidget &window);

} // namespace freshet
