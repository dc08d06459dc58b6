// SPDX-License-Identifier: MIT
#include "tests/support/processor_timer.h"
#include "tests/ui/transcript/transcript_messages.h"
#include "ui/transcript/transcript_search.h"

#include <QTest>

using namespace freshet;
using namespace std::chrono_literals;

namespace {

using Section = MessageItem::Section;

struct Chat {
    explicit Chat(const QList<TranscriptMessage> &messages)
    {
        column.setWidth(600);
        column.setMessages(messages);
    }

    int count(const QString &text, Qt::CaseSensitivity cases = Qt::CaseInsensitive)
    {
        search.start(text, cases, {});
        finish();
        return search.count();
    }

    void finish()
    {
        while (!search.isDone())
            search.work(1s);
    }

    /// What the document says there that is set when the current hit is shown.
    QString shownHit()
    {
        const TextPlace place = search.current().value();
        BlockFlow &flow = column.item(place.message).flow(place.section);
        flow.sync();
        return flow.document(place.block).toPlainText().mid(place.position, search.currentLength());
    }

    TranscriptColumn column{builtInTheme(ThemeVariant::Light)};
    TranscriptSearch search{column};
};

} // namespace

class TranscriptSearchTest : public QObject {
    Q_OBJECT

private slots:
    void findsWhatIsRead_data();
    void findsWhatIsRead();
    void findsItWhereItIsShown();
    void stepsRoundAndRound();
    void beginsWhereTheReaderIs();
    void takesInTextThatComes();
    void readsOnlyTheNewBlocksOfAnAnswer();
    void keepsItsPlaceWhileMessagesChange();
    void followsMessagesThatComeAndGo();
    void findsWhatIsFolded();
    void looksThroughTenThousandMessagesInSlices();
};

void TranscriptSearchTest::findsWhatIsRead_data()
{
    QTest::addColumn<QString>("markdown");
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("count");
    QTest::newRow("a word") << "one two one"
                            << "one" << 2;
    QTest::newRow("upper and lower case") << "Keychain KEYCHAIN"
                                          << "keychain" << 2;
    QTest::newRow("umlauts") << "Größe GRÖSSE größe"
                             << "größe" << 2;
    QTest::newRow("across emphasis") << "a **bo**ld word"
                                     << "bold word" << 1;
    QTest::newRow("no marks of emphasis") << "a **bold** word"
                                          << "**" << 0;
    QTest::newRow("no heading mark") << "# Title"
                                     << "#" << 0;
    QTest::newRow("no fence") << "```cpp\nint x;\n```"
                              << "```" << 0;
    QTest::newRow("code") << "```cpp\nint **x;\n```"
                          << "**x" << 1;
    QTest::newRow("code in a list") << "- a\n  ```\n  ls -l\n  ```\n"
                                    << "ls -l" << 1;
    QTest::newRow("the words of a link") << "[the manual](https://a.example/secret)"
                                         << "manual" << 1;
    QTest::newRow("not its address") << "[the manual](https://a.example/secret)"
                                     << "secret" << 0;
    QTest::newRow("a bare address") << "see https://a.example/open now"
                                    << "example/open" << 1;
    QTest::newRow("entities") << "a &amp; b"
                              << "a & b" << 1;
    QTest::newRow("a soft line break") << "one\ntwo"
                                       << "one two" << 1;
    QTest::newRow("a table") << "| a | b |\n|--|--|\n| left | right |\n"
                             << "right" << 1;
    QTest::newRow("no table ruler") << "| a | b |\n|--|--|\n| left | right |\n"
                                    << "--" << 0;
    QTest::newRow("not across cells") << "| a | b |\n|--|--|\n| left | right |\n"
                                      << "left right" << 0;
    QTest::newRow("not across paragraphs") << "one\n\ntwo"
                                           << "one two" << 0;
    QTest::newRow("no rule") << "one\n\n---\n\ntwo"
                             << "-" << 0;
    QTest::newRow("side by side") << "aaaa"
                                  << "aa" << 2;
    QTest::newRow("Chinese") << "鍵はシステムのキーチェーンに保存され"
                             << "キーチェーン" << 1;
    QTest::newRow("Arabic") << "مرحبا بكم في فريشت"
                            << "بكم" << 1;
    QTest::newRow("nothing") << "text"
                             << "" << 0;
}

void TranscriptSearchTest::findsWhatIsRead()
{
    QFETCH(QString, markdown);
    QFETCH(QString, text);
    QFETCH(int, count);
    Chat chat({test::question("q", "?"), test::answer("a", markdown)});
    QCOMPARE(chat.count(text), count);
    if (count > 0) {
        QVERIFY(chat.search.takeFirst());
        QCOMPARE(chat.shownHit().toCaseFolded(), text.toCaseFolded());
    }
}

void TranscriptSearchTest::findsItWhereItIsShown()
{
    Chat chat(test::conversation(60));
    const int count = chat.count("1");
    QVERIFY(count > 60);
    QVERIFY(chat.search.takeFirst());
    for (int i = 0; i < count; ++i) {
        QCOMPARE(chat.search.number(), i + 1);
        QCOMPARE(chat.shownHit(), QStringLiteral("1"));
        const TextPlace place = *chat.search.current();
        const auto hits = chat.search.within(place.message, place.section, place.block);
        QVERIFY(std::any_of(hits.begin(), hits.end(), [&](const auto &hit) { return hit.position == place.position; }));
        chat.search.step(TranscriptSearch::Direction::Forward);
    }
    QCOMPARE(chat.search.number(), 1);
    QCOMPARE(chat.count("Answer", Qt::CaseSensitive), chat.count("Answer"));
    QCOMPARE(chat.count("answer", Qt::CaseSensitive), 0);
}

void TranscriptSearchTest::stepsRoundAndRound()
{
    Chat chat({test::question("q", "key"), test::answer("a", "nothing"), test::answer("b", "key\n\nkey key")});
    QCOMPARE(chat.count("key"), 4);
    QCOMPARE(chat.search.number(), 0);
    QVERIFY(chat.search.takeFirst());
    QList<int> numbers;
    for (int i = 0; i < 5; ++i) {
        numbers << chat.search.number();
        chat.search.step(TranscriptSearch::Direction::Forward);
    }
    for (int i = 0; i < 5; ++i) {
        numbers << chat.search.number();
        chat.search.step(TranscriptSearch::Direction::Backward);
    }
    QCOMPARE(numbers, QList<int>({1, 2, 3, 4, 1, 2, 1, 4, 3, 2}));
}

void TranscriptSearchTest::beginsWhereTheReaderIs()
{
    Chat chat({test::answer("a", "key"), test::answer("b", "key key key"), test::answer("c", "other")});
    const TextPlace here{.message = 1, .section = Section::Text, .block = 0, .position = 4};
    chat.search.start("key", Qt::CaseInsensitive, here);
    chat.finish();
    QVERIFY(chat.search.takeFirst());
    QCOMPARE(chat.search.current(), std::optional(here));
    QCOMPARE(chat.search.number(), 3);
    // Behind the last one it goes on at the beginning.
    chat.search.start("key", Qt::CaseInsensitive, {.message = 2, .section = Section::Text, .block = 0, .position = 0});
    chat.finish();
    QVERIFY(chat.search.takeFirst());
    QCOMPARE(chat.search.number(), 1);
}

void TranscriptSearchTest::takesInTextThatComes()
{
    TranscriptMessage growing = test::answer("a", {});
    growing.state = MessageState::Streaming;
    Chat chat({test::question("q", "key"), growing});
    QCOMPARE(chat.count("keychain"), 0);
    for (const char *piece : {"The key", "chain is **key", "chain**\n\n```\nkeychain"}) {
        chat.column.item(1).append(Section::Text, QString::fromLatin1(piece));
        chat.column.item(1).sync();
        chat.search.messageChanged(1);
        chat.finish();
    }
    QCOMPARE(chat.search.count(), 3);
}

void TranscriptSearchTest::readsOnlyTheNewBlocksOfAnAnswer()
{
    TranscriptMessage growing = test::answer("a", QStringLiteral("A key in a paragraph.\n\n").repeated(20'000));
    growing.state = MessageState::Streaming;
    Chat chat({growing});
    test::ProcessorTimer timer;
    QCOMPARE(chat.count("key"), 20'000);
    const double whole = timer.elapsedMs();
    chat.column.item(0).append(Section::Text, QStringLiteral("One more key"));
    chat.column.item(0).sync();
    timer.restart();
    chat.search.messageChanged(0);
    chat.finish();
    QCOMPARE(chat.search.count(), 20'001);
    QVERIFY2(timer.elapsedMs() < whole / 4, qPrintable(QString::number(timer.elapsedMs())));
    // A text of the same length in the same blocks is another text.
    chat.column.item(0).setMessage(test::answer("a", QStringLiteral("A cat in a paragraph.\n\n").repeated(20'000)));
    chat.search.messageChanged(0);
    chat.finish();
    QCOMPARE(chat.search.count(), 0);
}

void TranscriptSearchTest::keepsItsPlaceWhileMessagesChange()
{
    Chat chat({test::answer("a", "key"), test::answer("b", "key and key")});
    chat.count("key");
    chat.search.takeFirst();
    chat.search.step(TranscriptSearch::Direction::Backward);
    QCOMPARE(chat.search.number(), 3);
    const auto change = [&chat](size_t message, const QString &text) {
        chat.column.item(message).setMessage(test::answer(chat.column.item(message).id(), text));
        chat.search.messageChanged(message);
        chat.finish();
    };
    change(0, "key key");
    QCOMPARE(chat.search.number(), 4);
    change(1, "one key");
    QCOMPARE(chat.search.number(), 3); // the nearest that is left
    change(1, "none");
    QCOMPARE(chat.search.number(), 0);
    QCOMPARE(chat.search.count(), 2);
}

void TranscriptSearchTest::followsMessagesThatComeAndGo()
{
    Chat chat({test::answer("a", "key"), test::answer("b", "key")});
    QCOMPARE(chat.count("key"), 2);
    chat.search.takeFirst();
    chat.search.step(TranscriptSearch::Direction::Forward);
    chat.column.truncate(1);
    chat.search.countChanged();
    QCOMPARE(chat.search.count(), 1);
    QCOMPARE(chat.search.number(), 0);
    chat.column.append(test::answer("c", "key key"));
    chat.search.countChanged();
    chat.finish();
    QCOMPARE(chat.search.count(), 3);
    // Also what changes while nothing is looked for.
    chat.count({});
    chat.column.truncate(1);
    chat.search.countChanged();
    chat.column.append(test::answer("d", "none"));
    chat.search.countChanged();
    QCOMPARE(chat.count("key"), 1);
    chat.column.setMessages({test::answer("e", "no"), test::answer("f", "key key key")});
    chat.search.everythingChanged();
    chat.finish();
    QCOMPARE(chat.search.count(), 3);
}

void TranscriptSearchTest::findsWhatIsFolded()
{
    TranscriptMessage thought = test::answer("a", "text");
    thought.reasoning = "First a *thought* about keys.";
    const QString huge = QStringLiteral("A line of a log.\n").repeated(3'000) + QLatin1String("The key is here.");
    Chat chat({thought, test::question("q", huge)});
    QCOMPARE(chat.count("thought about"), 1);
    QVERIFY(chat.search.takeFirst());
    QCOMPARE(chat.search.current()->section, Section::Reasoning);
    QCOMPARE(chat.shownHit(), QStringLiteral("thought about"));

    QCOMPARE(chat.count("the key is"), 1);
    QVERIFY(chat.search.takeFirst());
    const TextPlace place = *chat.search.current();
    MessageItem &item = chat.column.item(1);
    QVERIFY(item.unfold(place.section, place.block, place.position + chat.search.currentLength()));
    QCOMPARE(chat.shownHit(), QStringLiteral("The key is"));
    QVERIFY(!item.unfold(place.section, place.block, place.position + chat.search.currentLength()));
}

void TranscriptSearchTest::looksThroughTenThousandMessagesInSlices()
{
    QList<TranscriptMessage> messages = test::conversation(10'000);
    messages << test::answer("long", QStringLiteral("A paragraph with a key.\n\n").repeated(4'000));
    Chat chat(messages);
    double slowest = 0;
    double all = 0;
    const auto look = [&](const QString &text) {
        slowest = all = 0;
        chat.search.start(text, Qt::CaseInsensitive, {});
        while (!chat.search.isDone()) {
            const test::ProcessorTimer timer;
            chat.search.work(8ms);
            slowest = std::max(slowest, timer.elapsedMs());
            all += timer.elapsedMs();
        }
    };
    look("key");
    QCOMPARE(chat.search.count(), 4'000);
    qInfo("first: %.0f ms in all, slowest slice %.1f ms", all, slowest);
    QVERIFY2(slowest < 200, qPrintable(QString::number(slowest))); // debug build, shared machine
    look("question 9998");
    QCOMPARE(chat.search.count(), 1);
    qInfo("again: %.0f ms in all, slowest slice %.1f ms", all, slowest);
    QCOMPARE(chat.column.context().liveDocuments, 0); // none is kept for the search
    look("e");
    QVERIFY(chat.search.count() > 50'000);
    qInfo("one letter: %d hits, %.0f ms in all, slowest slice %.1f ms", chat.search.count(), all, slowest);
}

QTEST_MAIN(TranscriptSearchTest)
#include "transcript_search_test.moc"
