// SPDX-License-Identifier: MIT
#include "ui/widgets/pane_area.h"

#include <QLineEdit>
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
