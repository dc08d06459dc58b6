// SPDX-License-Identifier: MIT
#include "ui/endpoint/connected_tools.h"

#include "core/server/local_endpoint.h"
#include "ui/settings/settings_page.h"
#include "ui/widgets/entry_list.h"
#include "ui/widgets/row_delegate.h"

#include <QLabel>
#include <QLocale>
#include <QStandardItemModel>
#include <QVBoxLayout>

using namespace std::chrono_literals;

namespace freshet {

namespace {
constexpr int kConnectionLines = 8;
} // namespace

ConnectedTools::ConnectedTools(LocalEndpoint &endpoint, QWidget *parent)
    : QWidget(parent),
      m_endpoint(endpoint),
      m_model(new QStandardItemModel(this)),
      m_nothing(quietLabel(tr("None."), this)),
      m_list(new EntryList(tr("Connected tools"), kConnectionLines, this))
{
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_nothing);
    column->addWidget(m_list);
    m_list->setModel(m_model);
    m_soon.setSingleShot(true);
    m_soon.setInterval(100ms);
    connect(&m_soon, &QTimer::timeout, this, &ConnectedTools::showConnections);
    const auto soon = [this] {
        if (isVisible() && !m_soon.isActive())
            m_soon.start();
    };
    connect(&endpoint, &LocalEndpoint::connectionsChanged, this, soon);
    connect(&endpoint, &LocalEndpoint::stateChanged, this, soon);
    showConnections();
}

void ConnectedTools::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    showConnections();
}

/// Rows are kept where they are as far as they say the same, so that the list's current one stays.
void ConnectedTools::showConnections()
{
    const QList<EndpointServer::Connection> connections = m_endpoint.connections();
    const QLocale locale;
    for (int row = 0; row < connections.size(); ++row) {
        const auto &connection = connections.at(row);
        const auto token = m_endpoint.tokens().token(connection.token);
        const QString since = locale.toString(connection.since.toLocalTime().time(), QLocale::ShortFormat);
        const QString detail = connection.kind == EndpointServer::Connection::Kind::WebSocket
            ? tr("WebSocket, since %1").arg(since)
            : tr("HTTP, since %1").arg(since);
        if (row == m_model->rowCount())
            m_model->appendRow(new QStandardItem); // the model's
        QStandardItem &item = *m_model->item(row);
        item.setText(token ? token->name : QString());
        item.setData(detail, RowDetail);
        item.setAccessibleText(item.text() + QStringLiteral(", ") + detail);
    }
    m_model->setRowCount(static_cast<int>(connections.size()));
    m_nothing->setVisible(connections.isEmpty());
}

} // namespace freshet
