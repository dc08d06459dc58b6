// SPDX-License-Identifier: MIT
// freshet-reader: reads documents for ReaderProcess, which starts it and keeps it within limits.
#include "core/retrieval/document_reader.h"
#include "core/retrieval/reader_message.h"
#include "core/retrieval/reader_sandbox.h"

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <new>

using namespace freshet;

namespace {

constexpr quint32 kLongestName = 64 * 1024;
constexpr quint32 kLargestFile = 256U << 20;

[[noreturn]] void endWithoutMemory() { std::_Exit(reader_message::kOutOfMemoryStatus); }

/// Qt's containers throw where memory runs out, at times out of functions that promise not to.
[[noreturn]] void endInDespair()
{
    try {
        if (const std::exception_ptr reason = std::current_exception())
            std::rethrow_exception(reason);
    } catch (const std::bad_alloc &) {
        endWithoutMemory();
    } catch (...) {
        std::abort();
    }
    std::abort();
}

/// Exactly so many bytes; fewer at the end of the input.
QByteArray bytesFromParent(quint32 count)
{
    QByteArray bytes(qsizetype(count), Qt::Uninitialized);
    bytes.truncate(qsizetype(std::fread(bytes.data(), 1, count, stdin)));
    return bytes;
}

Result<ExtractedText> readDocument(const QString &name, const QByteArray &bytes)
{
    constexpr qsizetype headSize = 8192;
    const DocumentReader *reader = readerFor(name, QByteArrayView(bytes).first(qMin(headSize, bytes.size())));
    if (!reader || reader->hasOwnProcess())
        return failure({.kind = ErrorKind::BadRequest, .message = QStringLiteral("It is not a text document.")});
    return reader->read(bytes, [] { return false; });
}

/// False at the end of the input.
bool serveOne()
{
    const auto head = reader_message::requestHead(bytesFromParent(quint32(reader_message::kRequestHeadSize)));
    if (!head || head->nameSize > kLongestName || head->fileSize > kLargestFile)
        return false;
    const QByteArray name = bytesFromParent(head->nameSize);
    const QByteArray bytes = bytesFromParent(head->fileSize);
    if (name.size() != qsizetype(head->nameSize) || bytes.size() != qsizetype(head->fileSize))
        return false;
    const QByteArray reply = reader_message::encodedReply(head->number, readDocument(QString::fromUtf8(name), bytes));
    return std::fwrite(reply.constData(), 1, size_t(reply.size()), stdout) == size_t(reply.size())
        && std::fflush(stdout) == 0;
}

} // namespace

int main()
{
    enterReaderSandbox();
    std::set_terminate(&endInDespair);
    std::set_new_handler(&endWithoutMemory);
    try {
        while (serveOne()) { }
    } catch (const std::bad_alloc &) {
        endWithoutMemory();
    }
    return 0;
}
