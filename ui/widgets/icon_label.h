// SPDX-License-Identifier: MIT
#pragma once

#include <QIcon>
#include <QWidget>

namespace freshet {

/// An icon or a small picture beside words. It is drawn from its icon each time it is painted, so that it is sharp on
/// whichever screen the window is moved to and follows the colours; the pixmap of a QLabel does neither. Says nothing
/// to assistive programs: the words beside it do.
class IconLabel : public QWidget {
    Q_OBJECT

public:
    explicit IconLabel(QWidget *parent = nullptr);

    void setIcon(const QIcon &icon, int side); ///< In device-independent pixels.

    QSize sizeHint() const override { return {m_side, m_side}; }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QIcon m_icon;
    int m_side = 0;
};

} // namespace freshet
