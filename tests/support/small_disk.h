// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

namespace freshet::test {

/// A disk of a few megabytes, which can really be full: a tmpfs that only this process and its children see.
class SmallDisk {
public:
    /// Lets the process mount, as root or in a user namespace. To be called first in main(): a process with several
    /// threads is refused. Gives why it must not; empty when it may.
    static QString prepare();

    explicit SmallDisk(int megabytes); ///< path() is empty where it cannot be mounted.
    ~SmallDisk();
    SmallDisk(const SmallDisk &) = delete;
    SmallDisk &operator=(const SmallDisk &) = delete;

    const QString &path() const { return m_path; }
    qint64 freeBytes() const;
    void fill() const; ///< To the last byte.
    void makeRoom() const; ///< Takes back what fill() took.

private:
    QString m_path;
};

} // namespace freshet::test
