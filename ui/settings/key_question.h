// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QLabel;

namespace freshet {

/// A question with two answers inside a page, which waits there as long as it takes. Hidden until ask(), and after an
/// answer. Not answering is No.
class KeyQuestion : public QWidget {
    Q_OBJECT

public:
    explicit KeyQuestion(QWidget *parent = nullptr);

    void ask(const QString &question);

signals:
    void accepted();
    void declined();

private:
    QLabel *m_question = nullptr; // child of this
};

} // namespace freshet
