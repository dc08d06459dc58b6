// SPDX-License-Identifier: MIT
#pragma once

#include "ui/transcript/message_control.h"

#include <QAccessible>

#include <optional>

namespace freshet {

class TranscriptView;

/// A link or a button in a message for assistive technology; the message is its parent. Invalid once it is gone.
class ControlAccessible : public QAccessibleInterface, public QAccessibleActionInterface {
public:
    ControlAccessible(TranscriptView &view, size_t message, qsizetype number)
        : m_view(view), m_message(message), m_number(number)
    {
    }

    bool isValid() const override { return control().has_value(); }
    QObject *object() const override { return nullptr; }
    QWindow *window() const override;
    QAccessibleInterface *parent() const override;
    QAccessibleInterface *child(int) const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QString text(QAccessible::Text which) const override;
    void setText(QAccessible::Text, const QString &) override { }
    QRect rect() const override;
    QAccessible::Role role() const override;
    QAccessible::State state() const override;
    void *interface_cast(QAccessible::InterfaceType type) override;

    QStringList actionNames() const override { return {pressAction()}; }
    void doAction(const QString &name) override;
    QStringList keyBindingsForAction(const QString &) const override { return {}; }

private:
    std::optional<MessageControl> control() const;

    TranscriptView &m_view; ///< Outlives this: its own interface deletes those of the messages, and they these.
    size_t m_message;
    qsizetype m_number; ///< Among the message's controls.
};

} // namespace freshet
