// SPDX-License-Identifier: MIT
#include "ui/theme/theme.h"
#include "ui/theme/typography.h"

#include <QTest>

#include <cmath>

using namespace freshet;

namespace {

double luminance(const QColor &color)
{
    const auto linear = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const double high = std::max(luminance(a), luminance(b));
    const double low = std::min(luminance(a), luminance(b));
    return (high + 0.05) / (low + 0.05);
}

} // namespace

class ThemeTest : public QObject {
    Q_OBJECT

private slots:
    void everyTextIsLegibleOnItsGround_data();
    void everyTextIsLegibleOnItsGround();
    void refusesAThemeWithAHole();
    void carriesThemeColorsIntoThePalette();
    void keepsTheZoomWithinItsBounds();
};

void ThemeTest::everyTextIsLegibleOnItsGround_data()
{
    QTest::addColumn<QColor>("text");
    QTest::addColumn<QColor>("ground");
    for (const ThemeVariant variant : {ThemeVariant::Light, ThemeVariant::Dark}) {
        const Theme theme = builtInTheme(variant);
        const char *name = variant == ThemeVariant::Light ? "light" : "dark";
        const auto row = [name](const char *what, const QColor &text, const QColor &ground) {
            QTest::addRow("%s: %s", name, what) << text << ground;
        };
        row("text on window", theme.text, theme.window);
        row("text on surface", theme.text, theme.surface);
        row("text on sunken", theme.text, theme.sunken);
        row("text on user message", theme.text, theme.userMessage);
        row("text on search mark", theme.text, theme.searchMark);
        row("text on danger", theme.text, theme.dangerGround);
        row("muted on window", theme.muted, theme.window);
        row("muted on surface", theme.muted, theme.surface);
        row("muted on sunken", theme.muted, theme.sunken);
        row("muted on danger", theme.muted, theme.dangerGround);
        row("accent on surface", theme.accent, theme.surface);
        row("on accent", theme.onAccent, theme.accent);
        row("accent on user message", theme.accent, theme.userMessage);
        row("danger", theme.danger, theme.dangerGround);
        row("warning", theme.warning, theme.warningGround);
        row("ok on surface", theme.ok, theme.surface);
        row("comment of code", theme.codeComment, theme.sunken);
        row("string of code", theme.codeString, theme.sunken);
        row("constant of code", theme.codeConstant, theme.sunken);
        row("keyword of code", theme.codeKeyword, theme.sunken);
        row("type of code", theme.codeType, theme.sunken);
        row("function of code", theme.codeFunction, theme.sunken);
        row("property of code", theme.codeProperty, theme.sunken);
        row("tag of code", theme.codeTag, theme.sunken);
        row("inserted of code", theme.codeInserted, theme.sunken);
        row("deleted of code", theme.codeDeleted, theme.sunken);
    }
}

void ThemeTest::everyTextIsLegibleOnItsGround()
{
    QFETCH(QColor, text);
    QFETCH(QColor, ground);
    QVERIFY2(contrast(text, ground) >= 4.5, qPrintable(QString::number(contrast(text, ground))));
}

void ThemeTest::refusesAThemeWithAHole()
{
    const Result<Theme> theme = parseTheme(R"({"window": "#ffffff", "surface": "no color"})", ThemeVariant::Dark);
    QVERIFY(!theme);
    QVERIFY(theme.error().message.contains(QLatin1String("surface")));
}

void ThemeTest::carriesThemeColorsIntoThePalette()
{
    const Theme theme = builtInTheme(ThemeVariant::Dark);
    const QPalette palette = paletteFrom(theme);
    QCOMPARE(palette.color(QPalette::Window), theme.window);
    QCOMPARE(palette.color(QPalette::Base), theme.surface);
    QCOMPARE(palette.color(QPalette::Inactive, QPalette::Highlight), theme.accent);
    QVERIFY(palette.color(QPalette::Disabled, QPalette::Text) != theme.text);
}

void ThemeTest::keepsTheZoomWithinItsBounds()
{
    QCOMPARE(Typography(9).zoom(), 2.0);
    QCOMPARE(Typography(0).zoom(), 0.8);
    QCOMPARE(Typography(2).body().pixelSize(), 28);
    QCOMPARE(Typography().code().pixelSize(), 13);
    QVERIFY(Typography().heading(1).pixelSize() > Typography().heading(3).pixelSize());
}

QTEST_MAIN(ThemeTest)
#include "theme_test.moc"
