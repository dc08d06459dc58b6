// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme/theme.h"
#include "ui/theme/typography.h"

#include <QObject>

class QApplication;

namespace freshet {

enum class ThemeChoice { System, Light, Dark };

/// Dresses the application: style, palette, font. Follows the system's light or dark while the choice is System.
///
/// Construct it right after the QApplication, before the first widget: it reads the system's palette then.
class ThemeController : public QObject {
    Q_OBJECT

public:
    explicit ThemeController(QApplication& application, QObject* parent = nullptr);

    const Theme& theme() const { return m_theme; }
    const Typography& typography() const { return m_typography; }

    void setChoice(ThemeChoice choice);
    void setZoom(double zoom);

signals:
    /// The application's palette and font are set already; widgets that paint by themselves take theme() and
    /// typography() anew.
    void themeChanged();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    ThemeVariant systemVariant();
    void apply();

    QApplication& m_application;
    ThemeChoice m_choice = ThemeChoice::System;
    ThemeVariant m_systemVariant;
    Theme m_theme;
    Typography m_typography;
    bool m_isApplying = false;
};

} // namespace freshet
