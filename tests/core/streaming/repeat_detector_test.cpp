// SPDX-License-Identifier: MIT
#include "core/streaming/repeat_detector.h"

#include <QTest>

using namespace freshet;

namespace {

/// Where it is noticed that @p text, which comes in pieces of seven characters, goes round in circles; -1: nowhere.
qsizetype noticedAt(const QString &text)
{
    RepeatDetector detector;
    for (qsizetype size = 7; size <= text.size(); size += 7) {
        if (detector.isRepeating(text.first(size)))
            return size;
    }
    return -1;
}

QString numbers(int count)
{
    QString text;
    for (int i = 0; i < count; ++i)
        text += QString::number(i) + u'\n';
    return text;
}

} // namespace

class RepeatDetectorTest : public QObject {
    Q_OBJECT

private slots:
    void noticesCircles_data();
    void noticesCircles();
    void leavesOtherTextAlone_data();
    void leavesOtherTextAlone();
    void startsOverWithTheAnswer();
};

void RepeatDetectorTest::noticesCircles_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("period");
    QTest::newRow("one character") << ""
                                   << "a";
    QTest::newRow("a word") << "Well, "
                            << "no ";
    QTest::newRow("a sentence") << numbers(500) << "I am sorry, but I cannot help with that.\n";
    QTest::newRow("the longest") << "x" << QString(QString(199, u'a') + u'b');
    QTest::newRow("beyond the basic plane") << "" << QString::fromUtf8("😀é");
}

void RepeatDetectorTest::noticesCircles()
{
    QFETCH(QString, before);
    QFETCH(QString, period);
    const qsizetype enough = before.size() + std::max<qsizetype>(200 * period.size(), 4000);
    const qsizetype at = noticedAt(before + period.repeated(60'000 / period.size()));
    QVERIFY2(at >= enough && at <= enough + 1010, qPrintable(QString::number(at)));
}

void RepeatDetectorTest::leavesOtherTextAlone_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("counting") << numbers(20'000);
    QTest::newRow("a long rule") << QString(numbers(300) + QString(3000, u'-') + numbers(300));
    QTest::newRow("too few times") << QString("a sentence that is said too often, but not for ever.\n").repeated(150);
    QTest::newRow("too long a period") << QString(numbers(80) + "and again\n").repeated(250);
    QTest::newRow("nearly the same") << [] {
        QString text;
        for (int i = 0; i < 2000; ++i)
            text += QStringLiteral("line %1 of the log\n").arg(i);
        return text;
    }();
}

void RepeatDetectorTest::leavesOtherTextAlone()
{
    QFETCH(QString, text);
    QCOMPARE(noticedAt(text), -1);
}

void RepeatDetectorTest::startsOverWithTheAnswer()
{
    RepeatDetector detector;
    QVERIFY(!detector.isRepeating(numbers(3000)));
    QVERIFY(detector.isRepeating(QString(5000, u'a')));
}

QTEST_GUILESS_MAIN(RepeatDetectorTest)
#include "repeat_detector_test.moc"
