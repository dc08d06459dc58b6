// SPDX-License-Identifier: MIT
#include "app/embedding_lines.h"

#include <QCoreApplication>

#include <array>
#include <charconv>
#include <cmath>

namespace freshet {

namespace {

constexpr qsizetype kNumbersShown = 3;
constexpr qsizetype kTextShown = 30;

QString columnText(const char *text) { return QCoreApplication::translate("embeddingLine", text); }

double product(const EmbeddingVector &a, const EmbeddingVector &b)
{
    double sum = 0;
    for (qsizetype i = 0; i < std::min(a.size(), b.size()); ++i)
        sum += static_cast<double>(a.at(i)) * static_cast<double>(b.at(i));
    return sum;
}

QString columns(const QString &n, const QString &dimensions, const QString &norm, const QString &similarity,
    const QString &numbers, const QString &text)
{
    return QStringLiteral("%1  %2  %3  %4  %5  %6\n")
        .arg(n, 5)
        .arg(dimensions, 10)
        .arg(norm, 6)
        .arg(similarity, 10)
        .arg(numbers, -26)
        .arg(text);
}

} // namespace

QByteArray embeddingJsonLine(qsizetype n, const EmbeddingVector &vector)
{
    QByteArray line = "{\"n\":" + QByteArray::number(n) + ",\"dimensions\":" + QByteArray::number(vector.size())
        + ",\"embedding\":[";
    for (qsizetype i = 0; i < vector.size(); ++i) {
        std::array<char, 32> number{};
        const auto end = std::to_chars(number.data(), number.data() + number.size(), vector.at(i));
        if (i > 0)
            line += ',';
        line.append(number.data(), end.ptr - number.data());
    }
    return line + "]}\n";
}

QString embeddingHeadLine()
{
    return columns(columnText("n"), columnText("dimensions"), columnText("norm"), columnText("similarity"),
        columnText("first numbers"), columnText("text"));
}

QString embeddingLine(qsizetype n, const QString &text, const EmbeddingVector &vector, const EmbeddingVector &first)
{
    QStringList numbers;
    for (const float number : vector.first(std::min(vector.size(), kNumbersShown)))
        numbers << QString::number(static_cast<double>(number), 'f', 4);
    if (vector.size() > kNumbersShown)
        numbers << QStringLiteral("\u2026");
    const QString shown = text.simplified();
    return columns(QString::number(n), QString::number(vector.size()),
        QString::number(std::sqrt(product(vector, vector)), 'f', 4), QString::number(product(vector, first), 'f', 4),
        numbers.join(u' '), shown.size() <= kTextShown ? shown : QString(shown.left(kTextShown) + u'\u2026'));
}

} // namespace freshet
