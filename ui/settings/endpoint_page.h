// SPDX-License-Identifier: MIT
#pragma once

#include "ui/settings/settings_page.h"

namespace freshet {

class EndpointAddress;
class EndpointPort;
class LocalEndpoint;
class ResultLabel;
class SettingsStore;
class ToolQueryModel;

/// The local endpoint: whether it listens and where, which tools may come in, and what they do now.
class EndpointPage : public SettingsPage {
    Q_OBJECT

public:
    struct Services {
        SettingsStore &settings;
        LocalEndpoint &endpoint;
        ToolQueryModel &queries;
    };

    static SettingsPageText text();
    EndpointPage(const Services &services, QWidget *parent);

private:
    enum Row { Switch, Port, Address, Tokens, Tools, Queries, Origins, Limits };

    void addSwitch();
    void addPort();
    void addLimits();
    void showState();

    const Services m_services;
    ResultLabel *m_state = nullptr; // child of this, as all below
    EndpointPort *m_port = nullptr;
    EndpointAddress *m_address = nullptr;
};

} // namespace freshet
