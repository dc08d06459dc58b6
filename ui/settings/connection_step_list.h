// SPDX-License-Identifier: MIT
#pragma once

#include "ui/settings/connection_step_view.h"

namespace freshet {

/// The steps of a connection test below each other. Tab goes to one of them and to the buttons that they offer; arrows,
/// Home and End go from step to step.
class ConnectionStepList : public QWidget {
    Q_OBJECT

public:
    explicit ConnectionStepList(QWidget *parent);

    void setSteps(const QList<ConnectionStep> &steps); ///< All of them, at the start of a test.
    void setStep(const ConnectionStep &step);
    void setDetails(ConnectionStepView::Details details);
    void removeFixes();

signals:
    void fixChosen(const freshet::ConnectionFix &fix);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void setCurrent(qsizetype step);

    QList<ConnectionStepView *> m_views; // children of this
    qsizetype m_current = 0;
};

} // namespace freshet
