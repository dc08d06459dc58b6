// SPDX-License-Identifier: MIT
#include "ui/archive/print_document.h"

#include <QAbstractTextDocumentLayout>
#include <QFontDatabase>
#include <QImage>
#include <QPagedPaintDevice>
#include <QPainter>
#include <QTextDocument>
#include <QUrl>

#include <algorithm>

namespace freshet {

namespace {

constexpr qreal kPrintedPoints = 10;
constexpr qreal kNumberPoints = 8;
constexpr int kNumberLines = 2; ///< Below the text, for the page's number.
constexpr qreal kScreenDpi = 96; ///< What a pixel of a picture is, on paper.
constexpr qreal kPictureShare = 0.9; ///< Of the page, at most.
constexpr qreal kPictureSharpness = 3; ///< Finer than some 300 dpi is not seen.

/// Takes no address but those of pictures that are in the page.
class PrintedDocument : public QTextDocument {
public:
    PrintedDocument(const QSizeF &page, qreal dpi) : m_page(page), m_dpi(dpi) { }

protected:
    QVariant loadResource(int type, const QUrl &name) override
    {
        if (type != ImageResource || name.scheme() != QLatin1String("data"))
            return {};
        const QString content = name.path(QUrl::FullyDecoded); // "image/png;base64,…"
        const auto image = QImage::fromData(QByteArray::fromBase64(content.mid(content.indexOf(u',') + 1).toLatin1()));
        const QVariant picture = fitted(image);
        addResource(type, name, picture); // it is asked for again and again
        return picture;
    }

private:
    /// As large as on a screen, or as wide and high as the page has room; the layout makes dots of the device of it.
    QImage fitted(const QImage &image) const
    {
        if (image.isNull())
            return image;
        const QSizeF room = m_page * kScreenDpi / m_dpi * kPictureShare;
        const QSizeF most = room * kPictureSharpness;
        QImage picture = image;
        if (image.width() > most.width() || image.height() > most.height())
            picture = image.scaled(most.toSize(), Qt::KeepAspectRatio, Qt::SmoothTransformation);
        picture.setDevicePixelRatio(std::max({1.0, picture.width() / room.width(), picture.height() / room.height()}));
        return picture;
    }

    const QSizeF m_page;
    const qreal m_dpi;
};

} // namespace

bool printHtml(const QByteArray &html, QPagedPaintDevice &device, const std::atomic<bool> &isStopped)
{
    QPainter painter;
    if (!painter.begin(&device))
        return false;
    QFont numbers = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
    numbers.setPointSizeF(kNumberPoints);
    const int numberHeight = QFontMetrics(numbers, &device).height();
    const QSizeF paper(device.width(), device.height());
    const QSizeF page(paper.width(), paper.height() - kNumberLines * numberHeight);
    if (page.width() < 1 || page.height() < 1)
        return false;

    PrintedDocument document(page, device.logicalDpiX());
    document.documentLayout()->setPaintDevice(&device);
    QFont font = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
    font.setPointSizeF(kPrintedPoints);
    document.setDefaultFont(font);
    document.setDocumentMargin(0);
    document.setHtml(QString::fromUtf8(html));
    document.setPageSize(page);
    const int pages = std::max(1, document.pageCount());
    for (int index = 0; index < pages && !isStopped; ++index) {
        if (index > 0 && !device.newPage())
            return false;
        const QRectF view(QPointF(0, index * page.height()), page);
        painter.save();
        painter.translate(0, -view.top());
        QAbstractTextDocumentLayout::PaintContext context;
        context.clip = view;
        context.palette.setColor(QPalette::Text, Qt::black); // a dark theme is no matter on paper
        painter.setClipRect(view);
        document.documentLayout()->draw(&painter, context);
        painter.restore();
        painter.setFont(numbers);
        painter.setPen(Qt::darkGray);
        painter.drawText(QRectF(0, page.height(), paper.width(), paper.height() - page.height()),
            Qt::AlignHCenter | Qt::AlignBottom, QStringLiteral("%1 / %2").arg(index + 1).arg(pages));
    }
    return painter.end() && !isStopped;
}

} // namespace freshet
