// SPDX-License-Identifier: MIT
#include "tests/support/processor_timer.h"
#include "tests/ui/transcript/markdown_samples.h"
#include "tests/ui/transcript/transcript_messages.h"
#include "ui/transcript/transcript_view.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>
#include <QPushButton>
#include <QRandomGenerator>
#include <QScreen>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <cstdlib>

using namespace freshet;

namespace {

using Kind = MessageControl::Kind;
using Section = MessageItem::Section;

/// The pill may come and go; text is compared above it.
QImage textPicture(TranscriptView &view)
{
    return view.viewport()->grab(QRect(0, 0, view.viewport()->width(), view.viewport()->height() - 60)).toImage();
}

QPoint centerOf(TranscriptView &view, size_t message, const MessageControl &control)
{
    return view.columnOrigin() + QPoint(0, int(view.column().top(message))) + control.rect.center();
}

MessageControl controlOf(TranscriptView &view, size_t message, Kind kind, MessageAction action = MessageAction::Copy)
{
    for (const MessageControl &control : view.controlsOf(message)) {
        if (control.kind == kind && (kind != Kind::Action || control.action == action))
            return control;
    }
    return {};
}

void click(TranscriptView &view, size_t message, const MessageControl &control)
{
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, centerOf(view, message, control));
}

QString shownText(TranscriptView &view, size_t message)
{
    BlockFlow &flow = view.column().item(message).flow(Section::Text);
    QStringList texts;
    for (size_t i = 0; i < flow.blocks().size(); ++i)
        texts << flow.document(i).toPlainText();
    return texts.join(u'\n');
}

/// But for the last bit: Qt rounds the corner of a box that sticks out of the view in another way.
bool areAlike(const QImage &a, const QImage &b)
{
    const auto isAlike = [](QRgb p, QRgb q) {
        return std::abs(qRed(p) - qRed(q)) <= 1 && std::abs(qGreen(p) - qGreen(q)) <= 1
            && std::abs(qBlue(p) - qBlue(q)) <= 1;
    };
    bool areAll = a.size() == b.size();
    for (int y = 0; areAll && y < a.height(); ++y) {
        const auto *line = reinterpret_cast<const QRgb *>(a.constScanLine(y));
        areAll = std::equal(line, line + a.width(), reinterpret_cast<const QRgb *>(b.constScanLine(y)), isAlike);
    }
    return areAll;
}

/// What is on the screen, of which only parts were painted, is what all of it would be, painted at once.
bool isWhole(TranscriptView &view)
{
    const QRect seen(view.viewport()->mapTo(&view, QPoint()), view.viewport()->size());
    const QImage shown = view.screen()->grabWindow(view.winId()).toImage().convertToFormat(QImage::Format_RGB32);
    const QImage whole = view.grab().toImage().convertToFormat(QImage::Format_RGB32);
    return areAlike(shown.copy(seen), whole.copy(seen));
}

} // namespace

class TranscriptViewTest : public QObject {
    Q_OBJECT

private slots:
    void paintsAllThatChangesWhileTextComes_data();
    void paintsAllThatChangesWhileTextComes();
    void init();
    void showsAnAnswerFromItsFirstWordToItsEnd();
    void looksTheSameStreamedAsSetAtOnce();
    void followsUntilTheReaderScrollsUp();
    void doesNotMoveAPixelUnderTheReadersEye();
    void comesBackToTheEndByThePill();
    void showsAnErrorWithItsButtons();
    void takesBackTextWhenAnAnswerRestarts();
    void ignoresAnAnswerThatIsNotShown();
    void tellsWhichCitationWasClicked();
    void saysWhatIsDoubtfulOfACitation();
    void tellsWhichLinkWasClicked();
    void doesNotFollowALinkThatIsSelected();
    void copiesCode();
    void copiesWhatTheMouseSelects();
    void copiesEverything();
    void unfoldsReasoning();
    void foldsAHugeQuestion();
    void pressesButtonsByKeyboard();
    void scrollsToTheButtonThatTakesTheFocus();
    void stepsThroughMessages();
    void setsTenThousandMessagesAtOnce();
    void touchesOnlyTheLastBlockOfALongAnswer();

private:
    std::unique_ptr<TranscriptView> m_view;
};

void TranscriptViewTest::init()
{
    m_view = std::make_unique<TranscriptView>();
    m_view->resize(700, 500);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
}

void TranscriptViewTest::showsAnAnswerFromItsFirstWordToItsEnd()
{
    m_view->appendMessage(test::question("q", "?"));
    m_view->appendMessage(test::growing("a"));
    m_view->setPhase("a", "Loading qwen3");
    const MessageItem &item = m_view->column().item(1);
    QVERIFY(item.isStreaming());
    QVERIFY(!item.layout().phase.isEmpty());
    QVERIFY(controlOf(*m_view, 1, Kind::Action).kind == Kind::None);
    m_view->appendText("a", "Hello ");
    m_view->appendText("a", "**world**");
    QTRY_COMPARE(shownText(*m_view, 1), QStringLiteral("Hello world"));
    TranscriptMessage final = test::answer("a", "Hello **world**");
    final.footer = "qwen3 · 42 tok/s";
    m_view->finishAnswer(final);
    QVERIFY(!item.isStreaming());
    QVERIFY(item.layout().phase.isEmpty());
    QCOMPARE(m_view->messages().last(), final);
    QVERIFY(controlOf(*m_view, 1, Kind::Action).kind == Kind::Action);
}

void TranscriptViewTest::looksTheSameStreamedAsSetAtOnce()
{
    QString text;
    for (const TranscriptMessage &message : test::conversation(24))
        text += message.text + QLatin1String("\n\n");
    text += QLatin1String("| a | b |\n|--|--|\n| 1 | 2 |\n\n> quote\n\n```py\nend\n```");
    m_view->appendMessage(test::growing("a"));
    for (qsizetype fed = 0; fed < text.size(); fed += 9) {
        m_view->appendText("a", text.mid(fed, 9));
        if (fed % 90 == 0)
            QCoreApplication::processEvents();
    }
    m_view->finishAnswer(test::answer("a", text));
    m_view->resize(m_view->width(), 6000); // all of it is seen, so no height is a guess
    const QImage streamed = textPicture(*m_view);
    TranscriptView other;
    other.resize(m_view->size());
    other.show();
    other.setMessages({test::answer("a", text)});
    const QImage whole = textPicture(other);
    QVERIFY(other.column().height() < 6000);
    QCOMPARE(other.column().height(), m_view->column().height());
    QCOMPARE(streamed, whole);
}

void TranscriptViewTest::followsUntilTheReaderScrollsUp()
{
    m_view->setMessages(test::conversation(40));
    QScrollBar *bar = m_view->verticalScrollBar();
    QSignalSpy following(m_view.get(), &TranscriptView::followingChanged);
    QVERIFY(m_view->isFollowing());
    QCOMPARE(bar->value(), bar->maximum());
    m_view->appendMessage(test::growing("a"));
    m_view->appendText("a", QStringLiteral("text\n\n").repeated(50));
    QTRY_VERIFY(shownText(*m_view, 40).size() > 100);
    QCOMPARE(bar->value(), bar->maximum());
    bar->triggerAction(QAbstractSlider::SliderPageStepSub);
    QVERIFY(!m_view->isFollowing());
    bar->triggerAction(QAbstractSlider::SliderToMaximum);
    QVERIFY(m_view->isFollowing());
    QCOMPARE(following.count(), 2);
    bar->triggerAction(QAbstractSlider::SliderToMinimum);
    m_view->appendMessage(test::question("mine", "Mine."));
    QVERIFY(m_view->isFollowing());
    QCOMPARE(bar->value(), bar->maximum());
}

void TranscriptViewTest::doesNotMoveAPixelUnderTheReadersEye()
{
    m_view->setMessages(test::conversation(40));
    m_view->appendMessage(test::growing("a"));
    m_view->appendText("a", QStringLiteral("A paragraph.\n\n").repeated(60));
    QTRY_VERIFY(shownText(*m_view, 40).size() > 100);
    QScrollBar *bar = m_view->verticalScrollBar();
    for (int page = 0; page < 2; ++page)
        bar->triggerAction(QAbstractSlider::SliderPageStepSub);
    const QImage before = textPicture(*m_view);
    const QString code = QStringLiteral("```\ncode\n```\n\n| a |\n|--|\n| b |\n\n");
    for (int i = 0; i < 30; ++i) {
        const qsizetype size = m_view->column().item(40).flow(Section::Text).text().size();
        m_view->appendText("a", code);
        QTRY_VERIFY(m_view->column().item(40).flow(Section::Text).blocks().back().span.end > size);
        QCOMPARE(textPicture(*m_view), before);
    }
    m_view->showError("a", {.title = "Lost.", .advice = "Retry.", .detail = {}, .actions = {MessageAction::Retry}});
    QCOMPARE(textPicture(*m_view), before);
}

void TranscriptViewTest::comesBackToTheEndByThePill()
{
    m_view->setMessages(test::conversation(40));
    auto *pill = m_view->findChild<QPushButton *>();
    QVERIFY(!pill->isVisible());
    m_view->appendMessage(test::growing("a"));
    m_view->verticalScrollBar()->triggerAction(QAbstractSlider::SliderSingleStepSub);
    m_view->appendText("a", "new");
    QTRY_VERIFY(pill->isVisible());
    QCOMPARE(pill->text(), QStringLiteral("New text"));
    pill->click();
    QVERIFY(m_view->isFollowing());
    QVERIFY(!pill->isVisible());
}

void TranscriptViewTest::showsAnErrorWithItsButtons()
{
    m_view->appendMessage(test::growing("a"));
    m_view->setPhase("a", "Waiting");
    m_view->appendText("a", "half an ans");
    m_view->showError("a",
        {.title = "OpenRouter says this key has no credit left.",
            .advice = "Add credit.",
            .detail = "402 <b>no credit</b>",
            .actions = {MessageAction::Retry, MessageAction::ChooseModel}});
    const MessageItem &item = m_view->column().item(0);
    QVERIFY(!item.isStreaming());
    QVERIFY(item.layout().phase.isEmpty());
    QCOMPARE(shownText(*m_view, 0), QStringLiteral("half an ans"));
    QVERIFY(!item.notice()->text().contains(QLatin1String("402")));
    click(*m_view, 0, controlOf(*m_view, 0, Kind::ToggleDetail));
    QVERIFY(item.notice()->text().contains(QLatin1String("402 <b>no credit</b>")));

    QSignalSpy triggered(m_view.get(), &TranscriptView::actionTriggered);
    click(*m_view, 0, controlOf(*m_view, 0, Kind::Action, MessageAction::ChooseModel));
    QCOMPARE(triggered.count(), 1);
    QCOMPARE(triggered.first().at(0).toString(), QStringLiteral("a"));
    QCOMPARE(triggered.first().at(1).value<MessageAction>(), MessageAction::ChooseModel);
}

void TranscriptViewTest::takesBackTextWhenAnAnswerRestarts()
{
    m_view->appendMessage(test::growing("a"));
    m_view->appendText("a", "from the first model");
    m_view->appendReasoning("a", "thought");
    m_view->restartAnswer("a");
    m_view->appendText("a", "from the second");
    QTRY_COMPARE(shownText(*m_view, 0), QStringLiteral("from the second"));
    QVERIFY(m_view->messages().first().reasoning.isEmpty());
    QVERIFY(m_view->column().item(0).isStreaming());
}

void TranscriptViewTest::ignoresAnAnswerThatIsNotShown()
{
    m_view->setMessages({test::question("q", "?")});
    m_view->appendText("gone", "text");
    m_view->setPhase("gone", "Waiting");
    m_view->finishAnswer(test::answer("gone", "text"));
    m_view->showError("gone", {});
    m_view->removeMessagesFrom("gone");
    QCOMPARE(m_view->messages().size(), 1);
    m_view->appendMessage(test::growing("a"));
    m_view->appendText("a", "text");
    m_view->clear();
    QTest::qWait(40); // a frame that was due for "a"
    QVERIFY(m_view->messages().isEmpty());
}

void TranscriptViewTest::tellsWhichCitationWasClicked()
{
    TranscriptMessage answer = test::answer("a", "Keys are kept [1] and never written [2].");
    answer.sources = {1, 2};
    m_view->setMessages({answer});
    QSignalSpy activated(m_view.get(), &TranscriptView::citationActivated);
    MessageControl second;
    for (const MessageControl &control : m_view->controlsOf(0)) {
        if (control.kind == Kind::Citation && control.number == 2)
            second = control;
    }
    click(*m_view, 0, second);
    QCOMPARE(activated.count(), 1);
    QCOMPARE(activated.first(), QVariantList({"a", 2}));
    m_view->setSources("a", {1});
    click(*m_view, 0, second);
    QCOMPARE(activated.count(), 1);
}

void TranscriptViewTest::saysWhatIsDoubtfulOfACitation()
{
    const QString text = "Kept [1].\n\nNever [2] and [1]. Always [2].";
    TranscriptMessage answer = test::answer("a", text);
    answer.sources = {1, 2};
    const auto marked = [&](qsizetype at, int number, Support support, bool isUnverified) {
        answer.citations << Citation{
            .number = number, .start = at, .end = at + 3, .support = support, .isUnverified = isUnverified};
    };
    marked(text.indexOf("[1]"), 1, Support::Supported, false);
    marked(text.indexOf("[2]"), 2, Support::Weak, false);
    marked(text.lastIndexOf("[1]"), 1, Support::NotFound, false);
    marked(text.lastIndexOf("[2]"), 2, Support::Weak, true);
    m_view->setMessages({answer});
    QStringList labels;
    for (const MessageControl &control : m_view->controlsOf(0)) {
        if (control.kind == Kind::Citation)
            labels << control.label;
    }
    QCOMPARE(labels,
        (QStringList{"Source 1", "Source 2, which supports this only in part",
            "Source 1, which does not seem to say this", "Source 2, in another language and not checked"}));
}

void TranscriptViewTest::tellsWhichLinkWasClicked()
{
    m_view->setMessages({test::answer("a", "[words](https://a.example/b) and [no](file:///etc/passwd)")});
    QSignalSpy activated(m_view.get(), &TranscriptView::linkActivated);
    click(*m_view, 0, controlOf(*m_view, 0, Kind::Link));
    QCOMPARE(activated.count(), 1);
    QCOMPARE(activated.first().first().toUrl(), QUrl(QStringLiteral("https://a.example/b")));
}

void TranscriptViewTest::doesNotFollowALinkThatIsSelected()
{
    m_view->setMessages({test::answer("a", "[some words](https://a.example/b)")});
    QSignalSpy activated(m_view.get(), &TranscriptView::linkActivated);
    const QPoint center = centerOf(*m_view, 0, controlOf(*m_view, 0, Kind::Link));
    QTest::mousePress(m_view->viewport(), Qt::LeftButton, {}, center - QPoint(20, 0));
    QMouseEvent move(
        QEvent::MouseMove, center, m_view->viewport()->mapToGlobal(center), Qt::NoButton, Qt::LeftButton, {});
    QCoreApplication::sendEvent(m_view->viewport(), &move);
    QTest::mouseRelease(m_view->viewport(), Qt::LeftButton, {}, center);
    QVERIFY(m_view->hasSelection());
    QCOMPARE(activated.count(), 0);
}

void TranscriptViewTest::copiesCode()
{
    m_view->setMessages({test::answer("a", "1. run\n   ```sh\n   ls -l\n   ```\n")});
    click(*m_view, 0, controlOf(*m_view, 0, Kind::CopyCode));
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("ls -l"));
}

void TranscriptViewTest::copiesWhatTheMouseSelects()
{
    m_view->setMessages({test::answer("a", "first"), test::answer("b", "**second**"), test::answer("c", "third")});
    const auto textCenter = [this](size_t message) {
        const MessageItem &item = m_view->column().item(message);
        const BlockFlow &flow = item.flow(Section::Text);
        return m_view->columnOrigin() + QPoint(0, int(m_view->column().top(message))) + item.flowOrigin(Section::Text)
            + QPoint(0, flow.height() / 2);
    };
    const QPoint end = textCenter(2) + QPoint(300, 0);
    QTest::mousePress(m_view->viewport(), Qt::LeftButton, {}, textCenter(0) - QPoint(10, 0));
    QMouseEvent move(QEvent::MouseMove, end, m_view->viewport()->mapToGlobal(end), Qt::NoButton, Qt::LeftButton, {});
    QCoreApplication::sendEvent(m_view->viewport(), &move);
    QTest::mouseRelease(m_view->viewport(), Qt::LeftButton, {}, end);
    QTest::keySequence(m_view.get(), QKeySequence::Copy);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("first\n\nsecond\n\nthird"));
    QCOMPARE(
        QGuiApplication::clipboard()->mimeData()->data("text/markdown"), QByteArray("first\n\n**second**\n\nthird"));
    QTest::mouseDClick(m_view->viewport(), Qt::LeftButton, {}, textCenter(1) + QPoint(10, 0));
    QTest::keySequence(m_view.get(), QKeySequence::Copy);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("second"));
}

void TranscriptViewTest::copiesEverything()
{
    m_view->setMessages(test::conversation(4));
    QTest::keySequence(m_view.get(), QKeySequence::SelectAll);
    QTest::keySequence(m_view.get(), QKeySequence::Copy);
    const QString copied = QGuiApplication::clipboard()->text();
    QVERIFY(copied.startsWith(QLatin1String("Question 0?\n\nAnswer 1")));
    QVERIFY(copied.contains(QLatin1String("print(1)")));
}

void TranscriptViewTest::unfoldsReasoning()
{
    TranscriptMessage answer = test::answer("a", "text");
    answer.reasoning = "A long *thought*.";
    m_view->setMessages({answer});
    const MessageItem &item = m_view->column().item(0);
    const int folded = item.height();
    QVERIFY(!item.isShown(Section::Reasoning));
    click(*m_view, 0, controlOf(*m_view, 0, Kind::ToggleReasoning));
    QVERIFY(item.isShown(Section::Reasoning));
    QVERIFY(item.height() > folded);
    click(*m_view, 0, controlOf(*m_view, 0, Kind::ToggleReasoning));
    QCOMPARE(item.height(), folded);
}

void TranscriptViewTest::foldsAHugeQuestion()
{
    const QString huge = QStringLiteral("A line of a pasted log, # with *all* kinds of `things`.\n").repeated(20'000);
    const test::ProcessorTimer timer;
    m_view->setMessages({test::question("q", huge)});
    QVERIFY(m_view->column().item(0).height() < 500);
    click(*m_view, 0, controlOf(*m_view, 0, Kind::ShowAll));
    m_view->viewport()->repaint();
    QVERIFY2(timer.elapsedMs() < 1'000, qPrintable(QString::number(timer.elapsedMs())));
    QVERIFY(m_view->column().item(0).height() > 100'000);
    QVERIFY(m_view->column().context().liveDocuments < 20);
    QCOMPARE(m_view->messages().first().text, huge);

    m_view->setMessages(
        {test::question("q", QString(u'x').repeated(1'000'000)), test::answer("a", QString(u'y').repeated(1'000'000))});
    m_view->viewport()->repaint();
    QVERIFY2(timer.elapsedMs() < 3'000, qPrintable(QString::number(timer.elapsedMs())));
}

void TranscriptViewTest::pressesButtonsByKeyboard()
{
    m_view->setMessages({test::question("q", "?"), test::answer("a", "[words](https://a.example)")});
    m_view->setFocus();
    QSignalSpy link(m_view.get(), &TranscriptView::linkActivated);
    QSignalSpy triggered(m_view.get(), &TranscriptView::actionTriggered);
    m_view->stepMessage(TranscriptView::Step::Next);
    QTest::keyClick(m_view.get(), Qt::Key_Tab);
    QTest::keyClick(m_view.get(), Qt::Key_Return);
    QCOMPARE(link.count(), 1);
    QTest::keyClick(m_view.get(), Qt::Key_Tab);
    QTest::keyClick(m_view.get(), Qt::Key_Return);
    QCOMPARE(triggered.count(), 1);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("[words](https://a.example)"));
    QTest::keyClick(m_view.get(), Qt::Key_Backtab);
    QTest::keyClick(m_view.get(), Qt::Key_Return);
    QCOMPARE(link.count(), 2);
}

void TranscriptViewTest::scrollsToTheButtonThatTakesTheFocus()
{
    m_view->setMessages({test::answer("a", QStringLiteral("[words](https://a.example)\n\n").repeated(60))});
    m_view->setFocus();
    m_view->stepMessage(TranscriptView::Step::Previous);
    int last = -1;
    for (int i = 0; i < 59; ++i) {
        QTest::keyClick(m_view.get(), Qt::Key_Tab);
        const int top = -m_view->columnOrigin().y();
        QVERIFY(top >= last);
        last = top;
    }
    QVERIFY(last > 500);
    QSignalSpy link(m_view.get(), &TranscriptView::linkActivated);
    QTest::keyClick(m_view.get(), Qt::Key_Return);
    QCOMPARE(link.count(), 1);
}

void TranscriptViewTest::stepsThroughMessages()
{
    m_view->setMessages(test::conversation(60));
    m_view->stepMessage(TranscriptView::Step::Next);
    QCOMPARE(m_view->currentMessage(), std::optional<size_t>(59));
    for (int i = 0; i < 20; ++i) {
        m_view->stepMessage(TranscriptView::Step::Previous);
        const size_t current = *m_view->currentMessage();
        QCOMPARE(current, size_t(58 - i));
        const qint64 y = m_view->column().top(current) + m_view->columnOrigin().y();
        QVERIFY(y >= 0 && y < m_view->viewport()->height());
    }
    QVERIFY(!m_view->isFollowing());
}

void TranscriptViewTest::setsTenThousandMessagesAtOnce()
{
    const QList<TranscriptMessage> messages = test::conversation(10'000);
    const test::ProcessorTimer timer;
    m_view->setMessages(messages);
    m_view->viewport()->repaint();
    QVERIFY2(timer.elapsedMs() < 2'000, qPrintable(QString::number(timer.elapsedMs()))); // debug build, shared machine
    QVERIFY(m_view->column().context().liveDocuments < 60);
    QCOMPARE(shownText(*m_view, 9'998), QStringLiteral("Question 9998?"));
}

void TranscriptViewTest::touchesOnlyTheLastBlockOfALongAnswer()
{
    m_view->appendMessage(test::growing("a"));
    m_view->appendText("a", QStringLiteral("Some words.\n\n").repeated(5'000));
    QTRY_COMPARE(m_view->column().item(0).flow(Section::Text).blocks().size(), size_t(5'000));
    const BlockFlow &flow = m_view->column().item(0).flow(Section::Text);
    QVERIFY(m_view->column().context().liveDocuments < 60);
    m_view->appendText("a", "last");
    QTRY_COMPARE(flow.blocks().size(), size_t(5'001));
    const BlockDocument *before = flow.blocks()[4'999].document.get();
    const int live = m_view->column().context().liveDocuments;
    m_view->appendText("a", " words");
    QTRY_COMPARE(flow.blocks().back().document->toPlainText(), QStringLiteral("last words"));
    QCOMPARE(flow.blocks()[4'999].document.get(), before);
    QCOMPARE(m_view->column().context().liveDocuments, live);
}

void TranscriptViewTest::paintsAllThatChangesWhileTextComes_data()
{
    QTest::addColumn<quint32>("seed");
    QTest::addColumn<bool>("isAnchored");
    for (quint32 seed = 0; seed < 16; ++seed)
        QTest::addRow("%u", seed) << seed << (seed % 4 == 3);
}

void TranscriptViewTest::paintsAllThatChangesWhileTextComes()
{
    QFETCH(quint32, seed);
    QFETCH(bool, isAnchored);
    QCOMPARE(QGuiApplication::platformName(), QString("offscreen")); // which gives the picture of its window
    TranscriptView view;
    view.resize(520, 360);
    view.verticalScrollBar()->setStyleSheet("QScrollBar { width: 0px; }");
    view.setMessages({test::question("q", "Why?"), test::answer("a", test::randomMarkdown(seed + 1000, 20))});
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    view.appendMessage(test::growing("b"));
    if (isAnchored)
        view.verticalScrollBar()->setValue(view.verticalScrollBar()->maximum() - 60);
    QRandomGenerator random(seed);
    const QString text = test::randomMarkdown(seed, 40);
    if (seed % 3 == 0) {
        view.appendReasoning("b", "Hm.");
        QTest::qWait(0);
    }
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype length = 1 + random.bounded(24);
        view.appendText("b", text.mid(at, length));
        at += length;
        QTest::qWait(18); // a frame
        QTRY_VERIFY2(isWhole(view), qPrintable(text.first(std::min(at, text.size()))));
    }
}

QTEST_MAIN(TranscriptViewTest)
#include "transcript_view_test.moc"
