// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme/theme.h"
#include "ui/theme/typography.h"

#include <QObject>

#include <functional>
#include <optional>

class QApplication;

namespace freshet {

class FreshetStyle;

enum class ThemeChoice { System, Light, Dark };

/// Dresses the application: style, palette, font. While the choice is System, follows what the desktop prefers, and
/// where it prefers neither, the light or dark of the system's palette.
///
/// Construct it right after the QApplication, before the first widget.
class ThemeController : public QObject {
    Q_OBJECT

public:
    /// Where the system's own colors come from; called whenever they may have changed.
    using SystemPalette = std::function<QPalette()>;

    explicit ThemeController(QApplication &application, QObject *parent = nullptr);
    ThemeController(QApplication &application, SystemPalette systemPalette, QObject *parent = nullptr);

    const Theme &theme() const { return m_theme; }
    const Typography &typography() const { return m_typography; }

    void setChoice(ThemeChoice choice);
    void setDesktopPreference(std::optional<ThemeVariant> preferred);
    void setZoom(double zoom);

signals:
    /// The application's palette and font are set already; widgets that paint by themselves take theme() and
    /// typography() anew.
    void themeChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    ThemeVariant wantedVariant() const;
    void recolor(); ///< Where another variant is wanted than is shown.
    void apply();
    void onSystemChanged();

    SystemPalette m_systemPalette;
    ThemeChoice m_choice = ThemeChoice::System;
    std::optional<ThemeVariant> m_desktopPreference;
    ThemeVariant m_systemVariant; ///< By its palette.
    FreshetStyle *m_style; // owned by the application
    Theme m_theme;
    Typography m_typography;
    bool m_isApplying = false;
};

} // namespace freshet
