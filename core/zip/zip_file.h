// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QByteArrayView>
#include <QIODevice>
#include <QList>

#include <functional>

namespace freshet {

struct ZipEntry {
    QString name; ///< As a stranger wrote it: never a path to be opened.
    qint64 offset = 0;
    qint64 packedSize = 0;
    qint64 size = 0; ///< As it says; no promise.
    quint32 checksum = 0;
    quint16 method = 0;
    bool isEncrypted = false;

    bool operator==(const ZipEntry &) const = default;
};

/// How much of a .zip is taken. By default what an export of chats may need: JSON packs to a tenth, a bomb to a
/// thousandth.
struct ZipLimits {
    qint64 entryBytes = 4LL << 30; ///< That one entry unpacks to.
    qint64 ratio = 200; ///< Of unpacked to packed, from freeBytes on.
    qint64 freeBytes = 16LL << 20; ///< So much may come from next to nothing.

    bool operator==(const ZipLimits &) const = default;
};

/// Reads the entries of a .zip, a stranger's: each number in it is checked against the file, and what unpacks to far
/// more than it takes is refused. Writes no file.
class ZipFile {
public:
    /// False: do not go on.
    using Taker = std::function<bool(QByteArrayView piece)>;

    /// Whether the bytes are the beginning of a .zip.
    static bool isZip(QByteArrayView head);

    /// The list of entries of @p file, which must be open for reading, seekable, and outlive this.
    static Result<ZipFile> open(QIODevice &file, const ZipLimits &limits = {});

    const QList<ZipEntry> &entries() const { return m_entries; }

    /// Unpacks @p entry piece by piece; an error says what is wrong with it. Ends well when @p take has enough.
    Status read(const ZipEntry &entry, const Taker &take) const;

private:
    ZipFile(QIODevice &file, const ZipLimits &limits) : m_file(&file), m_limits(limits) { }

    Status readDirectory();
    Result<qint64> contentOffset(const ZipEntry &entry) const;
    Status inflate(const ZipEntry &entry, const Taker &take) const;
    Status copy(const ZipEntry &entry, const Taker &take) const;

    bool isBomb(qint64 unpacked, qint64 packed) const;

    QIODevice *m_file; // not owned
    ZipLimits m_limits;
    QList<ZipEntry> m_entries;
};

} // namespace freshet
