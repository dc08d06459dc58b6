// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/attachment.h"

#include <QFrame>

class QLabel;
class QToolButton;

namespace freshet {

class IconLabel;

/// One thing that goes with a question: its picture or sign, its name and size, and a button to remove it, which
/// Delete and Backspace press, too.
class AttachmentChip : public QFrame {
    Q_OBJECT

public:
    AttachmentChip(const Attachment &attachment, bool canSee, QWidget *parent);
    AttachmentChip(const QString &pendingName, QWidget *parent); ///< Being read; cannot be removed.

    QToolButton &removeButton() { return *m_remove; }

signals:
    void removeRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    explicit AttachmentChip(QWidget *parent);
    void setWords(const QString &name, const QString &detail);

    IconLabel *m_sign = nullptr; // child of this, as all below
    QLabel *m_words = nullptr;
    QToolButton *m_remove = nullptr;
};

} // namespace freshet
