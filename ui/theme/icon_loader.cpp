// SPDX-License-Identifier: MIT
#include "ui/theme/icon_loader.h"

#include "ui/theme/ui_resources.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace freshet {

namespace {

const char *fileOf(IconName name)
{
    switch (name) {
    case IconName::Plus:
        return "plus";
    case IconName::Search:
        return "search";
    case IconName::Send:
        return "send";
    case IconName::Stop:
        return "stop";
    case IconName::Copy:
        return "copy";
    case IconName::Refresh:
        return "refresh";
    case IconName::Panel:
        return "panel";
    case IconName::Settings:
        return "settings";
    case IconName::Document:
        return "document";
    case IconName::FolderAdd:
        return "folder-add";
    case IconName::ChevronDown:
        return "chevron-down";
    case IconName::ChevronLeft:
        return "chevron-left";
    case IconName::ChevronRight:
        return "chevron-right";
    case IconName::ChevronUp:
        return "chevron-up";
    case IconName::ArrowDown:
        return "arrow-down";
    case IconName::Close:
        return "close";
    case IconName::Check:
        return "check";
    case IconName::Minus:
        return "minus";
    case IconName::Warning:
        return "warning";
    case IconName::Key:
        return "key";
    case IconName::More:
        return "more";
    case IconName::Trash:
        return "trash";
    case IconName::Edit:
        return "edit";
    case IconName::Star:
        return "star";
    case IconName::StarFilled:
        return "star-filled";
    case IconName::Plug:
        return "plug";
    case IconName::Pin:
        return "pin";
    case IconName::Folder:
        return "folder";
    case IconName::Tag:
        return "tag";
    case IconName::Archive:
        return "archive";
    case IconName::Hourglass:
        return "hourglass";
    }
    Q_UNREACHABLE();
}

QPixmap tintedPixmap(IconName name, QSize deviceSize, const QColor &color)
{
    const QString key = QStringLiteral("freshet/%1/%2x%3/%4")
                            .arg(QLatin1String(fileOf(name)))
                            .arg(deviceSize.width())
                            .arg(deviceSize.height())
                            .arg(color.rgba(), 0, 16);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    initUiResources();
    QSvgRenderer renderer(QStringLiteral(":/freshet/ui/icons/%1.svg").arg(QLatin1String(fileOf(name))));
    Q_ASSERT(renderer.isValid());
    pixmap = QPixmap(deviceSize);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    renderer.setAspectRatioMode(Qt::KeepAspectRatio);
    renderer.render(&painter, QRectF(QPointF(), QSizeF(deviceSize)));
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(pixmap.rect(), color);
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

class TintedIconEngine : public QIconEngine {
public:
    TintedIconEngine(IconName name, IconTint tint) : m_name(name), m_tint(tint) { }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal ratio = painter->device()->devicePixelRatio();
        QPixmap picture = pixmap(rect.size() * ratio, mode, state);
        picture.setDevicePixelRatio(ratio);
        painter->drawPixmap(rect, picture);
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State) override
    {
        return tintedPixmap(m_name, size, color(mode));
    }
    QIconEngine *clone() const override { return new TintedIconEngine(*this); }

private:
    QColor color(QIcon::Mode mode) const
    {
        const QPalette palette = QGuiApplication::palette();
        if (mode == QIcon::Disabled)
            return palette.color(QPalette::Disabled, QPalette::ButtonText);
        if (mode == QIcon::Selected || m_tint == IconTint::OnAccent)
            return palette.color(QPalette::HighlightedText);
        return palette.color(m_tint == IconTint::Muted ? QPalette::PlaceholderText : QPalette::ButtonText);
    }

    IconName m_name;
    IconTint m_tint;
};

} // namespace

QIcon loadIcon(IconName name, IconTint tint) { return QIcon(new TintedIconEngine(name, tint)); }

QPixmap iconPixmap(IconName name, int size, const QColor &color, qreal devicePixelRatio)
{
    QPixmap pixmap = tintedPixmap(name, QSize(size, size) * devicePixelRatio, color);
    pixmap.setDevicePixelRatio(devicePixelRatio);
    return pixmap;
}

} // namespace freshet
