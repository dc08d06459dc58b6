// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>

#include <algorithm>
#include <utility>

namespace freshet::test {

/// The ways in which a server may send a key back, by name. None of them is written by what the program looks with.
inline QList<std::pair<const char *, QByteArray>> encodingsOf(const QByteArray &key)
{
    QByteArray backwards = key;
    std::reverse(backwards.begin(), backwards.end());
    QByteArray escaped;
    QByteArray percent;
    QByteArray wide;
    for (const char c : key) {
        escaped += "\\u00" + QByteArray(1, c).toHex();
        percent += '%' + QByteArray(1, c).toHex();
        wide += QByteArray(1, c) + '\0';
    }
    return {{"plain", key}, {"reversed", backwards}, {"JSON-escaped twice", escaped}, {"all percent", percent},
        {"percent where needed", key.toPercentEncoding()}, {"UTF-16", wide}, {"hex", key.toHex()},
        {"hex in capitals", key.toHex().toUpper()}, {"base64", key.toBase64()},
        {"base64url", key.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals)}};
}

} // namespace freshet::test
