// SPDX-License-Identifier: MIT
#include "tests/support/canary_scan.h"

#include <QDirIterator>
#include <QFile>

#include <algorithm>

namespace freshet::test {

namespace {

QByteArray jsonEscaped(const QByteArray &canary, bool isSlashEscaped)
{
    QByteArray text;
    for (const char c : canary) {
        if (c == '"' || c == '\\' || (c == '/' && isSlashEscaped))
            text += '\\';
        text += c;
    }
    return text;
}

QByteArray percentEncoded(const QByteArray &canary, const char *digits)
{
    QByteArray text;
    for (const char c : canary) {
        const bool isPlain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-'
            || c == '.' || c == '_' || c == '~';
        const auto byte = static_cast<unsigned char>(c);
        if (isPlain)
            text += c;
        else
            text.append('%').append(digits[byte >> 4U]).append(digits[byte & 15U]);
    }
    return text;
}

/// The digits that hold only the canary's bits, behind @p offset other bytes.
QByteArray base64Core(const QByteArray &canary, int offset, const char *alphabet)
{
    QByteArray digits;
    const QByteArray bytes = QByteArray(offset, '\0') + canary;
    for (qsizetype bit = (offset * 8 + 5) / 6 * 6; bit + 6 <= bytes.size() * 8; bit += 6) {
        const auto at = bit / 8;
        const unsigned pair = static_cast<unsigned char>(bytes[at]) * 256U
            + (at + 1 < bytes.size() ? static_cast<unsigned char>(bytes[at + 1]) : 0U);
        digits += alphabet[(pair >> static_cast<unsigned>(10 - bit % 8)) & 63U];
    }
    return digits;
}

QByteArrayList base64Cores(const QByteArray &canary, const char *last)
{
    const QByteArray alphabet = QByteArray("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789") + last;
    return {base64Core(canary, 0, alphabet.constData()), base64Core(canary, 1, alphabet.constData()),
        base64Core(canary, 2, alphabet.constData())};
}

QByteArray hexDigits(const QByteArray &canary, const char *digits)
{
    QByteArray text;
    for (const char c : canary) {
        const auto byte = static_cast<unsigned char>(c);
        text += digits[byte >> 4U];
        text += digits[byte & 15U];
    }
    return text;
}

QByteArray utf16(const QByteArray &canary)
{
    QByteArray text;
    for (const char c : canary)
        text.append(c).append('\0');
    return text;
}

} // namespace

CanaryScan::CanaryScan(const QByteArray &canary)
{
    constexpr auto kLower = "0123456789abcdef";
    constexpr auto kUpper = "0123456789ABCDEF";
    QByteArray reversed = canary;
    std::reverse(reversed.begin(), reversed.end());
    m_needles = {{QStringLiteral("plain"), {canary}},
        {QStringLiteral("JSON"), {jsonEscaped(canary, false), jsonEscaped(canary, true)}},
        {QStringLiteral("percent"), {percentEncoded(canary, kLower), percentEncoded(canary, kUpper)}},
        {QStringLiteral("base64"), base64Cores(canary, "+/")}, {QStringLiteral("base64url"), base64Cores(canary, "-_")},
        {QStringLiteral("hex"), {hexDigits(canary, kLower), hexDigits(canary, kUpper)}},
        {QStringLiteral("UTF-16LE"), {utf16(canary)}}, {QStringLiteral("reversed"), {reversed}}};
}

QStringList CanaryScan::encodings()
{
    QStringList names;
    const CanaryScan any("canary");
    for (const auto &[name, needles] : any.m_needles)
        names << name;
    return names;
}

QStringList CanaryScan::in(const QByteArray &bytes) const
{
    QStringList found;
    for (const auto &[name, needles] : m_needles) {
        if (std::any_of(
                needles.begin(), needles.end(), [&bytes](const QByteArray &needle) { return bytes.contains(needle); }))
            found << name;
    }
    return found;
}

QStringList CanaryScan::inFiles(const QString &dir) const
{
    QStringList found;
    QDirIterator files(dir, QDir::Files | QDir::Hidden | QDir::System, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = files.next();
        QFile file(path);
        if (!files.fileInfo().isFile())
            continue; // a socket
        if (!file.open(QFile::ReadOnly))
            qFatal("%s cannot be read", qPrintable(path));
        const QStringList encodings = in(path.toUtf8() + '\n' + file.readAll());
        for (const QString &encoding : encodings)
            found << QString(path + QStringLiteral(": ") + encoding);
    }
    return found;
}

} // namespace freshet::test
