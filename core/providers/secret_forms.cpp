// SPDX-License-Identifier: MIT
#include "core/providers/secret_forms.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUrl>

#include <algorithm>

namespace freshet {

namespace {

constexpr qsizetype kShortestKey = 8;

QString jsonEscaped(const QString &text)
{
    const QByteArray array = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(array.mid(2, array.size() - 4)); // without [" and "]
}

/// Every character as \u0041, as some servers escape all they say.
QString unicodeEscaped(const QString &text)
{
    QString escaped;
    for (const QChar c : text)
        escaped += QStringLiteral("\\u%1").arg(c.unicode(), 4, 16, QLatin1Char('0'));
    return escaped;
}

/// With NUL between, as UTF-16 reads that was taken for Latin-1.
QString wide(const QString &text)
{
    QString spaced;
    for (const QChar c : text)
        spaced += QString(c) + QChar(u'\0');
    return spaced.chopped(1);
}

} // namespace

SecretForms::SecretForms(const Secret &secret)
{
    const QByteArray bytes = secret.reveal();
    if (bytes.size() < kShortestKey)
        return;
    const QString plain = QString::fromUtf8(bytes);
    QString backwards = plain;
    std::reverse(backwards.begin(), backwards.end());
    QByteArray everyByte;
    for (const char c : bytes)
        everyByte += '%' + QByteArray(1, c).toHex();
    const auto base64 = QByteArray::Base64Encoding | QByteArray::OmitTrailingEquals;
    const auto base64Url = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
    m_forms = {plain, backwards, jsonEscaped(plain), unicodeEscaped(plain), wide(plain),
        QString::fromLatin1(QUrl::toPercentEncoding(plain)), QString::fromLatin1(everyByte),
        QString::fromLatin1(bytes.toBase64(base64)), QString::fromLatin1(bytes.toBase64(base64Url)),
        QString::fromLatin1(bytes.toHex())};
    m_forms.removeDuplicates();
}

bool SecretForms::isIn(const QString &text) const
{
    return text.size() >= kShortestKey && std::any_of(m_forms.begin(), m_forms.end(), [&text](const QString &form) {
        return text.size() >= form.size() && text.contains(form, Qt::CaseInsensitive);
    });
}

QString SecretForms::replacedIn(QString text) const
{
    for (const QString &form : m_forms)
        text.replace(form, QLatin1String("[key]"), Qt::CaseInsensitive);
    return text;
}

} // namespace freshet
