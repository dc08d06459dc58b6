// SPDX-License-Identifier: MIT
#pragma once

#include <QFrame>
#include <QString>

namespace freshet {

/// One line of text that gives way to a narrow window: the middle is left out, the tooltip has it whole.
class ElidedLabel : public QFrame {
    Q_OBJECT

public:
    explicit ElidedLabel(QWidget *parent = nullptr);

    void setText(const QString &text);
    const QString &text() const { return m_text; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_text;
};

} // namespace freshet
