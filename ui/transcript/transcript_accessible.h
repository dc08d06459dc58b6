// SPDX-License-Identifier: MIT
#pragma once

#include <QAccessibleWidget>
#include <QHash>

namespace freshet {

class TranscriptView;

/// A transcript for assistive technology: a list with one item a message, made when it is asked for.
class TranscriptAccessible : public QAccessibleWidget {
public:
    explicit TranscriptAccessible(TranscriptView &view);
    ~TranscriptAccessible() override;

    int childCount() const override;
    QAccessibleInterface *child(int index) const override;
    int indexOfChild(const QAccessibleInterface *child) const override;
    QAccessibleInterface *childAt(int x, int y) const override;
    QAccessibleInterface *focusChild() const override;

private:
    TranscriptView &m_view;
    mutable QHash<int, QAccessible::Id> m_children; ///< By message.
};

/// Makes QAccessible know transcripts; cheap to repeat.
void installTranscriptAccessibility();

void announceMessage(TranscriptView &view, size_t message); ///< It has come, or is complete now.
void announceFocus(TranscriptView &view); ///< The message or what in it has the keyboard now.

} // namespace freshet
