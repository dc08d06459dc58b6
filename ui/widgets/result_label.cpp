// SPDX-License-Identifier: MIT
#include "ui/widgets/result_label.h"

#include <QAccessible>

namespace freshet {

ResultLabel::ResultLabel(QWidget *parent) : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    setForegroundRole(QPalette::PlaceholderText);
    setTextInteractionFlags(Qt::TextSelectableByMouse);
    hide();
}

void ResultLabel::say(const QString &sentence)
{
    const bool isNew = sentence != text();
    setText(sentence);
    setVisible(!sentence.isEmpty());
    if (!isNew || sentence.isEmpty())
        return;
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

} // namespace freshet
