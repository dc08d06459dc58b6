// SPDX-License-Identifier: MIT
// Finding in a view, and what it does to the reader's place.
#include "tests/ui/transcript/transcript_messages.h"
#include "ui/transcript/text_rects.h"
#include "ui/transcript/transcript_view.h"

#include <QElapsedTimer>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace freshet;

namespace {

using Section = MessageItem::Section;
using Step = TranscriptView::Step;

QImage picture(TranscriptView &view)
{
    return view.viewport()->grab(QRect(0, 0, view.viewport()->width(), view.viewport()->height() - 60)).toImage();
}

/// How many pixels have this colour.
int pixelsOf(const QImage &image, const QColor &color)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            count += image.pixelColor(x, y) == color ? 1 : 0;
    }
    return count;
}

} // namespace

class TranscriptFindTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void marksEveryHitAndFramesTheCurrentOne();
    void leavesWhatIsSeenAlone();
    void showsAHitFarAwayInTheMiddle();
    void bringsTheFirstLineOutFromUnderTheBar();
    void stepsThroughTheWholeChat();
    void findsInWhatStreamsWithoutMovingIt();
    void opensReasoningForAHit();
    void unfoldsALongQuestionForAHit();
    void showsAHitInWideCode();
    void followsAgainWhenItIsOver();
    void staysWhereItIsWhileTextIsSelected();
    void comesBackByThePillWhileTextIsSelected();
    void followsInAnotherChatWhereNothingIsSelected();
    void staysResponsiveInAHugeChat();
    void offersTheSelectedLine();

private:
    void find(const QString &text);
    void select(size_t message, int from, int to);
    QRect shownHit(const QString &text);

    std::unique_ptr<TranscriptView> m_view;
    const Theme m_theme = builtInTheme(ThemeVariant::Light);
};

void TranscriptFindTest::init()
{
    m_view = std::make_unique<TranscriptView>();
    m_view->resize(700, 500);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
}

void TranscriptFindTest::find(const QString &text)
{
    m_view->find(text, Qt::CaseInsensitive);
    QTRY_VERIFY(m_view->findState().isDone);
}

void TranscriptFindTest::select(size_t message, int from, int to)
{
    const MessageItem &item = m_view->column().item(message);
    const QPoint left = m_view->columnOrigin() + QPoint(0, int(m_view->column().top(message)))
        + item.flowOrigin(Section::Text) + QPoint(0, 8);
    const QPoint end = left + QPoint(to, 0);
    QTest::mousePress(m_view->viewport(), Qt::LeftButton, {}, left + QPoint(from, 0));
    QMouseEvent move(QEvent::MouseMove, end, m_view->viewport()->mapToGlobal(end), Qt::NoButton, Qt::LeftButton, {});
    QCoreApplication::sendEvent(m_view->viewport(), &move);
    QTest::mouseRelease(m_view->viewport(), Qt::LeftButton, {}, end);
}

/// Where the first place stands in the viewport whose block says @p text.
QRect TranscriptFindTest::shownHit(const QString &text)
{
    TranscriptColumn &column = m_view->column();
    for (size_t i = 0; i < column.count(); ++i) {
        for (const Section section : {Section::Reasoning, Section::Text}) {
            MessageItem &item = column.item(i);
            const BlockFlow &flow = item.flow(section);
            for (size_t block = 0; item.isShown(section) && block < flow.blocks().size(); ++block) {
                const BlockDocument *document = flow.blocks()[block].document.get();
                const auto at = document ? document->toPlainText().indexOf(text, 0, Qt::CaseInsensitive) : -1;
                if (at < 0)
                    continue;
                const QPoint origin = m_view->columnOrigin() + QPoint(0, int(column.top(i))) + item.flowOrigin(section)
                    + flow.textOrigin(block);
                return textRects(*document, int(at), int(text.size())).value(0).translated(origin);
            }
        }
    }
    return {};
}

void TranscriptFindTest::marksEveryHitAndFramesTheCurrentOne()
{
    m_view->setMessages({test::answer("a", "A key.\n\nAnother **key**.\n\n```\nkey = 1\n```\n")});
    QSignalSpy changed(m_view.get(), &TranscriptView::findStateChanged);
    QCOMPARE(pixelsOf(picture(*m_view), m_theme.searchMark), 0);
    find("key");
    QVERIFY(changed.count() > 0);
    QCOMPARE(m_view->findState(), (TranscriptView::FindState{.number = 1, .count = 3, .isDone = true}));
    const int three = pixelsOf(picture(*m_view), m_theme.searchMark);
    QVERIFY(three > 300);
    const auto isFramed = [this](const QString &text) {
        const QRect hit = shownHit(text);
        return picture(*m_view).pixelColor(hit.left() - 2, hit.center().y()) == m_theme.accent;
    };
    QVERIFY(isFramed("key."));
    m_view->stepFind(Step::Previous);
    QCOMPARE(m_view->findState().number, 3);
    QVERIFY(!isFramed("key."));
    QVERIFY(isFramed("key = 1"));
    find("a key");
    QVERIFY(pixelsOf(picture(*m_view), m_theme.searchMark) < three);
    m_view->endFind();
    QCOMPARE(pixelsOf(picture(*m_view), m_theme.searchMark), 0);
    QCOMPARE(m_view->findState().count, 0);
}

void TranscriptFindTest::leavesWhatIsSeenAlone()
{
    m_view->setMessages(test::conversation(40));
    m_view->verticalScrollBar()->triggerAction(QAbstractSlider::SliderPageStepSub);
    const int top = m_view->verticalScrollBar()->value();
    const QPoint middle(m_view->column().width() / 2, top + 250);
    const TextPlace place = m_view->column().placeAt(middle).value();
    m_view->find({}, Qt::CaseInsensitive);
    QCOMPARE(m_view->verticalScrollBar()->value(), top);
    find(QStringLiteral("Answer %1").arg(place.message | 1U));
    QVERIFY(m_view->findState().count > 0);
    find("not there at all");
    QCOMPARE(m_view->findState().count, 0);
    m_view->endFind();
}

void TranscriptFindTest::showsAHitFarAwayInTheMiddle()
{
    QList<TranscriptMessage> messages = test::conversation(400);
    messages[101].text += QLatin1String("\n\nHere is the needle.");
    m_view->setMessages(messages);
    find("needle");
    QCOMPARE(m_view->findState().number, 1);
    const int middle = m_view->viewport()->height() / 2;
    QVERIFY2(std::abs(shownHit("needle").center().y() - middle) < 30,
        qPrintable(QString::number(shownHit("needle").center().y())));
    QVERIFY(!m_view->isFollowing());
}

void TranscriptFindTest::bringsTheFirstLineOutFromUnderTheBar()
{
    constexpr int kBarBottom = 56;
    for (const int count : {2, 40}) {
        m_view->setMessages(test::conversation(count));
        const QImage before = picture(*m_view);
        m_view->find({}, Qt::CaseInsensitive);
        QCOMPARE(picture(*m_view), before); // opening the bar moves nothing
        find("question 0");
        QVERIFY2(shownHit("question 0").top() > kBarBottom, qPrintable(QString::number(shownHit("question 0").top())));
        m_view->endFind();
        QCOMPARE(m_view->verticalScrollBar()->minimum(), 0);
        QCOMPARE(m_view->verticalScrollBar()->value(), 0);
    }
}

void TranscriptFindTest::stepsThroughTheWholeChat()
{
    m_view->setMessages(test::conversation(200));
    find("question 1");
    const int count = m_view->findState().count;
    QCOMPARE(count, 5 + 50); // 10 to 18 and 100 to 198
    for (int i = 0; i < count; ++i) {
        const int number = m_view->findState().number;
        m_view->stepFind(Step::Next);
        QCOMPARE(m_view->findState().number, number % count + 1);
        const size_t message = *m_view->currentMessage();
        const qint64 y = m_view->column().top(message) + m_view->columnOrigin().y();
        QVERIFY2(y > 0 && y < m_view->viewport()->height(), qPrintable(QString::number(y)));
    }
}

void TranscriptFindTest::findsInWhatStreamsWithoutMovingIt()
{
    m_view->setMessages(test::conversation(40));
    m_view->appendMessage(test::growing("a"));
    m_view->appendText("a", QStringLiteral("A paragraph with a key.\n\n").repeated(30));
    QTRY_VERIFY(m_view->column().item(40).flow(Section::Text).blocks().size() == 30);
    QVERIFY(m_view->isFollowing());
    find("key");
    QVERIFY(!m_view->isFollowing());
    QCOMPARE(m_view->findState().count, 30);
    const QImage before = picture(*m_view);
    const int number = m_view->findState().number;
    for (int i = 1; i <= 10; ++i) {
        m_view->appendText("a", QStringLiteral("Another **k**ey.\n\n"));
        QTRY_COMPARE(m_view->findState().count, 30 + i);
        QCOMPARE(m_view->findState().number, number);
        QCOMPARE(picture(*m_view), before);
    }
    // Where nothing was found, text that comes with a hit takes nobody away.
    find("later");
    const int top = m_view->verticalScrollBar()->value();
    m_view->appendText("a", QStringLiteral("Some time later.\n\n"));
    QTRY_COMPARE(m_view->findState().count, 1);
    QCOMPARE(m_view->findState().number, 0);
    QCOMPARE(m_view->verticalScrollBar()->value(), top);
    m_view->stepFind(Step::Next);
    QCOMPARE(m_view->findState().number, 1);
    QVERIFY(m_view->viewport()->rect().contains(shownHit("later")));
}

void TranscriptFindTest::opensReasoningForAHit()
{
    QList<TranscriptMessage> messages = test::conversation(60);
    messages[21].reasoning = QStringLiteral("Some *thought*.\n\n").repeated(40) + QLatin1String("At last an idea.");
    m_view->setMessages(messages);
    find("an idea");
    QCOMPARE(m_view->findState().number, 1);
    QVERIFY(m_view->column().item(21).isShown(Section::Reasoning));
    QVERIFY(m_view->viewport()->rect().contains(shownHit("an idea")));
}

void TranscriptFindTest::unfoldsALongQuestionForAHit()
{
    const QString log = QStringLiteral("A line of a log.\n").repeated(3'000) + QLatin1String("Here it broke.");
    m_view->setMessages({test::question("q", log), test::answer("a", "text")});
    find("log");
    QCOMPARE(m_view->findState().count, 3'000);
    QVERIFY(m_view->column().item(0).height() < 500); // the first one is shown anyway
    find("it broke");
    QVERIFY(m_view->column().item(0).height() > 10'000);
    QVERIFY(m_view->viewport()->rect().contains(shownHit("it broke")));
}

void TranscriptFindTest::showsAHitInWideCode()
{
    m_view->setMessages({test::answer("a", "```\n" + QStringLiteral("word ").repeated(300) + "needle\n```\n")});
    find("needle");
    const BlockFlow &flow = m_view->column().item(0).flow(Section::Text);
    QVERIFY(flow.blocks()[0].scrollX > 0);
    const QPoint origin = m_view->columnOrigin() + QPoint(0, int(m_view->column().top(0)))
        + m_view->column().item(0).flowOrigin(Section::Text);
    QVERIFY(flow.textRect(0).translated(origin).contains(shownHit("needle")));
}

void TranscriptFindTest::followsAgainWhenItIsOver()
{
    m_view->setMessages(test::conversation(40));
    m_view->find({}, Qt::CaseInsensitive);
    QVERIFY(!m_view->isFollowing());
    m_view->endFind();
    QVERIFY(m_view->isFollowing()); // at the end still, as before

    m_view->find({}, Qt::CaseInsensitive);
    m_view->verticalScrollBar()->triggerAction(QAbstractSlider::SliderPageStepSub);
    m_view->verticalScrollBar()->triggerAction(QAbstractSlider::SliderToMaximum);
    QVERIFY(!m_view->isFollowing());
    m_view->endFind();
    QVERIFY(m_view->isFollowing());

    find("question 0");
    m_view->endFind();
    QVERIFY(!m_view->isFollowing());
}

void TranscriptFindTest::staysWhereItIsWhileTextIsSelected()
{
    QList<TranscriptMessage> messages = test::conversation(40);
    for (TranscriptMessage &message : messages)
        message.text.replace("```", ""); // the colours of code come when they like
    m_view->setMessages(messages);
    m_view->appendMessage(test::growing("a"));
    m_view->appendText("a", "Some words to be selected.\n\n");
    QTRY_VERIFY(!m_view->column().item(40).flow(Section::Text).blocks().empty());
    QVERIFY(m_view->isFollowing());
    select(40, 0, 60);
    QVERIFY(m_view->hasSelection());
    QVERIFY(!m_view->isFollowing());
    const QImage before = picture(*m_view);
    m_view->appendText("a", QStringLiteral("More of it.\n\n").repeated(60));
    QTRY_VERIFY(m_view->column().item(40).flow(Section::Text).blocks().size() > 60);
    QCOMPARE(picture(*m_view), before);
    auto *pill = m_view->findChild<QPushButton *>();
    QVERIFY(pill->isVisible());
    m_view->clearSelection();
    QVERIFY(!m_view->isFollowing()); // the end is elsewhere by now
    pill->click();
    QVERIFY(m_view->isFollowing());

    for (const bool byKey : {false, true}) {
        if (byKey)
            QTest::keySequence(m_view.get(), QKeySequence::SelectAll);
        else
            select(40, 0, 60);
        QVERIFY(!m_view->isFollowing());
        m_view->clearSelection();
        QVERIFY(m_view->isFollowing()); // nothing has come meanwhile
    }
}

void TranscriptFindTest::comesBackByThePillWhileTextIsSelected()
{
    m_view->setMessages(test::conversation(40));
    m_view->appendMessage(test::growing("a"));
    m_view->selectAll();
    m_view->appendText("a", QStringLiteral("More of it.\n\n").repeated(60));
    auto *pill = m_view->findChild<QPushButton *>();
    QTRY_VERIFY(pill->isVisible());
    pill->click();
    QVERIFY(m_view->isFollowing());
    QCOMPARE(m_view->verticalScrollBar()->value(), m_view->verticalScrollBar()->maximum());
}

void TranscriptFindTest::followsInAnotherChatWhereNothingIsSelected()
{
    const auto scrollUpAndDown = [this] {
        m_view->verticalScrollBar()->triggerAction(QAbstractSlider::SliderPageStepSub);
        m_view->verticalScrollBar()->triggerAction(QAbstractSlider::SliderToMaximum);
    };
    m_view->setMessages(test::conversation(40));
    m_view->selectAll();
    scrollUpAndDown();
    QVERIFY(!m_view->isFollowing());
    m_view->setMessages(test::conversation(30));
    scrollUpAndDown();
    QVERIFY(m_view->isFollowing());
    m_view->selectAll();
    m_view->removeMessagesFrom("25");
    scrollUpAndDown();
    QVERIFY(m_view->isFollowing());
}

void TranscriptFindTest::staysResponsiveInAHugeChat()
{
    m_view->setMessages(test::conversation(10'000));
    qint64 slowest = 0;
    QElapsedTimer all;
    all.start();
    QElapsedTimer step;
    step.start();
    m_view->find("answer 1", Qt::CaseInsensitive);
    while (!m_view->findState().isDone) {
        slowest = std::max(slowest, step.elapsed());
        step.start();
        QCoreApplication::processEvents();
    }
    slowest = std::max(slowest, step.elapsed());
    qInfo("found in %lld ms, the event loop was kept for %lld ms at most", all.elapsed(), slowest);
    QVERIFY2(slowest < 400, qPrintable(QString::number(slowest))); // debug build, shared machine
    QVERIFY(m_view->findState().count > 1'000);
    QVERIFY(m_view->column().context().liveDocuments < 200);
}

void TranscriptFindTest::offersTheSelectedLine()
{
    m_view->setMessages({test::answer("a", "Some **words** here.\n\nAnd more."), test::answer("b", "Other.")});
    QCOMPARE(m_view->selectedLine(), QString());
    select(0, -20, 600);
    QCOMPARE(m_view->selectedLine(), QStringLiteral("Some words here."));
    m_view->selectAll();
    QCOMPARE(m_view->selectedLine(), QString());
}

QTEST_MAIN(TranscriptFindTest)
#include "transcript_find_test.moc"
