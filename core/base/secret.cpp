// SPDX-License-Identifier: MIT
#include "core/base/secret.h"

#include <cstring>

namespace freshet {

Secret::Secret(const QString &text)
    : m_bytes(new QByteArray(text.toUtf8()), [](QByteArray *bytes) {
          explicit_bzero(bytes->data(), static_cast<size_t>(bytes->size()));
          delete bytes;
      })
{
}

QByteArray Secret::reveal() const
{
    return isEmpty() ? QByteArray() : QByteArray(m_bytes->constData(), m_bytes->size());
}

bool operator==(const Secret &a, const Secret &b)
{
    const QByteArray left = a.reveal();
    const QByteArray right = b.reveal();
    if (left.size() != right.size())
        return false;
    int difference = 0;
    for (qsizetype i = 0; i < left.size(); ++i)
        difference |= left[i] ^ right[i];
    return difference == 0;
}

} // namespace freshet
