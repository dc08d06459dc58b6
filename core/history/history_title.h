// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace freshet {

/// A title for a new chat: the first words of its question, at most about 60 characters, cut at a word border.
QString titleFromQuestion(const QString &question);

/// The title in what a model wrote when it was asked for one: its first line of words, without what models put around
/// it, and no longer than the above. Empty where there is none.
QString titleFromModel(const QString &answer);

} // namespace freshet
