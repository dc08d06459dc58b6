// SPDX-License-Identifier: MIT
#include "core/retrieval/reader_message.h"
#include "core/retrieval/text_decoder.h"
#include "tests/support/mutated.h"

#include <QTest>

using namespace freshet;
using namespace freshet::reader_message;

/// What the program that reads documents may say, and what is not believed.
class ReaderMessageTest : public QObject {
    Q_OBJECT

private slots:
    void bringsATextAsItIs();
    void bringsAReason();
    void believesNoLie_data();
    void believesNoLie();
    void believesNothingBroken();
    void knowsItsHeads();
};

static ExtractedText goodText()
{
    return {.text = QStringLiteral("A 😀\nb\nc"),
        .title = QStringLiteral("T"),
        .headings = {{0, 1, QStringLiteral("A")}, {5, 6, QStringLiteral("b")}},
        .kind = TextKind::Table,
        .cuts = {5, 7}};
}

static std::optional<Result<ExtractedText>> sent(const Result<ExtractedText> &outcome)
{
    return decodedReply(encodedReply(7, outcome).sliced(kReplyHeadSize));
}

void ReaderMessageTest::bringsATextAsItIs()
{
    const auto come = sent(goodText());
    QVERIFY(come && *come);
    QVERIFY(**come == goodText());
    ExtractedText paged = goodText();
    paged.pages = {{0, 1}};
    QVERIFY(**sent(paged) == goodText());
    const auto nothing = sent(ExtractedText());
    QVERIFY(nothing && *nothing);
    QVERIFY(**nothing == ExtractedText());
}

void ReaderMessageTest::bringsAReason()
{
    const auto come = sent(failure({.kind = ErrorKind::PayloadTooLarge, .message = "Too\n  much\x1b[2J."}));
    QVERIFY(come && !*come);
    QCOMPARE(come->error().kind, ErrorKind::PayloadTooLarge);
    QCOMPARE(come->error().message, QStringLiteral("Too much[2J."));
    const auto other = sent(failure({.kind = ErrorKind::Storage, .message = QString(5000, 'x')}));
    QVERIFY(other && !*other);
    QCOMPARE(other->error().kind, ErrorKind::BadRequest); // a document cannot say what this computer is like
    QVERIFY(other->error().message.size() <= 300);
    QVERIFY(!sent(failure({.message = QString()})));
}

void ReaderMessageTest::believesNoLie_data()
{
    QTest::addColumn<std::function<void(ExtractedText &)>>("lie");
    using Lie = std::function<void(ExtractedText &)>;

    QTest::newRow("the truth") << Lie([](ExtractedText &) {});
    QTest::newRow("control characters") << Lie([](ExtractedText &text) { text.text += QChar(7); });
    QTest::newRow("a heading outside") << Lie([](ExtractedText &text) { text.headings[1].offset = 100; });
    QTest::newRow("headings out of order") << Lie([](ExtractedText &text) { text.headings[0].offset = 7; });
    QTest::newRow("a heading within a character") << Lie([](ExtractedText &text) { text.headings[1].offset = 3; });
    QTest::newRow("no level") << Lie([](ExtractedText &text) { text.headings[0].level = 0; });
    QTest::newRow("a deep level") << Lie([](ExtractedText &text) { text.headings[0].level = 7; });
    QTest::newRow("a heading of two texts") << Lie([](ExtractedText &text) { text.headings[0].text = "a\rb"; });
    QTest::newRow("a row outside") << Lie([](ExtractedText &text) { text.cuts[1] = 9; });
    QTest::newRow("a row twice") << Lie([](ExtractedText &text) { text.cuts[1] = 5; });
    QTest::newRow("a row within a character") << Lie([](ExtractedText &text) { text.cuts[0] = 3; });
    QTest::newRow("no kind of text") << Lie([](ExtractedText &text) { text.kind = TextKind(3); });
}

void ReaderMessageTest::believesNoLie()
{
    QFETCH(std::function<void(ExtractedText &)>, lie);

    ExtractedText text = goodText();
    lie(text);
    QCOMPARE(sent(text).has_value(), qstrcmp(QTest::currentDataTag(), "the truth") == 0);
}

void ReaderMessageTest::believesNothingBroken()
{
    const QByteArray good = encodedReply(7, goodText()).sliced(kReplyHeadSize);
    for (qsizetype size = 0; size < good.size(); ++size)
        QVERIFY(!decodedReply(good.left(size)));
    QVERIFY(!decodedReply(good + 'x'));
    QRandomGenerator random(8);
    const QByteArrayList scraps{"\xff\xff\xff\xff", "\x7f\xff\xff\xff", QByteArray(4, '\0'), "\xfe\xff\xff\xff"};
    for (int i = 0; i < 20'000; ++i) {
        const auto come = decodedReply(test::mutated(good, random, scraps));
        if (!come || !*come)
            continue;
        const ExtractedText &text = **come;
        QCOMPARE(text.text, canonicalText(text.text));
        for (const HeadingMark &heading : text.headings)
            QVERIFY(heading.offset <= text.text.size() && heading.level >= 1 && heading.level <= 6);
        for (const qsizetype cut : text.cuts)
            QVERIFY(cut <= text.text.size());
    }
}

void ReaderMessageTest::knowsItsHeads()
{
    const RequestHead request{.number = 1, .nameSize = 2, .fileSize = 3};
    QCOMPARE(encodedHead(request).size(), kRequestHeadSize);
    QVERIFY(requestHead(encodedHead(request)) == request);
    QVERIFY(!requestHead(encodedHead(request).chopped(1)));
    QVERIFY(!requestHead(QByteArray(kRequestHeadSize, 'x')));
    const QByteArray reply = encodedReply(9, goodText());
    QVERIFY(replyHead(reply.left(kReplyHeadSize))
        == (ReplyHead{.number = 9, .size = quint32(reply.size() - kReplyHeadSize)}));
    QVERIFY(!replyHead(QByteArray(kReplyHeadSize, 'x')));
}

QTEST_GUILESS_MAIN(ReaderMessageTest)
#include "reader_message_test.moc"
