// SPDX-License-Identifier: MIT
#include "ui/endpoint/endpoint_indicator.h"

#include "ui/theme/icon_loader.h"
#include "ui/widgets/plain_text.h"

namespace freshet {

EndpointIndicator::EndpointIndicator(QWidget *parent) : QToolButton(parent)
{
    setIcon(loadIcon(IconName::Plug, IconTint::Muted));
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setAutoRaise(true);
    setForegroundRole(QPalette::PlaceholderText);
    hide();
}

void EndpointIndicator::setState(const QString &address, int queries)
{
    setText(queries == 0   ? tr("Local endpoint on")
            : queries == 1 ? tr("Local endpoint on · 1 query")
                           : tr("Local endpoint on · %1 queries").arg(queries));
    setToolTip(plainToolTip(
        tr("Other programs on this machine can ask through Freshet at %1. Click for its settings.").arg(address)));
    setVisible(!address.isEmpty());
}

} // namespace freshet
