// SPDX-License-Identifier: MIT
#pragma once

#include <QPlainTextEdit>
#include <QTimer>

namespace freshet {

/// A field of several lines that Tab leaves, as it leaves every other one. What is typed is told after a short pause,
/// and at the latest when the field is left: not with every key.
class LinesField : public QPlainTextEdit {
    Q_OBJECT

public:
    LinesField(int lines, QWidget *parent);

    void setText(const QString &text); ///< Without edited(); leaves the cursor alone when nothing differs.

signals:
    void edited(const QString &text);

protected:
    void focusOutEvent(QFocusEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void tell();
    void fitHeight();

    const int m_lines;
    QTimer m_pause;
};

} // namespace freshet
