// SPDX-License-Identifier: MIT
#include "ui/widgets/announcement.h"

#include <QAccessibleWidget>
#include <QLabel>

namespace freshet {

namespace {

constexpr const char *kNotificationProperty = "isNotification";

/// Qt's bridge to AT-SPI drops alerts. It does tell when something is shown, and Orca says that of notifications.
class NotificationAccessible : public QAccessibleWidget {
public:
    explicit NotificationAccessible(QWidget *widget) : QAccessibleWidget(widget, QAccessible::Notification) { }

    QString text(QAccessible::Text what) const override
    {
        const auto *const label = qobject_cast<const QLabel *>(widget());
        const bool isLabelsText = what == QAccessible::Name && label && label->accessibleName().isEmpty();
        return isLabelsText ? label->text() : QAccessibleWidget::text(what);
    }
};

QAccessibleInterface *notificationInterface(const QString &, QObject *object)
{
    auto *const widget = qobject_cast<QWidget *>(object);
    return widget && widget->property(kNotificationProperty).toBool() ? new NotificationAccessible(widget) : nullptr;
}

} // namespace

void becomeNotification(QWidget &widget)
{
    static const bool once = (QAccessible::installFactory(notificationInterface), true);
    Q_UNUSED(once)
    widget.setProperty(kNotificationProperty, true);
}

void announce(QWidget &widget)
{
    if (widget.hasFocus()) // hiding it would send the focus elsewhere
        return;
    widget.hide();
    widget.show();
}

} // namespace freshet
