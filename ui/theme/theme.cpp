// SPDX-License-Identifier: MIT
#include "ui/theme/theme.h"

#include "ui/theme/ui_resources.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <utility>

namespace freshet {

namespace {

constexpr std::pair<const char *, QColor Theme::*> kThemeColors[] = {
    {"window", &Theme::window},
    {"surface", &Theme::surface},
    {"sunken", &Theme::sunken},
    {"text", &Theme::text},
    {"muted", &Theme::muted},
    {"border", &Theme::border},
    {"accent", &Theme::accent},
    {"onAccent", &Theme::onAccent},
    {"userMessage", &Theme::userMessage},
    {"danger", &Theme::danger},
    {"dangerGround", &Theme::dangerGround},
    {"warning", &Theme::warning},
    {"warningGround", &Theme::warningGround},
    {"ok", &Theme::ok},
    {"searchMark", &Theme::searchMark},
    {"codeComment", &Theme::codeComment},
    {"codeString", &Theme::codeString},
    {"codeConstant", &Theme::codeConstant},
    {"codeKeyword", &Theme::codeKeyword},
    {"codeType", &Theme::codeType},
    {"codeFunction", &Theme::codeFunction},
    {"codeProperty", &Theme::codeProperty},
    {"codeTag", &Theme::codeTag},
    {"codeInserted", &Theme::codeInserted},
    {"codeDeleted", &Theme::codeDeleted},
};

} // namespace

Result<Theme> parseTheme(const QByteArray &json, ThemeVariant variant)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    Theme theme{.variant = variant};
    for (const auto &[name, member] : kThemeColors) {
        const QColor color(object.value(QLatin1String(name)).toString());
        if (!color.isValid()) {
            return failure({.kind = ErrorKind::Protocol,
                .message = QStringLiteral("The theme file has no usable color \"%1\".").arg(QLatin1String(name))});
        }
        theme.*member = color;
    }
    return theme;
}

Theme builtInTheme(ThemeVariant variant)
{
    initUiResources();
    QFile file(variant == ThemeVariant::Dark ? QStringLiteral(":/freshet/ui/themes/dark.json")
                                             : QStringLiteral(":/freshet/ui/themes/light.json"));
    const bool isOpen = file.open(QIODevice::ReadOnly);
    Q_ASSERT(isOpen);
    Q_UNUSED(isOpen);
    return parseTheme(file.readAll(), variant).value();
}

ThemeVariant variantOf(const QPalette &palette)
{
    const bool isDark = palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
    return isDark ? ThemeVariant::Dark : ThemeVariant::Light;
}

QPalette paletteFrom(const Theme &theme)
{
    QPalette palette;
    const auto set = [&palette](QPalette::ColorRole role, const QColor &color) { palette.setColor(role, color); };
    set(QPalette::Window, theme.window);
    set(QPalette::WindowText, theme.text);
    set(QPalette::Base, theme.surface);
    set(QPalette::AlternateBase, theme.sunken);
    set(QPalette::Text, theme.text);
    set(QPalette::Button, theme.surface);
    set(QPalette::ButtonText, theme.text);
    set(QPalette::BrightText, theme.danger);
    set(QPalette::PlaceholderText, theme.muted);
    set(QPalette::ToolTipBase, theme.surface);
    set(QPalette::ToolTipText, theme.text);
    set(QPalette::Highlight, theme.accent);
    set(QPalette::HighlightedText, theme.onAccent);
    set(QPalette::Link, theme.accent);
    set(QPalette::LinkVisited, theme.accent);
    set(QPalette::Light, theme.surface);
    set(QPalette::Midlight, theme.sunken);
    set(QPalette::Mid, theme.border);
    set(QPalette::Dark, blend(theme.border, theme.text, 0.2));
    set(QPalette::Shadow, blend(theme.window, Qt::black, 0.6));
    const QColor faded = blend(theme.surface, theme.text, 0.45);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::PlaceholderText})
        palette.setColor(QPalette::Disabled, role, faded);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, theme.border);
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, faded);
    return palette;
}

QColor blend(const QColor &ground, const QColor &over, double strength)
{
    const auto mix = [strength](int a, int b) { return qRound(a + (b - a) * strength); };
    return QColor(mix(ground.red(), over.red()), mix(ground.green(), over.green()), mix(ground.blue(), over.blue()));
}

} // namespace freshet
