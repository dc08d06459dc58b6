// SPDX-License-Identifier: MIT
#include "ui/widgets/result_label.h"

#include "ui/widgets/announcement.h"

namespace freshet {

ResultLabel::ResultLabel(QWidget *parent) : QLabel(parent)
{
    becomeNotification(*this);
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
    if (isNew && isVisible() && !sentence.isEmpty())
        announce(*this);
    setVisible(!sentence.isEmpty());
}

} // namespace freshet
