// SPDX-License-Identifier: MIT
#include "core/zip/zip_file.h"

#include <QtEndian>

#include <limits>
#include <zlib.h>

namespace freshet {

namespace {

constexpr qint64 kEndSize = 22;
constexpr qint64 kLongestComment = 0xffff;
constexpr qint64 kEnd64LocatorSize = 20;
constexpr qint64 kEnd64Size = 56;
constexpr qint64 kDirectoryEntrySize = 46;
constexpr qint64 kLocalHeadSize = 30;
constexpr qint64 kMaxDirectoryBytes = 64LL << 20;
constexpr qsizetype kZipPiece = 256 * 1024;
constexpr qsizetype kLongestTold = 255; ///< Of an entry's name.
constexpr quint32 kIn64 = 0xffffffff;
constexpr quint16 kStored = 0;
constexpr quint16 kDeflated = 8;

tl::unexpected<Error> zipFailure(const QString &message)
{
    return failure({.kind = ErrorKind::BadRequest, .message = message});
}

tl::unexpected<Error> damagedZip()
{
    return zipFailure(QStringLiteral("The .zip file is damaged or not whole. Download it again."));
}

template <typename Number>
Number numberAt(const QByteArray &bytes, qint64 at)
{
    return qFromLittleEndian<Number>(bytes.constData() + at);
}

/// Exactly so many bytes, or none.
QByteArray bytesAt(QIODevice &file, qint64 at, qint64 count)
{
    if (at < 0 || count < 0 || at > file.size() || count > file.size() - at || !file.seek(at))
        return {};
    const QByteArray bytes = file.read(count);
    return bytes.size() == count ? bytes : QByteArray();
}

struct ZipDirectory {
    qint64 offset = 0;
    qint64 size = 0;
};

std::optional<ZipDirectory> directoryOf64(QIODevice &file, qint64 endAt)
{
    const QByteArray locator = bytesAt(file, endAt - kEnd64LocatorSize, kEnd64LocatorSize);
    if (locator.isEmpty() || !locator.startsWith("PK\x06\x07"))
        return std::nullopt;
    const QByteArray end = bytesAt(file, numberAt<qint64>(locator, 8), kEnd64Size);
    if (end.isEmpty() || !end.startsWith("PK\x06\x06"))
        return std::nullopt;
    return ZipDirectory{.offset = numberAt<qint64>(end, 48), .size = numberAt<qint64>(end, 40)};
}

std::optional<ZipDirectory> directoryOf(QIODevice &file)
{
    const qint64 from = qMax<qint64>(0, file.size() - kEndSize - kLongestComment);
    const QByteArray tail = bytesAt(file, from, file.size() - from);
    const qsizetype at = tail.lastIndexOf("PK\x05\x06");
    if (at < 0 || tail.size() - at < kEndSize)
        return std::nullopt;
    const auto size = numberAt<quint32>(tail, at + 12);
    const auto offset = numberAt<quint32>(tail, at + 16);
    if (size == kIn64 || offset == kIn64)
        return directoryOf64(file, from + at);
    return ZipDirectory{.offset = offset, .size = size};
}

/// Sizes and place of an entry of a large file stand in an extra field, each only where its own field is full.
bool takeSizes64(const QByteArray &extra, ZipEntry &entry)
{
    for (qint64 at = 0; at + 4 <= extra.size();) {
        const auto kind = numberAt<quint16>(extra, at);
        const qint64 end = at + 4 + numberAt<quint16>(extra, at + 2);
        if (end > extra.size())
            return false;
        at += 4;
        if (kind == 1) {
            for (qint64 *const field : {&entry.size, &entry.packedSize, &entry.offset}) {
                if (*field != qint64(kIn64))
                    continue;
                if (end - at < 8)
                    return false;
                *field = numberAt<qint64>(extra, at);
                at += 8;
                if (*field < 0)
                    return false;
            }
            return true;
        }
        at = end;
    }
    return true;
}

/// zlib's state, ended whatever happens.
struct ZipInflater {
    ZipInflater() : isOpen(inflateInit2(&z, -MAX_WBITS) == Z_OK) { }
    ~ZipInflater()
    {
        if (isOpen)
            inflateEnd(&z);
    }
    Q_DISABLE_COPY_MOVE(ZipInflater)

    z_stream z{};
    bool isOpen;
};

tl::unexpected<Error> bombFailure(const ZipEntry &entry)
{
    return failure({.kind = ErrorKind::PayloadTooLarge,
        .message = QStringLiteral("\"%1\" in the .zip file unpacks to far more than it should, so it is not read.")
                       .arg(entry.name.left(kLongestTold))});
}

quint32 checksumOn(quint32 checksum, QByteArrayView piece)
{
    return static_cast<quint32>(
        crc32(checksum, reinterpret_cast<const Bytef *>(piece.data()), static_cast<uInt>(piece.size())));
}

} // namespace

bool ZipFile::isZip(QByteArrayView head) { return head.startsWith("PK\x03\x04") || head.startsWith("PK\x05\x06"); }

Result<ZipFile> ZipFile::open(QIODevice &file, const ZipLimits &limits)
{
    ZipFile zip(file, limits);
    if (const Status status = zip.readDirectory(); !status)
        return failure(status.error());
    return zip;
}

Status ZipFile::readDirectory()
{
    const std::optional<ZipDirectory> place = directoryOf(*m_file);
    if (!place || place->size > kMaxDirectoryBytes)
        return damagedZip();
    const QByteArray bytes = bytesAt(*m_file, place->offset, place->size);
    if (bytes.size() != place->size)
        return damagedZip();
    for (qint64 at = 0; at < bytes.size();) {
        if (bytes.size() - at < kDirectoryEntrySize || bytes.mid(at, 4) != "PK\x01\x02")
            return damagedZip();
        const auto nameSize = numberAt<quint16>(bytes, at + 28);
        const auto extraSize = numberAt<quint16>(bytes, at + 30);
        const qint64 end = at + kDirectoryEntrySize + nameSize + extraSize + numberAt<quint16>(bytes, at + 32);
        if (end > bytes.size())
            return damagedZip();
        ZipEntry entry{.name = QString::fromUtf8(bytes.mid(at + kDirectoryEntrySize, nameSize)),
            .offset = numberAt<quint32>(bytes, at + 42),
            .packedSize = numberAt<quint32>(bytes, at + 20),
            .size = numberAt<quint32>(bytes, at + 24),
            .checksum = numberAt<quint32>(bytes, at + 16),
            .method = numberAt<quint16>(bytes, at + 10),
            .isEncrypted = (numberAt<quint16>(bytes, at + 8) & 1) != 0};
        if (!takeSizes64(bytes.mid(at + kDirectoryEntrySize + nameSize, extraSize), entry))
            return damagedZip();
        m_entries << entry;
        at = end;
    }
    return {};
}

bool ZipFile::isBomb(qint64 unpacked, qint64 packed) const
{
    return unpacked > m_limits.entryBytes || (unpacked > m_limits.freeBytes && unpacked / m_limits.ratio > packed);
}

Result<qint64> ZipFile::contentOffset(const ZipEntry &entry) const
{
    const QByteArray head = bytesAt(*m_file, entry.offset, kLocalHeadSize);
    if (head.isEmpty() || !head.startsWith("PK\x03\x04"))
        return damagedZip();
    const qint64 at = entry.offset + kLocalHeadSize + numberAt<quint16>(head, 26) + numberAt<quint16>(head, 28);
    if (at > m_file->size() || entry.packedSize > m_file->size() - at)
        return damagedZip();
    return at;
}

Status ZipFile::read(const ZipEntry &entry, const Taker &take) const
{
    if (entry.isEncrypted)
        return zipFailure(QStringLiteral("The .zip file is locked with a password. Unpack it first."));
    if (entry.method != kStored && entry.method != kDeflated)
        return zipFailure(QStringLiteral("The .zip file is packed in a way that is not known here. Unpack it first."));
    if (isBomb(entry.size, entry.packedSize))
        return bombFailure(entry);
    const Result<qint64> at = contentOffset(entry);
    if (!at)
        return failure(at.error());
    if (!m_file->seek(*at))
        return damagedZip();
    return entry.method == kStored ? copy(entry, take) : inflate(entry, take);
}

Status ZipFile::copy(const ZipEntry &entry, const Taker &take) const
{
    quint32 checksum = 0;
    for (qint64 left = entry.packedSize; left > 0;) {
        const QByteArray piece = m_file->read(qMin<qint64>(left, kZipPiece));
        if (piece.isEmpty())
            return damagedZip();
        left -= piece.size();
        checksum = checksumOn(checksum, piece);
        if (!take(piece))
            return {};
    }
    return checksum == entry.checksum ? Status() : damagedZip();
}

Status ZipFile::inflate(const ZipEntry &entry, const Taker &take) const
{
    ZipInflater inflater;
    if (!inflater.isOpen)
        return zipFailure(QStringLiteral("There is not enough memory to unpack the .zip file."));
    z_stream &z = inflater.z;
    QByteArray packed;
    QByteArray piece(kZipPiece, Qt::Uninitialized);
    quint32 checksum = 0;
    qint64 left = entry.packedSize;
    qint64 unpacked = 0;
    int result = Z_OK;
    while (result != Z_STREAM_END) {
        if (z.avail_in == 0 && left > 0) {
            packed = m_file->read(qMin<qint64>(left, kZipPiece));
            if (packed.isEmpty())
                return damagedZip();
            left -= packed.size();
            z.next_in = reinterpret_cast<Bytef *>(packed.data());
            z.avail_in = static_cast<uInt>(packed.size());
        }
        z.next_out = reinterpret_cast<Bytef *>(piece.data());
        z.avail_out = static_cast<uInt>(piece.size());
        result = ::inflate(&z, Z_NO_FLUSH);
        if (result != Z_OK && result != Z_STREAM_END) // also Z_BUF_ERROR: it wants more than there is
            return damagedZip();
        const QByteArrayView made(piece.constData(), piece.size() - z.avail_out);
        unpacked += made.size();
        if (isBomb(unpacked, entry.packedSize))
            return bombFailure(entry);
        checksum = checksumOn(checksum, made);
        if (!made.isEmpty() && !take(made))
            return {};
    }
    return checksum == entry.checksum ? Status() : damagedZip();
}

} // namespace freshet
