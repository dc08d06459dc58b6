// SPDX-License-Identifier: MIT
#include "core/lexical/segment_merge.h"
#include "tests/core/lexical/segment_maker.h"

#include <QBuffer>
#include <QTest>

#include <set>

using namespace freshet;

class SegmentTest : public QObject {
    Q_OBJECT

private slots:
    void holdsWhatWasAdded();
    void holdsNothingToo();
    void mergesAsIfBuiltAtOnce();
    void writesTermsInOrder();
    void stopsAMerge();
    void refusesDamageInAMerge();
    void tellsThatADiskIsFull();
    void survivesDamage();

private:
    QString pathOf(int number) const { return m_directory.filePath(QString::number(number)); }

    QTemporaryDir m_directory;
};

namespace {

std::shared_ptr<const Segment> opened(const QString &path)
{
    const auto segment = Segment::open(path);
    return segment ? *segment : nullptr;
}

std::map<std::string, std::vector<Posting>> listsOf(const Segment &segment)
{
    std::map<std::string, std::vector<Posting>> lists;
    TermDictionary::Walk walk(segment.terms());
    while (walk.next()) {
        auto &list = lists[walk.term()];
        PostingCursor cursor = segment.postings(walk.entry());
        while (cursor.nextBlock()) {
            for (std::size_t i = 0; i < cursor.passages().size(); ++i)
                list.push_back({cursor.passages()[i], static_cast<std::uint8_t>(cursor.counts()[i])});
        }
    }
    return lists;
}

std::map<std::string, std::vector<Posting>> listsOf(const std::vector<MadePassage> &passages)
{
    std::map<std::string, std::vector<Posting>> lists;
    for (std::size_t i = 0; i < passages.size(); ++i) {
        for (const auto &[term, count] : passages[i].terms) {
            lists[term].push_back(
                {static_cast<std::uint32_t>(i), static_cast<std::uint8_t>(std::min(count, std::uint32_t(255)))});
        }
    }
    return lists;
}

bool never() { return false; }

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void setBytes(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

/// Takes so many bytes and no more.
class SmallDevice : public QIODevice {
public:
    explicit SmallDevice(qint64 room) : m_room(room) { open(WriteOnly); }

protected:
    qint64 readData(char *, qint64) override { return -1; }
    qint64 writeData(const char *, qint64 size) override
    {
        if (size > m_room) {
            setErrorString("no room");
            return -1;
        }
        m_room -= size;
        return size;
    }

private:
    qint64 m_room;
};

} // namespace

void SegmentTest::holdsWhatWasAdded()
{
    QRandomGenerator random(1);
    auto passages = madePassages(1000, 7, random);
    passages[3].terms["w1"] = 1000; // beyond what is counted
    QVERIFY(writeSegment(passages, pathOf(1)));
    const auto segment = opened(pathOf(1));
    QVERIFY(segment && segment->verify());
    QVERIFY(listsOf(*segment) == listsOf(passages));
    std::uint64_t words = 0;
    QCOMPARE(segment->passages().size(), passages.size());
    for (std::size_t i = 0; i < passages.size(); ++i) {
        QVERIFY(segment->passages()[i] == passages[i].passage);
        words += passages[i].passage.words;
    }
    QCOMPARE(segment->wordCount(), words);
    QCOMPARE(segment->gramCount(), words);
}

void SegmentTest::holdsNothingToo()
{
    QVERIFY(writeSegment({}, pathOf(1)));
    const auto segment = opened(pathOf(1));
    QVERIFY(segment && segment->verify());
    QVERIFY(segment->passages().empty());
    QVERIFY(!segment->terms().find("w1"));
}

void SegmentTest::mergesAsIfBuiltAtOnce()
{
    QRandomGenerator random(2);
    std::vector<MadePassage> alive;
    std::vector<std::shared_ptr<const Segment>> segments;
    std::set<std::int64_t> dead;
    std::uint32_t document = 0;
    for (int i = 0; i < 5; ++i) {
        const auto passages = madePassages(i == 3 ? 0 : 300, i * 1000, random);
        QVERIFY(writeSegment(passages, pathOf(i)));
        segments.push_back(opened(pathOf(i)));
        QVERIFY(segments.back());
        std::uint32_t last = 0;
        bool isFirst = true;
        for (const MadePassage &passage : passages) {
            if (random() % 3 == 0 || i == 4) { // all of the last one
                dead.insert(passage.passage.id);
                continue;
            }
            document += !alive.empty() && (isFirst || passage.passage.document != last);
            isFirst = false;
            last = passage.passage.document;
            alive.push_back(passage);
            alive.back().passage.document = document;
        }
    }
    QFile out(pathOf(10));
    QVERIFY(out.open(QIODevice::WriteOnly));
    QVERIFY(mergeSegments(
        segments, [&](std::int64_t id) { return dead.contains(id); }, out, never));
    out.close();
    QVERIFY(writeSegment(alive, pathOf(11)));
    const QByteArray merged = bytesOf(pathOf(10));
    QVERIFY(!merged.isEmpty());
    QVERIFY(merged == bytesOf(pathOf(11)));
}

/// Whatever they have in common, and only those of the segment at hand.
void SegmentTest::writesTermsInOrder()
{
    using namespace std::string_literals;
    const std::string eight(8, 'a');
    const std::string sixteen(16, 'a');
    const std::set<std::string> terms{""s, "\0"s, "\0\0\x80"s, "a"s, "a\0"s, eight, eight + '\0', eight + '\xff',
        sixteen, sixteen + '\0', sixteen + 'a', sixteen + "ab", sixteen + '\xc3', "\xc3\xa4"s, "z"s};
    SegmentBuilder builder;
    builder.add({.id = 1}, std::vector{SegmentBuilder::TermCount{builder.termNumber("of an earlier one")}});
    builder.clear();
    std::vector<SegmentBuilder::TermCount> added;
    for (auto term = terms.rbegin(); term != terms.rend(); ++term)
        added.push_back({builder.termNumber(*term)});
    builder.add({.id = 2}, added);
    QFile file(pathOf(1));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(builder.write(file));
    file.close();
    const auto segment = opened(pathOf(1));
    QVERIFY(segment);
    std::vector<std::string> found;
    for (TermDictionary::Walk walk(segment->terms()); walk.next();)
        found.emplace_back(walk.term());
    QCOMPARE(found, std::vector<std::string>(terms.begin(), terms.end()));
}

void SegmentTest::stopsAMerge()
{
    SegmentBuilder builder;
    for (std::uint32_t term = 0; term < 3000; ++term)
        builder.add({.id = term, .document = term},
            std::vector{SegmentBuilder::TermCount{builder.termNumber("t" + std::to_string(term))}});
    QFile file(pathOf(1));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(builder.write(file));
    file.close();
    QBuffer out;
    QVERIFY(out.open(QIODevice::WriteOnly));
    int asked = 0;
    const auto segment = opened(pathOf(1));
    const Status merged = mergeSegments(
        std::array{segment}, [](std::int64_t) { return false; }, out, [&] { return ++asked == 2; });
    QVERIFY(!merged);
    QCOMPARE(merged.error().kind, ErrorKind::Cancelled);
}

void SegmentTest::refusesDamageInAMerge()
{
    QRandomGenerator random(4);
    QVERIFY(writeSegment(madePassages(200, 0, random), pathOf(1)));
    QByteArray bytes = bytesOf(pathOf(1));
    bytes[100] = static_cast<char>(bytes.at(100) ^ 1);
    setBytes(pathOf(1), bytes);
    QBuffer out;
    QVERIFY(out.open(QIODevice::WriteOnly));
    const auto segment = opened(pathOf(1));
    const Status merged = mergeSegments(
        std::array{segment}, [](std::int64_t) { return false; }, out, never);
    QVERIFY(!merged);
    QCOMPARE(merged.error().kind, ErrorKind::Storage);
    QVERIFY(out.data().isEmpty());
}

void SegmentTest::tellsThatADiskIsFull()
{
    QRandomGenerator random(5);
    SegmentBuilder builder;
    for (const MadePassage &passage : madePassages(100, 0, random)) {
        std::vector<SegmentBuilder::TermCount> terms;
        for (const auto &[term, count] : passage.terms)
            terms.push_back({builder.termNumber(term), count});
        builder.add(passage.passage, terms);
    }
    QBuffer whole;
    QVERIFY(whole.open(QIODevice::WriteOnly));
    QVERIFY(builder.write(whole));
    for (qint64 room = 0; room < whole.data().size(); room += 37) {
        SmallDevice device(room);
        const Status written = builder.write(device);
        QVERIFY(!written);
        QVERIFY(written.error().message.contains("no room"));
    }
    SmallDevice enough(whole.data().size());
    QVERIFY(builder.write(enough));
}

void SegmentTest::survivesDamage()
{
    QRandomGenerator random(6);
    QVERIFY(writeSegment(madePassages(300, 0, random), pathOf(1)));
    const QByteArray whole = bytesOf(pathOf(1));
    int opens = 0;
    for (int round = 0; round < 1000; ++round) {
        QByteArray bytes = whole;
        if (round % 5 == 0)
            bytes.truncate(static_cast<qsizetype>(random() % static_cast<unsigned>(bytes.size())));
        const qsizetype end = std::min<qsizetype>(bytes.size(), 200);
        for (int changes = 0; changes < 3 && !bytes.isEmpty(); ++changes) {
            const auto reach = static_cast<unsigned>(round % 2 == 0 ? end : bytes.size());
            bytes[bytes.size() - 1 - static_cast<qsizetype>(random() % reach)] = static_cast<char>(random());
        }
        setBytes(pathOf(2), bytes);
        const auto segment = opened(pathOf(2));
        if (!segment)
            continue;
        ++opens;
        QVERIFY(bytes == whole || !segment->verify());
        for (const auto &[term, list] : listsOf(*segment)) {
            for (const Posting &posting : list)
                QVERIFY(posting.passage < segment->passages().size());
        }
    }
    QVERIFY(opens > 100 && opens < 1000);
}

QTEST_APPLESS_MAIN(SegmentTest)
#include "segment_test.moc"
