// SPDX-License-Identifier: MIT
#include "ui/theme/theme_controller.h"

#include "ui/theme/freshet_style.h"

#include <QApplication>
#include <QEvent>
#include <QScopedValueRollback>

namespace freshet {

namespace {

/// Ours hides the system's palette, so it is put aside for a moment.
QPalette paletteOfTheSystem()
{
    const QPalette ours = QApplication::palette();
    QApplication::setPalette(QPalette());
    const QPalette system = QApplication::palette();
    QApplication::setPalette(ours);
    return system;
}

} // namespace

ThemeController::ThemeController(QApplication &application, QObject *parent)
    : ThemeController(application, paletteOfTheSystem, parent)
{
}

ThemeController::ThemeController(QApplication &application, SystemPalette systemPalette, QObject *parent)
    : QObject(parent),
      m_systemPalette(std::move(systemPalette)),
      m_systemVariant(variantOf(m_systemPalette())),
      m_style(new FreshetStyle)
{
    QApplication::setStyle(m_style);
    application.installEventFilter(this);
    apply();
}

void ThemeController::setChoice(ThemeChoice choice)
{
    if (choice == m_choice)
        return;
    m_choice = choice;
    apply();
}

void ThemeController::setDesktopPreference(std::optional<ThemeVariant> preferred)
{
    m_desktopPreference = preferred;
    recolor();
}

void ThemeController::setZoom(double zoom)
{
    const Typography typography(zoom);
    if (typography.zoom() == m_typography.zoom())
        return;
    m_typography = typography;
    apply();
}

bool ThemeController::eventFilter(QObject *watched, QEvent *event)
{
    // Qt 6.4 has no signal for the colour scheme. The platform's theme tells each window of a change.
    if (event->type() == QEvent::ThemeChange && !m_isApplying)
        onSystemChanged();
    return QObject::eventFilter(watched, event);
}

void ThemeController::onSystemChanged()
{
    const QScopedValueRollback guard(m_isApplying, true);
    m_systemVariant = variantOf(m_systemPalette());
    recolor();
}

ThemeVariant ThemeController::wantedVariant() const
{
    switch (m_choice) {
    case ThemeChoice::Light:
        return ThemeVariant::Light;
    case ThemeChoice::Dark:
        return ThemeVariant::Dark;
    case ThemeChoice::System:
        break;
    }
    return m_desktopPreference.value_or(m_systemVariant);
}

void ThemeController::recolor()
{
    if (wantedVariant() != m_theme.variant)
        apply();
}

void ThemeController::apply()
{
    m_theme = builtInTheme(wantedVariant());
    QApplication::setPalette(paletteFrom(m_theme));
    m_style->setZoom(m_typography.zoom());
    QApplication::setFont(m_typography.body());
    emit themeChanged();
}

} // namespace freshet
