// SPDX-License-Identifier: MIT
#include "tests/ui/window/chat_fixture.h"
#include "ui/widgets/pane_area.h"
#include "ui/window_actions.h"

#include <QMouseEvent>
#include <QScreen>
#include <QSignalSpy>

using namespace freshet;
using test::ChatFixture;
using Side = PaneArea::Side;

/// Windows look at the next start as they did when they were closed.
class WindowStateJourneysTest : public ChatFixture {
    Q_OBJECT

private slots:
    void init() { setUp(); }
    void cleanup() { tearDown(); }
    void comesBackAsItWasClosed();
    void storesTheWidthOfAPaneOnceItsEdgeIsLetGo();
    void comesBackMaximised();
    void comesBackOntoAScreen();
    void comesBackAsTheWindowThatWasUsedLast();
    void opensFurtherWindowsBesideTheFirst();

private:
    /// As the program does: no test says how large.
    void start()
    {
        m_app->prepare();
        m_app->window = &m_app->windows->openWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_app->window));
    }
    PaneArea &panes(MainWindow *in = nullptr) { return *window(in).findChild<PaneArea *>(); }
    QRect screenRoom() { return m_app->window->screen()->availableGeometry(); }
};

void WindowStateJourneysTest::comesBackAsItWasClosed()
{
    start();
    m_app->window->setGeometry(20, 30, 700, 500);
    emit panes().widthChosen(Side::Left, 300);
    emit panes().widthChosen(Side::Right, 400);
    QCOMPARE(panel().mapTo(m_app->window, QPoint()).x(), 301);
    QTest::keyClick(m_app->window.get(), Qt::Key_F9);
    QVERIFY(!panes().isShown(Side::Left));
    m_app->window->close();
    m_app->close();

    start();
    QCOMPARE(m_app->window->geometry(), QRect(20, 30, 700, 500));
    QVERIFY(!panes().isShown(Side::Left));
    QTest::keyClick(m_app->window.get(), Qt::Key_F9);
    QVERIFY(panes().isShown(Side::Left));
    QCOMPARE(panel().mapTo(m_app->window, QPoint()).x(), 301);
    QCOMPARE(m_app->settings.get(keys::sourcesWidth), 400);
    m_app->settings.set(keys::textZoomPercent, 200); // half of it is added
    QCOMPARE(panel().mapTo(m_app->window, QPoint()).x(), 451);
    m_app->settings.set(keys::textZoomPercent, 100);
    m_app->window->close();
    m_app->close();

    start();
    QVERIFY(panes().isShown(Side::Left));
}

void WindowStateJourneysTest::storesTheWidthOfAPaneOnceItsEdgeIsLetGo()
{
    start();
    m_app->window->setGeometry(20, 30, 1000, 500);
    m_app->settings.set(keys::textZoomPercent, 200); // half of it is added
    const auto chatEdge = [this] { return panel().mapTo(m_app->window, QPoint()).x(); };
    QCOMPARE(chatEdge(), 361);
    QWidget *const edge = panes().childAt(360, 200);
    const auto send = [this, edge](QEvent::Type type, int x, Qt::MouseButton button, Qt::MouseButtons held) {
        const QPoint place = panes().mapToGlobal(QPoint(x, 200));
        QMouseEvent event(type, edge->mapFromGlobal(place), place, button, held, {});
        QCoreApplication::sendEvent(edge, &event);
    };
    QSignalSpy changed(&m_app->settings, &SettingsStore::changed);
    send(QEvent::MouseButtonPress, 360, Qt::LeftButton, Qt::LeftButton);
    for (const int x : {369, 402, 900}) { // as far as the setting allows
        send(QEvent::MouseMove, x, Qt::NoButton, Qt::LeftButton);
        QCOMPARE(chatEdge(), std::min(x, 720) + 1);
    }
    send(QEvent::MouseMove, 450, Qt::NoButton, Qt::LeftButton);
    QCOMPARE(changed.size(), 0);
    send(QEvent::MouseButtonRelease, 450, Qt::LeftButton, Qt::NoButton);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(m_app->settings.get(keys::chatsWidth), 300);
    QCOMPARE(chatEdge(), 451);
    send(QEvent::MouseButtonPress, 450, Qt::LeftButton, Qt::LeftButton);
    send(QEvent::MouseButtonRelease, 450, Qt::LeftButton, Qt::NoButton); // a click changes nothing
    QCOMPARE(changed.size(), 1);
}

void WindowStateJourneysTest::comesBackMaximised()
{
    start();
    m_app->window->setGeometry(20, 30, 700, 500);
    m_app->window->showMaximized();
    QTRY_VERIFY(m_app->window->isMaximized());
    m_app->window->close();
    m_app->close();

    start();
    QVERIFY(m_app->window->isMaximized());
    QCOMPARE(m_app->window->normalGeometry().size(), QSize(700, 500));
    MainWindow &second = m_app->windows->openWindow();
    QVERIFY(!second.isMaximized()); // it would lie over the first one
    QCOMPARE(second.size(), QSize(700, 500));
}

void WindowStateJourneysTest::comesBackOntoAScreen()
{
    QWidget gone; // on a screen that is no longer there
    gone.setGeometry(6000, 4000, 600, 400);
    gone.show();
    m_app->settings.set(keys::windowGeometry, gone.saveGeometry());
    gone.hide();
    start();
    QVERIFY2(screenRoom().contains(m_app->window->geometry().center()),
        qPrintable(QString("%1, %2").arg(m_app->window->x()).arg(m_app->window->y())));
    m_app->close();

    m_app->settings.set(keys::windowGeometry, QByteArray("\x01\xd9\xd0\xcb\0\x03 no geometry", 18));
    start();
    QVERIFY(m_app->window->width() > 300 && m_app->window->height() > 300);
}

void WindowStateJourneysTest::comesBackAsTheWindowThatWasUsedLast()
{
    start();
    m_app->window->resize(640, 480);
    MainWindow &second = m_app->openAnother();
    second.resize(500, 400);
    MainWindow &third = m_app->openAnother();
    third.resize(450, 350);
    second.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&second));
    QTest::keyClick(&second, Qt::Key_Q, Qt::ControlModifier);
    QVERIFY(m_app->windows->windows().isEmpty());
    m_app->close();

    start();
    QCOMPARE(m_app->window->size(), QSize(500, 400));
}

void WindowStateJourneysTest::opensFurtherWindowsBesideTheFirst()
{
    start();
    m_app->window->setGeometry(20, 30, 660, 400);
    QTest::keyClick(m_app->window.get(), Qt::Key_F9);
    MainWindow &second = m_app->openAnother();
    QCOMPARE(second.size(), QSize(660, 400));
    QVERIFY(second.pos() != m_app->window->pos()); // both can be seen
    QVERIFY(screenRoom().contains(second.geometry()));
    QVERIFY(!panes(&second).isShown(Side::Left));
    for (int more = 0; more < 12; ++more)
        QVERIFY(screenRoom().contains(m_app->windows->openWindow().geometry()));
}

QTEST_MAIN(WindowStateJourneysTest)
#include "window_state_journeys_test.moc"
