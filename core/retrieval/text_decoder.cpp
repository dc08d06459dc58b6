// SPDX-License-Identifier: MIT
#include "core/retrieval/text_decoder.h"

#include "core/retrieval/charset_guess.h"

#include <QStringDecoder>

#include <algorithm>

namespace freshet {

namespace {

constexpr QByteArrayView kUtf8Mark("\xef\xbb\xbf");

bool startsWithUtf16Mark(QByteArrayView bytes) { return bytes.startsWith("\xff\xfe") || bytes.startsWith("\xfe\xff"); }

bool hasNonAscii(QStringView text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) { return c.unicode() > 127; });
}

/// Whether @p text, decoded from @p bytes as UTF-8, has many more whole characters than errors: a damaged file, or one
/// that was cut off.
bool isMostlyUtf8(QByteArrayView bytes, QStringView text)
{
    const auto whole = std::count_if(text.begin(), text.end(),
        [](QChar c) { return c.unicode() > 127 && !c.isLowSurrogate() && c != QChar::ReplacementCharacter; });
    const auto errors = text.count(QChar(QChar::ReplacementCharacter)) - bytes.count("\xef\xbf\xbd");
    return whole > 2 * errors;
}

/// Null when we do not know the charset, or UTF-8 and UTF-16 are declared: those are tried anyway.
QString textInCharset(QByteArrayView bytes, const QByteArray &charset)
{
    if (charset.isEmpty() || charset.toLower().startsWith("utf"))
        return {};
    QStringDecoder decoder(charset.constData());
    return decoder.isValid() ? QString(decoder.decode(bytes)) : QString();
}

} // namespace

bool looksBinary(QByteArrayView bytes)
{
    constexpr qsizetype inspected = 8192;
    return !startsWithUtf16Mark(bytes) && bytes.first(std::min(inspected, bytes.size())).contains('\0')
        && !guessedUtf16(bytes);
}

QString decodedText(QByteArrayView bytes, const QByteArray &declared)
{
    if (startsWithUtf16Mark(bytes)) {
        QStringDecoder utf16(QStringDecoder::Utf16);
        return utf16.decode(bytes);
    }
    if (const auto order = guessedUtf16(bytes)) {
        QStringDecoder utf16(*order);
        return utf16.decode(bytes);
    }
    QStringDecoder utf8(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless); // a cut last character is an error
    const QString text = utf8.decode(bytes);
    // Other encodings hardly ever make a valid sequence, but may be ASCII throughout, such as ISO-2022-JP.
    const bool isUtf8 = utf8.hasError() ? isMostlyUtf8(bytes, text) : hasNonAscii(text);
    if (isUtf8 || bytes.startsWith(kUtf8Mark))
        return text;
    if (const QString foreign = textInCharset(bytes, declared); !foreign.isNull())
        return foreign;
    if (!utf8.hasError())
        return text;
    const char *const guessed = guessedCharset(bytes);
    QStringDecoder windows(guessed ? guessed : "windows-1252"); // needs ICU
    if (windows.isValid())
        return windows.decode(bytes);
    return QString::fromLatin1(bytes);
}

QString wellFormedText(const QString &text)
{
    if (std::none_of(text.begin(), text.end(), [](QChar c) { return c.isSurrogate() || c.unicode() >= 0xfffe; }))
        return text;
    QString wellFormed = text;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        const bool isPair = c.isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate();
        if (isPair)
            ++i;
        else if (c.isSurrogate() || c.unicode() >= 0xfffe)
            wellFormed[i] = QChar::ReplacementCharacter;
    }
    return wellFormed;
}

QString shortenedText(const QString &text, qsizetype longest)
{
    if (text.size() <= longest)
        return text;
    const bool cutsPair = longest > 0 && text.at(longest - 1).isHighSurrogate() && text.at(longest).isLowSurrogate();
    return text.first(cutsPair ? longest - 1 : longest);
}

QString canonicalText(const QString &foreignText)
{
    const QString text = wellFormedText(foreignText);
    const auto isKept = [](QChar c) {
        const bool isControl = c.unicode() < 0x20 || (c.unicode() >= 0x7f && c.unicode() < 0xa0);
        return c == u'\n' || c == u'\t' || (!isControl && c != u'\ufeff');
    };
    if (std::all_of(text.begin(), text.end(), isKept))
        return text;
    QString canonical;
    canonical.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (c == u'\r') {
            if (i + 1 == text.size() || text.at(i + 1) != u'\n')
                canonical += u'\n';
        } else if (isKept(c)) {
            canonical += c;
        }
    }
    return canonical;
}

} // namespace freshet
