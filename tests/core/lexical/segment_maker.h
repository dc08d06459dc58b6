// SPDX-License-Identifier: MIT
#pragma once

#include "core/lexical/segment_builder.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>

#include <map>

namespace freshet {

/// A passage as tests make it up: how often it has which term.
struct MadePassage {
    SegmentPassage passage;
    std::map<std::string, std::uint32_t> terms;
};

/// @p count passages of documents of one to four, in three collections. Words are "w0" (common) to "w199" (rare),
/// pieces "g0" to "g49".
inline std::vector<MadePassage> madePassages(int count, std::int64_t firstId, QRandomGenerator &random)
{
    std::vector<MadePassage> made;
    std::uint32_t document = 0;
    std::uint32_t collection = 1;
    for (int left = 0, i = 0; i < count; ++i, --left) {
        if (left == 0) {
            left = static_cast<int>(1 + random() % 4);
            document += i > 0;
            collection = 1 + random() % 3;
        }
        MadePassage passage;
        for (unsigned words = 5 + random() % 60; words > 0; --words) {
            const unsigned rank = std::min(random() % 200, std::min(random() % 200, random() % 200));
            passage.terms["w" + std::to_string(rank)] += 2;
            passage.terms["g" + std::to_string(rank / 4)] += 2;
            ++passage.passage.words;
            ++passage.passage.grams;
        }
        passage.passage.id = firstId + i * 2;
        passage.passage.document = document;
        passage.passage.collection = collection;
        made.push_back(std::move(passage));
    }
    return made;
}

inline Status writeSegment(const std::vector<MadePassage> &passages, const QString &path)
{
    SegmentBuilder builder;
    for (const MadePassage &passage : passages) {
        std::vector<SegmentBuilder::TermCount> terms;
        for (const auto &[term, count] : passage.terms)
            terms.push_back({builder.termNumber(term), count});
        builder.add(passage.passage, terms);
    }
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return failure({.message = file.errorString()});
    return builder.write(file);
}

} // namespace freshet
