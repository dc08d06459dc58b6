// SPDX-License-Identifier: MIT
#include "core/providers/retry_after.h"

#include <QDateTime>
#include <QLocale>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace freshet {

namespace {

using std::chrono::milliseconds;

constexpr double kMostMilliseconds = 1e15; ///< Far beyond any date, and far within every integer here.
constexpr double kEpochMilliseconds = 1e11; ///< A number above it is an instant, not a time to wait.

std::optional<milliseconds> toWait(double value)
{
    if (!(value >= 0) || value > 1e12)
        return std::nullopt;
    return milliseconds(std::llround(value));
}

std::optional<double> retryNumber(const QByteArray &value)
{
    bool isNumber = false;
    const double number = value.toDouble(&isNumber);
    return isNumber && std::abs(number) < kMostMilliseconds ? std::optional(number) : std::nullopt;
}

QDateTime httpDate(const QByteArray &value)
{
    QDateTime date
        = QLocale::c().toDateTime(QString::fromLatin1(value), QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'"));
    date.setTimeSpec(Qt::UTC);
    return date;
}

std::optional<milliseconds> until(const QDateTime &instant, const HttpResponse &head)
{
    const QDateTime told = httpDate(head.header("Date")); // its own clock is the one that it means
    const QDateTime now = told.isValid() ? told : head.receivedAt;
    if (!now.isValid() || !instant.isValid())
        return std::nullopt;
    return milliseconds(std::max<qint64>(0, now.msecsTo(instant)));
}

/// Seconds, a duration, an RFC 3339 or HTTP date, or milliseconds since 1970.
std::optional<milliseconds> waitFrom(const QByteArray &value, const HttpResponse &head)
{
    const QString text = QString::fromLatin1(value);
    if (const auto number = retryNumber(value)) {
        if (*number > kEpochMilliseconds)
            return until(QDateTime::fromMSecsSinceEpoch(std::llround(*number), Qt::UTC), head);
        return milliseconds(std::llround(std::max(0.0, *number) * 1000));
    }
    if (const auto duration = durationFrom(text))
        return duration;
    const QDateTime date = httpDate(value);
    return until(date.isValid() ? date : QDateTime::fromString(text, Qt::ISODate), head);
}

} // namespace

bool tellsRetryAfter(const HttpResponse &head)
{
    return !head.header("retry-after-ms").isEmpty() || !head.header("Retry-After").isEmpty();
}

std::optional<milliseconds> retryAfterIn(const HttpResponse &head)
{
    if (const auto exact = retryNumber(head.header("retry-after-ms")))
        return milliseconds(std::llround(std::max(0.0, *exact)));
    if (const QByteArray value = head.header("Retry-After"); !value.isEmpty())
        return waitFrom(value, head);
    if (head.status != 429)
        return std::nullopt;

    std::optional<milliseconds> longest;
    const auto take = [&](const QByteArray &remainingName, const QByteArray &resetName) {
        const auto remaining = retryNumber(head.header(remainingName));
        const QByteArray reset = head.header(resetName);
        if (reset.isEmpty() || (remaining && *remaining > 0))
            return;
        if (const auto wait = waitFrom(reset, head))
            longest = std::max(longest.value_or(milliseconds(0)), *wait);
    };
    for (const QByteArray &limit : {QByteArrayLiteral("-requests"), QByteArrayLiteral("-tokens"), QByteArray()})
        take("x-ratelimit-remaining" + limit, "x-ratelimit-reset" + limit);
    for (const QByteArray &limit : {QByteArrayLiteral("requests"), QByteArrayLiteral("tokens"),
             QByteArrayLiteral("input-tokens"), QByteArrayLiteral("output-tokens")})
        take("anthropic-ratelimit-" + limit + "-remaining", "anthropic-ratelimit-" + limit + "-reset");
    return longest;
}

std::optional<milliseconds> durationFrom(QStringView text)
{
    static const QRegularExpression form(
        QStringLiteral("^(?:(\\d+)h)?(?:(\\d+)m(?!s))?(?:(\\d+(?:\\.\\d+)?)s)?(?:(\\d+(?:\\.\\d+)?)ms)?$"));
    const QRegularExpressionMatch match = form.match(text);
    if (text.isEmpty() || !match.hasMatch())
        return std::nullopt;
    const double seconds = match.capturedView(1).toDouble() * 3600 + match.capturedView(2).toDouble() * 60
        + match.capturedView(3).toDouble();
    return toWait(seconds * 1000 + match.capturedView(4).toDouble());
}

std::optional<milliseconds> waitIn(const QJsonValue &value, milliseconds unit)
{
    const auto inUnits = [unit](double number) { return toWait(number * static_cast<double>(unit.count())); };
    if (value.isDouble())
        return inUnits(value.toDouble());
    bool isNumber = false;
    const QString text = value.toString().trimmed();
    const double number = text.toDouble(&isNumber);
    return isNumber ? inUnits(number) : durationFrom(text);
}

} // namespace freshet
