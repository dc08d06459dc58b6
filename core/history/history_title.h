// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace freshet {

/// A title for a new chat: the first words of its question, at most about 60 characters, cut at a word border.
QString titleFromQuestion(const QString &question);

} // namespace freshet
