// SPDX-License-Identifier: MIT
#include "core/base/secret_forms.h"

#include <algorithm>

namespace freshet {

namespace {

constexpr qsizetype kShortestSecret = 6; ///< Taking shorter ones out would tear holes into every text.

/// As it stands in base64 after @p before other bytes, without the digits that those and later bytes share in.
QByteArray innerBase64(const QByteArray &bytes, int before, QByteArray::Base64Options alphabet)
{
    const QByteArray all = QByteArray(before, '\0') + bytes;
    const QByteArray digits = all.toBase64(alphabet | QByteArray::OmitTrailingEquals);
    const qsizetype first = (before * 8 + 5) / 6;
    return digits.mid(first, (before + bytes.size()) * 8 / 6 - first);
}

QByteArray inJson(const QByteArray &bytes) { return QByteArray(bytes).replace('\\', "\\\\").replace('"', "\\\""); }

/// Every character as \u0041, as some servers escape all they say.
QByteArray inEscapes(const QByteArray &bytes)
{
    const QString text = QString::fromUtf8(bytes);
    QByteArray escaped;
    for (const QChar c : text)
        escaped += "\\u" + QByteArray::number(c.unicode(), 16).rightJustified(4, '0');
    return escaped;
}

/// With NUL between, as UTF-16 reads that was taken for Latin-1.
QByteArray wide(const QByteArray &bytes)
{
    QByteArray spaced;
    for (const char c : bytes)
        spaced += QByteArray(1, c) + QByteArray(1, '\0');
    return spaced.chopped(1);
}

QByteArray reversed(QByteArray bytes)
{
    std::reverse(bytes.begin(), bytes.end());
    return bytes;
}

QByteArray everyByteInPercent(const QByteArray &bytes)
{
    QByteArray escaped;
    for (const char c : bytes)
        escaped += '%' + QByteArray(1, c).toHex();
    return escaped;
}

} // namespace

QByteArrayList secretForms(const Secret &secret)
{
    const QByteArray bytes = secret.reveal();
    if (bytes.size() < kShortestSecret)
        return {};
    QByteArrayList forms{bytes, inJson(bytes), inJson(bytes).replace('/', "\\/"), bytes.toPercentEncoding(),
        bytes.toPercentEncoding().toLower(), bytes.toHex(), bytes.toHex().toUpper()};
    forms << reversed(bytes) << inEscapes(bytes) << wide(bytes) << everyByteInPercent(bytes);
    for (const auto alphabet : {QByteArray::Base64Encoding, QByteArray::Base64UrlEncoding}) {
        for (int before = 0; before < 3; ++before)
            forms << innerBase64(bytes, before, alphabet);
    }
    std::sort(forms.begin(), forms.end(),
        [](const QByteArray &a, const QByteArray &b) { return a.size() != b.size() ? a.size() > b.size() : a < b; });
    const auto last = std::unique(forms.begin(), forms.end());
    forms.resize(last - forms.begin());
    return forms;
}

SecretForms::SecretForms(const Secret &secret)
{
    const QByteArrayList forms = secretForms(secret);
    for (const QByteArray &form : forms)
        m_forms << QString::fromUtf8(form);
}

bool SecretForms::isIn(const QString &text) const
{
    return std::any_of(m_forms.begin(), m_forms.end(), [&text](const QString &form) {
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
