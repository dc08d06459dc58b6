// SPDX-License-Identifier: MIT
#pragma once

#include "core/query/prompt_builder.h"

#include <QToolButton>

namespace freshet {

/// How much of the model's window the question takes with all that goes with it: "3.1k / 32k" and a bar. Says in its
/// tip what takes how much. A click asks for all of it in words.
class BudgetMeter : public QToolButton {
    Q_OBJECT

public:
    explicit BudgetMeter(QWidget *parent = nullptr);

    /// Of a prompt that is expected; its messages are not needed.
    void setPrompt(const Prompt &expected);

protected:
    void paintEvent(QPaintEvent *event) override;
    QSize sizeHint() const override;

private:
    double m_share = 0; ///< Of the window; 0 where it is not known.
    bool m_isTight = false;
};

/// What will be left out of a prompt and why, in sentences; empty when it is all there.
QString leftOutWords(const Prompt &expected);

} // namespace freshet
