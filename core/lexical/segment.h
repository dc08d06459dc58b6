// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/lexical/posting_list.h"
#include "core/lexical/term_dictionary.h"

#include <QFile>
#include <QString>

#include <memory>

namespace freshet {

/// A passage in a segment: what ranking has to know of it besides its terms.
struct SegmentPassage {
    std::int64_t id = 0; ///< Its row in the index database.
    std::uint32_t document = 0; ///< Passages of one document have the same one and stand together.
    std::uint32_t collection = 0;
    std::uint16_t words = 0; ///< How long it is, for BM25's length norm.
    std::uint16_t grams = 0;
    std::uint32_t reserved = 0;

    bool operator==(const SegmentPassage &) const = default;
};
static_assert(sizeof(SegmentPassage) == 24, "as it stands in the file");

/// An immutable part of the inverted index: the posting lists of some passages, mapped into memory from one file.
///
/// A file is written whole and never changed, so any number of threads and processes may read it, also while it is
/// being deleted (on systems that let it be deleted). Damage shows in verify() and, in part, in open(); reading a
/// damaged segment gives wrong answers at worst.
///
/// The file: posting lists, the array of passages, the dictionary, and at its end the places of these with a CRC-32 of
/// all before it. Numbers are little-endian.
class Segment {
public:
    /// Fails with ErrorKind::Storage when the file cannot be read, or is no segment of this version.
    static Result<std::shared_ptr<const Segment>> open(const QString &path);

    Segment(const Segment &) = delete;
    Segment &operator=(const Segment &) = delete;

    /// Neighbouring passages of one collection.
    struct Run {
        std::uint32_t end = 0; ///< The first passage behind it; it starts where the one before it ends.
        std::uint32_t collection = 0;
    };

    const TermDictionary &terms() const { return m_terms; }
    std::span<const SegmentPassage> passages() const { return m_passages; } ///< In the order of their ids.
    std::span<const std::uint8_t> wordLengths() const { return m_wordLengths; } ///< Of each passage, see LengthNorm.
    std::span<const std::uint8_t> gramLengths() const { return m_gramLengths; }
    std::span<const Run> runs() const { return m_runs; } ///< All passages are in one.
    std::uint64_t wordCount() const { return m_wordCount; } ///< Of all passages together.
    std::uint64_t gramCount() const { return m_gramCount; }

    PostingCursor postings(const TermEntry &entry) const;

    bool verify() const; ///< Whether all bytes are as they were written. Reads all of the file.

private:
    Segment() = default;

    QFile m_file;
    std::span<const std::uint8_t> m_bytes;
    std::span<const std::uint8_t> m_lists;
    std::span<const SegmentPassage> m_passages;
    std::vector<Run> m_runs;
    std::vector<std::uint8_t> m_wordLengths;
    std::vector<std::uint8_t> m_gramLengths;
    TermDictionary m_terms;
    std::uint64_t m_wordCount = 0;
    std::uint64_t m_gramCount = 0;
};

/// Writes a segment. Terms come in ascending byte order, each once; then finish() with the passages.
///
/// The first failure of @p out is kept and told by finish(); what is written then is no segment.
class SegmentWriter {
public:
    explicit SegmentWriter(QIODevice &out) : m_out(out) { } ///< Open for writing; outlives this.

    void addTerm(std::string_view term, std::span<const Posting> postings); ///< Nothing where there are none.
    Status finish(std::span<const SegmentPassage> passages);

private:
    void write(std::span<const std::uint8_t> bytes);

    QIODevice &m_out;
    TermDictionaryWriter m_terms;
    std::vector<std::uint8_t> m_list;
    std::uint64_t m_written = 0;
    std::uint32_t m_checksum = 0;
    bool m_hasFailed = false;
};

} // namespace freshet
