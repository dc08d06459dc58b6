// SPDX-License-Identifier: MIT
#include "ui/theme/icon_loader.h"

#include <QApplication>
#include <QImage>
#include <QPalette>
#include <QTest>

using namespace freshet;

namespace {

int paintedPixels(const QImage &image)
{
    int painted = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            painted += image.pixelColor(x, y).alpha() > 40 ? 1 : 0;
    }
    return painted;
}

QColor strongestColor(const QImage &image)
{
    QColor strongest(0, 0, 0, 0);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixelColor(x, y).alpha() > strongest.alpha())
                strongest = image.pixelColor(x, y);
        }
    }
    strongest.setAlpha(255);
    return strongest;
}

} // namespace

class IconLoaderTest : public QObject {
    Q_OBJECT

private slots:
    void drawsEveryIconInsideItsBox();
    void takesTheTextColorOfTheMoment();
    void isCrispOnADenseScreen();
};

void IconLoaderTest::drawsEveryIconInsideItsBox()
{
    for (int i = 0; i <= int(IconName::Plug); ++i) {
        const QImage image = iconPixmap(IconName(i), 20, Qt::red, 1).toImage();
        QVERIFY2(paintedPixels(image) >= 4, qPrintable(QString::number(i)));
        for (int edge = 0; edge < 20; ++edge) {
            QVERIFY(image.pixelColor(edge, 0).alpha() < 40 && image.pixelColor(edge, 19).alpha() < 40);
            QVERIFY(image.pixelColor(0, edge).alpha() < 40 && image.pixelColor(19, edge).alpha() < 40);
        }
    }
}

void IconLoaderTest::takesTheTextColorOfTheMoment()
{
    const QIcon icon = loadIcon(IconName::Stop);
    for (const QColor color : {QColor(10, 20, 30), QColor(200, 210, 220)}) {
        QPalette palette;
        palette.setColor(QPalette::ButtonText, color);
        QApplication::setPalette(palette);
        QCOMPARE(strongestColor(icon.pixmap(20, 20).toImage()), color);
    }
    QPalette palette;
    palette.setColor(QPalette::Disabled, QPalette::ButtonText, Qt::magenta);
    QApplication::setPalette(palette);
    QCOMPARE(strongestColor(icon.pixmap(QSize(20, 20), QIcon::Disabled).toImage()), QColor(Qt::magenta));
}

void IconLoaderTest::isCrispOnADenseScreen()
{
    const QPixmap pixmap = iconPixmap(IconName::Plus, 16, Qt::black, 2);
    QCOMPARE(pixmap.size(), QSize(32, 32));
    QCOMPARE(pixmap.devicePixelRatio(), 2.0);
}

QTEST_MAIN(IconLoaderTest)
#include "icon_loader_test.moc"
