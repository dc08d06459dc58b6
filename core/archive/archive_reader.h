// SPDX-License-Identifier: MIT
#pragma once

#include "core/archive/json_item_scanner.h"
#include "core/base/result.h"
#include "core/history/stored_chat.h"

#include <functional>
#include <memory>
#include <vector>

class QIODevice;

namespace freshet {

class ArchiveFiles;
class ChatFiles;
class ZipFile;
struct ZipEntry;

struct ArchivedChat {
    StoredChat chat;
    QString problems; ///< A sentence about its files that did not come along; empty when all did.
};

/// Reads an export of ChatGPT, Claude, Open WebUI or Freshet, as .json or as the .zip that it came in.
///
/// What it is, is told by its content. No more than one chat is in memory; what is in a .zip is unpacked to a temporary
/// file first. A chat that cannot be read is skipped with its reason, and the others are read. To be used in one thread
/// at a time.
class ArchiveReader {
public:
    /// Of the work of open(), from 0 to 1. False: stop.
    using Progress = std::function<bool(double done)>;

    ArchiveReader();
    ~ArchiveReader();

    /// Finds and tries all chats in the file at @p path. An error: there is nothing to be read, or it was stopped.
    Status open(const QString &path, const Progress &progress);

    int count() const { return static_cast<int>(m_entries.size()); }
    const QList<SkippedChat> &skipped() const { return m_skipped; } ///< By open().

    /// The chat at @p index, the one that changed the longest time ago first.
    /// With its pictures and files.
    Result<ArchivedChat> read(int index) const;

    qint64 sizeOf(int index) const; ///< Of its JSON, in bytes.

private:
    enum class Form { Unknown, Own };
    struct Document {
        std::unique_ptr<QIODevice> file;
        Form form = Form::Unknown;
    };
    struct Entry {
        size_t document = 0;
        JsonItem item;
        QDateTime changedAt;
    };

    Status openZip(std::unique_ptr<QIODevice> file, const Progress &progress);
    Status unpack(const ZipEntry &entry, const Progress &progress);
    Status scan(std::unique_ptr<QIODevice> file, const Progress &progress);
    Status takeDocument(std::unique_ptr<QIODevice> file, const JsonItemScanner &scanner, const Progress &progress);
    Status takeHead(Document &document, qint64 headEnd) const;
    void tryItem(size_t document, const JsonItem &item, qsizetype number);
    Result<StoredChat> read(const Document &document, const JsonItem &item, ChatFiles &files, QString *title) const;

    std::unique_ptr<QIODevice> m_zipFile; ///< Null where it is no .zip, as those that read it.
    std::unique_ptr<ZipFile> m_zip;
    std::unique_ptr<ArchiveFiles> m_files;
    std::vector<Document> m_documents;
    std::vector<Entry> m_entries;
    QList<SkippedChat> m_skipped;
    bool m_hasKnown = false; ///< Something was of a known form, even if it could not be read.
};

} // namespace freshet
