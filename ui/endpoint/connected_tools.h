// SPDX-License-Identifier: MIT
#pragma once

#include <QTimer>
#include <QWidget>

class QLabel;
class QStandardItemModel;

namespace freshet {

class EntryList;
class LocalEndpoint;

/// Which tools are connected to the local endpoint now, how, and since when.
class ConnectedTools : public QWidget {
    Q_OBJECT

public:
    ConnectedTools(LocalEndpoint &endpoint, QWidget *parent);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void showConnections();

    LocalEndpoint &m_endpoint;
    QStandardItemModel *m_model = nullptr; // child of this, as all below
    QLabel *m_nothing = nullptr;
    EntryList *m_list = nullptr;
    QTimer m_soon; ///< HTTP comes and goes with each request.
};

} // namespace freshet
