// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

#include <zlib.h>

namespace freshet::test {

/// @p bytes as a server compresses them. @p form in zlib's words: MAX_WBITS + 16 is gzip, MAX_WBITS zlib, -MAX_WBITS
/// bare deflate.
inline QByteArray packed(const QByteArray &bytes, int form = MAX_WBITS + 16)
{
    z_stream z{};
    deflateInit2(&z, Z_DEFAULT_COMPRESSION, Z_DEFLATED, form, 8, Z_DEFAULT_STRATEGY);
    QByteArray input = bytes;
    QByteArray output(static_cast<qsizetype>(deflateBound(&z, static_cast<uLong>(bytes.size()))), Qt::Uninitialized);
    z.next_in = reinterpret_cast<Bytef *>(input.data());
    z.avail_in = static_cast<uInt>(input.size());
    z.next_out = reinterpret_cast<Bytef *>(output.data());
    z.avail_out = static_cast<uInt>(output.size());
    deflate(&z, Z_FINISH);
    output.truncate(static_cast<qsizetype>(z.total_out));
    deflateEnd(&z);
    return output;
}

} // namespace freshet::test
