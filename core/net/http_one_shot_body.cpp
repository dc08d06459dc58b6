// SPDX-License-Identifier: MIT
#include "core/net/http_one_shot_body.h"

#include <algorithm>

namespace freshet {

HttpOneShotBody::HttpOneShotBody(const QByteArray &bytes, QObject *parent) : QIODevice(parent), m_bytes(bytes)
{
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

qint64 HttpOneShotBody::readData(char *data, qint64 maxSize)
{
    const qint64 size = std::min(maxSize, bytesAvailable());
    std::copy_n(m_bytes.constData() + m_position, size, data);
    m_position += size;
    return size;
}

} // namespace freshet
