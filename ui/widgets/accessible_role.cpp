// SPDX-License-Identifier: MIT
#include "ui/widgets/accessible_role.h"

#include <QAccessibleWidget>
#include <QLabel>
#include <QVariant>

namespace freshet {

namespace {

constexpr const char *kRoleProperty = "accessibleRole";

class RoleAccessible : public QAccessibleWidget {
public:
    using QAccessibleWidget::QAccessibleWidget;

    QString text(QAccessible::Text what) const override
    {
        const auto *const label = qobject_cast<const QLabel *>(widget());
        const bool isLabelsText = what == QAccessible::Name && label && label->accessibleName().isEmpty();
        return isLabelsText ? label->text() : QAccessibleWidget::text(what);
    }
};

QAccessibleInterface *interfaceWithRole(const QString &, QObject *object)
{
    auto *const widget = qobject_cast<QWidget *>(object);
    const QVariant role = widget ? widget->property(kRoleProperty) : QVariant();
    return role.isValid() ? new RoleAccessible(widget, QAccessible::Role(role.toInt())) : nullptr;
}

} // namespace

void setAccessibleRole(QWidget &widget, QAccessible::Role role)
{
    static const bool once = (QAccessible::installFactory(interfaceWithRole), true);
    Q_UNUSED(once)
    widget.setProperty(kRoleProperty, int(role));
}

} // namespace freshet
