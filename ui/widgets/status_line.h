// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QTimer;
class QToolButton;

namespace freshet {

class ElidedLabel;

/// One muted line about work in the background, with a button that stops it. Hidden while there is nothing to say.
/// Screen readers say when work begins and how it went; not each step on the way.
class StatusLine : public QWidget {
    Q_OBJECT

public:
    explicit StatusLine(QWidget *parent = nullptr);

    void showProgress(const QString &text); ///< Stays, with the Stop button.
    void showResult(const QString &text); ///< Goes away by itself after a while.
    QString text() const;

signals:
    void stopRequested();

private:
    ElidedLabel *m_label = nullptr; // child of this, as all below
    QToolButton *m_stop = nullptr;
    QTimer *m_timer = nullptr;
};

} // namespace freshet
