// SPDX-License-Identifier: MIT
#include "ui/widgets/pane_area.h"

#include <QLineEdit>
#include <QMouseEvent>
#include <QSignalSpy>
#include <QTest>

using namespace freshet;
using Side = PaneArea::Side;
using Visibility = PaneArea::Visibility;

class PaneAreaTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void putsPanesBesideTheMiddle();
    void laysAPaneOverTheMiddleWhereThereIsNoRoom();
    void hidesAPaneThatLosesItsRoomAndBringsItBack();
    void isDraggedByTheEdgeOfAPane_data();
    void isDraggedByTheEdgeOfAPane();
    void leavesRoomBesideWidePanes();
    void keepsHiddenWhatTheUserHid();
    void givesTheFocusBackWhenAPaneGoes();
    void mirrorsWhenTheDirectionChanges();

private:
    void resizeTo(int width)
    {
        m_area->resize(width, 400);
        QCoreApplication::processEvents();
    }

    std::unique_ptr<PaneArea> m_area;
    QLineEdit *m_middle = nullptr; // child of m_area, as the others
    QLineEdit *m_left = nullptr;
    QLineEdit *m_right = nullptr;
};

void PaneAreaTest::init()
{
    m_area = std::make_unique<PaneArea>();
    m_middle = new QLineEdit;
    m_left = new QLineEdit;
    m_right = new QLineEdit;
    m_area->setMiddle(m_middle);
    m_area->setPane(Side::Left, m_left, 240, 640);
    m_area->setPane(Side::Right, m_right, 340, 900);
    m_area->setVisibility(Side::Left, Visibility::ShownWhereBeside);
    m_area->resize(1200, 400);
    m_area->show();
}

void PaneAreaTest::putsPanesBesideTheMiddle()
{
    QCOMPARE(m_left->geometry(), QRect(0, 0, 240, 400));
    QCOMPARE(m_middle->geometry(), QRect(241, 0, 959, 400));
    m_area->setVisibility(Side::Right, Visibility::Shown);
    QCOMPARE(m_right->geometry(), QRect(860, 0, 340, 400));
    QCOMPARE(m_middle->geometry(), QRect(241, 0, 618, 400));
}

void PaneAreaTest::laysAPaneOverTheMiddleWhereThereIsNoRoom()
{
    resizeTo(600);
    m_area->setVisibility(Side::Left, Visibility::Shown);
    QVERIFY(m_left->isVisible());
    QCOMPARE(m_middle->geometry(), QRect(0, 0, 600, 400));
    QCOMPARE(m_area->childAt(10, 10), m_left);
    resizeTo(260);
    m_area->setVisibility(Side::Right, Visibility::Shown);
    QVERIFY(m_right->width() < 260); // some of the middle stays in sight
}

void PaneAreaTest::isDraggedByTheEdgeOfAPane_data()
{
    QTest::addColumn<Qt::LayoutDirection>("direction");
    QTest::newRow("left to right") << Qt::LeftToRight;
    QTest::newRow("right to left") << Qt::RightToLeft;
}

void PaneAreaTest::isDraggedByTheEdgeOfAPane()
{
    QFETCH(Qt::LayoutDirection, direction);
    m_area->setLayoutDirection(direction);
    m_area->setVisibility(Side::Right, Visibility::Shown);
    connect(m_area.get(), &PaneArea::widthDragged, m_area.get(), &PaneArea::setPaneWidth);
    const auto drag = [this](int from, int to) {
        QWidget *const edge = m_area->childAt(from, 200);
        QCOMPARE(edge->cursor().shape(), Qt::SplitHCursor);
        const QPoint place = m_area->mapToGlobal(QPoint(to, 200));
        QMouseEvent hover(QEvent::MouseMove, edge->mapFromGlobal(place), place, Qt::NoButton, Qt::NoButton, {});
        QCoreApplication::sendEvent(edge, &hover); // moves nothing
        QMouseEvent move(QEvent::MouseMove, edge->mapFromGlobal(place), place, Qt::NoButton, Qt::LeftButton, {});
        QCoreApplication::sendEvent(edge, &move);
    };
    const bool isMirrored = direction == Qt::RightToLeft;
    drag(isMirrored ? 1200 - 241 : 240, isMirrored ? 900 : 300);
    QCOMPARE(m_left->width(), 300);
    drag(isMirrored ? 340 : 1200 - 341, isMirrored ? 400 : 800);
    QCOMPARE(m_right->width(), 400);
}

void PaneAreaTest::leavesRoomBesideWidePanes()
{
    m_area->setPaneWidth(Side::Right, 640);
    m_area->setVisibility(Side::Right, Visibility::Shown);
    QCOMPARE(m_right->width(), 640);
    resizeTo(950);
    m_area->setVisibility(Side::Right, Visibility::Shown);
    QVERIFY2(m_middle->width() >= 300, qPrintable(QString::number(m_middle->width())));
    m_area->setPaneWidth(Side::Left, 480);
    QCOMPARE(m_right->width(), 240); // no less than that
}

void PaneAreaTest::hidesAPaneThatLosesItsRoomAndBringsItBack()
{
    QSignalSpy changed(m_area.get(), &PaneArea::shownChanged);
    resizeTo(600);
    QVERIFY(!m_left->isVisible());
    resizeTo(1200);
    QVERIFY(m_left->isVisible());
    QCOMPARE(changed.count(), 2);
}

void PaneAreaTest::keepsHiddenWhatTheUserHid()
{
    m_area->setVisibility(Side::Left, Visibility::Hidden);
    resizeTo(600);
    resizeTo(1200);
    QVERIFY(!m_left->isVisible());
    QCOMPARE(m_middle->geometry(), QRect(0, 0, 1200, 400));
}

void PaneAreaTest::givesTheFocusBackWhenAPaneGoes()
{
    QVERIFY(QTest::qWaitForWindowActive(m_area.get()));
    m_left->setFocus();
    m_area->setVisibility(Side::Left, Visibility::Hidden);
    QVERIFY(m_middle->hasFocus());
}

void PaneAreaTest::mirrorsWhenTheDirectionChanges()
{
    m_area->setVisibility(Side::Right, Visibility::Shown);
    m_area->setLayoutDirection(Qt::RightToLeft);
    QCOMPARE(m_left->geometry(), QRect(960, 0, 240, 400));
    QCOMPARE(m_right->geometry(), QRect(0, 0, 340, 400));
    QCOMPARE(m_middle->geometry(), QRect(341, 0, 618, 400));
    m_area->setLayoutDirection(Qt::LeftToRight);
    QCOMPARE(m_left->geometry(), QRect(0, 0, 240, 400));
    QCOMPARE(m_middle->geometry(), QRect(241, 0, 618, 400));
}

QTEST_MAIN(PaneAreaTest)
#include "pane_area_test.moc"
