// SPDX-License-Identifier: MIT
#pragma once

#include "core/archive/archive_limits.h"
#include "core/domain/attachment.h"
#include "core/zip/zip_file.h"

#include <QHash>

#include <memory>
#include <optional>

namespace freshet {

/// The files that came in a .zip beside its chats, by what ChatGPT calls them: "file-AbC123" or "file_00ab", which
/// their names begin with in whatever folder they lie.
///
/// Holds none of them; each is unpacked when it is asked for. Together they may not come to more than a whole export
/// may, so that a .zip whose chats name one file a thousand times fills no disk.
class ArchiveFiles {
public:
    enum class Problem { Missing, TooLarge, Damaged };

    /// @p zip outlives this. At most @p most bytes are given in all.
    explicit ArchiveFiles(const ZipFile &zip, qint64 most = archive_limits::kMaxFileBytes);

    /// "file-AbC123" of "file-service://file-AbC123", of "sediment://file_00ab#p_1" or of a file's name; empty where it
    /// names none.
    static QString idIn(const QString &pointer);

    QString nameOf(const QString &id) const; ///< As people know it: without the id before it; may be empty.

    /// Of at most @p most bytes.
    tl::expected<QByteArray, Problem> read(const QString &id, qint64 most);

private:
    const ZipFile &m_zip;
    QHash<QString, qsizetype> m_entries;
    qint64 m_left;
};

/// The files of one chat while it is read: gives each as an attachment, and keeps count of those that do not come.
class ChatFiles {
public:
    /// Without @p files every file that lies beside a chat is missing.
    explicit ChatFiles(ArchiveFiles *files = nullptr) : m_files(files) { }

    /// The file that @p pointer names. A picture and a text come with what they hold, whatever @p mimeType says; of
    /// another kind only the name comes. Nothing where it cannot be had. @p name may be empty.
    std::optional<Attachment> take(const QString &pointer, const QString &name, const QString &mimeType);
    void miss() { ++m_missing; } ///< One that the export never holds.
    void leaveOut() { ++m_tooMany; } ///< One more than a message may have.

    QString problems() const; ///< A sentence about those that did not come along; empty when all did.

private:
    std::optional<Attachment> count(int &problem);

    ArchiveFiles *m_files; // not owned
    qint64 m_bytes = 0;
    int m_missing = 0;
    int m_tooMany = 0;
    int m_tooLarge = 0;
    int m_damaged = 0;
    int m_otherKind = 0;
};

} // namespace freshet
