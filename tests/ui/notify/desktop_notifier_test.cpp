// SPDX-License-Identifier: MIT
#include "tests/support/fake_notifications.h"
#include "ui/notify/desktop_notifier.h"

#include <QSignalSpy>
#include <QTest>

using namespace freshet;
using test::FakeNotifications;

class DesktopNotifierTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void shows_data();
    void shows();
    void replacesTheOneWithTheSameKey();
    void tellsOfAClick();
    void withdraws();
    void doesNothingWhereNobodyShowsThem();

private:
    const QDBusConnection m_bus = QDBusConnection::sessionBus();
};

void DesktopNotifierTest::initTestCase()
{
    QVERIFY2(m_bus.isConnected(), "there is no session bus: run this through tests/in_session");
}

void DesktopNotifierTest::shows_data()
{
    QTest::addColumn<QStringList>("capabilities");
    QTest::addColumn<QString>("sent");
    QTest::newRow("plain") << QStringList{"body"} << "Is a < b?";
    QTest::newRow("markup") << QStringList{"body", "body-markup"} << "Is a &lt; b?";
}

void DesktopNotifierTest::shows()
{
    QFETCH(QStringList, capabilities);
    FakeNotifications desktop(capabilities);
    QVERIFY(desktop.isThere);
    DesktopNotifier notifier([this] { return m_bus; });
    notifier.show("chat", "The answer is there", "Is a < b?");
    QTRY_COMPARE(desktop.notes.size(), 1);
    QCOMPARE(desktop.notes.first().title, QString("The answer is there"));
    QTEST(desktop.notes.first().text, "sent");
    QCOMPARE(desktop.notes.first().actions.value(0), QString("default"));
    QCOMPARE(desktop.notes.first().hints.value("desktop-entry").toString(), QString("freshet"));
}

void DesktopNotifierTest::replacesTheOneWithTheSameKey()
{
    FakeNotifications desktop({"actions"});
    DesktopNotifier notifier([this] { return m_bus; });
    notifier.show("a", "1", "");
    notifier.show("b", "2", "");
    QTRY_COMPARE(desktop.notes.size(), 2);
    QSignalSpy activated(&notifier, &DesktopNotifier::activated);
    emit desktop.ActionInvoked(1, "default"); // its number has come by now
    QTRY_COMPARE(activated.size(), 1);
    const QString first = activated.first().first().toString();
    notifier.show(first, "3", "");
    QTRY_COMPARE(desktop.notes.size(), 3);
    QCOMPARE(desktop.notes.last().replaces, 1U);
}

void DesktopNotifierTest::tellsOfAClick()
{
    FakeNotifications desktop({});
    DesktopNotifier notifier([this] { return m_bus; });
    QSignalSpy activated(&notifier, &DesktopNotifier::activated);
    notifier.show("chat 7", "title", "text");
    QTRY_COMPARE(desktop.notes.size(), 1);
    emit desktop.ActionInvoked(1, "default");
    QTRY_COMPARE(activated.size(), 1);
    QCOMPARE(activated.first().first().toString(), QString("chat 7"));
    emit desktop.ActionInvoked(99, "default"); // another program's
    emit desktop.NotificationClosed(1, 2);
    emit desktop.ActionInvoked(1, "default"); // closed by now
    notifier.show("end", "", "");
    QTRY_COMPARE(desktop.notes.size(), 2);
    QCOMPARE(activated.size(), 1);
}

void DesktopNotifierTest::withdraws()
{
    FakeNotifications desktop({});
    DesktopNotifier notifier([this] { return m_bus; });
    notifier.show("early", "title", "text");
    notifier.withdraw("early"); // before the other side knows of it
    notifier.show("late", "title", "text");
    QTRY_COMPARE(desktop.notes.size(), 1);
    QSignalSpy activated(&notifier, &DesktopNotifier::activated);
    emit desktop.ActionInvoked(1, "default");
    QTRY_COMPARE(activated.size(), 1);
    notifier.withdraw("late");
    QTRY_COMPARE(desktop.closed, QList<uint>{1});
    notifier.withdraw("late");
    notifier.withdraw("never");
    notifier.show("end", "", "");
    QTRY_COMPARE(desktop.notes.size(), 2);
    QCOMPARE(desktop.closed.size(), 1);
}

void DesktopNotifierTest::doesNothingWhereNobodyShowsThem()
{
    DesktopNotifier notifier([this] { return m_bus; });
    notifier.show("chat", "title", "text");
    notifier.withdraw("chat");
    notifier.show("chat", "title", "text");
    QTRY_VERIFY(!notifier.isSending()); // told that nobody is there
    FakeNotifications desktop({}); // it comes up later
    notifier.show("later", "the later one", "text");
    QTRY_COMPARE(desktop.notes.size(), 1);
    QCOMPARE(desktop.notes.first().title, QString("the later one"));
}

QTEST_MAIN(DesktopNotifierTest)
#include "desktop_notifier_test.moc"
