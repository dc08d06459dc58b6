// SPDX-License-Identifier: MIT
#pragma once

#include "ui/knowledge/index_queue.h"

#include <QWidget>

class QProgressBar;
class QPushButton;

namespace freshet {

class ElidedLabel;

/// What an indexing job does, how far it is and how long it will take, with the buttons that hold and end it.
class IndexingBar : public QWidget {
    Q_OBJECT

public:
    explicit IndexingBar(QWidget *parent = nullptr);

    void show(const IndexQueue::State &state);
    QString text() const; ///< What it says.

signals:
    void pauseRequested(bool isPaused);
    void stopRequested();

private:
    ElidedLabel *m_label; // child of this, as all below
    QProgressBar *m_bar;
    QPushButton *m_pause;
    QPushButton *m_stop;
    bool m_isPaused = false;
};

QString remainingWords(std::chrono::seconds remaining); ///< "about 2 minutes left".

} // namespace freshet
