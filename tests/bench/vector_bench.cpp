// SPDX-License-Identifier: MIT
#include "tests/bench/vector_bench.h"

#include "core/vector/vector_scan.h"
#include "tests/bench/figures.h"

#include <QTemporaryDir>

#include <random>

namespace freshet::bench {

namespace {

constexpr std::size_t kBenchVectors = 100'000;
constexpr std::size_t kBenchDimensions = 768;
constexpr std::size_t kBenchNearest = 1'000;

std::vector<float> benchNumbers(std::mt19937 &random)
{
    std::normal_distribution<float> normal;
    std::vector<float> numbers(kBenchDimensions);
    for (float &number : numbers)
        number = normal(random);
    return numbers;
}

QJsonObject scanFigures(const VectorScan &scan, int rounds)
{
    std::mt19937 random(2);
    QList<qint64> times;
    qint64 best = std::numeric_limits<qint64>::max();
    for (int round = 0; round < rounds; ++round) {
        const QuantizedVector query = *QuantizedVector::of(benchNumbers(random));
        const qint64 before = monotonicNs();
        const auto hits = scan.nearest(query, kBenchNearest, {});
        times << monotonicNs() - before;
        if (hits.size() != kBenchNearest)
            qFatal("the scan found too little");
        best = std::min(best, times.last());
    }
    QJsonObject figures = percentiles(times);
    figures.insert(QStringLiteral("best_ms"), rounded(static_cast<double>(best) / 1e6));
    return figures;
}

} // namespace

QJsonObject measureVectors()
{
    const QTemporaryDir directory;
    const QString path = directory.filePath(QStringLiteral("vectors"));
    {
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly))
            qFatal("no room for the vectors");
        std::mt19937 random(1);
        QuantizedVectorsWriter writer(file, kBenchDimensions);
        for (std::size_t i = 0; i < kBenchVectors; ++i) {
            const auto quantized = QuantizedVector::of(benchNumbers(random));
            writer.add(static_cast<std::int64_t>(i), 1, quantized->cells, quantized->scale);
        }
        if (!writer.finish())
            qFatal("no room for the vectors");
    }
    const qint64 before = monotonicNs();
    const auto vectors = QuantizedVectors::open(path);
    const double openMs = rounded(static_cast<double>(monotonicNs() - before) / 1e6);
    if (!vectors)
        qFatal("the vectors cannot be read");
    const QJsonObject usual = scanFigures(VectorScan({*vectors}), 60);
    const QJsonObject oneThread = scanFigures(VectorScan({*vectors}, {.threads = 1}), 30);
    const QJsonObject scalar = scanFigures(VectorScan({*vectors}, {.dot = scalarDotProduct, .threads = 1}), 10);
    const double ratio = scalar.value("best_ms").toDouble() / oneThread.value("best_ms").toDouble();
    return {{"scan_100k_768", usual}, {"one_thread", oneThread}, {"scalar_one_thread", scalar},
        {"scalar_to_vector_instructions", rounded(ratio, 2)}, {"open_and_verify_ms", openMs}};
}

} // namespace freshet::bench
