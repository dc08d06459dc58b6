// SPDX-License-Identifier: MIT
#include "core/server/local_endpoint.h"
#include "ui/chat/chat_panel.h"
#include "ui/endpoint/endpoint_indicator.h"
#include "ui/endpoint/endpoint_words.h"
#include "ui/endpoint/tool_query_model.h"
#include "ui/main_window.h"
#include "ui/settings/settings_dialog.h"
#include "ui/widgets/notice_bar.h"

namespace freshet {

void MainWindow::bindEndpoint()
{
    const LocalEndpoint &endpoint = m_services.endpoint;
    AccessTokenStore &tokens = m_services.endpoint.tokens();
    connect(&endpoint, &LocalEndpoint::stateChanged, this, &MainWindow::updateEndpoint);
    connect(m_toolQueries, &ToolQueryModel::openCountChanged, this, &MainWindow::updateEndpoint);
    const auto show = [this](const QString &sentence) { m_chat->notice().showNotice(sentence); };
    show(tokens.notice());
    connect(&tokens, &AccessTokenStore::saveFailed, this, show);
    connect(&tokens, &AccessTokenStore::budgetReached, this, [this, &tokens](const TokenId &id) {
        if (const auto token = tokens.token(id))
            m_chat->notice().showAgain(budgetReachedWords(*token, tokens.useToday(id).day));
    });
}

void MainWindow::connectIndicator()
{
    connect(&m_chat->endpoint(), &EndpointIndicator::clicked, this, [this] {
        settings().showEndpoint();
        showSettings({});
    });
    updateEndpoint();
}

/// What fails to listen is told in the window too: at a start nobody looks at the settings.
void MainWindow::updateEndpoint()
{
    const LocalEndpoint &endpoint = m_services.endpoint;
    m_chat->endpoint().setState(endpoint.url().authority(), m_toolQueries->openCount());
    if (endpoint.error())
        m_chat->notice().showNotice(endpoint.error()->message);
}

} // namespace freshet
