// SPDX-License-Identifier: MIT
#include "ui/theme/theme_controller.h"

#include "ui/theme/freshet_style.h"

#include <QApplication>
#include <QEvent>
#include <QScopedValueRollback>

namespace freshet {

ThemeController::ThemeController(QApplication& application, QObject* parent)
    : QObject(parent), m_application(application), m_systemVariant(systemVariant())
{
    m_application.setStyle(new FreshetStyle); // owned by the application
    m_application.installEventFilter(this);
    apply();
}

void ThemeController::setChoice(ThemeChoice choice)
{
    if (choice == m_choice)
        return;
    m_choice = choice;
    apply();
}

void ThemeController::setZoom(double zoom)
{
    const Typography typography(zoom);
    if (typography.zoom() == m_typography.zoom())
        return;
    m_typography = typography;
    apply();
}

bool ThemeController::eventFilter(QObject* watched, QEvent* event)
{
    // Qt 6.4 has no signal for the colour scheme. The platform theme tells windows of a change; a platform without
    // a theme only changes the application's palette.
    const bool mayBeNewScheme
        = event->type() == QEvent::ThemeChange || event->type() == QEvent::ApplicationPaletteChange;
    if (mayBeNewScheme && !m_isApplying) {
        if (const ThemeVariant variant = systemVariant(); variant != m_systemVariant) {
            m_systemVariant = variant;
            apply();
        } else {
            const QScopedValueRollback guard(m_isApplying, true);
            QApplication::setPalette(paletteFrom(m_theme));
        }
    }
    return QObject::eventFilter(watched, event);
}

ThemeVariant ThemeController::systemVariant()
{
    const QScopedValueRollback guard(m_isApplying, true);
    QApplication::setPalette(QPalette()); // ours hides the system's
    const QPalette palette = QApplication::palette();
    return palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness()
        ? ThemeVariant::Dark
        : ThemeVariant::Light;
}

void ThemeController::apply()
{
    const QScopedValueRollback guard(m_isApplying, true);
    const bool isDark
        = m_choice == ThemeChoice::System ? m_systemVariant == ThemeVariant::Dark : m_choice == ThemeChoice::Dark;
    m_theme = builtInTheme(isDark ? ThemeVariant::Dark : ThemeVariant::Light);
    QApplication::setPalette(paletteFrom(m_theme));
    QApplication::setFont(m_typography.body());
    emit themeChanged();
}

} // namespace freshet
