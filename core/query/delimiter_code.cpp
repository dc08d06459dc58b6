// SPDX-License-Identifier: MIT
#include "core/query/delimiter_code.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>
#include <QRandomGenerator>

#include <array>

namespace freshet {

namespace {

QByteArray madeUpKey()
{
    std::array<quint32, 8> words{};
    QRandomGenerator::system()->fillRange(words.data(), static_cast<qsizetype>(words.size()));
    return {reinterpret_cast<const char *>(words.data()), static_cast<qsizetype>(sizeof(words))};
}

} // namespace

QString delimiterCode(const QStringList &texts)
{
    static const QByteArray key = madeUpKey();
    QMessageAuthenticationCode code(QCryptographicHash::Sha256, key);
    for (const QString &text : texts) {
        const QByteArray bytes = text.toUtf8();
        code.addData(QByteArray::number(bytes.size()) + ':'); // so that no two lists look alike
        code.addData(bytes);
    }
    return QString::fromLatin1(code.result().toHex().first(kDelimiterCodeSize));
}

} // namespace freshet
