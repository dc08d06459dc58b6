// SPDX-License-Identifier: MIT
#pragma once

#include <QFrame>
#include <QStringList>

class QLabel;

namespace freshet {

/// Sentences that stay until they are closed: something is wrong, but nothing has to be decided. Hidden when empty.
class NoticeBar : public QFrame {
    Q_OBJECT

public:
    explicit NoticeBar(QWidget *parent = nullptr);

    void showNotice(const QString &sentence); ///< Below the others. The same again, once closed, stays closed.
    void showAgain(const QString &sentence); ///< Also when it was closed before: it happened once more.
    void takeOver(const NoticeBar &other); ///< What it shows, and what was closed there.
    QString text() const;

private:
    QLabel *m_label = nullptr; // child of this
    QStringList m_shown;
    QStringList m_closed;
};

} // namespace freshet
