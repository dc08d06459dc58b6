// SPDX-License-Identifier: MIT
#include "core/evaluation/expected_places.h"

#include <algorithm>

namespace freshet {

namespace {

constexpr qsizetype kLeastHalf = 16; ///< Less than this is found in many passages.

QString comparable(const QString &text)
{
    return text.normalized(QString::NormalizationForm_KC).toCaseFolded().simplified();
}

bool holdsQuote(const QString &text, const QString &quote)
{
    if (text.contains(quote))
        return true;
    const qsizetype half = (quote.size() + 1) / 2;
    // A passage begins and ends without blanks.
    return half >= kLeastHalf
        && (text.contains(quote.first(half).trimmed()) || text.contains(quote.last(half).trimmed()));
}

} // namespace

bool isExpected(const Source &passage, const ExpectedPassage &expected)
{
    if (passage.documentId != expected.documentId || (expected.page && passage.page != expected.page))
        return false;
    const QString quote = comparable(expected.quote);
    return quote.isEmpty() || holdsQuote(comparable(passage.text), quote);
}

QList<int> expectedPlaces(const QList<Source> &found, const QList<ExpectedPassage> &expected)
{
    QList<int> places;
    for (const ExpectedPassage &one : expected) {
        const auto at = std::find_if(
            found.cbegin(), found.cend(), [&one](const Source &passage) { return isExpected(passage, one); });
        places << (at == found.cend() ? 0 : static_cast<int>(at - found.cbegin()) + 1);
    }
    return places;
}

} // namespace freshet
