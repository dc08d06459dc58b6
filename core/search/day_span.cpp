// SPDX-License-Identifier: MIT
#include "core/search/day_span.h"

#include <QRegularExpression>

namespace freshet {

namespace {

std::optional<DaySpan> spanFrom(const QDate &first, const QDate &end)
{
    if (!first.isValid() || !end.isValid())
        return std::nullopt;
    return DaySpan{first, end};
}

std::optional<DaySpan> oneDay(const QDate &day) { return spanFrom(day, day.addDays(1)); }

std::optional<DaySpan> spanOfYearOrMonth(int year, int month)
{
    if (year < 1)
        return std::nullopt;
    return month == 0 ? spanFrom({year, 1, 1}, QDate(year, 1, 1).addYears(1))
                      : spanFrom({year, month, 1}, QDate(year, month, 1).addMonths(1));
}

std::optional<DaySpan> spanBack(int count, QChar unit, const QDate &today)
{
    const QDate end = today.addDays(1);
    switch (unit.unicode()) {
    case u'd':
    case u't':
        return spanFrom(today.addDays(-count), end);
    case u'w':
        return spanFrom(today.addDays(-7 * count), end);
    case u'm':
        return spanFrom(today.addMonths(-count), end);
    default:
        return spanFrom(today.addYears(-count), end);
    }
}

} // namespace

std::optional<DaySpan> DaySpan::of(QStringView word, const QDate &today)
{
    const QString text = word.toString().toLower();
    if (text == u"today" || text == u"heute")
        return oneDay(today);
    if (text == u"yesterday" || text == u"gestern")
        return oneDay(today.addDays(-1));

    static const QRegularExpression yearFirst(
        QStringLiteral("^(\\d{4})(?:[-/.](\\d{1,2})(?:[-/.](\\d{1,2}))?)?[-/.]?$"));
    if (const auto match = yearFirst.match(text); match.hasMatch()) {
        const int year = match.capturedView(1).toInt();
        const int month = match.capturedView(2).toInt();
        if (match.hasCaptured(3))
            return oneDay({year, month, match.capturedView(3).toInt()});
        if (match.hasCaptured(2) && month == 0)
            return std::nullopt;
        return spanOfYearOrMonth(year, month);
    }
    static const QRegularExpression dayFirst(QStringLiteral("^(?:(\\d{1,2})\\.)?(\\d{1,2})\\.(\\d{4})$"));
    if (const auto match = dayFirst.match(text); match.hasMatch()) {
        const int year = match.capturedView(3).toInt();
        const int month = match.capturedView(2).toInt();
        if (month == 0)
            return std::nullopt;
        return match.hasCaptured(1) && !match.capturedView(1).isEmpty()
            ? oneDay({year, month, match.capturedView(1).toInt()})
            : spanOfYearOrMonth(year, month);
    }
    static const QRegularExpression back(QStringLiteral("^(\\d{1,3})([dtwmyj])$"));
    if (const auto match = back.match(text); match.hasMatch())
        return spanBack(match.capturedView(1).toInt(), match.capturedView(2).front(), today);
    return std::nullopt;
}

} // namespace freshet
