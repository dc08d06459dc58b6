// SPDX-License-Identifier: MIT
#pragma once

#include <QKeySequence>
#include <QLineEdit>

namespace freshet {

/// A field that shows the keys pressed in it instead of what they type. Tab and Shift+Tab leave it; what a key alone
/// would do elsewhere (close the dialog, run a command) it does not do while the cursor is here.
///
/// Not QKeySequenceEdit: that waits a second for up to three keys more, and a command of ours has one.
class KeyField : public QLineEdit {
    Q_OBJECT

public:
    explicit KeyField(QWidget *parent = nullptr);

    const QKeySequence &keys() const { return m_keys; }
    void setKeys(const QKeySequence &keys);

signals:
    void pressed(const QKeySequence &keys); ///< One key with its modifiers; never a modifier alone.

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QKeySequence m_keys;
};

} // namespace freshet
