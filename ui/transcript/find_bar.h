// SPDX-License-Identifier: MIT
#pragma once

#include "ui/transcript/transcript_view.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QLineEdit;
class QToolButton;

namespace freshet {

/// What is to be found in a chat, and how it goes. Enter and Shift+Enter step, Esc closes. Says to screen readers how
/// many hits there are, once the typing pauses.
class FindBar : public QWidget {
    Q_OBJECT

public:
    explicit FindBar(QWidget *parent = nullptr);

    QString text() const;
    Qt::CaseSensitivity cases() const;
    void setText(const QString &text); ///< As if it was typed.
    void edit(); ///< Takes the focus, all of its text selected.
    void setState(const TranscriptView::FindState &state);
    QString stateText() const; ///< "3 of 17".

signals:
    void changed();
    void stepRequested(freshet::TranscriptView::Step step);
    void closeRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QToolButton *addButton(const QString &tip);

    QLineEdit *m_field; // child of this, as all below
    QLabel *m_state;
    QToolButton *m_cases = nullptr;
    QToolButton *m_previous = nullptr;
    QToolButton *m_next = nullptr;
    QTimer m_pause;
};

} // namespace freshet
