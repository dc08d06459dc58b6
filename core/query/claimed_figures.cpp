// SPDX-License-Identifier: MIT
#include "core/query/claimed_figures.h"

#include <algorithm>

namespace freshet {

namespace {

std::vector<int> foundCounts(const QList<const ClaimedFigures::Found *> &texts, qsizetype claimed)
{
    std::vector<int> counts(static_cast<std::size_t>(claimed));
    for (const ClaimedFigures::Found *const text : texts) {
        for (const qsizetype place : text->claimed)
            ++counts[static_cast<std::size_t>(place)];
    }
    return counts;
}

/// Each of them once: a claim may say one number a thousand times.
QList<Figure> differentFigures(const QList<Figure> &figures)
{
    QSet<std::pair<QStringList, bool>> seen;
    QList<Figure> different;
    for (const Figure &figure : figures) {
        const std::pair key(figure.readings, figure.isWord);
        if (seen.contains(key))
            continue;
        seen.insert(key);
        different << figure;
    }
    return different;
}

} // namespace

ClaimedFigures::ClaimedFigures(const QList<Figure> &claimed) : m_claimed(differentFigures(claimed))
{
    for (qsizetype i = 0; i < m_claimed.size(); ++i) {
        for (const QString &reading : m_claimed.at(i).readings)
            m_places[reading] << i;
    }
    const Found own = findIn(claimed);
    m_needed = foundCounts({&own}, m_claimed.size());
}

ClaimedFigures::Found ClaimedFigures::findIn(const QList<Figure> &figures) const
{
    Found found;
    for (const Figure &figure : figures) {
        const std::size_t before = found.claimed.size();
        for (const QString &reading : figure.readings) {
            const auto places = m_places.constFind(reading);
            if (places == m_places.cend())
                continue;
            for (const qsizetype place : *places) { // several readings may be of one
                if (std::find(found.claimed.begin() + static_cast<std::ptrdiff_t>(before), found.claimed.end(), place)
                    == found.claimed.end())
                    found.claimed.push_back(place);
            }
        }
        found.hasOther |= found.claimed.size() == before;
    }
    return found;
}

bool ClaimedFigures::areAllIn(const QList<const Found *> &texts) const
{
    const bool hasOther = std::any_of(texts.begin(), texts.end(), [](const Found *text) { return text->hasOther; });
    const std::vector<int> counts = foundCounts(texts, m_claimed.size());
    for (qsizetype i = 0; i < m_claimed.size(); ++i) {
        const auto at = static_cast<std::size_t>(i);
        if (counts[at] < m_needed[at] && (hasOther || !m_claimed.at(i).isWord))
            return false;
    }
    return true;
}

bool ClaimedFigures::areAllAmong(const QSet<QString> &readings) const
{
    return std::all_of(m_claimed.begin(), m_claimed.end(), [&](const Figure &figure) {
        return std::any_of(figure.readings.begin(), figure.readings.end(),
            [&](const QString &reading) { return readings.contains(reading); });
    });
}

QSet<QString> readingsOf(const QList<Figure> &figures)
{
    QSet<QString> readings;
    for (const Figure &figure : figures)
        readings.unite({figure.readings.begin(), figure.readings.end()});
    return readings;
}

} // namespace freshet
