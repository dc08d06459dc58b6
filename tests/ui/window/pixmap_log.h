// SPDX-License-Identifier: MIT
#pragma once

#include <QPaintDevice>
#include <QPaintEngine>
#include <QPainter>
#include <QPixmap>
#include <QStringList>
#include <QWidget>

#include <cmath>

namespace freshet::test {

/// Paints nothing, and notes each picture that would not go to the screen pixel by pixel.
class PixmapLogEngine : public QPaintEngine {
public:
    PixmapLogEngine() : QPaintEngine(AllFeatures) { }

    int pictures = 0;
    QStringList scaled; ///< "20 × 20 pixels on 25 × 25".

    bool begin(QPaintDevice *) override { return true; }
    bool end() override { return true; }
    Type type() const override { return User; }
    void updateState(const QPaintEngineState &) override { }
    void drawPixmap(const QRectF &on, const QPixmap &, const QRectF &of) override { note(on, of); }
    void drawImage(const QRectF &on, const QImage &, const QRectF &of, Qt::ImageConversionFlags) override
    {
        note(on, of);
    }
    void drawPath(const QPainterPath &) override { }
    void drawPolygon(const QPointF *, int, PolygonDrawMode) override { }
    void drawTextItem(const QPointF &, const QTextItem &) override { }
    void drawTiledPixmap(const QRectF &, const QPixmap &, const QPointF &) override { }

private:
    void note(const QRectF &on, const QRectF &of)
    {
        ++pictures;
        const QRectF device = painter()->deviceTransform().mapRect(on);
        const auto isSame = [](double pixels, double room) { return std::abs(pixels - room) < 0.51; };
        if (!isSame(of.width(), device.width()) || !isSame(of.height(), device.height()))
            scaled << QStringLiteral("%1 × %2 pixels on %3 × %4")
                          .arg(of.width())
                          .arg(of.height())
                          .arg(device.width())
                          .arg(device.height());
    }
};

/// As large and as fine as a widget on its screen.
class PixmapLog : public QPaintDevice {
public:
    explicit PixmapLog(QWidget &widget) : m_size(widget.size()), m_ratio(widget.devicePixelRatio())
    {
        widget.render(this, QPoint(), QRegion(), QWidget::DrawWindowBackground | QWidget::DrawChildren);
    }

    const PixmapLogEngine &engine() const { return m_engine; }
    QPaintEngine *paintEngine() const override { return &m_engine; }

protected:
    int metric(PaintDeviceMetric metric) const override
    {
        switch (metric) {
        case PdmWidth:
            return qRound(m_size.width() * m_ratio);
        case PdmHeight:
            return qRound(m_size.height() * m_ratio);
        case PdmDevicePixelRatio:
            return int(m_ratio);
        case PdmDevicePixelRatioScaled:
            return qRound(m_ratio * devicePixelRatioFScale());
        case PdmDepth:
            return 32;
        case PdmDpiX:
        case PdmDpiY:
        case PdmPhysicalDpiX:
        case PdmPhysicalDpiY:
            return 96;
        default:
            return QPaintDevice::metric(metric);
        }
    }

private:
    const QSize m_size;
    const double m_ratio;
    mutable PixmapLogEngine m_engine;
};

} // namespace freshet::test
