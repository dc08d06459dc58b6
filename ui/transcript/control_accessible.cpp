// SPDX-License-Identifier: MIT
#include "ui/transcript/control_accessible.h"

#include "ui/transcript/transcript_view.h"

#include <QWindow>

namespace freshet {

using ControlKind = MessageControl::Kind;

QWindow *ControlAccessible::window() const { return m_view.window()->windowHandle(); }

QAccessibleInterface *ControlAccessible::parent() const
{
    const QAccessibleInterface *const transcript = QAccessible::queryAccessibleInterface(&m_view);
    return transcript ? transcript->child(int(m_message)) : nullptr;
}

QString ControlAccessible::text(QAccessible::Text which) const
{
    const std::optional<MessageControl> it = control();
    if (!it)
        return {};
    if (which == QAccessible::Name)
        return it->label;
    return which == QAccessible::Description && it->kind == ControlKind::Link ? it->url.toDisplayString() : QString();
}

QRect ControlAccessible::rect() const
{
    const std::optional<MessageControl> it = control();
    if (!it)
        return {};
    const QPoint top = m_view.columnOrigin() + QPoint(0, int(m_view.column().top(m_message)));
    return it->rect.translated(m_view.viewport()->mapToGlobal(top));
}

QAccessible::Role ControlAccessible::role() const
{
    const std::optional<MessageControl> it = control();
    switch (it ? it->kind : ControlKind::None) {
    case ControlKind::Link:
    case ControlKind::Citation:
        return QAccessible::Link;
    case ControlKind::ScrollStrip:
        return QAccessible::ScrollBar;
    default:
        return QAccessible::Button;
    }
}

QAccessible::State ControlAccessible::state() const
{
    QAccessible::State state;
    const std::optional<MessageControl> it = control();
    state.invalid = !it;
    state.focusable = true;
    state.focused = it && m_view.hasFocus() && m_view.currentMessage() == m_message && m_view.focusedControl() == *it;
    const QRect seen(m_view.viewport()->mapToGlobal(QPoint()), m_view.viewport()->size());
    state.offscreen = !rect().intersects(seen);
    return state;
}

void *ControlAccessible::interface_cast(QAccessible::InterfaceType type)
{
    return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface *>(this) : nullptr;
}

void ControlAccessible::doAction(const QString &name)
{
    if (const std::optional<MessageControl> it = control(); it && name == pressAction())
        m_view.press(m_message, *it);
}

std::optional<MessageControl> ControlAccessible::control() const
{
    if (m_message >= m_view.column().count())
        return std::nullopt;
    const QList<MessageControl> controls = m_view.controlsOf(m_message);
    return m_number < controls.size() ? std::optional(controls.at(m_number)) : std::nullopt;
}

} // namespace freshet
