// SPDX-License-Identifier: MIT
#pragma once

#include <QFrame>

class QLabel;
class QPushButton;
class QToolButton;

namespace freshet {

/// What a person should know before sending, above the field: why it cannot be sent, what went wrong, what will be left
/// out. Shows the weightiest of these; not there while there is nothing. Screen readers say what comes.
class ComposerHint : public QFrame {
    Q_OBJECT

public:
    explicit ComposerHint(QWidget *parent = nullptr);

    void setRefusal(const QString &sentence); ///< It cannot be sent like this; with the ways out.
    void setProblem(const QString &sentence); ///< Something went wrong; can be closed.
    void setObstacle(const QString &sentence); ///< Why nothing was sent just now.
    void setLeftOut(const QString &sentence);
    const QString &refusal() const { return m_refusal; }
    QString text() const;

signals:
    void chooseModelRequested();
    void removeRequested();

private:
    void update();

    QLabel *m_label = nullptr; // child of this, as all below
    QPushButton *m_chooseModel = nullptr;
    QPushButton *m_remove = nullptr;
    QToolButton *m_close = nullptr;
    QString m_refusal;
    QString m_problem;
    QString m_obstacle;
    QString m_leftOut;
};

} // namespace freshet
