// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <functional>
#include <memory>

namespace freshet {

/// Unpacks, as it comes, a body that a server compressed although plain bytes were asked for: gzip (RFC 1952) and
/// deflate, which some servers send as zlib (RFC 1950), as they should, and some bare (RFC 1951).
///
/// Holds no more than one piece; the caller caps what it takes.
class HttpInflater {
public:
    /// False ends the unpacking: the caller wants no more.
    using Taker = std::function<bool(const QByteArray &)>;

    /// Null for an encoding that is not known here, several on top of each other among them.
    static std::unique_ptr<HttpInflater> forEncoding(QByteArrayView contentEncoding);
    ~HttpInflater();
    HttpInflater(const HttpInflater &) = delete;
    HttpInflater &operator=(const HttpInflater &) = delete;

    /// Gives what @p packed holds to @p take, in pieces of at most 64 KiB. False when it is damaged, or no such data.
    /// What stands behind the end of the data is ignored, as gzip(1) does it.
    bool unpack(QByteArrayView packed, const Taker &take);

private:
    enum class Form { ZlibOrGzip, ZlibOrBare };

    explicit HttpInflater(Form form);
    bool begin();

    struct Stream;
    const std::unique_ptr<Stream> m_stream;
    const Form m_form;
    QByteArray m_head; ///< Until there is enough of it to tell zlib from bare deflate.
    bool m_hasBegun = false;
    bool m_isOver = false; ///< What follows is no data any more.
};

} // namespace freshet
