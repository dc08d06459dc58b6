// SPDX-License-Identifier: MIT
#pragma once

#include <QStringView>

namespace freshet {

/// How many slips of the fingers lie between two words: a letter too many, too few, another one, or two neighbours
/// that changed places. More than @p most is told as most + 1.
int typingDistance(QStringView word, QStringView other, int most);

/// How many slips are forgiven in a word of this length: none in short words, which would match everything.
int forgivenSlips(qsizetype length);

} // namespace freshet
