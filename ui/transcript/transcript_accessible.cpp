// SPDX-License-Identifier: MIT
#include "ui/transcript/transcript_accessible.h"

#include "ui/transcript/message_accessible.h"
#include "ui/transcript/transcript_view.h"

namespace freshet {

namespace {

QAccessibleInterface *transcriptInterface(const QString &, QObject *object)
{
    auto *view = qobject_cast<TranscriptView *>(object);
    return view ? new TranscriptAccessible(*view) : nullptr;
}

} // namespace

TranscriptAccessible::TranscriptAccessible(TranscriptView &view)
    : QAccessibleWidget(&view, QAccessible::List), m_view(view)
{
}

TranscriptAccessible::~TranscriptAccessible()
{
    for (const QAccessible::Id id : std::as_const(m_children))
        QAccessible::deleteAccessibleInterface(id);
}

int TranscriptAccessible::childCount() const { return int(m_view.column().count()); }

QAccessibleInterface *TranscriptAccessible::child(int index) const
{
    if (index < 0 || index >= childCount())
        return nullptr;
    auto found = m_children.find(index);
    if (found == m_children.end()) {
        auto *message = new MessageAccessible(m_view, size_t(index)); // owned by QAccessible
        found = m_children.insert(index, QAccessible::registerAccessibleInterface(message));
    }
    return QAccessible::accessibleInterface(*found);
}

int TranscriptAccessible::indexOfChild(const QAccessibleInterface *child) const
{
    for (auto it = m_children.cbegin(); it != m_children.cend(); ++it) {
        if (QAccessible::accessibleInterface(it.value()) == child)
            return it.key();
    }
    return -1;
}

QAccessibleInterface *TranscriptAccessible::childAt(int x, int y) const
{
    const QPoint point = m_view.viewport()->mapFromGlobal(QPoint(x, y)) - m_view.columnOrigin();
    const TranscriptColumn &column = m_view.column();
    if (column.count() == 0 || point.y() < column.top(0) || point.y() >= column.height())
        return nullptr;
    return child(int(column.indexAt(point.y())));
}

QAccessibleInterface *TranscriptAccessible::focusChild() const
{
    const std::optional<size_t> current = m_view.currentMessage();
    if (!current)
        return nullptr;
    QAccessibleInterface *const message = child(int(*current));
    const auto control = m_view.controlsOf(*current).indexOf(m_view.focusedControl());
    return control < 0 ? message : message->child(int(control));
}

void installTranscriptAccessibility()
{
    static const bool once = (QAccessible::installFactory(transcriptInterface), true);
    Q_UNUSED(once);
}

void announceMessage(TranscriptView &view, size_t message)
{
    if (!QAccessible::isActive())
        return;
    QAccessibleEvent event(&view, QAccessible::ObjectReorder);
    event.setChild(int(message));
    QAccessible::updateAccessibility(&event);
}

void announceFocus(TranscriptView &view)
{
    if (!QAccessible::isActive())
        return;
    const QAccessibleInterface *const transcript = QAccessible::queryAccessibleInterface(&view);
    if (QAccessibleInterface *const focused = transcript ? transcript->focusChild() : nullptr) {
        QAccessibleEvent event(focused, QAccessible::Focus);
        QAccessible::updateAccessibility(&event);
    }
}

} // namespace freshet
