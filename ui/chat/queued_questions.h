// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

namespace freshet {

/// The questions that wait until the answer before them is there: a line each, with a button that takes it back.
class QueuedQuestions : public QWidget {
    Q_OBJECT

public:
    explicit QueuedQuestions(QWidget *parent = nullptr);

    void setQuestions(const QStringList &questions); ///< In the order in which they will be asked; hidden without any.

signals:
    void takeBackRequested(int index);

private:
    QWidget *m_lines = nullptr; // child of this; made anew with the questions
};

} // namespace freshet
