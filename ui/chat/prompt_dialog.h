// SPDX-License-Identifier: MIT
#pragma once

#include <QDialog>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace freshet {

/// Shows exactly what will be sent, to read and to copy.
class PromptDialog : public QDialog {
    Q_OBJECT

public:
    explicit PromptDialog(QWidget *parent); ///< Says that it is being put together.

    void setText(const QString &text);
    void setProblem(const QString &sentence); ///< Why there is nothing to show.

private:
    QLabel *m_line = nullptr; // child of this, as all below
    QPlainTextEdit *m_view = nullptr;
    QPushButton *m_copy = nullptr;
    QString m_text; ///< As it is; very long lines are shown broken.
};

} // namespace freshet
