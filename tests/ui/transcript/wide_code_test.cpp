// SPDX-License-Identifier: MIT
// Code and tables that are wider than the column: scrolled in their box, or wrapped.
#include "tests/ui/transcript/transcript_messages.h"
#include "ui/transcript/transcript_view.h"

#include <QScrollBar>
#include <QTest>
#include <QTextBlock>
#include <QWheelEvent>

using namespace freshet;

namespace {

using Kind = MessageControl::Kind;
using Section = MessageItem::Section;

const QString kWide = QStringLiteral("Some code:\n\n```cpp\n") + QStringLiteral("call(argument, ").repeated(40)
    + QStringLiteral("0);\nshort();\n```\n\nAnd text.\n");

QString wideTable(int rows)
{
    QString row(u'|');
    QString ruler(u'|');
    for (int i = 0; i < 40; ++i) {
        row += QStringLiteral(" %1 |").arg(i);
        ruler += QLatin1String("---|");
    }
    return row + u'\n' + ruler + u'\n' + QString(row + u'\n').repeated(rows);
}

} // namespace

class WideCodeTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void scrollsSidewaysByWheel_data();
    void scrollsSidewaysByWheel();
    void scrollsTheTextByAPlainWheel();
    void dragsItsScrollStrip();
    void scrollsByKey();
    void hasNoStripWhereItFits();
    void wrapsOnRequest();
    void keepsTheReadersLineWhenItWraps();
    void streamsWrappedCodeAsItIsSet();

private:
    MessageControl strip(size_t message = 0);
    const BlockFlow &flow(size_t message = 0) { return m_view->column().item(message).flow(Section::Text); }
    QPoint at(const QPoint &inMessage)
    {
        return m_view->columnOrigin() + QPoint(0, int(m_view->column().top(0))) + inMessage;
    }
    void wheel(const QPoint &position, const QPoint &pixels, const QPoint &angle, Qt::KeyboardModifiers modifiers = {});

    std::unique_ptr<TranscriptView> m_view;
};

void WideCodeTest::init()
{
    m_view = std::make_unique<TranscriptView>();
    m_view->resize(600, 500);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
}

MessageControl WideCodeTest::strip(size_t message)
{
    for (const MessageControl &control : m_view->controlsOf(message)) {
        if (control.kind == Kind::ScrollStrip)
            return control;
    }
    return {};
}

void WideCodeTest::wheel(
    const QPoint &position, const QPoint &pixels, const QPoint &angle, Qt::KeyboardModifiers modifiers)
{
    QWheelEvent event(position, m_view->viewport()->mapToGlobal(position), pixels, angle, Qt::NoButton, modifiers,
        Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(m_view->viewport(), &event);
}

void WideCodeTest::scrollsSidewaysByWheel_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QPoint>("pixels");
    QTest::addColumn<QPoint>("angle");
    QTest::addColumn<bool>("isShift");
    QTest::newRow("code, shift and wheel") << kWide << QPoint() << QPoint(0, -120) << true;
    QTest::newRow("code, touchpad") << kWide << QPoint(-60, 2) << QPoint(-480, 16) << false;
    QTest::newRow("table, shift and wheel") << wideTable(3) << QPoint() << QPoint(0, -120) << true;
    QTest::newRow("table, touchpad") << wideTable(3) << QPoint(-60, 2) << QPoint(-480, 16) << false;
    QTest::newRow("a long table, touchpad") << wideTable(70) << QPoint(-60, 2) << QPoint(-480, 16) << false;
}

void WideCodeTest::scrollsSidewaysByWheel()
{
    QFETCH(QString, text);
    QFETCH(QPoint, pixels);
    QFETCH(QPoint, angle);
    QFETCH(bool, isShift);
    m_view->setMessages({test::answer("a", text)});
    m_view->verticalScrollBar()->triggerAction(QAbstractSlider::SliderToMinimum);
    const int top = m_view->verticalScrollBar()->value();
    const QPoint over(200, 90);
    const size_t block = m_view->column().placeAt(over - m_view->columnOrigin())->block;
    const QImage before = m_view->viewport()->grab().toImage();
    wheel(over, pixels, angle, isShift ? Qt::ShiftModifier : Qt::NoModifier);
    QCOMPARE(flow().blocks()[block].scrollX, 60);
    QCOMPARE(m_view->verticalScrollBar()->value(), top);
    QVERIFY(m_view->viewport()->grab().toImage() != before);
    wheel(over, pixels * -2, angle * -2, isShift ? Qt::ShiftModifier : Qt::NoModifier);
    QCOMPARE(flow().blocks()[block].scrollX, 0);
    QCOMPARE(m_view->viewport()->grab().toImage(), before);
}

void WideCodeTest::scrollsTheTextByAPlainWheel()
{
    m_view->setMessages({test::answer("a", kWide.repeated(8))});
    const int top = m_view->verticalScrollBar()->value();
    wheel({200, 200}, {}, {0, 120});
    QVERIFY(m_view->verticalScrollBar()->value() < top);
    for (const BlockFlow::Block &block : flow().blocks())
        QCOMPARE(block.scrollX, 0);
}

void WideCodeTest::dragsItsScrollStrip()
{
    m_view->setMessages({test::answer("a", kWide)});
    const MessageControl shown = strip();
    QCOMPARE(shown.kind, Kind::ScrollStrip);
    const size_t block = shown.block;
    const int most = flow().blocks()[block].contentWidth - flow().textRect(block).width();
    QVERIFY(most > 500);
    const QPoint handle = at(flow().stripHandle(block).center() + QPoint(0, flow().blocks()[0].y))
        + QPoint(0, m_view->column().item(0).flowOrigin(Section::Text).y());
    const QPoint start(handle.x(), at(shown.rect.center()).y());
    const auto moveTo = [this](const QPoint &position) {
        QMouseEvent move(
            QEvent::MouseMove, position, m_view->viewport()->mapToGlobal(position), Qt::NoButton, Qt::LeftButton, {});
        QCoreApplication::sendEvent(m_view->viewport(), &move);
    };
    QTest::mousePress(m_view->viewport(), Qt::LeftButton, {}, start);
    QCOMPARE(flow().blocks()[block].scrollX, 0);
    const int before = flow().stripHandle(block).x();
    moveTo(start + QPoint(50, 30)); // a hand is not that steady
    QVERIFY(std::abs(flow().stripHandle(block).x() - before - 50) <= 1);
    moveTo(start + QPoint(2'000, 0));
    QCOMPARE(flow().blocks()[block].scrollX, most);
    QTest::mouseRelease(m_view->viewport(), Qt::LeftButton, {}, start + QPoint(2'000, 0));
    QCOMPARE(flow().blocks()[block].scrollX, most);
    QVERIFY(!m_view->hasSelection());
    moveTo(start);
    QCOMPARE(flow().blocks()[block].scrollX, most); // let go
    // A click beside the handle brings it there.
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, QPoint(start.x(), start.y()));
    QVERIFY(flow().blocks()[block].scrollX < most / 2);
}

void WideCodeTest::scrollsByKey()
{
    m_view->setMessages({test::answer("a", kWide)});
    m_view->setFocus();
    m_view->stepMessage(TranscriptView::Step::Previous);
    const size_t block = strip().block;
    const QList<MessageControl> controls = m_view->controlsOf(0);
    for (qsizetype i = 0; i <= controls.indexOf(strip()); ++i)
        QTest::keyClick(m_view.get(), Qt::Key_Tab);
    QTest::keyClick(m_view.get(), Qt::Key_Right);
    QTest::keyClick(m_view.get(), Qt::Key_Right);
    QCOMPARE(flow().blocks()[block].scrollX, 80);
    QTest::keyClick(m_view.get(), Qt::Key_Left);
    QCOMPARE(flow().blocks()[block].scrollX, 40);
    QTest::keyClick(m_view.get(), Qt::Key_Return);
    QVERIFY(flow().blocks()[block].scrollX > 300);
}

void WideCodeTest::hasNoStripWhereItFits()
{
    m_view->setMessages({test::answer("a", "```\nshort\n```\n\n| a |\n|---|\n| b |\n")});
    QCOMPARE(strip().kind, Kind::None);
    m_view->setMessages({test::answer("a", wideTable(70))});
    m_view->resize(600, 4'000);
    int strips = 0;
    for (const MessageControl &control : m_view->controlsOf(0))
        strips += control.kind == Kind::ScrollStrip ? 1 : 0;
    QVERIFY(flow().blocks().size() > 1);
    QCOMPARE(strips, 1); // one for the whole table
}

void WideCodeTest::wrapsOnRequest()
{
    m_view->setMessages({test::answer("a", kWide)});
    const auto code = [this] { return flow().blocks()[1].document.get(); };
    QCOMPARE(code()->begin().layout()->lineCount(), 1);
    const int height = flow().blocks()[1].height;
    m_view->setOptions({.wrapsCode = true});
    QVERIFY(code()->begin().layout()->lineCount() > 4);
    QCOMPARE(code()->begin().next().layout()->lineCount(), 1);
    QVERIFY(flow().blocks()[1].height > height + 60);
    QVERIFY(flow().blocks()[1].contentWidth <= flow().textRect(1).width());
    QCOMPARE(strip().kind, Kind::None);
    QVERIFY(flow().sourceOf(1).startsWith(QLatin1String("call(argument, call(")));
    QCOMPARE(flow().sourceOf(1).count(u'\n'), 1); // what is copied has no new lines
    m_view->setOptions({.wrapsCode = false});
    QCOMPARE(flow().blocks()[1].height, height);
    QCOMPARE(strip().kind, Kind::ScrollStrip);
}

void WideCodeTest::keepsTheReadersLineWhenItWraps()
{
    QString text;
    for (int i = 0; i < 40; ++i)
        text += kWide + QStringLiteral("Paragraph %1 of the text.\n\n").arg(i);
    m_view->setMessages({test::answer("a", text)});
    for (int page = 0; page < 3; ++page)
        m_view->verticalScrollBar()->triggerAction(QAbstractSlider::SliderPageStepSub);
    const auto topBlock = [this] { return m_view->column().placeAt(QPoint(20, 2) - m_view->columnOrigin())->block; };
    const size_t before = topBlock();
    m_view->setOptions({.wrapsCode = true});
    QCOMPARE(topBlock(), before);
    m_view->setOptions({.wrapsCode = false});
    QCOMPARE(topBlock(), before);
}

void WideCodeTest::streamsWrappedCodeAsItIsSet()
{
    m_view->setOptions({.wrapsCode = true});
    m_view->appendMessage(test::growing("a"));
    for (qsizetype fed = 0; fed < kWide.size(); fed += 11) {
        m_view->appendText("a", kWide.mid(fed, 11));
        QCoreApplication::processEvents();
    }
    m_view->finishAnswer(test::answer("a", kWide));
    const QImage streamed = m_view->viewport()->grab().toImage();
    const qint64 height = m_view->column().height();
    m_view->setMessages({test::answer("a", kWide)});
    QCOMPARE(m_view->column().height(), height);
    QCOMPARE(m_view->viewport()->grab().toImage(), streamed);
}

QTEST_MAIN(WideCodeTest)
#include "wide_code_test.moc"
