// SPDX-License-Identifier: MIT
#include "ui/settings/endpoint_page.h"

#include "core/server/local_endpoint.h"
#include "core/settings/keys.h"
#include "core/settings/settings_store.h"
#include "ui/endpoint/connected_tools.h"
#include "ui/endpoint/endpoint_address.h"
#include "ui/endpoint/endpoint_limits.h"
#include "ui/endpoint/endpoint_origins.h"
#include "ui/endpoint/endpoint_port.h"
#include "ui/endpoint/token_list.h"
#include "ui/endpoint/tool_query_list.h"
#include "ui/widgets/fold.h"
#include "ui/widgets/result_label.h"

#include <QCheckBox>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

namespace freshet {

SettingsPageText EndpointPage::text()
{
    return {.title = tr("Local endpoint"),
        .words = tr("server api websocket http openai other programs tools"),
        .rows = {{tr("Let other programs on this machine ask through Freshet"), tr("switch on off enable listen")},
            {tr("&Port"), tr("number 8765 listen")}, {tr("Address"), tr("url base copy")},
            {tr("Tokens"), tr("access secret scopes permission budget limit revoke")},
            {tr("Connected now"), tr("tools clients connections")},
            {tr("Queries"), tr("running stop log history what tools ask")},
            {tr("&Web pages that may ask"), tr("allowed origins browser cors extension")},
            {tr("Limits"), tr("connections queries at once")}}};
}

EndpointPage::EndpointPage(const Services &services, QWidget *parent)
    : SettingsPage(text(), parent), m_services(services)
{
    addSwitch();
    addPort();
    m_address = new EndpointAddress(&body());
    addRow(Address, labelled(Address, m_address, {}));
    addRow(Tokens, labelled(Tokens, new TokenList(services.endpoint.tokens(), &body()), {}));
    addRow(Tools, labelled(Tools, new ConnectedTools(services.endpoint, &body()), {}));
    addRow(Queries, labelled(Queries, new ToolQueryList(services.queries, &body()), {}));
    auto *const origins = new EndpointOrigins(services.settings, &body());
    addRow(Origins,
        labelled(Origins, origins,
            tr("One origin a line. Every other page is turned away, whatever it knows; these still need a token.")));
    addLimits();
    connect(&services.endpoint, &LocalEndpoint::stateChanged, this, &EndpointPage::showState);
    showState();
}

void EndpointPage::addSwitch()
{
    auto *const box = new QCheckBox(tr("&Switched on"), &body());
    m_services.settings.bind(keys::serverEnabled, box, [box](bool isOn) { box->setChecked(isOn); });
    connect(box, &QCheckBox::toggled, this, [this](bool isOn) { m_services.settings.set(keys::serverEnabled, isOn); });
    QWidget *const row = labelled(Switch, box,
        tr("Programs that you give a token can then use your providers, models and keys while this window is open, "
           "without seeing a key. Nobody outside this machine can."));
    box->setAccessibleName(titleOf(Switch));
    m_state = new ResultLabel(row);
    row->layout()->addWidget(m_state);
    addRow(Switch, row);
}

void EndpointPage::addPort()
{
    m_port = new EndpointPort(m_services.settings, &body());
    addRow(Port, labelled(Port, m_port, tr("0 takes any free one. A new port closes all connections.")));
}

void EndpointPage::addLimits()
{
    auto *const fold = new Fold(titleOf(Limits), &body());
    fold->setContent(new EndpointLimits(m_services.settings, fold));
    addRow(Limits, fold);
}

void EndpointPage::showState()
{
    const LocalEndpoint &endpoint = m_services.endpoint;
    const auto &error = endpoint.error();
    m_state->say(endpoint.isListening() ? tr("It listens on port %1.").arg(endpoint.port())
            : error                     ? tr("It does not listen: see the port below.")
                                        : QString());
    m_port->showProblem(error ? error->message : QString());
    m_address->setUrl(endpoint.url());
}

} // namespace freshet
