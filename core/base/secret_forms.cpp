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

} // namespace

QByteArrayList secretForms(const Secret &secret)
{
    const QByteArray bytes = secret.reveal();
    if (bytes.size() < kShortestSecret)
        return {};
    QByteArrayList forms{bytes, inJson(bytes), inJson(bytes).replace('/', "\\/"), bytes.toPercentEncoding(),
        bytes.toPercentEncoding().toLower(), bytes.toHex(), bytes.toHex().toUpper()};
    for (const auto alphabet : {QByteArray::Base64Encoding, QByteArray::Base64UrlEncoding}) {
        for (int before = 0; before < 3; ++before)
            forms << innerBase64(bytes, before, alphabet);
    }
    std::sort(forms.begin(), forms.end(),
        [](const QByteArray &a, const QByteArray &b) { return a.size() != b.size() ? a.size() > b.size() : a < b; });
    forms.erase(std::unique(forms.begin(), forms.end()), forms.end());
    return forms;
}

} // namespace freshet
