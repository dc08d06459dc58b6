// SPDX-License-Identifier: MIT
#include "core/lexical/segment_merge.h"

#include <queue>

#include <limits>

namespace freshet {

namespace {

constexpr std::uint32_t kDeadPassage = std::numeric_limits<std::uint32_t>::max();
constexpr int kTermsUntilAsked = 1000;

/// One segment on its way into the merged one.
struct MergeSource {
    const Segment *segment = nullptr;
    TermDictionary::Walk walk;
    std::vector<std::uint32_t> places; ///< Where its passages stand in the merged segment, or kDeadPassage.
};

/// Whether @p a comes out of the queue after @p b: by term, then by the segments' order.
bool comesLater(const MergeSource *a, const MergeSource *b)
{
    const int order = a->walk.term().compare(b->walk.term());
    return order != 0 ? order > 0 : a > b;
}

} // namespace

Status mergeSegments(std::span<const std::shared_ptr<const Segment>> segments,
    const std::function<bool(std::int64_t passage)> &isDead, QIODevice &out, const std::function<bool()> &isStopped)
{
    std::vector<MergeSource> sources;
    sources.reserve(segments.size()); // the queue points into it
    std::vector<SegmentPassage> passages;
    std::uint32_t document = 0;
    for (const auto &segment : segments) {
        if (!segment->verify()) {
            return failure({.kind = ErrorKind::Storage,
                .message = QStringLiteral("A file of the search index is damaged; it will be made again.")});
        }
        MergeSource &source = sources.emplace_back(
            MergeSource{.segment = segment.get(), .walk = TermDictionary::Walk(segment->terms())});
        std::uint32_t last = kDeadPassage;
        for (const SegmentPassage &passage : segment->passages()) {
            const bool isGone = isDead(passage.id);
            source.places.push_back(isGone ? kDeadPassage : static_cast<std::uint32_t>(passages.size()));
            if (isGone)
                continue;
            document += passage.document != last && last != kDeadPassage;
            last = passage.document;
            passages.push_back(passage);
            passages.back().document = document; // documents are counted anew
        }
        document += last != kDeadPassage;
    }

    std::priority_queue<MergeSource *, std::vector<MergeSource *>, decltype(&comesLater)> queue(&comesLater);
    for (MergeSource &source : sources) {
        if (source.walk.next())
            queue.push(&source);
    }
    SegmentWriter writer(out);
    std::string term;
    std::vector<Posting> postings;
    for (int asked = 0; !queue.empty();) {
        term = queue.top()->walk.term();
        postings.clear();
        while (!queue.empty() && queue.top()->walk.term() == term) {
            MergeSource *source = queue.top();
            queue.pop();
            PostingCursor cursor = source->segment->postings(source->walk.entry());
            while (cursor.nextBlock()) {
                for (std::size_t i = 0; i < cursor.passages().size(); ++i) {
                    if (const std::uint32_t place = source->places[cursor.passages()[i]]; place != kDeadPassage)
                        postings.push_back({place, static_cast<std::uint8_t>(cursor.counts()[i])});
                }
            }
            if (source->walk.next())
                queue.push(source);
        }
        writer.addTerm(term, postings);
        if (++asked % kTermsUntilAsked == 0 && isStopped())
            return failure({.kind = ErrorKind::Cancelled, .message = QStringLiteral("Merging was stopped.")});
    }
    return writer.finish(passages);
}

} // namespace freshet
