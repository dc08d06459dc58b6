// SPDX-License-Identifier: MIT
#pragma once

#include <QProxyStyle>

namespace freshet {

/// Fusion with our corners: 8 px fields and buttons, tool buttons without a frame, slim scroll bars, and a 2 px accent
/// ring around whatever has the focus. Draws from the palette alone (see paletteFrom), so it needs no style sheet.
class FreshetStyle : public QProxyStyle {
    Q_OBJECT

public:
    FreshetStyle();

    void setZoom(double zoom) { m_zoom = zoom; } ///< Of icons, from the next time that they are laid out.

    void polish(QWidget *widget) override;
    using QProxyStyle::polish;

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
        const QWidget *widget = nullptr) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
        const QWidget *widget = nullptr) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
        const QWidget *widget = nullptr) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl subControl,
        const QWidget *widget = nullptr) const override;
    QRect subElementRect(
        SubElement element, const QStyleOption *option, const QWidget *widget = nullptr) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
        const QWidget *widget = nullptr) const override;
    int pixelMetric(
        PixelMetric metric, const QStyleOption *option = nullptr, const QWidget *widget = nullptr) const override;
    int styleHint(StyleHint hint, const QStyleOption *option = nullptr, const QWidget *widget = nullptr,
        QStyleHintReturn *data = nullptr) const override;
    /// Ours where we have one: Qt's own search through the desktop's icon themes costs a sixth of the start.
    QIcon standardIcon(
        StandardPixmap icon, const QStyleOption *option = nullptr, const QWidget *widget = nullptr) const override;

private:
    double m_zoom = 1;
};

} // namespace freshet
