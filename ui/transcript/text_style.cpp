// SPDX-License-Identifier: MIT
#include "ui/transcript/text_style.h"

#include "ui/transcript/display_text.h"

namespace freshet {

QTextCharFormat codeFormat(const TextStyle &style)
{
    QTextCharFormat format;
    format.setFontFamilies(style.type.code().families());
    format.setFontFixedPitch(true);
    format.setProperty(QTextFormat::FontPixelSize, style.type.code().pixelSize());
    format.setBackground(style.codeGround);
    return format;
}

QTextCharFormat citationFormat(const TextStyle &style, int number, CitationDoubt doubt)
{
    const bool isOpened = doubt != CitationDoubt::NoSource;
    QTextCharFormat format;
    format.setForeground(isOpened ? style.link : style.muted);
    format.setProperty(QTextFormat::FontPixelSize, style.type.small().pixelSize());
    if (isOpened)
        format.setProperty(kCitationProperty, number);
    if (doubt == CitationDoubt::None)
        return format;
    format.setProperty(kCitationDoubtProperty, static_cast<int>(doubt));
    if (doubt == CitationDoubt::NotSaid || doubt == CitationDoubt::NoSource)
        format.setFontStrikeOut(true);
    else
        format.setUnderlineStyle(QTextCharFormat::DashUnderline);
    return format;
}

QTextCharFormat linkFormat(const TextStyle &style, const QString &address)
{
    QTextCharFormat format;
    const QUrl url = offeredLink(address);
    if (url.isEmpty())
        return format;
    format.setAnchor(true);
    format.setAnchorHref(QString::fromLatin1(url.toEncoded()));
    format.setForeground(style.link);
    format.setFontUnderline(true);
    return format;
}

TextStyle textStyle(const Theme &theme, const Typography &type, TextTone tone)
{
    const bool isReasoning = tone == TextTone::Reasoning;
    return {.type = type,
        .text = isReasoning ? theme.muted : theme.text,
        .muted = theme.muted,
        .link = theme.accent,
        .codeGround = theme.sunken,
        .border = theme.border,
        .headerGround = theme.sunken};
}

} // namespace freshet
