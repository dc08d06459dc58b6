// SPDX-License-Identifier: MIT
#include "ui/endpoint/new_token_view.h"

#include "ui/settings/settings_page.h"
#include "ui/theme/icon_loader.h"
#include "ui/widgets/accessible_role.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/result_label.h"
#include "ui/widgets/secret_field.h"
#include "ui/widgets/wrap_layout.h"

#include <QHideEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace freshet {

NewTokenView::NewTokenView(QWidget *parent)
    : QFrame(parent), m_title(new QLabel(this)), m_field(new SecretField(this)), m_result(new ResultLabel(this))
{
    setAccessibleRole(*this, QAccessible::Grouping);
    m_title->setTextFormat(Qt::PlainText);
    m_title->setWordWrap(true);
    m_field->setAccessibleName(tr("The new token"));
    auto *const buttons = new QWidget(this);
    m_copy = settingsButton(tr("&Copy token"), buttons);
    m_copy->setIcon(loadIcon(IconName::Copy));
    setPlainToolTip(*m_copy, tr("Marked as a secret, so that clipboard histories leave it out"));
    QPushButton *const done = settingsButton(tr("&Done"), buttons);
    setPlainToolTip(*done, tr("Takes the token away; it cannot be shown again"));
    auto *const row = new WrapLayout(buttons);
    row->addWidget(m_copy);
    row->addWidget(done);
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 12, 12);
    column->setSpacing(8);
    column->addWidget(m_title);
    column->addWidget(m_field);
    column->addWidget(buttons);
    column->addWidget(m_result);
    setFrameShape(QFrame::StyledPanel);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        m_field->copyAll();
        m_result->say(tr("The token is on the clipboard."));
    });
    connect(done, &QPushButton::clicked, this, [this] {
        hide();
        emit this->done();
    });
    hide();
}

void NewTokenView::showToken(const QString &tool, const Secret &secret)
{
    m_title->setText(
        tr("The token of \"%1\". It is shown only now: copy it into the settings of that tool.").arg(tool));
    m_result->say({});
    m_field->setSecret(secret);
    show();
    m_copy->setFocus(Qt::OtherFocusReason);
}

void NewTokenView::hideEvent(QHideEvent *event)
{
    QFrame::hideEvent(event);
    if (event->spontaneous()) // the window was minimized
        return;
    m_field->forget();
    hide();
}

} // namespace freshet
