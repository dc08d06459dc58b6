// SPDX-License-Identifier: MIT
#pragma once

#include "ui/settings/provider_page.h"

#include <QDialog>
#include <QHash>

class QListWidget;
class QPushButton;
class QStackedWidget;

namespace freshet {

/// Settings of the providers: a list, and the page of the one that is chosen, made when it is first seen.
class ProvidersDialog : public QDialog {
    Q_OBJECT

public:
    ProvidersDialog(const ProviderPage::Services &services, QWidget *parent);

    void showProvider(const ProviderId &provider); ///< An unknown or empty one changes nothing.

signals:
    void useRequested(const freshet::ProviderId &provider);

private:
    void showPage(int row);

    const ProviderPage::Services m_services;
    QListWidget *m_list = nullptr; // child of this, as all below
    QStackedWidget *m_pages = nullptr;
    QPushButton *m_close = nullptr;
    QHash<ProviderId, ProviderPage *> m_made;
};

} // namespace freshet
