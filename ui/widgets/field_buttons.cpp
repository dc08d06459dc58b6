// SPDX-License-Identifier: MIT
#include "ui/widgets/field_buttons.h"

#include "ui/widgets/accessible_role.h"

#include <QAction>
#include <QCoreApplication>
#include <QIcon>
#include <QLineEdit>
#include <QToolButton>

namespace freshet {

namespace {

/// Qt gives no way to the button of an action in a field.
QToolButton *newestButton(const QLineEdit &field)
{
    return field.findChildren<QToolButton *>().value(field.findChildren<QToolButton *>().size() - 1);
}

} // namespace

void addClearButton(QLineEdit &field)
{
    field.setClearButtonEnabled(true);
    if (QToolButton *const button = newestButton(field))
        button->setAccessibleName(QCoreApplication::translate("FieldButtons", "Empty this field"));
}

void addFieldPicture(QLineEdit &field, const QIcon &icon)
{
    field.addAction(icon, QLineEdit::LeadingPosition);
    if (QToolButton *const button = newestButton(field))
        setAccessibleRole(*button, QAccessible::Graphic);
}

} // namespace freshet
