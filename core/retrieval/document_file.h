// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

namespace freshet {

/// A regular file, opened once: what is asked about it and what is read are the same file whatever happens to its
/// path meanwhile. Symbolic links, pipes, devices and sockets are refused without waiting for them.
class DocumentFile {
public:
    static Result<DocumentFile> open(const QString &path);
    ~DocumentFile();
    DocumentFile(DocumentFile &&other) noexcept;
    DocumentFile &operator=(DocumentFile &&) = delete;
    DocumentFile(const DocumentFile &) = delete;
    DocumentFile &operator=(const DocumentFile &) = delete;

    qint64 size() const { return m_size; }
    qint64 modifiedNs() const { return m_modifiedNs; }

    Result<QByteArray> readHead(); ///< Up to 8 kB from the start.
    Result<QByteArray> readAll(qint64 limit); ///< PayloadTooLarge when there is more.

private:
    DocumentFile(int descriptor, qint64 size, qint64 modifiedNs);
    Result<QByteArray> readFirst(qint64 count);

    int m_descriptor;
    qint64 m_size;
    qint64 m_modifiedNs;
};

} // namespace freshet
