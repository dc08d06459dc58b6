// SPDX-License-Identifier: MIT
#pragma once

#include <QFrame>

class QLabel;

namespace freshet {

/// A sentence that stays until it is closed: something is wrong, but nothing has to be decided. Hidden when empty.
class NoticeBar : public QFrame {
    Q_OBJECT

public:
    explicit NoticeBar(QWidget *parent = nullptr);

    void showNotice(const QString &sentence); ///< The same sentence again, once closed, stays closed.
    QString text() const;

private:
    QLabel *m_label = nullptr; // child of this
    QString m_closedText;
};

} // namespace freshet
