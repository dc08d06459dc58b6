// SPDX-License-Identifier: MIT
#include "core/retrieval/word_map.h"

#include <QRandomGenerator>
#include <QTest>

#include <map>

using namespace freshet;

class WordMapTest : public QObject {
    Q_OBJECT

private slots:
    void findsWhatAMapFinds();
    void forgets();
};

void WordMapTest::findsWhatAMapFinds()
{
    QRandomGenerator random(1);
    WordMap<int> words;
    std::map<QString, int> expected;
    for (int i = 0; i < 20'000; ++i) {
        QString word; // of few letters, so that many come again; empty ones and prefixes of others too
        for (auto left = random.bounded(9); left > 0; --left)
            word += QChar(u'a' + random.bounded(i % 7 == 0 ? 1000 : 3));
        const std::optional<int> found = words.find(word);
        const auto known = expected.find(word);
        QCOMPARE(found.has_value(), known != expected.end());
        if (found) {
            QCOMPARE(*found, known->second);
            continue;
        }
        words.insert(word, i);
        expected[word] = i;
    }
    QCOMPARE(words.size(), expected.size());
    QVERIFY(words.size() > 3000);
    for (const auto &[word, value] : expected) {
        QCOMPARE(words.find(word), std::optional(value));
    }
}

void WordMapTest::forgets()
{
    WordMap<int> words;
    QVERIFY(!words.find(u"a"));
    words.insert(u"a", 1);
    words.clear();
    QVERIFY(!words.find(u"a"));
    QCOMPARE(words.size(), std::size_t(0));
    words.insert(u"a", 2);
    QCOMPARE(*words.find(u"a"), 2);
}

QTEST_APPLESS_MAIN(WordMapTest)
#include "word_map_test.moc"
