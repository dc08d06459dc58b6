// SPDX-License-Identifier: MIT
#pragma once

#include <QAccessible>
#include <QCoreApplication>
#include <QHash>

namespace freshet {

class TranscriptView;

/// One message for assistive technology: its text, and its links and buttons as children
/// and as actions. Invalid once the message is gone.
class MessageAccessible : public QAccessibleInterface,
                          public QAccessibleTextInterface,
                          public QAccessibleActionInterface {
    Q_DECLARE_TR_FUNCTIONS(MessageAccessible)

public:
    MessageAccessible(TranscriptView &view, size_t message) : m_view(view), m_message(message) { }
    ~MessageAccessible() override;
    Q_DISABLE_COPY_MOVE(MessageAccessible)

    bool isValid() const override;
    QObject *object() const override { return nullptr; }
    QWindow *window() const override;
    QAccessibleInterface *parent() const override;
    QAccessibleInterface *child(int index) const override; ///< What can be pressed in it.
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    int childCount() const override;
    int indexOfChild(const QAccessibleInterface *child) const override;
    QString text(QAccessible::Text which) const override;
    void setText(QAccessible::Text, const QString &) override { }
    QRect rect() const override;
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    QAccessible::State state() const override;
    void *interface_cast(QAccessible::InterfaceType type) override;

    QString text(int start, int end) const override;
    int characterCount() const override;
    QRect characterRect(int) const override { return rect(); }
    int offsetAtPoint(const QPoint &) const override { return 0; }
    int cursorPosition() const override { return 0; }
    void setCursorPosition(int) override { }
    void selection(int, int *start, int *end) const override { *start = *end = 0; }
    int selectionCount() const override { return 0; }
    void addSelection(int, int) override { }
    void removeSelection(int) override { }
    void setSelection(int, int, int) override { }
    void scrollToSubstring(int, int) override { }
    QString attributes(int offset, int *start, int *end) const override;

    QStringList actionNames() const override;
    void doAction(const QString &name) override;
    QStringList keyBindingsForAction(const QString &) const override { return {}; }

private:
    QString plainText() const;

    TranscriptView &m_view; ///< Outlives this: its own interface deletes those of the messages.
    size_t m_message;
    mutable QHash<int, QAccessible::Id> m_children; ///< By the control.
};

} // namespace freshet
