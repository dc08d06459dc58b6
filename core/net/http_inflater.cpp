// SPDX-License-Identifier: MIT
#include "core/net/http_inflater.h"

#include <utility>
#include <zlib.h>

namespace freshet {

namespace {

constexpr qsizetype kPiece = 64 * 1024;
constexpr qsizetype kHead = 2; ///< Bytes that tell zlib from bare deflate.
constexpr int kAnyHead = MAX_WBITS + 32; ///< zlib's word for "zlib or gzip, whichever it is".

bool isZlibHead(const QByteArray &head)
{
    const auto first = static_cast<unsigned char>(head[0]);
    const auto second = static_cast<unsigned char>(head[1]);
    return (first & 0x0f) == Z_DEFLATED && (first * 256 + second) % 31 == 0;
}

} // namespace

struct HttpInflater::Stream {
    z_stream z{};
    bool isOpen = false;
    bool isAtEnd = false; ///< Of a member of gzip, which another one may follow.
    int members = 0; ///< That ended.
};

std::unique_ptr<HttpInflater> HttpInflater::forEncoding(QByteArrayView contentEncoding)
{
    const QByteArray encoding = contentEncoding.trimmed().toByteArray().toLower();
    if (encoding == "gzip" || encoding == "x-gzip")
        return std::unique_ptr<HttpInflater>(new HttpInflater(Form::ZlibOrGzip));
    if (encoding == "deflate")
        return std::unique_ptr<HttpInflater>(new HttpInflater(Form::ZlibOrBare));
    return nullptr;
}

HttpInflater::HttpInflater(Form form) : m_stream(std::make_unique<Stream>()), m_form(form) { }

HttpInflater::~HttpInflater()
{
    if (m_stream->isOpen)
        inflateEnd(&m_stream->z);
}

bool HttpInflater::begin()
{
    m_hasBegun = true;
    const bool isBare = m_form == Form::ZlibOrBare && !isZlibHead(m_head);
    m_stream->isOpen = inflateInit2(&m_stream->z, isBare ? -MAX_WBITS : kAnyHead) == Z_OK;
    return m_stream->isOpen;
}

bool HttpInflater::unpack(QByteArrayView packed, const Taker &take)
{
    m_head += m_hasBegun ? QByteArrayView() : packed;
    if (m_isOver || (!m_hasBegun && m_head.size() < kHead))
        return true;
    if (!m_hasBegun && !begin())
        return false;
    const QByteArray input = m_head.isEmpty() ? packed.toByteArray() : std::exchange(m_head, {});
    z_stream &z = m_stream->z;
    // zlib's field is not const for the sake of old compilers; it only reads.
    z.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(input.data()));
    z.avail_in = static_cast<uInt>(input.size());
    QByteArray piece;
    do {
        if (std::exchange(m_stream->isAtEnd, false))
            inflateReset(&z);
        piece.resize(kPiece);
        z.next_out = reinterpret_cast<Bytef *>(piece.data());
        z.avail_out = static_cast<uInt>(kPiece);
        const int result = inflate(&z, Z_SYNC_FLUSH);
        piece.truncate(kPiece - z.avail_out);
        m_stream->isAtEnd = result == Z_STREAM_END;
        m_stream->members += m_stream->isAtEnd;
        const bool isDamaged = result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR;
        m_isOver = isDamaged && m_stream->members > 0 && z.total_out == 0;
        if (!piece.isEmpty() && !take(piece))
            return true;
        if (isDamaged)
            return m_isOver;
    } while (z.avail_in > 0 || (z.avail_out == 0 && !m_stream->isAtEnd));
    return true;
}

} // namespace freshet
