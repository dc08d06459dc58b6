// SPDX-License-Identifier: MIT
#include "tests/ui/transcript/transcript_messages.h"
#include "ui/transcript/scroll_keeper.h"

#include <QTest>

using namespace freshet;

namespace {

using Section = MessageItem::Section;

constexpr int kViewHeight = 500;

struct Reader {
    explicit Reader(const QList<TranscriptMessage> &messages)
    {
        column.setWidth(600);
        column.setMessages(messages);
        keeper.setViewHeight(kViewHeight);
        keeper.settle();
    }

    void grow(size_t message, const QString &delta)
    {
        column.item(message).append(Section::Text, delta);
        column.item(message).sync();
        column.updateHeight(message);
        keeper.settle();
    }

    void scrollBy(int distance)
    {
        keeper.setFollowing(false);
        keeper.scrollTo(keeper.top() + distance);
        keeper.settle();
    }

    /// A block in the middle of the screen.
    std::pair<size_t, size_t> seenBlock() const
    {
        const qint64 middle = keeper.top() + kViewHeight / 2;
        const size_t message = column.indexAt(middle);
        const MessageItem &item = column.item(message);
        const auto inFlow = int(middle - column.top(message)) - item.flowOrigin(Section::Text).y();
        return {message, item.flow(Section::Text).blockAt(inFlow)};
    }

    /// Where a block stands on the screen.
    qint64 screenY(size_t message, size_t block) const
    {
        const MessageItem &item = column.item(message);
        const int inItem = item.flowOrigin(Section::Text).y() + item.flow(Section::Text).blocks()[block].y;
        return column.top(message) + inItem - keeper.top();
    }

    TranscriptColumn column{builtInTheme(ThemeVariant::Light)};
    ScrollKeeper keeper{column};
};

TranscriptMessage streaming(const QString &id)
{
    TranscriptMessage message = test::answer(id, {});
    message.state = MessageState::Streaming;
    return message;
}

} // namespace

class ScrollKeeperTest : public QObject {
    Q_OBJECT

private slots:
    void followsTheEndWhileTextGrows();
    void leavesTheReaderAloneWhileTextGrowsBelow();
    void leavesTheReaderAloneInsideTheGrowingAnswer();
    void movesWhatIsSeenByExactlyTheDistance();
    void keepsTheLineWhenTheWidthChanges();
    void findsAPlaceAgain();
    void goesToTheMessageWhereThePlaceIsGone();
    void endsWhereTheTextEnds();
    void forgetsDocumentsThatWereNotNeeded();
    void survivesTheLossOfItsAnchor();
};

void ScrollKeeperTest::followsTheEndWhileTextGrows()
{
    Reader reader(test::conversation(20) << streaming("new"));
    for (int i = 0; i < 60; ++i) {
        reader.grow(20, QStringLiteral("line\n\n"));
        QCOMPARE(reader.keeper.top(), reader.keeper.mostTop());
    }
}

void ScrollKeeperTest::leavesTheReaderAloneWhileTextGrowsBelow()
{
    Reader reader(test::conversation(21) << streaming("new"));
    reader.scrollBy(-700);
    const size_t seen = reader.column.indexAt(reader.keeper.top() + 100);
    const qint64 before = reader.screenY(seen, 0);
    for (int i = 0; i < 60; ++i) {
        reader.grow(21, QStringLiteral("word **bold** ").repeated(20) + QLatin1String("\n\n"));
        QCOMPARE(reader.screenY(seen, 0), before);
    }
    QVERIFY(reader.keeper.mostTop() > reader.keeper.top() + 1'000);
}

void ScrollKeeperTest::leavesTheReaderAloneInsideTheGrowingAnswer()
{
    Reader reader({test::question("q", "?"), streaming("a")});
    for (int i = 0; i < 80; ++i)
        reader.grow(1, QStringLiteral("paragraph\n\n"));
    reader.scrollBy(-300);
    const qint64 before = reader.screenY(1, 70);
    for (int i = 0; i < 80; ++i)
        reader.grow(1, QStringLiteral("more words "));
    QCOMPARE(reader.screenY(1, 70), before);
}

void ScrollKeeperTest::movesWhatIsSeenByExactlyTheDistance()
{
    Reader reader(test::conversation(400));
    reader.keeper.setFollowing(false);
    // Upwards, where heights were only guessed so far.
    for (int i = 0; i < 200; ++i) {
        const auto [message, block] = reader.seenBlock();
        const qint64 before = reader.screenY(message, block);
        const qint64 top = reader.keeper.top();
        reader.scrollBy(-120);
        if (reader.keeper.top() == 0)
            break;
        QCOMPARE(reader.screenY(message, block), before + 120);
        QVERIFY(reader.keeper.top() != top);
    }
}

void ScrollKeeperTest::keepsTheLineWhenTheWidthChanges()
{
    const QString words = QStringLiteral("some more words to fill the line ").repeated(100);
    Reader reader({test::answer("a", words), test::answer("b", words + QLatin1String("\n\nhere\n\n") + words)});
    reader.keeper.setFollowing(false);
    reader.scrollBy(int(reader.screenY(1, 1)));
    QCOMPARE(reader.screenY(1, 1), 0);
    reader.keeper.keepLine();
    reader.column.setWidth(300);
    reader.keeper.settle();
    QVERIFY(std::abs(reader.screenY(1, 1)) <= 1);

    // In the middle of a paragraph the words at the top stay there.
    reader.scrollBy(300);
    const auto topPosition
        = [&reader] { return reader.column.placeAt(QPoint(1, int(reader.keeper.top()) + 5))->position; };
    const int before = topPosition();
    reader.keeper.keepLine();
    reader.column.setWidth(600);
    reader.keeper.settle();
    QVERIFY2(std::abs(topPosition() - before) < 100, qPrintable(QString::number(topPosition() - before)));
}

/// Tomorrow, and in another width.
void ScrollKeeperTest::findsAPlaceAgain()
{
    Reader reader(test::conversation(200));
    for (const int up : {1, 500, 7'777, 20'000}) {
        reader.scrollBy(-up);
        const ScrollKeeper::Place place = reader.keeper.place();
        Reader later(test::conversation(200));
        later.keeper.setFollowing(false);
        later.keeper.goTo(place);
        later.keeper.settle();
        const auto offset = [&place](const Reader &read) {
            return place.block ? read.screenY(place.message, *place.block)
                               : read.column.top(place.message) - read.keeper.top();
        };
        QCOMPARE(later.column.indexAt(later.keeper.top()), reader.column.indexAt(reader.keeper.top()));
        QVERIFY(std::abs(offset(later) - offset(reader)) <= 1);

        Reader narrow(test::conversation(200));
        narrow.column.setWidth(260);
        narrow.keeper.setFollowing(false);
        narrow.keeper.goTo(place);
        narrow.keeper.settle();
        QCOMPARE(narrow.keeper.place().message, place.message);
        QCOMPARE(narrow.keeper.place().block, place.block);
    }
}

void ScrollKeeperTest::goesToTheMessageWhereThePlaceIsGone()
{
    Reader reader(test::conversation(200));
    reader.keeper.setFollowing(false);
    for (const Section section : {Section::Text, Section::Reasoning}) {
        reader.keeper.goTo({.message = 50, .section = section, .block = 99'999, .offset = 0.5});
        reader.keeper.settle();
        QCOMPARE(reader.keeper.top(), reader.column.top(50));
    }
}

void ScrollKeeperTest::endsWhereTheTextEnds()
{
    // Code that is not wrapped takes far less room than its length lets guess.
    const QString code
        = QStringLiteral("```\n") + QStringLiteral("call(argument) ").repeated(60) + QStringLiteral("\n```\n\n");
    Reader reader({test::answer("a", code.repeated(40) + QLatin1String("The last words."))});
    const size_t last = reader.column.item(0).flow(Section::Text).blocks().size() - 1;
    const qint64 y = reader.screenY(0, last);
    QVERIFY2(y > kViewHeight - 120 && y < kViewHeight, qPrintable(QString::number(y)));
}

void ScrollKeeperTest::forgetsDocumentsThatWereNotNeeded()
{
    Reader reader(test::conversation(3'000));
    reader.keeper.setFollowing(false);
    for (int i = 0; i < 800; ++i) {
        reader.scrollBy(-400);
        QVERIFY(reader.column.context().liveDocuments < 700);
    }
    QVERIFY(reader.column.context().liveDocuments > 20);
    // What was forgotten keeps its height: nothing moves when it is seen again.
    const qint64 height = reader.column.height();
    for (int i = 0; i < 800; ++i)
        reader.scrollBy(400);
    QCOMPARE(reader.column.height(), height);
}

void ScrollKeeperTest::survivesTheLossOfItsAnchor()
{
    Reader reader(test::conversation(100));
    reader.scrollBy(-100);
    reader.column.truncate(10);
    reader.keeper.settle();
    QVERIFY(reader.keeper.top() <= reader.keeper.mostTop());
    reader.column.truncate(0);
    reader.keeper.settle();
    QCOMPARE(reader.keeper.top(), 0);
}

QTEST_MAIN(ScrollKeeperTest)
#include "scroll_keeper_test.moc"
