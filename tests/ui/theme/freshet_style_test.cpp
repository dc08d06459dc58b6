// SPDX-License-Identifier: MIT
#include "ui/theme/freshet_style.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
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

QTEST_MAIN(FreshetStyleTest)
#include "freshet_style_test.moc"
