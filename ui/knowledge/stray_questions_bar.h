// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>
#include <QWidget>

class QLabel;

namespace freshet {

/// Says that questions are kept about collections that are gone, and what can be done with them. Away while there are
/// none.
class StrayQuestionsBar : public QWidget {
    Q_OBJECT

public:
    explicit StrayQuestionsBar(QWidget *parent = nullptr);

    void show(int questions, const QStringList &collections);

signals:
    void moveRequested(); ///< To the collection that is shown.
    void removeRequested();

private:
    QLabel *m_label; // child of this
};

} // namespace freshet
