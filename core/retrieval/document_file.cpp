// SPDX-License-Identifier: MIT
#include "core/retrieval/document_file.h"

#include <QFile>

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace freshet {

namespace {

Error documentFileError(int code)
{
    switch (code) {
    case ENOENT:
    case ENOTDIR:
        return {.kind = ErrorKind::NotFound, .message = QStringLiteral("There is no such file.")};
    case EACCES:
    case EPERM:
        return {.kind = ErrorKind::Permission,
            .message = QStringLiteral("The file may not be read; check its permissions.")};
    case ENXIO: // a socket
        return {.kind = ErrorKind::BadRequest, .message = QStringLiteral("It is not a regular file.")};
    case ELOOP:
        return {
            .kind = ErrorKind::BadRequest, .message = QStringLiteral("It is a symbolic link, which is not followed.")};
    default:
        return {.kind = ErrorKind::Storage,
            .message = QStringLiteral("The file cannot be read (%1).").arg(qt_error_string(code))};
    }
}

} // namespace

Result<DocumentFile> DocumentFile::open(const QString &path)
{
    // Without O_NONBLOCK a pipe would make us wait for its other end.
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0)
        return failure(documentFileError(errno));
    struct stat info = {};
    const bool isKnown = ::fstat(descriptor, &info) == 0;
    if (!isKnown || !S_ISREG(info.st_mode)) {
        ::close(descriptor);
        return failure({.kind = ErrorKind::BadRequest, .message = QStringLiteral("It is not a regular file.")});
    }
    constexpr qint64 nsPerSecond = 1'000'000'000;
    return DocumentFile(
        descriptor, info.st_size, qint64(info.st_mtim.tv_sec) * nsPerSecond + qint64(info.st_mtim.tv_nsec));
}

DocumentFile::DocumentFile(int descriptor, qint64 size, qint64 modifiedNs)
    : m_descriptor(descriptor), m_size(size), m_modifiedNs(modifiedNs)
{
}

DocumentFile::DocumentFile(DocumentFile &&other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1)), m_size(other.m_size), m_modifiedNs(other.m_modifiedNs)
{
}

DocumentFile::~DocumentFile()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

Result<QByteArray> DocumentFile::readHead()
{
    constexpr qint64 headSize = 8192;
    return readFirst(headSize);
}

Result<QByteArray> DocumentFile::readAll(qint64 limit)
{
    if (m_size > limit) {
        return failure({.kind = ErrorKind::PayloadTooLarge,
            .message = QStringLiteral("The file is larger than %1 MiB.").arg(limit / (1024 * 1024))});
    }
    return readFirst(m_size); // what grows meanwhile is for the next run
}

Result<QByteArray> DocumentFile::readFirst(qint64 count)
{
    QByteArray bytes(std::min(count, m_size), Qt::Uninitialized);
    qint64 got = 0;
    while (got < bytes.size()) {
        const ssize_t n = ::pread(m_descriptor, bytes.data() + got, static_cast<size_t>(bytes.size() - got), got);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return failure(documentFileError(errno));
        if (n == 0)
            break; // it shrank
        got += n;
    }
    bytes.truncate(got);
    return bytes;
}

} // namespace freshet
