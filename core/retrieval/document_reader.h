// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/retrieval/extracted_text.h"

#include <QByteArray>

#include <functional>

namespace freshet {

/// Asked now and then during long work; true means: give up.
using StopCheck = std::function<bool()>;

/// One document format: bytes in, text with its headings and pages out.
///
/// Documents are foreign: whatever the bytes are, a reader ends in time about linear in their length, runs nothing
/// that they contain, and opens nothing that they name. ErrorKind::Storage says nothing about the document: this
/// computer cannot read it just now. Stateless.
class DocumentReader {
public:
    virtual ~DocumentReader() = default;

    virtual Result<ExtractedText> read(const QByteArray &bytes, const StopCheck &isStopped) const = 0;

    /// The largest file that is read, in bytes.
    virtual qint64 sizeLimit() const = 0;

    /// Whether read() looks at the bytes in a child process of its own. Any other is called in one: see ReaderProcess.
    virtual bool hasOwnProcess() const { return false; }

    /// Whether the document is a package of parts that are unpacked and parsed, where most can go wrong: the process
    /// that has read one reads no other document.
    virtual bool readsPackages() const { return false; }
};

/// The reader for a file, by how it starts and what it is called. Null for one that is no text document.
/// @p head is the beginning of the file, 8 kB of it where there is so much. The reader lives as long as the program.
const DocumentReader *readerFor(const QString &fileName, QByteArrayView head);

} // namespace freshet
