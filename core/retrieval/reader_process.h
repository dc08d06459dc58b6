// SPDX-License-Identifier: MIT
#pragma once

#include "core/retrieval/child_limits.h"
#include "core/retrieval/document_reader.h"

#include <chrono>
#include <memory>

class QDeadlineTimer;
class QProcess;

namespace freshet {

/// Reads documents in a child process, `freshet-reader`, that has little memory, little time, no files, no environment
/// and no network: a hostile document can hurt only that. A crash, a hang, too much memory or output, and an answer
/// that is none are errors of the document at hand, and the next one gets a new child.
///
/// The child is started by the first document and reads one after another, since starting it takes longer than reading
/// a small one: a text that took it over would see the texts after it, and could lie about them. A package (DOCX, ODT,
/// EPUB) is the last that its child reads. Blocks its thread, which is to be the same one at each call and when this is
/// destroyed; with that thread the child ends too.
class ReaderProcess {
public:
    struct Options {
        QString program; ///< Empty: the one that was built or installed with this program.
        std::chrono::milliseconds processorLimit = std::chrono::seconds(30); ///< For one document.
        std::chrono::milliseconds timeLimit = std::chrono::minutes(2); ///< Likewise; others may need the processor.
        std::chrono::milliseconds renewAfter = std::chrono::seconds(60); ///< Of work for any number of documents.
        qint64 outputLimit = 64 * 1024 * 1024; ///< Of what it says of one document.
        ChildLimits limits = {};
    };

    explicit ReaderProcess(const Options &options);
    ReaderProcess() : ReaderProcess(Options()) { }
    ~ReaderProcess(); ///< Ends the child at once.

    /// Reads @p bytes as @p reader would, which is what readerFor() gave for them. ErrorKind::Storage when the child
    /// cannot be started.
    Result<ExtractedText> read(
        const DocumentReader &reader, const QString &fileName, const QByteArray &bytes, const StopCheck &isStopped);

    /// Ends the child, at once. The next document starts another one.
    void stop();

private:
    Status ensureStarted();
    void ask(const QString &fileName, const QByteArray &bytes);
    /// Nothing when what comes is the answer to an earlier request.
    std::optional<Result<ExtractedText>> answer(const StopCheck &isStopped);
    Status waitForBytes(qint64 count, const StopCheck &isStopped, const QDeadlineTimer &deadline);
    std::chrono::milliseconds workOfProcess() const;
    Error breakdown() const;

    const Options m_options;
    std::unique_ptr<QProcess> m_process;
    quint32 m_number = 0; ///< Of the request at hand.
    std::chrono::milliseconds m_workBefore{0}; ///< That the process at hand had done before it.
};

/// `freshet-reader`, which stands in libexec beside the folder of this program; empty when it is not there.
QString documentReaderProgram();

} // namespace freshet
