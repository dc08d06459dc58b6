// SPDX-License-Identifier: MIT
#include "ui/chat/attachment_strip.h"

#include "ui/chat/attachment_chip.h"
#include "ui/chat/attachment_words.h"
#include "ui/widgets/wrap_layout.h"

#include <QToolButton>

#include <algorithm>

namespace freshet {

AttachmentStrip::AttachmentStrip(QWidget *parent) : QWidget(parent), m_row(new WrapLayout(this))
{
    setAccessibleName(tr("Attached to your question"));
    m_row->setSpacing(6);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum); // Fixed would be one line
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    hide();
}

void AttachmentStrip::setContent(const Content &content)
{
    if (content == m_content)
        return;
    m_content = content;
    const QList<AttachmentChip *> old = findChildren<AttachmentChip *>(QString(), Qt::FindDirectChildrenOnly);
    const auto focused = std::find_if(
        old.cbegin(), old.cend(), [](const AttachmentChip *chip) { return chip->isAncestorOf(chip->focusWidget()); });
    const bool hadFocus = focused != old.cend() && (*focused)->removeButton().hasFocus();
    const qsizetype place = focused - old.cbegin();
    qDeleteAll(old);

    QList<AttachmentChip *> chips;
    const auto add = [&](AttachmentChip *chip) {
        m_row->addWidget(chip);
        chip->show();
        chips << chip;
    };
    for (int i = 0; i < content.attachments.size(); ++i) {
        auto *const chip = new AttachmentChip(content.attachments.at(i), content.canSee, this);
        connect(chip, &AttachmentChip::removeRequested, this, [this, i] { emit removeRequested(i); });
        add(chip);
    }
    if (!content.pasted.isEmpty()) {
        auto *const chip = new AttachmentChip(Attachment{.name = pastedName(), .text = content.pasted}, true, this);
        connect(chip, &AttachmentChip::removeRequested, this, &AttachmentStrip::removePastedRequested);
        add(chip);
    }
    for (const QString &name : content.pending)
        add(new AttachmentChip(name, this));

    setVisible(!chips.isEmpty());
    updateGeometry();
    if (!hadFocus)
        return;
    if (chips.isEmpty())
        emit emptied();
    else
        chips.at(std::min(place, chips.size() - 1))->removeButton().setFocus(Qt::OtherFocusReason);
}

} // namespace freshet
