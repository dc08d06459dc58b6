// SPDX-License-Identifier: MIT
#include "ui/chat/start_page.h"

#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QTest>

using namespace freshet;

class StartPageTest : public QObject {
    Q_OBJECT

private slots:
    void cutsNoSentenceHoweverNarrowItIs_data();
    void cutsNoSentenceHoweverNarrowItIs();
    void scrollsToItsLastButton();
};

void StartPageTest::cutsNoSentenceHoweverNarrowItIs_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("textHeight");

    QTest::newRow("wide") << QSize(900, 600) << 14;
    QTest::newRow("narrow") << QSize(360, 600) << 14;
    QTest::newRow("large text") << QSize(760, 600) << 28;
    QTest::newRow("narrow, large text") << QSize(360, 600) << 28;
    QTest::newRow("low") << QSize(480, 250) << 28;
}

void StartPageTest::cutsNoSentenceHoweverNarrowItIs()
{
    QFETCH(QSize, size);
    QFETCH(int, textHeight);
    StartPage page;
    QFont font = page.font();
    font.setPixelSize(textHeight);
    page.setFont(font);
    page.setModel({}, true);
    page.setOffers({{.server = {}, .name = "Ollama"}});
    page.resize(size);
    page.show();
    QVERIFY(QTest::qWaitForWindowExposed(&page));
    const QList<QLabel *> labels = page.findChildren<QLabel *>();
    QCOMPARE(labels.size(), 4);
    for (const QLabel *label : labels) {
        QVERIFY2(label->height() >= label->heightForWidth(label->width()), qPrintable(label->text()));
        QVERIFY2(page.widget()->rect().contains(QRect(label->mapTo(page.widget(), QPoint()), label->size())),
            qPrintable(label->text()));
    }
    for (const QPushButton *button : page.findChildren<QPushButton *>())
        QVERIFY2(button->width() >= button->sizeHint().width(), qPrintable(button->text()));
    QVERIFY(page.widget()->width() <= page.viewport()->width());
}

void StartPageTest::scrollsToItsLastButton()
{
    StartPage page;
    page.setModel({}, true);
    page.resize(360, 120);
    page.show();
    QVERIFY(QTest::qWaitForWindowExposed(&page));
    QPushButton *const last = page.findChildren<QPushButton *>().last();
    QVERIFY(!page.viewport()->rect().contains(last->mapTo(page.viewport(), last->rect().center())));
    page.findChildren<QPushButton *>().first()->setFocus();
    QTest::keyClick(&page, Qt::Key_Tab);
    QVERIFY(last->hasFocus());
    QVERIFY(page.viewport()->rect().contains(last->mapTo(page.viewport(), last->rect().center())));
}

QTEST_MAIN(StartPageTest)
#include "start_page_test.moc"
