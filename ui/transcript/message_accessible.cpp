// SPDX-License-Identifier: MIT
#include "ui/transcript/message_accessible.h"

#include "ui/transcript/control_accessible.h"
#include "ui/transcript/display_text.h"
#include "ui/transcript/transcript_view.h"

#include <QStringList>
#include <QWindow>

namespace freshet {

namespace {

using Section = MessageItem::Section;

} // namespace

MessageAccessible::~MessageAccessible()
{
    for (const QAccessible::Id id : std::as_const(m_children))
        QAccessible::deleteAccessibleInterface(id);
}

int MessageAccessible::childCount() const { return isValid() ? int(m_view.controlsOf(m_message).size()) : 0; }

QAccessibleInterface *MessageAccessible::child(int index) const
{
    if (index < 0 || index >= childCount())
        return nullptr;
    auto found = m_children.find(index);
    if (found == m_children.end()) {
        auto *const control = new ControlAccessible(m_view, m_message, index); // owned by QAccessible
        found = m_children.insert(index, QAccessible::registerAccessibleInterface(control));
    }
    return QAccessible::accessibleInterface(*found);
}

int MessageAccessible::indexOfChild(const QAccessibleInterface *child) const
{
    for (auto it = m_children.cbegin(); it != m_children.cend(); ++it) {
        if (QAccessible::accessibleInterface(it.value()) == child)
            return it.key();
    }
    return -1;
}

bool MessageAccessible::isValid() const { return m_message < m_view.column().count(); }

QWindow *MessageAccessible::window() const { return m_view.window()->windowHandle(); }

QAccessibleInterface *MessageAccessible::parent() const { return QAccessible::queryAccessibleInterface(&m_view); }

QString MessageAccessible::text(QAccessible::Text which) const
{
    if (!isValid())
        return {};
    const MessageItem &item = m_view.column().item(m_message);
    switch (which) {
    case QAccessible::Name: {
        const QString who = item.role() == ChatRole::User ? tr("You") : tr("Answer");
        return tr("%1, message %2 of %3").arg(who).arg(m_message + 1).arg(m_view.column().count());
    }
    case QAccessible::Description:
        return item.phase();
    case QAccessible::Value:
        return plainText();
    default:
        return {};
    }
}

QRect MessageAccessible::rect() const
{
    if (!isValid())
        return {};
    const TranscriptColumn &column = m_view.column();
    const QPoint top = m_view.columnOrigin() + QPoint(0, int(column.top(m_message)));
    return {m_view.viewport()->mapToGlobal(top), QSize(column.width(), column.item(m_message).height())};
}

QAccessible::State MessageAccessible::state() const
{
    QAccessible::State state;
    state.readOnly = true;
    state.multiLine = true;
    state.focusable = true;
    state.focused = m_view.hasFocus() && m_view.currentMessage() == m_message;
    state.busy = isValid() && m_view.column().item(m_message).isStreaming();
    const QRect seen(m_view.viewport()->mapToGlobal(QPoint()), m_view.viewport()->size());
    state.offscreen = !rect().intersects(seen);
    return state;
}

void *MessageAccessible::interface_cast(QAccessible::InterfaceType type)
{
    if (type == QAccessible::TextInterface)
        return static_cast<QAccessibleTextInterface *>(this);
    if (type == QAccessible::ActionInterface)
        return static_cast<QAccessibleActionInterface *>(this);
    return nullptr;
}

QString MessageAccessible::text(int start, int end) const { return plainText().mid(start, end - start); }

int MessageAccessible::characterCount() const { return int(plainText().size()); }

QString MessageAccessible::attributes(int, int *start, int *end) const
{
    *start = 0;
    *end = characterCount();
    return {};
}

QStringList MessageAccessible::actionNames() const
{
    QStringList names;
    if (isValid()) {
        for (const MessageControl &control : m_view.controlsOf(m_message))
            names.append(control.label);
    }
    return names;
}

void MessageAccessible::doAction(const QString &name)
{
    if (!isValid())
        return;
    for (const MessageControl &control : m_view.controlsOf(m_message)) {
        if (control.label == name) {
            m_view.press(m_message, control);
            return;
        }
    }
}

QString MessageAccessible::plainText() const
{
    if (!isValid())
        return {};
    QStringList parts;
    MessageItem &item = m_view.column().item(m_message);
    for (const MessageAttachment &attachment : item.attachments())
        parts.append(tr("Attached: %1, %2").arg(attachment.name, attachment.detail));
    for (const Section section : {Section::Reasoning, Section::Text}) {
        if (!item.isShown(section))
            continue;
        BlockFlow &flow = item.flow(section);
        flow.prepare(0, 0); // a message that was never seen is not cut into blocks yet
        for (size_t i = 0; i < flow.blocks().size(); ++i)
            parts.append(writtenText(flow.document(i)));
    }
    if (item.notice())
        parts.append(item.notice()->text());
    return parts.join(u'\n');
}

} // namespace freshet
