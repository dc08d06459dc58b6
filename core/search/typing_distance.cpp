// SPDX-License-Identifier: MIT
#include "core/search/typing_distance.h"

#include <QVarLengthArray>

#include <algorithm>
#include <cstdlib>

namespace freshet {

int typingDistance(QStringView word, QStringView other, int most)
{
    if (std::abs(word.size() - other.size()) > most)
        return most + 1;
    using Row = QVarLengthArray<int, 80>;
    Row beforeLast(other.size() + 1); // the rows of the table that are still needed
    Row last(other.size() + 1);
    Row row(other.size() + 1);
    for (qsizetype j = 0; j <= other.size(); ++j)
        last[j] = static_cast<int>(j);
    for (qsizetype i = 1; i <= word.size(); ++i) {
        row[0] = static_cast<int>(i);
        int least = row[0];
        for (qsizetype j = 1; j <= other.size(); ++j) {
            const bool isSame = word.at(i - 1) == other.at(j - 1);
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (isSame ? 0 : 1)});
            if (i > 1 && j > 1 && word.at(i - 1) == other.at(j - 2) && word.at(i - 2) == other.at(j - 1))
                row[j] = std::min(row[j], beforeLast[j - 2] + 1);
            least = std::min(least, row[j]);
        }
        if (least > most)
            return most + 1;
        std::swap(beforeLast, last);
        std::swap(last, row);
    }
    return std::min(last[other.size()], most + 1);
}

int forgivenSlips(qsizetype length)
{
    constexpr qsizetype shortest = 4;
    constexpr qsizetype longFrom = 8;
    return length < shortest ? 0 : length < longFrom ? 1 : 2;
}

} // namespace freshet
