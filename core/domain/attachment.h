// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>
#include <QMetaType>
#include <QString>

#include <memory>

namespace freshet {

/// What a person puts beside a question: a picture, or a file of which the text goes along.
struct Attachment {
    QString name; ///< "plan.pdf".
    QByteArray mimeType; ///< Of a picture as ChatImage has it; else of the file.
    QByteArray bytes; ///< Of a picture: its file. Empty for any other.
    QByteArray thumbnail; ///< Of a picture: a small one to be shown, as PNG or JPEG; may be empty.
    QString text; ///< What the file says. Empty for a picture.

    bool isPicture() const { return !bytes.isEmpty(); }
    bool operator==(const Attachment &) const = default;
};

/// What is written but not sent.
struct Draft {
    QString text;
    QString pasted; ///< A long text that was pasted; goes along below the question.
    QList<Attachment> attachments = {};
    QString editing = {}; ///< The id of the question that this one takes the place of; empty for a new one.
    std::shared_ptr<const Draft> aside = {}; ///< Of an edit: what was written before it began, and comes back.

    bool isEmpty() const { return text.isEmpty() && pasted.isEmpty() && attachments.isEmpty() && editing.isEmpty(); }

    bool operator==(const Draft &other) const
    {
        const bool hasSameAside = aside && other.aside ? *aside == *other.aside : !aside && !other.aside;
        return hasSameAside && text == other.text && pasted == other.pasted && attachments == other.attachments
            && editing == other.editing;
    }
};

} // namespace freshet

Q_DECLARE_METATYPE(freshet::Attachment)
Q_DECLARE_METATYPE(freshet::Draft)
