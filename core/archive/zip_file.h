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

/// Reads the entries of a .zip, a stranger's: each number in it is checked against the file, and what unpacks to far
/// more than it takes is refused. Writes no file.
class ZipFile {
public:
    /// False: do not go on.
    using Taker = std::function<bool(QByteArrayView piece)>;

    /// Whether the bytes are the beginning of a .zip.
    static bool isZip(QByteArrayView head);

    /// The list of entries of @p file, which must be open for reading, seekable, and outlive this.
    static Result<ZipFile> open(QIODevice &file);

    const QList<ZipEntry> &entries() const { return m_entries; }

    /// Unpacks @p entry piece by piece; an error says what is wrong with it. Ends well when @p take has enough.
    Status read(const ZipEntry &entry, const Taker &take) const;

private:
    explicit ZipFile(QIODevice &file) : m_file(&file) { }

    Status readDirectory();
    Result<qint64> contentOffset(const ZipEntry &entry) const;
    Status inflate(const ZipEntry &entry, const Taker &take) const;
    Status copy(const ZipEntry &entry, const Taker &take) const;

    QIODevice *m_file; // not owned
    QList<ZipEntry> m_entries;
};

} // namespace freshet
