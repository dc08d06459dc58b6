// SPDX-License-Identifier: MIT
#pragma once

#include <QLayout>

namespace freshet {

/// A line of controls that becomes several where the room is too narrow. What wants to grow, such as a field, takes the
/// room that its line leaves.
class WrapLayout : public QLayout {
    Q_OBJECT

public:
    explicit WrapLayout(QWidget *parent = nullptr);
    ~WrapLayout() override;

    void addItem(QLayoutItem *item) override; // takes it
    int count() const override { return static_cast<int>(m_items.size()); }
    QLayoutItem *itemAt(int index) const override { return m_items.value(index); }
    QLayoutItem *takeAt(int index) override;
    Qt::Orientations expandingDirections() const override { return Qt::Horizontal; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSize() const override;
    void setGeometry(const QRect &rect) override;

private:
    enum class Pass { Measure, Place };

    int layOut(const QRect &rect, Pass pass) const; ///< The height it takes.
    void placeLine(const QList<QLayoutItem *> &line, const QRect &room) const;

    QList<QLayoutItem *> m_items; // owned
};

} // namespace freshet
