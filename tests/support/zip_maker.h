// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/packed.h"

#include <QByteArray>
#include <QtEndian>

namespace freshet::test {

/// Writes a .zip, a good one unless told otherwise.
class ZipMaker {
public:
    enum class Method : quint16 { Stored = 0, Deflated = 8 };

    void add(const QByteArray &name, const QByteArray &content, Method method = Method::Deflated)
    {
        const QByteArray body = method == Method::Deflated ? packed(content, -MAX_WBITS) : content;
        const auto checksum = static_cast<quint32>(
            ::crc32(0, reinterpret_cast<const Bytef *>(content.constData()), static_cast<uInt>(content.size())));
        QByteArray fields; // what local head and directory have in common
        put<quint16>(fields, 20);
        put<quint16>(fields, flags);
        put<quint16>(fields, static_cast<quint16>(method));
        put<quint32>(fields, 0);
        put<quint32>(fields, checksum + checksumError);
        put<quint32>(fields, static_cast<quint32>(body.size()));
        put<quint32>(fields, saidSize ? saidSize : static_cast<quint32>(content.size()));
        put<quint16>(fields, static_cast<quint16>(name.size()));
        put<quint16>(fields, 0);
        QByteArray entry("PK\x01\x02\x14\x00", 6);
        entry += fields;
        put<quint16>(entry, 0);
        put<quint16>(entry, 0);
        put<quint16>(entry, 0);
        put<quint32>(entry, 0);
        put<quint32>(entry, static_cast<quint32>(m_bytes.size()));
        m_directory += entry + name;
        ++m_count;
        m_bytes += QByteArray("PK\x03\x04", 4) + fields + name + body;
    }

    QByteArray bytes() const
    {
        QByteArray all = m_bytes + m_directory + QByteArray("PK\x05\x06\0\0\0\0", 8);
        put<quint16>(all, m_count);
        put<quint16>(all, m_count);
        put<quint32>(all, static_cast<quint32>(m_directory.size()));
        put<quint32>(all, static_cast<quint32>(m_bytes.size()));
        put<quint16>(all, 0);
        return all;
    }

    quint16 flags = 0; ///< 1: locked with a password.
    quint32 checksumError = 0;
    quint32 saidSize = 0; ///< What it says to unpack to; 0: the truth.

private:
    template <typename Number>
    static void put(QByteArray &bytes, Number number)
    {
        const Number little = qToLittleEndian(number);
        bytes.append(reinterpret_cast<const char *>(&little), sizeof little);
    }

    QByteArray m_bytes;
    QByteArray m_directory;
    quint16 m_count = 0;
};

} // namespace freshet::test
