// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/document_info.h"

namespace freshet {

QString collectionTitle(const CollectionName &name); ///< Ours have names for people.
QString documentCount(int count); ///< "1 document", "12 documents".

} // namespace freshet
