// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringList>

namespace freshet {

/// Words in a row, as the language that is spoken lists them: "chat, vision" or "对话、视觉".
QString wordList(const QStringList &words);

/// Sentences, or their parts, in a row. No blank follows a full-width mark, which has its own in it.
QString sentenceRow(const QStringList &sentences);

} // namespace freshet
