// SPDX-License-Identifier: MIT
#include "ui/transcript/display_text.h"

#include <algorithm>

namespace freshet {

namespace {

constexpr int kMostMarks = 8;

bool isPlainChar(QChar c)
{
    return c == u'\n' || c == u'\t' || (c.unicode() >= 0x20 && c.unicode() < 0x7f)
        || (c.unicode() >= 0xa0 && c.unicode() < 0x300);
}

} // namespace

QString displayText(const QString &text)
{
    if (std::all_of(text.begin(), text.end(), isPlainChar))
        return text;
    QString clean;
    clean.reserve(text.size());
    int marks = 0;
    for (const QChar c : text) {
        marks = c.isMark() ? marks + 1 : 0;
        if (marks > kMostMarks || c == u'\r')
            continue;
        const bool isControl = c.category() == QChar::Other_Control && c != u'\n' && c != u'\t';
        clean += isControl ? QChar(QChar::ReplacementCharacter) : c;
    }
    return clean;
}

QUrl offeredLink(const QString &address)
{
    const QUrl url(address, QUrl::TolerantMode);
    const QString scheme = url.scheme();
    const bool isWeb = scheme == QLatin1String("https") || scheme == QLatin1String("http");
    if (url.isValid() && ((isWeb && !url.host().isEmpty()) || scheme == QLatin1String("mailto")))
        return url;
    return {};
}

} // namespace freshet
