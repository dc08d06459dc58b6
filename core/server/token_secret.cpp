// SPDX-License-Identifier: MIT
#include "core/server/token_secret.h"

#include <QCryptographicHash>
#include <QRandomGenerator>

#include <algorithm>

namespace freshet {

namespace {

template <size_t Words>
QByteArray systemRandomBytes()
{
    quint32 random[Words];
    QRandomGenerator::system()->fillRange(random);
    return QByteArray(reinterpret_cast<const char *>(random), sizeof(random));
}

} // namespace

Secret generateTokenSecret()
{
    const QByteArray bytes = systemRandomBytes<8>();
    return Secret(QString::fromLatin1(bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals)));
}

bool isTokenSecret(QByteArrayView secret)
{
    return secret.size() >= kShortestTokenSecret && secret.size() <= kLongestTokenSecret
        && std::all_of(secret.begin(), secret.end(), [](char byte) {
               return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z')
                   || QByteArrayView("-._~").contains(byte);
           });
}

QByteArray tokenDigest(QByteArrayView secret) { return QCryptographicHash::hash(secret, QCryptographicHash::Sha256); }

TokenId generateTokenId() { return QString::fromLatin1(systemRandomBytes<2>().toHex()); }

std::optional<AccessToken> findByDigest(const QList<AccessToken> &tokens, const QByteArray &digest)
{
    quint32 found = 0; // 1 + index; chosen without a branch that a clock could see
    for (quint32 i = 0; i < quint32(tokens.size()); ++i) {
        const QByteArray &known = tokens.at(i).digest;
        Q_ASSERT(known.size() == digest.size());
        quint32 difference = 0;
        for (qsizetype byte = 0; byte < digest.size(); ++byte)
            difference |= quint32(uchar(digest.at(byte)) ^ uchar(known.at(byte)));
        const quint32 mask = 0 - (((difference - 1) >> 8) & 1); // all ones when nothing differs
        found = (found & ~mask) | ((i + 1) & mask);
    }
    return found ? std::optional(tokens.at(found - 1)) : std::nullopt;
}

} // namespace freshet
