// SPDX-License-Identifier: MIT
#include "tests/bench/citation_bench.h"

#include "core/query/citation_builder.h"
#include "tests/bench/figures.h"
#include "tests/support/hostile_answers.h"

namespace freshet::bench {

QJsonObject measureCitations()
{
    constexpr qsizetype kQuarter = 250'000;
    constexpr double kCountedMs = 1; // what is over sooner grows by chance
    constexpr int kRounds = 3;
    const QList<Source> sources = test::sourcesOfHostileAnswers();
    const auto msOf = [&sources](const QString &answer) {
        return bestCpuUs(kRounds, [&] { CitationBuilder().citationsOf(answer, sources); }) / 1000;
    };
    const QList<test::HostileAnswer> quarters = test::hostileAnswers(kQuarter);
    const QList<test::HostileAnswer> wholes = test::hostileAnswers(4 * kQuarter);
    QJsonObject kinds;
    double worstMs = 0;
    double worstGrowth = 0;
    for (qsizetype i = 0; i < wholes.size(); ++i) {
        const double quarter = msOf(quarters.at(i).text);
        const double whole = msOf(wholes.at(i).text);
        const double growth = whole / std::max(quarter, kCountedMs);
        worstMs = std::max(worstMs, whole);
        worstGrowth = std::max(worstGrowth, growth);
        kinds.insert(QLatin1String(wholes.at(i).name),
            QJsonObject{{"quarter_ms", rounded(quarter)}, {"ms", rounded(whole)}, {"growth", rounded(growth)}});
    }
    return {{"worst_ms", rounded(worstMs)}, {"worst_growth", rounded(worstGrowth)}, {"answers", kinds}};
}

} // namespace freshet::bench
