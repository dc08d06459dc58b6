// SPDX-License-Identifier: MIT
#include "ui/shortcuts/shortcut_map.h"

#include <QTest>

using namespace freshet;

class ShortcutMapTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void refusesWhatWouldBreakTyping_data();
    void refusesWhatWouldBreakTyping();
    void givesAndTakesKeys();
    void knowsWhoElseHasThem();
    void comesBackFromTheSettings();
    void survivesWhatIsBroken_data();
    void survivesWhatIsBroken();
    void keepsWhatANewerOneWrote();

private:
    static QKeySequence key(const char *text) { return QKeySequence(QLatin1String(text)); }

    ShortcutMap m_map;
};

void ShortcutMapTest::init()
{
    m_map = {};
    m_map.add("new-chat", {key("Ctrl+N")});
    m_map.add("zoom-in", {key("Ctrl++"), key("Ctrl+=")});
    m_map.add("quit", {key("Ctrl+Q")});
    m_map.add("light", {});
}

void ShortcutMapTest::refusesWhatWouldBreakTyping_data()
{
    QTest::addColumn<QKeySequence>("keys");
    QTest::addColumn<int>("refusal"); // -1: none
    const auto row = [](const char *keys, std::optional<ShortcutRefusal> refusal) {
        QTest::newRow(keys) << key(keys) << (refusal ? int(*refusal) : -1);
    };
    row("Ctrl+J", {});
    row("Alt+Up", {});
    row("Meta+Space", {});
    row("F7", {});
    row("Shift+F3", {});
    row("Esc", {});
    row("Ctrl+Shift+C", {});
    row("A", ShortcutRefusal::TypesText);
    row("Shift+A", ShortcutRefusal::TypesText);
    row("Return", ShortcutRefusal::TypesText);
    row("Space", ShortcutRefusal::TypesText);
    row("Left", ShortcutRefusal::TypesText);
    row("Ctrl+C", ShortcutRefusal::EditsText);
    row("Ctrl+V", ShortcutRefusal::EditsText);
    row("Ctrl+Z", ShortcutRefusal::EditsText);
    row("Ctrl+A", ShortcutRefusal::EditsText);
    row("Ctrl+Right", ShortcutRefusal::EditsText);
    row("Ctrl+J, Ctrl+K", ShortcutRefusal::NotOne);
    row("", ShortcutRefusal::NotOne);
    QTest::newRow("a modifier") << QKeySequence(Qt::Key_Control) << int(ShortcutRefusal::NotOne);
}

void ShortcutMapTest::refusesWhatWouldBreakTyping()
{
    QFETCH(QKeySequence, keys);
    const auto refusal = refusalOf(keys);
    QTEST(refusal ? int(*refusal) : -1, "refusal");
}

void ShortcutMapTest::givesAndTakesKeys()
{
    QCOMPARE(m_map.commands(), (QStringList{"new-chat", "zoom-in", "quit", "light"}));
    QVERIFY(m_map.isUsual("quit"));
    m_map.setKeys("quit", {key("Ctrl+E")});
    QCOMPARE(m_map.keysOf("quit"), QList<QKeySequence>{key("Ctrl+E")});
    QVERIFY(!m_map.isUsual("quit"));
    m_map.setKeys("zoom-in", {});
    QVERIFY(m_map.keysOf("zoom-in").isEmpty());
    m_map.setKeys("quit", {key("Ctrl+Q")}); // its usual ones are no change
    QVERIFY(m_map.isUsual("quit"));
    m_map.reset("zoom-in");
    QCOMPARE(m_map.keysOf("zoom-in"), (QList<QKeySequence>{key("Ctrl++"), key("Ctrl+=")}));
    m_map.setKeys("light", {key("F8")});
    m_map.setKeys("nobody", {key("F9")}); // no command
    QVERIFY(m_map.keysOf("nobody").isEmpty());
    m_map.resetAll();
    QVERIFY(m_map.keysOf("light").isEmpty());
    QVERIFY(m_map.changes().isEmpty());
}

void ShortcutMapTest::knowsWhoElseHasThem()
{
    QVERIFY(m_map.othersWith(key("Ctrl+N"), "new-chat").isEmpty());
    QCOMPARE(m_map.othersWith(key("Ctrl+N"), "quit"), QStringList{"new-chat"});
    QCOMPARE(m_map.othersWith(key("Ctrl+="), "quit"), QStringList{"zoom-in"});
    m_map.setKeys("new-chat", {key("F2")});
    QVERIFY(m_map.othersWith(key("Ctrl+N"), "quit").isEmpty());
    QCOMPARE(m_map.othersWith(key("F2"), "quit"), QStringList{"new-chat"});
}

void ShortcutMapTest::comesBackFromTheSettings()
{
    m_map.setKeys("new-chat", {key("Ctrl+,"), key("Ctrl+;")});
    m_map.setKeys("zoom-in", {});
    const QStringList changes = m_map.changes();
    QCOMPARE(changes, (QStringList{"new-chat\tCtrl+,\tCtrl+;", "zoom-in"}));
    init();
    m_map.setChanges(changes);
    QCOMPARE(m_map.keysOf("new-chat"), (QList<QKeySequence>{key("Ctrl+,"), key("Ctrl+;")}));
    QVERIFY(m_map.keysOf("zoom-in").isEmpty());
    QVERIFY(m_map.isUsual("quit"));
    QCOMPARE(m_map.changes(), changes);
    m_map.setChanges({});
    QVERIFY(m_map.isUsual("new-chat"));
}

void ShortcutMapTest::survivesWhatIsBroken_data()
{
    QTest::addColumn<QString>("change");
    QTest::addColumn<QList<QKeySequence>>("keys"); // of new-chat then
    const QList<QKeySequence> usual{key("Ctrl+N")};
    QTest::newRow("no keys at all") << "new-chat\tnonsense" << usual;
    QTest::newRow("typing keys") << "new-chat\tA\tReturn" << usual;
    QTest::newRow("one good") << "new-chat\tnonsense\tCtrl+J" << QList<QKeySequence>{key("Ctrl+J")};
    QTest::newRow("twice the same") << "new-chat\tCtrl+J\tCtrl+J" << QList<QKeySequence>{key("Ctrl+J")};
    QTest::newRow("a chord") << "new-chat\tCtrl+J, Ctrl+K" << usual;
    QTest::newRow("empty") << "" << usual;
    QTest::newRow("tabs") << "\t\t\t" << usual;
    QTest::newRow("a NUL") << QString("new-chat\t") + QChar(u'\0') << usual;
}

void ShortcutMapTest::survivesWhatIsBroken()
{
    QFETCH(QString, change);
    m_map.setChanges({change});
    QTEST(m_map.keysOf("new-chat"), "keys");
}

void ShortcutMapTest::keepsWhatANewerOneWrote()
{
    m_map.setChanges({"dictate\tCtrl+D", "quit\tCtrl+E"});
    QCOMPARE(m_map.changes(), (QStringList{"quit\tCtrl+E", "dictate\tCtrl+D"}));
    m_map.resetAll();
    QCOMPARE(m_map.changes(), QStringList{"dictate\tCtrl+D"});
}

QTEST_MAIN(ShortcutMapTest)
#include "shortcut_map_test.moc"
