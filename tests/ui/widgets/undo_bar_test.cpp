// SPDX-License-Identifier: MIT
#include "ui/widgets/undo_bar.h"

#include <QPushButton>
#include <QTest>

using namespace freshet;

class UndoBarTest : public QObject {
    Q_OBJECT

private slots:
    void isHiddenUntilSomethingIsOffered();
    void takesBackOnce();
    void offersTheNewestOnly();
    void takesNothingBackOnceItIsClosed();
};

void UndoBarTest::isHiddenUntilSomethingIsOffered()
{
    UndoBar bar;
    QVERIFY(bar.isHidden());
    QVERIFY(!bar.isOffering());
    bar.undo(); // harmless
    bar.offer("“<b>Tax</b>” is in the trash.", [] {});
    QVERIFY(!bar.isHidden());
    QVERIFY(bar.isOffering());
    QCOMPARE(bar.text(), "“<b>Tax</b>” is in the trash.");
}

void UndoBarTest::takesBackOnce()
{
    UndoBar bar;
    int times = 0;
    bar.offer("Gone.", [&times] { ++times; });
    auto *const button = bar.findChild<QPushButton *>();
    button->click();
    button->click();
    QCOMPARE(times, 1);
    QVERIFY(bar.isHidden());
}

void UndoBarTest::offersTheNewestOnly()
{
    UndoBar bar;
    QStringList undone;
    bar.offer("One.", [&undone] { undone << "one"; });
    bar.offer("Two.", [&undone, &bar] {
        undone << "two";
        bar.offer("Back.", [&undone] { undone << "two again"; }); // what was taken back can be done again
    });
    bar.undo();
    QCOMPARE(bar.text(), "Back.");
    bar.undo();
    QCOMPARE(undone, (QStringList{"two", "two again"}));
}

void UndoBarTest::takesNothingBackOnceItIsClosed()
{
    UndoBar bar;
    bool isUndone = false;
    bar.offer("Gone.", [&isUndone] { isUndone = true; });
    bar.close();
    bar.undo();
    QVERIFY(!isUndone);
    QVERIFY(bar.isHidden());
}

QTEST_MAIN(UndoBarTest)
#include "undo_bar_test.moc"
