// SPDX-License-Identifier: MIT
#include "ui/theme/theme_controller.h"

#include <QApplication>
#include <QSignalSpy>
#include <QStyle>
#include <QTest>
#include <QWidget>

using namespace freshet;

namespace {

QApplication &application() { return *static_cast<QApplication *>(QCoreApplication::instance()); }

QPalette light() { return paletteFrom(builtInTheme(ThemeVariant::Light)); }
QPalette dark() { return paletteFrom(builtInTheme(ThemeVariant::Dark)); }

QColor windowColor() { return QApplication::palette().color(QPalette::Window); }

} // namespace

class ThemeControllerTest : public QObject {
    Q_OBJECT

private slots:
    void startsWithTheSystemsVariant();
    void followsTheSystemUnlessToldOtherwise();
    void followsTheDesktopBeforeThePalette();
    void obeysTheChoice();
    void zoomsTheApplicationsFont();
};

void ThemeControllerTest::startsWithTheSystemsVariant()
{
    QCOMPARE(ThemeController(application(), light).theme().variant, ThemeVariant::Light);
    QCOMPARE(ThemeController(application(), dark).theme().variant, ThemeVariant::Dark);
    QCOMPARE(windowColor(), builtInTheme(ThemeVariant::Dark).window);
    // The platform of this test is light, whatever palette was set before.
    QCOMPARE(ThemeController(application()).theme().variant, ThemeVariant::Light);
}

void ThemeControllerTest::followsTheSystemUnlessToldOtherwise()
{
    QPalette system = light();
    ThemeController controller(application(), [&system] { return system; });
    QSignalSpy changed(&controller, &ThemeController::themeChanged);
    QWidget window;
    QEvent themeChange(QEvent::ThemeChange);
    QCoreApplication::sendEvent(&window, &themeChange);
    QCOMPARE(changed.count(), 0);
    system = dark();
    QCoreApplication::sendEvent(&window, &themeChange);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(windowColor(), builtInTheme(ThemeVariant::Dark).window);
    controller.setChoice(ThemeChoice::Light);
    QCoreApplication::sendEvent(&window, &themeChange);
    QCOMPARE(windowColor(), builtInTheme(ThemeVariant::Light).window);
}

void ThemeControllerTest::followsTheDesktopBeforeThePalette()
{
    QPalette system = light();
    ThemeController controller(application(), [&system] { return system; });
    QSignalSpy changed(&controller, &ThemeController::themeChanged);
    controller.setDesktopPreference(ThemeVariant::Light); // it is
    QCOMPARE(changed.count(), 0);
    controller.setDesktopPreference(ThemeVariant::Dark);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(windowColor(), builtInTheme(ThemeVariant::Dark).window);
    QWidget window;
    QEvent themeChange(QEvent::ThemeChange);
    QCoreApplication::sendEvent(&window, &themeChange); // the palette is still light
    QCOMPARE(controller.theme().variant, ThemeVariant::Dark);
    controller.setChoice(ThemeChoice::Light);
    QCOMPARE(windowColor(), builtInTheme(ThemeVariant::Light).window);
    controller.setChoice(ThemeChoice::System);
    QCOMPARE(controller.theme().variant, ThemeVariant::Dark);
    controller.setDesktopPreference(std::nullopt);
    QCOMPARE(windowColor(), builtInTheme(ThemeVariant::Light).window);
    system = dark();
    QCoreApplication::sendEvent(&window, &themeChange);
    QCOMPARE(windowColor(), builtInTheme(ThemeVariant::Dark).window);
    controller.setDesktopPreference(ThemeVariant::Light);
    QCOMPARE(windowColor(), builtInTheme(ThemeVariant::Light).window);
}

void ThemeControllerTest::obeysTheChoice()
{
    ThemeController controller(application());
    QSignalSpy changed(&controller, &ThemeController::themeChanged);
    controller.setChoice(ThemeChoice::Dark);
    QCOMPARE(windowColor(), builtInTheme(ThemeVariant::Dark).window);
    controller.setChoice(ThemeChoice::Light);
    QCOMPARE(windowColor(), builtInTheme(ThemeVariant::Light).window);
    controller.setChoice(ThemeChoice::Light);
    QCOMPARE(changed.count(), 2);
}

void ThemeControllerTest::zoomsTheApplicationsFont()
{
    ThemeController controller(application());
    QSignalSpy changed(&controller, &ThemeController::themeChanged);
    controller.setZoom(1.5);
    QCOMPARE(QApplication::font().pixelSize(), 21);
    QCOMPARE(QApplication::style()->pixelMetric(QStyle::PM_ButtonIconSize), 24);
    QCOMPARE(changed.count(), 1);
}

QTEST_MAIN(ThemeControllerTest)
#include "theme_controller_test.moc"
