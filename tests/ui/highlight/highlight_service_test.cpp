// SPDX-License-Identifier: MIT
#include "tests/ui/highlight/code_samples.h"
#include "ui/highlight/highlight_service.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTest>

using namespace freshet;

namespace {

const QStringList kLines{"// one", "int two = 2;", "/* three", "four */", "return \"five\";"};
const QString kScope = QStringLiteral("source.cpp");

/// A grammar with a pattern that would never end without a limit.
QJsonObject endless(const QString &)
{
    return QJsonDocument::fromJson(R"({"patterns": [{"match": "^(a+)+$", "name": "keyword"}]})").object();
}

} // namespace

class HighlightServiceTest : public QObject {
    Q_OBJECT

private slots:
    void answersLinesInOrder();
    void goesOnWhereItStopped();
    void servesWhatWasWantedLastFirst();
    void answersABigBlockInParts();
    void knowsATextAgain();
    void dropsWhatNobodyWantsAnyMore();
    void givesUpABlockThatCostsTooMuch();
    void endsWhileWorkIsQueued();
};

void HighlightServiceTest::answersLinesInOrder()
{
    HighlightService service;
    QSignalSpy colored(&service, &HighlightService::colored);
    const auto colors = service.colors(kScope, {});
    service.want(colors, kLines);
    QCOMPARE(colors->count(), 0); // nothing is tokenized on this thread
    QVERIFY(colored.wait());
    QCOMPARE(colors->count(), int(kLines.size()));
    QCOMPARE(colors->line(0).first().role, CodeRole::Comment);
    QCOMPARE(colors->line(3).first().role, CodeRole::Comment);
    QCOMPARE(colors->line(4).first().role, CodeRole::Keyword);
    QCOMPARE(colors->line(4).last().role, CodeRole::String);
}

void HighlightServiceTest::goesOnWhereItStopped()
{
    HighlightService service;
    const auto whole = service.colors(kScope, {});
    service.want(whole, kLines);
    QTRY_COMPARE(whole->count(), int(kLines.size()));
    const auto parts = service.colors(kScope, {});
    for (const QString &line : kLines) {
        const int before = parts->count();
        service.want(parts, {line});
        QTRY_COMPARE(parts->count(), before + 1);
        QCOMPARE(parts->line(before), whole->line(before));
    }
}

void HighlightServiceTest::servesWhatWasWantedLastFirst()
{
    HighlightService service;
    QSignalSpy colored(&service, &HighlightService::colored);
    QList<std::shared_ptr<CodeColors>> blocks;
    for (int i = 0; i < 4; ++i) {
        blocks.append(service.colors(kScope, {}));
        service.want(blocks.last(), kLines);
    }
    QVERIFY(colored.wait());
    QCOMPARE(blocks[0]->count(), int(kLines.size())); // it ran already
    QTRY_VERIFY(colored.count() >= 2);
    QCOMPARE(blocks[3]->count(), int(kLines.size()));
    QTRY_COMPARE(blocks[1]->count(), int(kLines.size()));
}

void HighlightServiceTest::answersABigBlockInParts()
{
    HighlightService service;
    const auto colors = service.colors(kScope, {});
    QStringList lines;
    for (int i = 0; i < 400; ++i)
        lines += kLines;
    while (colors->count() < lines.size()) {
        const int before = colors->count();
        service.want(colors, lines.sliced(before));
        QTRY_VERIFY(colors->count() > before);
    }
    QCOMPARE(colors->line(1'999), colors->line(4));
}

void HighlightServiceTest::knowsATextAgain()
{
    HighlightService service;
    const QString text = kLines.join(u'\n');
    const auto colors = service.colors(kScope, text);
    service.want(colors, kLines);
    QTRY_COMPARE(colors->count(), int(kLines.size()));
    service.keep(colors, text);
    QCOMPARE(service.colors(kScope, text), colors);
    QCOMPARE(service.colors(kScope, text + u'x')->count(), 0);
    QCOMPARE(service.colors(QStringLiteral("source.c"), text)->count(), 0);
}

void HighlightServiceTest::dropsWhatNobodyWantsAnyMore()
{
    HighlightService service;
    QSignalSpy colored(&service, &HighlightService::colored);
    for (int i = 0; i < 20; ++i)
        service.want(service.colors(kScope, {}), kLines); // gone at once
    const auto colors = service.colors(kScope, {});
    service.want(colors, kLines);
    QTRY_COMPARE(colors->count(), int(kLines.size()));
    QVERIFY(colored.count() <= 2);
}

void HighlightServiceTest::givesUpABlockThatCostsTooMuch()
{
    HighlightService service(endless);
    const auto colors = service.colors(QStringLiteral("source.bad"), {});
    const QString bad = QString(1'900, u'a') + u'!';
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 100 && !colors->isGivenUp(); ++i) {
        service.want(colors, {bad, bad, bad});
        QTRY_VERIFY(service.isIdle());
    }
    QVERIFY(colors->isGivenUp());
    const int count = colors->count();
    service.want(colors, {bad});
    QVERIFY(service.isIdle());
    QCOMPARE(colors->count(), count);
    QVERIFY(count <= 10);
}

void HighlightServiceTest::endsWhileWorkIsQueued()
{
    QElapsedTimer timer;
    QList<std::shared_ptr<CodeColors>> blocks; // outlive the service
    for (int round = 0; round < 20; ++round) {
        HighlightService service;
        for (int i = 0; i < 30; ++i) {
            QStringList lines;
            for (int k = 0; k < 200; ++k)
                lines += kLines;
            blocks.append(service.colors(kScope, {}));
            service.want(blocks.last(), lines);
        }
        timer.start();
    }
    QVERIFY(timer.elapsed() < 1'000);
    for (int round = 0; round < 20; ++round)
        HighlightService unused;
}

QTEST_GUILESS_MAIN(HighlightServiceTest)
#include "highlight_service_test.moc"
