// SPDX-License-Identifier: MIT
#pragma once

#include <QImage>
#include <QStringList>

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace freshet::test {

/// Lines of one pixel, as they separate and frame things.
struct ThinLine {
    bool isVertical = false;
    int at = 0; ///< Across it.
    int from = 0; ///< Along it, to and with `to`.
    int to = 0;
    QRgb color = 0;
    QRgb before = 0; ///< The ground on either side.
    QRgb after = 0;
};

inline int distance(QRgb a, QRgb b)
{
    return std::abs(qRed(a) - qRed(b)) + std::abs(qGreen(a) - qGreen(b)) + std::abs(qBlue(a) - qBlue(b));
}

/// Those in a picture at scale 1 that are as long as no letter.
inline QList<ThinLine> thinLinesIn(const QImage &plain)
{
    constexpr int kLeastLength = 48;
    constexpr int kLeastContrast = 12;
    QList<ThinLine> lines;
    for (const bool isVertical : {false, true}) {
        const int across = isVertical ? plain.width() : plain.height();
        const int along = isVertical ? plain.height() : plain.width();
        const auto pixel = [&](int a, int b) { return isVertical ? plain.pixel(a, b) : plain.pixel(b, a); };
        for (int at = 1; at + 1 < across; ++at) {
            for (int from = 0, to = 0; from < along; from = to + 1) {
                const ThinLine first{
                    isVertical, at, from, from, pixel(at, from), pixel(at - 1, from), pixel(at + 1, from)};
                for (to = from; to + 1 < along && pixel(at, to + 1) == first.color
                     && pixel(at - 1, to + 1) == first.before && pixel(at + 1, to + 1) == first.after;)
                    ++to;
                const bool isLine = to - from >= kLeastLength && distance(first.color, first.before) >= kLeastContrast
                    && distance(first.color, first.after) >= kLeastContrast;
                if (isLine) {
                    lines << first;
                    lines.last().to = to;
                }
            }
        }
    }
    return lines;
}

/// Which of @p lines, of a picture at scale 1, cannot be seen all along in @p fine, of the same at its own scale:
/// at each place a pixel must stand out at least half as much.
inline QStringList linesLost(const QList<ThinLine> &lines, const QImage &fine)
{
    const double scale = fine.devicePixelRatio();
    QStringList lost;
    for (const ThinLine &line : lines) {
        const int wanted = std::min(distance(line.color, line.before), distance(line.color, line.after)) / 2;
        const int across = (line.isVertical ? fine.width() : fine.height()) - 1;
        const int first = std::clamp(int(std::floor((line.at - 1) * scale)), 0, across);
        const int last = std::clamp(int(std::ceil((line.at + 2) * scale)) - 1, 0, across);
        const int end = int(std::floor((line.to - 1) * scale));
        for (int along = int(std::ceil((line.from + 2) * scale)); along < end; ++along) {
            int seen = 0;
            for (int at = first; at <= last; ++at) {
                const QRgb pixel = line.isVertical ? fine.pixel(at, along) : fine.pixel(along, at);
                seen = std::max(seen, std::min(distance(pixel, line.before), distance(pixel, line.after)));
            }
            if (seen < wanted) {
                lost << QStringLiteral("%1 line at %2, from %3 to %4: gone at pixel %5")
                            .arg(line.isVertical ? QStringLiteral("vertical") : QStringLiteral("level"))
                            .arg(line.at)
                            .arg(line.from)
                            .arg(line.to)
                            .arg(along);
                break;
            }
        }
    }
    return lost;
}

} // namespace freshet::test
