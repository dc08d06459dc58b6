// SPDX-License-Identifier: MIT
#include "core/lexical/term_dictionary.h"

#include <QRandomGenerator>
#include <QTest>

#include <map>

using namespace freshet;

class TermDictionaryTest : public QObject {
    Q_OBJECT

private slots:
    void findsWhatIsThereAndNothingElse_data();
    void findsWhatIsThereAndNothingElse();
    void walksAllInOrder();
    void survivesDamage();
};

namespace {

using Entries = std::map<std::string, TermEntry>;

Entries someEntries(int count, QRandomGenerator &random)
{
    Entries entries;
    while (std::ssize(entries) < count) {
        std::string term;
        for (auto length = random() % 12; length > 0; --length)
            term.push_back(static_cast<char>(random() % 3 == 0 ? random() % 256 : 'a' + random() % 3));
        entries[term] = {};
    }
    std::uint64_t offset = 0;
    for (auto &[term, entry] : entries) {
        entry = {.offset = offset, .size = random() % 100'000, .count = static_cast<std::uint32_t>(random())};
        offset += entry.size;
    }
    return entries;
}

std::vector<std::uint8_t> written(const Entries &entries)
{
    TermDictionaryWriter writer;
    for (const auto &[term, entry] : entries)
        writer.add(term, entry);
    return writer.finish();
}

} // namespace

void TermDictionaryTest::findsWhatIsThereAndNothingElse_data()
{
    QTest::addColumn<int>("count");
    for (const int count : {0, 1, 15, 16, 17, 32, 1000, 20'000})
        QTest::addRow("%d terms", count) << count;
}

void TermDictionaryTest::findsWhatIsThereAndNothingElse()
{
    QFETCH(int, count);
    QRandomGenerator random(1);
    const Entries entries = someEntries(count, random);
    const std::vector<std::uint8_t> bytes = written(entries);
    const TermDictionary dictionary(bytes);
    QVERIFY(!dictionary.isDamaged());
    QCOMPARE(dictionary.size(), std::size_t(count));
    for (const auto &[term, entry] : entries) {
        QVERIFY(dictionary.find(term) == entry);
        for (const std::string &other : {term + '\0', term + 'a', term.substr(0, term.size() / 2), 'a' + term}) {
            const auto known = entries.find(other);
            QVERIFY(dictionary.find(other) == (known == entries.end() ? std::nullopt : std::optional(known->second)));
        }
    }
}

void TermDictionaryTest::walksAllInOrder()
{
    QRandomGenerator random(2);
    const Entries entries = someEntries(1000, random);
    const std::vector<std::uint8_t> bytes = written(entries);
    const TermDictionary dictionary(bytes);
    TermDictionary::Walk walk(dictionary);
    for (const auto &[term, entry] : entries) {
        QVERIFY(walk.next());
        QCOMPARE(walk.term(), term);
        QVERIFY(walk.entry() == entry);
    }
    QVERIFY(!walk.next());
}

void TermDictionaryTest::survivesDamage()
{
    QRandomGenerator random(3);
    int found = 0;
    for (int round = 0; round < 2000; ++round) {
        const Entries entries = someEntries(1 + static_cast<int>(random() % 80), random);
        std::vector<std::uint8_t> bytes = written(entries);
        for (int changes = 0; changes < 2; ++changes)
            bytes[random() % bytes.size()] = static_cast<std::uint8_t>(random());
        if (round % 3 == 0)
            bytes.resize(random() % bytes.size());
        const TermDictionary dictionary(bytes);
        for (const auto &[term, entry] : entries)
            found += dictionary.find(term) == entry;
        TermDictionary::Walk walk(dictionary);
        std::size_t walked = 0;
        while (walk.next())
            ++walked;
        QVERIFY(walked <= dictionary.size());
    }
    QVERIFY(found > 1000); // what is whole is found all the same
}

QTEST_APPLESS_MAIN(TermDictionaryTest)
#include "term_dictionary_test.moc"
