// SPDX-License-Identifier: MIT
#pragma once

#include "core/diagnosis/connection_report.h"
#include "ui/theme/icon_loader.h"

#include <QWidget>

class QLabel;

namespace freshet {

class WrapLayout;

/// One step of a connection test: how it went as an icon and a word, what was found, and a button for each thing that
/// would mend it. Takes the focus, so that a screen reader can read it as a whole.
class ConnectionStepView : public QWidget {
    Q_OBJECT

public:
    enum class Sentence { Shown, SameAsAbove };
    enum class Details { Folded, Shown };

    explicit ConnectionStepView(QWidget *parent);

    const ConnectionStep &step() const { return m_step; }
    void setStep(const ConnectionStep &step, Sentence sentence);
    void setDetails(Details details);
    void removeFixes(); ///< The buttons: they no longer fit.

signals:
    void fixChosen(const freshet::ConnectionFix &fix);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    WrapLayout *makeHead();
    QLabel *makeText(QPalette::ColorRole role);
    void addFixes();
    void describe();
    void fit();

    ConnectionStep m_step;
    Details m_details = Details::Folded;
    IconName m_icon = IconName::More;
    QColor m_iconColor;
    QLabel *m_name = nullptr; // child of this, as all below
    QLabel *m_result = nullptr;
    QLabel *m_sentence = nullptr;
    QLabel *m_advice = nullptr;
    QLabel *m_detail = nullptr;
    WrapLayout *m_fixes = nullptr; // of buttons
    QList<QWidget *> m_fixButtons;
};

} // namespace freshet
