// SPDX-License-Identifier: MIT
#include "core/server/discovery_file.h"

#include "core/base/json.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <optional>
#include <sys/stat.h>
#include <unistd.h>

namespace freshet {

namespace {

constexpr char kDiscoveryName[] = "server.json";
constexpr qsizetype kLargestDiscoveryFile = 4096;
constexpr int kDiscoveryProtocol = 1;

/// When the process began, in ticks since the machine's start: a number that another process of the same id differs
/// in. Nothing when there is no such process.
std::optional<qint64> processStart(qint64 pid)
{
    QFile file(QStringLiteral("/proc/%1/stat").arg(pid));
    if (!file.open(QFile::ReadOnly))
        return std::nullopt;
    const QByteArray stat = file.readAll();
    const QByteArrayList fields = stat.sliced(stat.lastIndexOf(')') + 1).simplified().split(' '); // from the third on
    return fields.size() > 19 ? std::optional(fields.at(19).toLongLong()) : std::nullopt;
}

/// A descriptor, or -1 when the directory cannot be had, is not ours, or is a link.
int openOwnDirectory(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    ::mkdir(name.constData(), 0700);
    const int directory = ::open(name.constData(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    struct stat status { };
    if (directory < 0)
        return -1;
    const bool isOurs = ::fstat(directory, &status) == 0 && status.st_uid == ::geteuid();
    if (isOurs && ((status.st_mode & 077) == 0 || ::fchmod(directory, 0700) == 0))
        return directory;
    ::close(directory);
    return -1;
}

/// Empty for what is no plain file.
QByteArray discoveryBytes(int directory)
{
    const int descriptor = ::openat(directory, kDiscoveryName, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0)
        return {};
    struct stat status { };
    QFile file;
    if (::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode)
        && file.open(descriptor, QFile::ReadOnly, QFile::AutoCloseHandle))
        return file.read(kLargestDiscoveryFile);
    ::close(descriptor);
    return {};
}

bool isOfLivingProcess(const QByteArray &bytes)
{
    const QJsonObject object = json::parse(bytes).value_or(QJsonValue()).toObject();
    const qint64 pid = object["pid"].toInteger(-1);
    if (pid <= 0)
        return false;
    if (const auto start = processStart(pid))
        return *start == object["started"].toInteger(-1);
    return ::kill(static_cast<pid_t>(pid), 0) == 0 || errno == EPERM; // there, but /proc hides it from us
}

QByteArray discoveryJson(quint16 port)
{
    const qint64 pid = ::getpid();
    return QJsonDocument(
        QJsonObject{{"pid", pid}, {"started", processStart(pid).value_or(0)}, {"port", port},
            {"protocol", kDiscoveryProtocol}, {"url", QStringLiteral("ws://127.0.0.1:%1/query/stream").arg(port)}})
        .toJson(QJsonDocument::Compact);
}

/// 0 or errno. The name appears with all its bytes or not at all: who waits for it reads it at once. What a dead
/// process left makes way.
int giveName(int directory, const char *draft)
{
    const auto link = [&] { return ::linkat(directory, draft, directory, kDiscoveryName, 0) == 0 ? 0 : errno; };
    const int first = link();
    if (first != EEXIST || isOfLivingProcess(discoveryBytes(directory)))
        return first;
    return ::unlinkat(directory, kDiscoveryName, 0) == 0 ? link() : errno;
}

/// 0 or errno.
int writeDiscoveryFile(int directory, const QByteArray &bytes, struct stat &status)
{
    const QByteArray draft = kDiscoveryName + QByteArray(".") + QByteArray::number(qint64(::getpid()));
    ::unlinkat(directory, draft.constData(), 0); // of a process that died with our number
    const int file = ::openat(directory, draft.constData(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (file < 0)
        return errno;
    const bool isWritten
        = ::write(file, bytes.constData(), size_t(bytes.size())) == bytes.size() && ::fstat(file, &status) == 0;
    ::close(file);
    const int error = isWritten ? giveName(directory, draft.constData()) : EIO;
    ::unlinkat(directory, draft.constData(), 0);
    return error;
}

Error cannotPublish(const QString &path)
{
    return {.kind = ErrorKind::Storage,
        .message = QCoreApplication::translate("DiscoveryFile",
            "Other programs cannot look up the local endpoint, as %1 cannot be written; tell them its address.")
                       .arg(QDir::toNativeSeparators(path))};
}

Error isPublishedByAnother(const QString &path)
{
    return {.kind = ErrorKind::Busy,
        .message = QCoreApplication::translate("DiscoveryFile",
            "Another Freshet is listed in %1 already; tell other programs the address of this one yourself.")
                       .arg(QDir::toNativeSeparators(path))};
}

} // namespace

QString DiscoveryFile::defaultDirectory()
{
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    return QDir::isAbsolutePath(runtime) ? QDir::cleanPath(runtime + QLatin1String("/freshet")) : QString();
}

Result<std::unique_ptr<DiscoveryFile>> DiscoveryFile::publish(const QString &directory, quint16 port)
{
    const QString cleanDirectory = QDir::cleanPath(directory); // a slash at the end would follow a link
    const QString path = cleanDirectory + u'/' + QLatin1String(kDiscoveryName);
    const int directoryDescriptor = directory.isEmpty() ? -1 : openOwnDirectory(cleanDirectory);
    if (directoryDescriptor < 0)
        return failure(cannotPublish(path));
    struct stat status { };
    if (const int error = writeDiscoveryFile(directoryDescriptor, discoveryJson(port), status); error != 0) {
        ::close(directoryDescriptor);
        return failure(error == EEXIST ? isPublishedByAnother(path) : cannotPublish(path));
    }
    return std::unique_ptr<DiscoveryFile>(
        new DiscoveryFile(path, directoryDescriptor, quint64(status.st_dev), quint64(status.st_ino)));
}

DiscoveryFile::DiscoveryFile(const QString &path, int directory, quint64 device, quint64 inode)
    : m_path(path), m_directory(directory), m_device(device), m_inode(inode)
{
}

DiscoveryFile::~DiscoveryFile()
{
    struct stat status { };
    if (::fstatat(m_directory, kDiscoveryName, &status, AT_SYMLINK_NOFOLLOW) == 0 && quint64(status.st_dev) == m_device
        && quint64(status.st_ino) == m_inode)
        ::unlinkat(m_directory, kDiscoveryName, 0);
    ::close(m_directory);
}

} // namespace freshet
