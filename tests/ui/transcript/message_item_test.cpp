// SPDX-License-Identifier: MIT
#include "tests/ui/transcript/transcript_messages.h"
#include "ui/transcript/message_item.h"

#include <QFontMetrics>
#include <QTest>

using namespace freshet;

class MessageItemTest : public QObject {
    Q_OBJECT

private slots:
    void keepsAShortFooterBesideItsButtons();
    void breaksALongFooterBelowItsButtons();
    void tellsOnceThatItThinks();
    void isQuietAboutWhatWasWanted();
    void givesAnErrorTheWholeWidthWhereThatIsLittle();
    void givesAButtonASecondLineWhereItsWordsNeedIt();

private:
    TranscriptContext m_context{builtInTheme(ThemeVariant::Light), Typography()};
};

void MessageItemTest::keepsAShortFooterBesideItsButtons()
{
    TranscriptMessage message = test::answer("a", "text");
    message.footer = QStringLiteral("m · 42 tok/s");
    const MessageItem item(message, m_context, 600);
    const MessageItem::Layout &layout = item.layout();
    QCOMPARE(layout.footerLines, QStringList{message.footer});
    QCOMPARE(layout.footerText.top(), layout.footer.top());
    for (const MessageControl &control : item.controls())
        QVERIFY(!control.rect.intersects(layout.footerText));
}

void MessageItemTest::breaksALongFooterBelowItsButtons()
{
    TranscriptMessage message = test::answer("a", "text");
    message.footer = QStringLiteral("some-model · LM Studio · cut at the limit of its length · 42 tok/s");
    const int width = 220;
    const MessageItem item(message, m_context, width);
    const MessageItem::Layout &layout = item.layout();
    QVERIFY(layout.footerLines.size() > 1);
    QCOMPARE(layout.footerLines.join(QStringLiteral(" · ")), message.footer);
    for (const QString &line : layout.footerLines)
        QVERIFY(QFontMetrics(m_context.type.small()).horizontalAdvance(line) <= width);
    QVERIFY(layout.footerText.top() > layout.footer.bottom());
    QVERIFY(layout.height > layout.footerText.bottom());

    TranscriptMessage streaming = message;
    streaming.state = MessageState::Streaming;
    QVERIFY(MessageItem(streaming, m_context, width).layout().footerLines.isEmpty());
}

void MessageItemTest::tellsOnceThatItThinks()
{
    TranscriptMessage message = test::growing("a");
    message.phase = QStringLiteral("Thinking, 3 s…");
    MessageItem item(message, m_context, 600);
    QVERIFY(!item.layout().phase.isEmpty());
    item.append(MessageItem::Section::Reasoning, QStringLiteral("Hm."));
    item.sync();
    QVERIFY(item.layout().phase.isEmpty());
    QCOMPARE(item.reasoningLine(), message.phase);
    const MessageControl pressed = item.controls().first();
    item.setPhase(QStringLiteral("Thinking, 10 s…"));
    QCOMPARE(item.reasoningLine(), QStringLiteral("Thinking, 10 s…"));
    QVERIFY(item.controls().first() == pressed); // what is pressed in one second may be let go in the next
    item.append(MessageItem::Section::Text, QStringLiteral("So."));
    item.sync();
    QCOMPARE(item.reasoningLine(), QStringLiteral("Thought"));
    QVERIFY(!item.layout().phase.isEmpty());
}

void MessageItemTest::isQuietAboutWhatWasWanted()
{
    TranscriptMessage message = test::answer("a", {});
    message.notice = MessageNotice{.title = "Stopped.", .advice = {}, .detail = {}, .actions = {}, .isQuiet = true};
    const MessageItem item(message, m_context, 600);
    QCOMPARE(item.notice()->textOrigin().x(), item.notice()->iconRect().x()); // none is shown
    QCOMPARE(
        item.notice()->document().begin().begin().fragment().charFormat().foreground().color(), m_context.theme.muted);
}

void MessageItemTest::givesAnErrorTheWholeWidthWhereThatIsLittle()
{
    TranscriptMessage message = test::answer("a", {});
    message.notice = MessageNotice{.title = "It broke.", .advice = "Mend it.", .detail = {}, .actions = {}};
    const MessageItem wide(message, m_context, 600);
    QVERIFY(wide.notice()->textOrigin().x() > wide.notice()->iconRect().right());
    const MessageItem narrow(message, m_context, 200);
    QCOMPARE(narrow.notice()->textOrigin().x(), narrow.notice()->iconRect().x());
    QVERIFY(narrow.notice()->textOrigin().y() > narrow.notice()->iconRect().bottom());
}

void MessageItemTest::givesAButtonASecondLineWhereItsWordsNeedIt()
{
    TranscriptMessage message = test::answer("a", {});
    message.notice = MessageNotice{.title = "It broke.",
        .advice = {},
        .detail = "why",
        .actions = {MessageAction::ChooseModel, MessageAction::Retry}};
    const MessageItem item(message, m_context, 140);
    const QList<MessageControl> &controls = item.notice()->controls();
    QCOMPARE(controls.size(), 3);
    QVERIFY(controls[0].rect.height() > controls[1].rect.height());
    QVERIFY(controls[1].rect.top() > controls[0].rect.bottom());
    QVERIFY(item.notice()->height() > controls[2].rect.bottom());
}

QTEST_MAIN(MessageItemTest)
#include "message_item_test.moc"
