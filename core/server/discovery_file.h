// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QString>

#include <memory>

namespace freshet {

/// The file by which other programs of the same user find the running endpoint (R24): its address, never a token.
///
/// There while the object lives. A file that a dead process left is replaced, whatever it was; one of a living
/// process stays, and publish() fails with Busy: the endpoint runs as well without.
class DiscoveryFile {
public:
    /// `$XDG_RUNTIME_DIR/freshet`; empty where there is no such place.
    static QString defaultDirectory();

    /// Makes @p directory/server.json; nobody sees it half written. The directory is made when missing (its parent must
    /// be there), must be ours and no link, and is closed to others.
    static Result<std::unique_ptr<DiscoveryFile>> publish(const QString &directory, quint16 port);

    ~DiscoveryFile(); ///< Removes the file, unless another one has taken its place.
    DiscoveryFile(const DiscoveryFile &) = delete;
    DiscoveryFile &operator=(const DiscoveryFile &) = delete;

    const QString &path() const { return m_path; }

private:
    DiscoveryFile(const QString &path, int directory, quint64 device, quint64 inode);

    const QString m_path;
    const int m_directory; ///< An open descriptor: the directory may be renamed, the file is still ours.
    const quint64 m_device;
    const quint64 m_inode;
};

} // namespace freshet
