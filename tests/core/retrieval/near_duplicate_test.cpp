// SPDX-License-Identifier: MIT
#include "core/retrieval/near_duplicate.h"

#include <QTest>

using namespace freshet;

class NearDuplicateTest : public QObject {
    Q_OBJECT

private slots:
    void tellsWhatSaysTheSame_data();
    void tellsWhatSaysTheSame();
    void takesNoTwoTextsOfOneSubjectForTheSame();
};

static const char *const kNotice
    = "Before the first frost the outdoor tap is shut off in the cellar and its pipe is drained. The valve stands "
      "behind the shelf with the paint, at knee height, and turns hard; a pair of pliers hangs beside it. Leave the "
      "tap in the garden open over the winter, so that what is left in the pipe has room when it freezes. In spring "
      "close the tap first, then open the valve slowly and look whether the joint under the window stays dry. The "
      "gardener has the second key to the cellar and comes on Thursdays; call before, since the dog knows nobody.";

void NearDuplicateTest::tellsWhatSaysTheSame_data()
{
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("second");
    QTest::addColumn<bool>("isSame");

    const QString notice = QString::fromUtf8(kNotice);
    QTest::newRow("a copy") << notice << notice << true;
    QTest::newRow("other spaces, case and marks")
        << notice << QString(notice).replace(u' ', "\n ").toUpper().replace(u';', u',') << true;
    QTest::newRow("another word") << notice << QString(notice).replace("shelf", "board") << true;
    QTest::newRow("another figure") << QString(notice + " It holds 12 litres.")
                                    << QString(notice + " It holds 13 litres.") << false;
    QTest::newRow("another subject") << notice << QString::fromUtf8("The roof was retiled by a firm from the valley.")
                                     << false;
    QTest::newRow("Chinese, a copy") << "冲泡龙井茶时，水温以八十五摄氏度左右为宜。"
                                     << "冲泡龙井茶时水温以八十五摄氏度左右为宜" << true;
    QTest::newRow("Chinese, another subject") << "冲泡龙井茶时，水温以八十五摄氏度左右为宜。"
                                              << "普洱茶需要用沸水冲泡，第一泡通常倒掉。" << false;
    QTest::newRow("nothing") << ""
                             << "" << true;
}

void NearDuplicateTest::tellsWhatSaysTheSame()
{
    QFETCH(QString, first);
    QFETCH(QString, second);
    QFETCH(bool, isSame);

    QCOMPARE(NearDuplicateKey(first).matches(NearDuplicateKey(second)), isSame);
    QCOMPARE(NearDuplicateKey(second).matches(NearDuplicateKey(first)), isSame);
}

void NearDuplicateTest::takesNoTwoTextsOfOneSubjectForTheSame()
{
    const QStringList rooms{"kitchen", "cellar", "attic", "hall", "study", "nursery", "pantry", "garage"};
    const QStringList things{"lamp", "window", "door", "heater", "floor", "shelf", "socket", "blind"};
    QList<NearDuplicateKey> keys;
    for (const QString &room : rooms) {
        for (const QString &thing : things)
            keys << NearDuplicateKey(QString("The " + thing + " of the " + room + " was mended by the carpenter."));
    }
    for (qsizetype i = 0; i < keys.size(); ++i) {
        for (qsizetype j = i + 1; j < keys.size(); ++j)
            QVERIFY2(!keys.at(i).matches(keys.at(j)), qPrintable(QString("%1 and %2").arg(i).arg(j)));
    }
}

QTEST_GUILESS_MAIN(NearDuplicateTest)
#include "near_duplicate_test.moc"
