// SPDX-License-Identifier: MIT
#include "core/lexical/segment.h"

#include "core/lexical/length_norm.h"

#include <cstddef>
#include <cstring>
#include <zlib.h>

namespace freshet {

namespace {

constexpr std::uint64_t kSegmentMagic = 0x32'58'4c'48'53'45'52'46; // "FRESHLX2"

/// The last bytes of a segment.
struct SegmentEnd {
    std::uint64_t listsSize = 0;
    std::uint64_t passages = 0; ///< How many; their array follows the lists at the next multiple of eight.
    std::uint64_t dictionarySize = 0; ///< It follows the passages.
    std::uint64_t wordCount = 0;
    std::uint64_t gramCount = 0;
    std::uint64_t checksum = 0; ///< Of all before this.
    std::uint64_t magic = kSegmentMagic;
};
constexpr std::size_t kUnchecked = sizeof(SegmentEnd) - offsetof(SegmentEnd, checksum);

constexpr std::uint64_t aligned(std::uint64_t size) { return (size + 7) / 8 * 8; }

Error segmentFault(const QString &path, QLatin1String what)
{
    return {
        .kind = ErrorKind::Storage, .message = QStringLiteral("The file %1 of the search index %2.").arg(path, what)};
}

std::uint32_t checksumOf(std::uint32_t before, std::span<const std::uint8_t> bytes)
{
    return static_cast<std::uint32_t>(::crc32_z(before, bytes.data(), bytes.size()));
}

template <typename T>
std::span<const std::uint8_t> bytesOf(std::span<const T> values)
{
    return {reinterpret_cast<const std::uint8_t *>(values.data()), values.size_bytes()};
}

} // namespace

Result<std::shared_ptr<const Segment>> Segment::open(const QString &path)
{
    const std::shared_ptr<Segment> segment(new Segment);
    segment->m_file.setFileName(path);
    if (!segment->m_file.open(QIODevice::ReadOnly))
        return failure(segmentFault(path, QLatin1String("cannot be opened")));
    const auto size = static_cast<std::uint64_t>(segment->m_file.size());
    SegmentEnd end;
    if (size < sizeof(end))
        return failure(segmentFault(path, QLatin1String("is not whole")));
    const uchar *start = segment->m_file.map(0, static_cast<qint64>(size));
    if (!start)
        return failure(segmentFault(path, QLatin1String("cannot be read")));
    std::memcpy(&end, start + size - sizeof(end), sizeof(end));
    const std::uint64_t room = size - sizeof(end);
    const std::uint64_t listsEnd = end.listsSize <= room ? aligned(end.listsSize) : room + 1;
    if (end.magic != kSegmentMagic || listsEnd > room || end.passages > (room - listsEnd) / sizeof(SegmentPassage)
        || listsEnd + end.passages * sizeof(SegmentPassage) + end.dictionarySize != room)
        return failure(segmentFault(path, QLatin1String("is damaged, or of another version")));

    segment->m_bytes = {start, size};
    segment->m_lists = segment->m_bytes.first(end.listsSize);
    // The map starts at a page and the array at a multiple of eight.
    segment->m_passages
        = {reinterpret_cast<const SegmentPassage *>(start + listsEnd), static_cast<std::size_t>(end.passages)};
    segment->m_terms = TermDictionary(
        segment->m_bytes.subspan(listsEnd + end.passages * sizeof(SegmentPassage), end.dictionarySize));
    segment->m_wordLengths.reserve(end.passages);
    segment->m_gramLengths.reserve(end.passages);
    for (const SegmentPassage &passage : segment->m_passages) {
        segment->m_wordLengths.push_back(LengthNorm::codeOf(passage.words));
        segment->m_gramLengths.push_back(LengthNorm::codeOf(passage.grams));
        if (segment->m_runs.empty() || segment->m_runs.back().collection != passage.collection)
            segment->m_runs.push_back({.end = 0, .collection = passage.collection});
        segment->m_runs.back().end = static_cast<std::uint32_t>(segment->m_wordLengths.size());
    }
    segment->m_wordCount = end.wordCount;
    segment->m_gramCount = end.gramCount;
    if (segment->m_terms.isDamaged())
        return failure(segmentFault(path, QLatin1String("is damaged")));
    return segment;
}

PostingCursor Segment::postings(const TermEntry &entry) const
{
    const std::uint64_t room = m_lists.size();
    const bool isInside = entry.offset <= room && entry.size <= room - entry.offset;
    return {isInside ? m_lists.subspan(entry.offset, entry.size) : m_lists.first(0), entry.count,
        static_cast<std::uint32_t>(m_passages.size())};
}

bool Segment::verify() const
{
    SegmentEnd end;
    std::memcpy(&end, m_bytes.data() + m_bytes.size() - sizeof(end), sizeof(end));
    return checksumOf(0, m_bytes.first(m_bytes.size() - kUnchecked)) == end.checksum;
}

void SegmentWriter::addTerm(std::string_view term, std::span<const Posting> postings)
{
    if (postings.empty())
        return;
    m_list.clear();
    writePostings(postings, m_list);
    m_terms.add(
        term, {.offset = m_written, .size = m_list.size(), .count = static_cast<std::uint32_t>(postings.size())});
    write(m_list);
}

Status SegmentWriter::finish(std::span<const SegmentPassage> passages)
{
    SegmentEnd end{.listsSize = m_written, .passages = passages.size()};
    const std::vector<std::uint8_t> padding(aligned(m_written) - m_written);
    write(padding);
    write(bytesOf(passages));
    for (const SegmentPassage &passage : passages) {
        end.wordCount += passage.words;
        end.gramCount += passage.grams;
    }
    const std::vector<std::uint8_t> dictionary = m_terms.finish();
    end.dictionarySize = dictionary.size();
    write(dictionary);
    const auto bytes = bytesOf(std::span<const SegmentEnd>(&end, 1));
    write(bytes.first(bytes.size() - kUnchecked));
    end.checksum = m_checksum;
    write(bytes.last(kUnchecked));
    if (m_hasFailed) {
        return failure({.kind = ErrorKind::Storage,
            .message = QStringLiteral("The search index cannot grow: %1.").arg(m_out.errorString())});
    }
    return {};
}

void SegmentWriter::write(std::span<const std::uint8_t> bytes)
{
    if (bytes.empty())
        return; // for which zlib would begin anew
    m_checksum = checksumOf(m_checksum, bytes);
    m_written += bytes.size();
    const auto size = static_cast<qint64>(bytes.size());
    m_hasFailed = m_hasFailed || m_out.write(reinterpret_cast<const char *>(bytes.data()), size) != size;
}

} // namespace freshet
