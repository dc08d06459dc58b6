// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonObject>

namespace freshet::bench {

/// CPU milliseconds that the check of citations takes for answers that are made to keep it busy, of 0.25 and of 1 MB,
/// and how many times longer it takes for four times the answer. For the worst of them each.
QJsonObject measureCitations();

} // namespace freshet::bench
