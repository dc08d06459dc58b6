// SPDX-License-Identifier: MIT
#include "core/retrieval/text_decoder.h"

#include <QStringDecoder>

#include <algorithm>

namespace freshet {

namespace {

bool startsWithUtf16Mark(QByteArrayView bytes) { return bytes.startsWith("\xff\xfe") || bytes.startsWith("\xfe\xff"); }

} // namespace

bool looksBinary(QByteArrayView bytes)
{
    constexpr qsizetype inspected = 8192;
    return !startsWithUtf16Mark(bytes) && bytes.first(std::min(inspected, bytes.size())).contains('\0');
}

QString decodedText(QByteArrayView bytes)
{
    if (startsWithUtf16Mark(bytes)) {
        QStringDecoder utf16(QStringDecoder::Utf16);
        return utf16.decode(bytes);
    }
    QStringDecoder utf8(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless); // a cut last character is an error
    const QString text = utf8.decode(bytes);
    if (!utf8.hasError())
        return text;
    QStringDecoder windows("windows-1252"); // needs ICU
    if (windows.isValid())
        return windows.decode(bytes);
    return QString::fromLatin1(bytes);
}

QString wellFormedText(const QString &text)
{
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
    QString canonical;
    canonical.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (c == u'\r') {
            if (i + 1 == text.size() || text.at(i + 1) != u'\n')
                canonical += u'\n';
        } else if (c == u'\n' || c == u'\t' || (c.category() != QChar::Other_Control && c != u'\ufeff')) {
            canonical += c;
        }
    }
    return canonical;
}

} // namespace freshet
