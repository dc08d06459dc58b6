// SPDX-License-Identifier: MIT
#include "core/lexical/bit_packing.h"
#include "core/lexical/posting_list.h"

#include <QRandomGenerator>
#include <QTest>

using namespace freshet;

class PostingListTest : public QObject {
    Q_OBJECT

private slots:
    void unpacksWhatWasPacked();
    void readsWhatWasWritten_data();
    void readsWhatWasWritten();
    void takesHalfOfEvenCounts();
    void seeksTheBlockOfAPassage();
    void survivesDamage();
};

namespace {

std::vector<Posting> somePostings(std::size_t count, std::uint32_t widestGap, QRandomGenerator &random)
{
    std::vector<Posting> postings;
    std::uint32_t passage = 0;
    for (std::size_t i = 0; i < count; ++i) {
        passage += random() % widestGap + (i > 0);
        postings.push_back({passage, static_cast<std::uint8_t>(random() % 4 == 0 ? 1 + random() % 255 : 1)});
    }
    return postings;
}

struct WrittenList {
    explicit WrittenList(const std::vector<Posting> &postings) : count(postings.size())
    {
        writePostings(postings, bytes);
        size = bytes.size();
        bytes.resize(size + kUnpackPadding, 0xff);
    }

    PostingCursor cursor(std::uint32_t limit) const { return {std::span(bytes).first(size), count, limit}; }

    std::vector<std::uint8_t> bytes;
    std::size_t size = 0;
    std::size_t count;
};

std::vector<Posting> allOf(PostingCursor cursor)
{
    std::vector<Posting> all;
    while (cursor.nextBlock()) {
        for (std::size_t i = 0; i < cursor.passages().size(); ++i)
            all.push_back({cursor.passages()[i], static_cast<std::uint8_t>(cursor.counts()[i])});
    }
    return all;
}

} // namespace

void PostingListTest::unpacksWhatWasPacked()
{
    QRandomGenerator random(1);
    for (unsigned width = 0; width <= 32; ++width) {
        std::vector<std::uint32_t> values(101);
        for (std::uint32_t &value : values)
            value = static_cast<std::uint32_t>(random() & ((std::uint64_t(1) << width) - 1));
        QVERIFY(bitWidthOf(values) <= width);
        std::vector<std::uint8_t> packed;
        packBits(values, width, packed);
        QCOMPARE(packed.size(), packedSize(values.size(), width));
        packed.resize(packed.size() + kUnpackPadding, 0xff);
        std::vector<std::uint32_t> unpacked(values.size());
        unpackBits(packed.data(), width, unpacked);
        QCOMPARE(unpacked, values);
    }
}

void PostingListTest::readsWhatWasWritten_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<quint32>("widestGap");
    for (const int count : {0, 1, 2, 127, 128, 129, 256, 1000, 20'000}) {
        for (const quint32 gap : {1U, 2U, 300U, 100'000U})
            QTest::addRow("%d with gaps below %u", count, gap) << count << gap;
    }
}

void PostingListTest::readsWhatWasWritten()
{
    QFETCH(int, count);
    QFETCH(quint32, widestGap);
    QRandomGenerator random(2);
    const std::vector<Posting> postings = somePostings(static_cast<std::size_t>(count), widestGap, random);
    const WrittenList list(postings);
    const std::uint32_t limit = postings.empty() ? 0 : postings.back().passage + 1;
    QVERIFY(allOf(list.cursor(limit)) == postings);
    if (count > 0) { // the last passage is one too many then
        PostingCursor cursor = list.cursor(limit - 1);
        while (cursor.nextBlock())
            QVERIFY(cursor.passages().back() < limit - 1);
        QVERIFY(cursor.isDamaged());
    }
}

/// An occurrence in the text counts two, so nearly all counts are even.
void PostingListTest::takesHalfOfEvenCounts()
{
    std::vector<Posting> even;
    for (std::uint32_t i = 0; i < kPostingBlock; ++i)
        even.push_back({i, static_cast<std::uint8_t>(2 + 2 * (i % 127))});
    std::vector<Posting> odd = even;
    odd.back().count = 1;
    const WrittenList written(even);
    QVERIFY(allOf(written.cursor(kPostingBlock)) == even);
    QVERIFY(allOf(WrittenList(odd).cursor(kPostingBlock)) == odd);
    QCOMPARE(WrittenList(odd).size - written.size, kPostingBlock / 8); // a bit each
}

void PostingListTest::seeksTheBlockOfAPassage()
{
    QRandomGenerator random(3);
    for (const std::size_t count : std::initializer_list<std::size_t>{1, 100, 128, 129, 5000}) {
        const std::vector<Posting> postings = somePostings(count, 50, random);
        const WrittenList list(postings);
        const std::uint32_t limit = postings.back().passage + 1;
        PostingCursor cursor = list.cursor(limit);
        for (std::uint32_t sought = 0; sought <= limit; sought += 1 + random() % 200) {
            const auto next = std::lower_bound(postings.begin(), postings.end(), sought,
                [](const Posting &posting, std::uint32_t passage) { return posting.passage < passage; });
            const bool isThere = cursor.seekBlock(sought);
            QCOMPARE(isThere, next != postings.end());
            if (!isThere)
                break;
            const auto passages = cursor.passages();
            const auto found = std::lower_bound(passages.begin(), passages.end(), sought);
            QVERIFY(found != passages.end());
            QCOMPARE(*found, next->passage);
            QCOMPARE(cursor.counts()[static_cast<std::size_t>(found - passages.begin())], std::uint32_t(next->count));
        }
        QVERIFY(!cursor.isDamaged());
    }
}

void PostingListTest::survivesDamage()
{
    QRandomGenerator random(4);
    int told = 0;
    for (int round = 0; round < 5000; ++round) {
        const std::vector<Posting> postings = somePostings(1 + random() % 400, 1 + random() % 60, random);
        WrittenList list(postings);
        for (int changes = 0; changes < 3; ++changes)
            list.bytes[random() % list.size] = static_cast<std::uint8_t>(random());
        if (round % 4 == 0)
            list.size = random() % list.size;
        const std::uint32_t limit = postings.back().passage + 1;
        PostingCursor walk = list.cursor(limit);
        std::size_t read = 0;
        for (; walk.nextBlock(); read += walk.passages().size())
            QVERIFY(walk.passages().back() < limit);
        QVERIFY(read <= postings.size());
        QVERIFY(walk.isDamaged() || read == postings.size());
        told += walk.isDamaged();
        PostingCursor seek = list.cursor(limit);
        for (std::uint32_t sought = 0; sought < limit && seek.seekBlock(sought); sought += 40)
            QVERIFY(seek.passages().back() < limit);
    }
    QVERIFY(told > 1000);
}

QTEST_APPLESS_MAIN(PostingListTest)
#include "posting_list_test.moc"
