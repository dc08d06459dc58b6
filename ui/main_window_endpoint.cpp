// SPDX-License-Identifier: MIT
#include "core/server/local_endpoint.h"
#include "ui/chat/chat_panel.h"
#include "ui/endpoint/endpoint_indicator.h"
#include "ui/endpoint/tool_query_model.h"
#include "ui/main_window.h"
#include "ui/settings/settings_dialog.h"

namespace freshet {

void MainWindow::bindEndpoint()
{
    const LocalEndpoint &endpoint = m_services.endpoint;
    connect(&endpoint, &LocalEndpoint::stateChanged, this, &MainWindow::updateEndpoint);
    connect(&m_shares.toolQueries, &ToolQueryModel::openCountChanged, this, &MainWindow::updateEndpoint);
}

void MainWindow::connectIndicator()
{
    connect(&m_chat->endpoint(), &EndpointIndicator::clicked, this, [this] {
        settings().showEndpoint();
        showSettings({});
    });
    updateEndpoint();
}

void MainWindow::updateEndpoint()
{
    const LocalEndpoint &endpoint = m_services.endpoint;
    m_chat->endpoint().setState(endpoint.url().authority(), m_shares.toolQueries.openCount());
}

} // namespace freshet
