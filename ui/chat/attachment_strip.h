// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/attachment.h"

#include <QStringList>
#include <QWidget>

namespace freshet {

class WrapLayout;

/// What goes with the question that is being written, as chips: what it is, how large, and a button to remove it. Not
/// there while there is nothing.
class AttachmentStrip : public QWidget {
    Q_OBJECT

public:
    struct Content {
        QList<Attachment> attachments;
        QString pasted; ///< A long text that was pasted.
        QStringList pending; ///< Names of what is being read.
        bool canSee = true; ///< Whether the model may be able to see pictures.

        bool operator==(const Content &) const = default;
    };

    explicit AttachmentStrip(QWidget *parent = nullptr);

    void setContent(const Content &content); ///< The focus stays where it was, or on the chip that takes its place.

signals:
    void removeRequested(int index); ///< Of Content::attachments.
    void removePastedRequested();
    void emptied(); ///< The chip with the focus was the last one.

private:
    Content m_content;
    WrapLayout *m_row = nullptr; // of this
};

} // namespace freshet
