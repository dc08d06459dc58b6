// SPDX-License-Identifier: MIT
#include "ui/theme/freshet_style.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QStandardItemModel>
#include <QStyleOptionSlider>
#include <QTest>
#include <QVBoxLayout>

using namespace freshet;

class FreshetStyleTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void ringsWhateverHasTheFocus();
    void keepsEveryTargetHighEnough();
    void movesTheScrollBarsHandleOverTheWholeGroove();
    void drawsALineBetweenTheHeadsOfColumns_data();
    void drawsALineBetweenTheHeadsOfColumns();
};

void FreshetStyleTest::initTestCase()
{
    QApplication::setStyle(new FreshetStyle);
    QApplication::setPalette(paletteFrom(builtInTheme(ThemeVariant::Light)));
}

void FreshetStyleTest::ringsWhateverHasTheFocus()
{
    QWidget window;
    QVBoxLayout layout(&window);
    QLineEdit field;
    QLineEdit other;
    layout.addWidget(&field);
    layout.addWidget(&other);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    field.setFocus();
    const QColor accent = builtInTheme(ThemeVariant::Light).accent;
    const auto edgeOf = [](QWidget &widget) { return widget.grab().toImage().pixelColor(widget.width() / 2, 0); };
    QCOMPARE(edgeOf(field), accent);
    QVERIFY(edgeOf(other) != accent);
    other.setFocus();
    QCOMPARE(edgeOf(other), accent);
    QVERIFY(edgeOf(field) != accent);
}

void FreshetStyleTest::keepsEveryTargetHighEnough()
{
    QVERIFY(QPushButton(QStringLiteral("Retry")).sizeHint().height() >= 28);
    QVERIFY(QLineEdit().sizeHint().height() >= 28);
}

void FreshetStyleTest::movesTheScrollBarsHandleOverTheWholeGroove()
{
    QScrollBar bar(Qt::Vertical);
    bar.resize(12, 400);
    bar.setRange(0, 1'000'000'000);
    bar.setPageStep(400);
    const auto handle = [&bar] {
        QStyleOptionSlider option;
        option.initFrom(&bar);
        option.orientation = Qt::Vertical;
        option.minimum = bar.minimum();
        option.maximum = bar.maximum();
        option.pageStep = bar.pageStep();
        option.sliderPosition = bar.sliderPosition();
        return bar.style()->subControlRect(QStyle::CC_ScrollBar, &option, QStyle::SC_ScrollBarSlider, &bar);
    };
    QCOMPARE(handle().top(), 0);
    QVERIFY(handle().height() >= 28);
    bar.setValue(bar.maximum());
    QCOMPARE(handle().bottom(), 399);
}

void FreshetStyleTest::drawsALineBetweenTheHeadsOfColumns_data()
{
    QTest::addColumn<Qt::LayoutDirection>("direction");
    QTest::addColumn<QList<int>>("expected");
    QTest::newRow("from the left") << Qt::LeftToRight << QList<int>{99, 199};
    QTest::newRow("from the right") << Qt::RightToLeft << QList<int>{100, 200}; // Qt paints all of it a pixel further
}

void FreshetStyleTest::drawsALineBetweenTheHeadsOfColumns()
{
    QFETCH(const Qt::LayoutDirection, direction);
    QStandardItemModel columns(0, 3);
    QHeaderView heads(Qt::Horizontal);
    heads.setLayoutDirection(direction);
    heads.setModel(&columns);
    heads.setFrameShape(QFrame::NoFrame);
    heads.setSectionResizeMode(QHeaderView::Fixed);
    heads.setDefaultSectionSize(100);
    heads.resize(300, 30);
    const QImage picture = heads.grab().toImage();
    const QColor line = builtInTheme(ThemeVariant::Light).border;
    QList<int> lines;
    for (int x = 0; x < picture.width(); ++x) {
        if (picture.pixelColor(x, 2) == line)
            lines << x;
    }
    QTEST(lines, "expected");
}

QTEST_MAIN(FreshetStyleTest)
#include "freshet_style_test.moc"
