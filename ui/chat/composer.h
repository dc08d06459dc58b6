// SPDX-License-Identifier: MIT
#pragma once

#include <QFrame>

class QToolButton;

namespace freshet {

class ComposerField;

/// Where a question is written. Knows no conversation: drafts are taken out and put back by the controller.
class Composer : public QFrame {
    Q_OBJECT

public:
    enum class Activity { Idle, Answering };
    enum class SendKey { Enter, ControlEnter };

    /// What is written but not sent.
    struct Draft {
        QString text;
        QString pasted; ///< A long text that was pasted; goes along below the question.

        bool isEmpty() const { return text.isEmpty() && pasted.isEmpty(); }
        bool operator==(const Draft &) const = default;
    };

    explicit Composer(QWidget *parent = nullptr);

    Draft draft() const; ///< With what an input method was still composing.
    void setDraft(const Draft &draft); ///< Puts the cursor at its end.
    void addText(const QString &text); ///< Below what is written.

    void setActivity(Activity activity); ///< Send, or Stop in the same place.
    void setSendKey(SendKey key);
    void setHeightLimit(int height);

signals:
    void submitted(const QString &question); ///< Not empty. The draft stays until it is taken away with setDraft({}).
    void stopRequested();
    void lastQuestionRequested();
    void attachRequested();
    void filesPasted(const QStringList &paths);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void submit();
    void addPasted(const QString &text);
    void setPasted(const QString &text);
    void updateButtons();

    ComposerField *m_field = nullptr; // child of this, as all below
    QToolButton *m_pasteChip = nullptr;
    QToolButton *m_sendOrStop = nullptr;
    QString m_pasted;
    Activity m_activity = Activity::Idle;
};

} // namespace freshet
