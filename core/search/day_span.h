// SPDX-License-Identifier: MIT
#pragma once

#include <QDate>
#include <QStringView>

#include <optional>

namespace freshet {

/// Days as a person names them: from `first` to the day before `end`.
struct DaySpan {
    QDate first;
    QDate end;

    bool operator==(const DaySpan &) const = default;

    /// `2026`, `2026-11`, `2026-11-05`, `5.11.2026`, `11.2026`, `today`, `yesterday`, `3d`, `2w`, `6m`, `1y` (from so
    /// long ago until today), also in German. Nothing where it is no such day.
    static std::optional<DaySpan> of(QStringView word, const QDate &today);
};

} // namespace freshet
