// SPDX-License-Identifier: MIT
#include "ui/endpoint/endpoint_limits.h"

#include "core/settings/keys.h"
#include "core/settings/settings_store.h"
#include "ui/settings/settings_page.h"

#include <QLabel>
#include <QSpinBox>
#include <QVBoxLayout>

#include <limits>

namespace freshet {

namespace {
constexpr int kLimitWidth = 120;
} // namespace

EndpointLimits::EndpointLimits(SettingsStore &settings, QWidget *parent) : QWidget(parent), m_settings(settings)
{
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    addNumber(tr("Co&nnections at once"), tr("What comes beyond is turned away."), keys::serverConnections, *column);
    addNumber(tr("&Queries at once"), tr("Of all tools together. Others wait for their turn; your own never wait."),
        keys::serverQueries, *column);
    addNumber(tr("Queries at once on one conn&ection"), tr("So that one tool cannot keep the others waiting."),
        keys::serverQueriesPerConnection, *column);
}

void EndpointLimits::addNumber(
    const QString &title, const QString &hint, const Setting<int> &setting, QVBoxLayout &column)
{
    auto *const count = new QSpinBox(this);
    count->setRange(setting.clean(0), setting.clean(std::numeric_limits<int>::max()));
    count->setMaximumWidth(kLimitWidth);
    count->setAccessibleDescription(hint);
    auto *const label = new QLabel(title, this);
    label->setWordWrap(true);
    label->setBuddy(count);
    m_settings.bind(setting, count, [count](int value) { count->setValue(value); });
    connect(count, &QSpinBox::valueChanged, this, [this, setting](int value) { m_settings.set(setting, value); });
    if (column.count() > 0)
        column.addSpacing(8);
    column.addWidget(label);
    column.addWidget(count);
    column.addWidget(quietLabel(hint, this));
}

} // namespace freshet
