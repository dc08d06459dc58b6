// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/attachment.h"

#include <QFrame>
#include <QStringList>

class QToolButton;

namespace freshet {

class AttachmentStrip;
class BudgetMeter;
class ComposerField;
class ComposerHint;
class QueuedQuestions;

/// With an empty line between them, where both say something.
QString joinedTexts(const QString &first, const QString &second);

/// Where a question is written. Knows no conversation: drafts are taken out and put back by the controller.
class Composer : public QFrame {
    Q_OBJECT

public:
    enum class Activity { Idle, Answering };
    enum class SendKey { Enter, ControlEnter };
    /// Whether the model may be able to see pictures; or that none answers, so that nothing attached is read.
    enum class Sight { Possible, Impossible, NoModel };

    using Draft = freshet::Draft;

    explicit Composer(QWidget *parent = nullptr);

    Draft draft() const; ///< With what an input method was still composing, which is text from then on.
    Draft draftSoFar() const; ///< Without that, and leaving the input method alone.
    QString question() const; ///< What submitted() would say now.
    void setDraft(const Draft &draft); ///< Puts the cursor at its end. A very long text becomes a pasted one.
    void setText(const QString &text); ///< What is attached stays.
    /// Below what is written; during an edit, below what was put aside.
    void add(const QString &text, const QList<Attachment> &attachments);
    void addAttachments(const QList<Attachment> &attachments);
    /// What is written is put aside until that is sent or given up.
    void edit(const QString &id, const QString &text, const QList<Attachment> &attachments);
    bool giveUpEdit(); ///< False when there was none.
    void takeAway(); ///< What is written was sent; after an edit comes back what was put aside.

    void setActivity(Activity activity); ///< Send, or Stop in the same place. Enter submits in both.
    void setQueued(const QStringList &questions); ///< Those that wait for the answer that is being written.
    void setSendKey(SendKey key);
    void setHeightLimit(int height);
    void setPending(const QStringList &names); ///< Of files that are being read; nothing is sent until they are.
    bool isComplete(); ///< All files are read; else it says so.
    void setSight(Sight sight); ///< With what it does not take attached, nothing is sent.

    ComposerHint &hint() { return *m_hint; }
    BudgetMeter &budget() { return *m_budget; }

signals:
    /// @p question is not empty; @p editing is Draft's. The draft stays until takeAway().
    void submitted(const QString &question, const QString &editing);
    void stopRequested();
    void takeBackRequested(int index); ///< Of the queued questions.
    void lastQuestionRequested();
    void earlierRequested(); ///< Up in the first line.
    void laterRequested(); ///< Down in the last line.
    void draftChanged();
    void attachRequested(); ///< Files to this question.
    void documentsRequested(); ///< Files to the documents to search in.
    void folderRequested();
    void filesPasted(const QStringList &paths);
    void picturePasted(const QImage &picture);
    void promptRequested(); ///< What will be sent.
    void chooseModelRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QToolButton *makeAttachButton();
    QWidget *makeEditRow();
    void connectField();
    void submit();
    QString pendingWords() const;
    QString obstacle() const;
    void addPasted(const QString &text);
    void removeAttachment(int index);
    QString refusal() const;
    bool isRefused(const Attachment &attachment) const;
    void removeRefused();
    void showParts();
    void updateButtons();

    QueuedQuestions *m_queued = nullptr; // child of this, as all below
    ComposerHint *m_hint = nullptr;
    QWidget *m_editRow = nullptr;
    AttachmentStrip *m_strip = nullptr;
    ComposerField *m_field = nullptr;
    QToolButton *m_attach = nullptr;
    BudgetMeter *m_budget = nullptr;
    QToolButton *m_sendOrStop = nullptr;
    QString m_pasted;
    QList<Attachment> m_attachments;
    QString m_editing;
    std::shared_ptr<const Draft> m_aside;
    QStringList m_pending;
    Sight m_sight = Sight::Possible;
    Activity m_activity = Activity::Idle;
};

} // namespace freshet
