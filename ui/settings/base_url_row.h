// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/origin.h"
#include "core/domain/provider_info.h"

#include <QWidget>

#include <optional>

class QLineEdit;
class QPushButton;

namespace freshet {

class BaseUrlProbe;
class BusyIndicator;
class EndpointLabel;
class HttpClient;
class ProviderRegistry;
class ResultLabel;
class SettingsStore;

/// Where a provider's server is. What is typed is kept when the field is left, and the server is looked for: where it
/// answers at another address, that one is offered. What cannot be an address, typed or stored, stays in the field with
/// a word about it.
class BaseUrlRow : public QWidget {
    Q_OBJECT

public:
    struct Services {
        ProviderRegistry &providers;
        SettingsStore &settings;
        HttpClient &http;
    };

    BaseUrlRow(const ProviderId &provider, const QString &title, const Services &services, QWidget *parent);

    void askForUrl(); ///< Puts the cursor into the field.
    void take(const QString &url); ///< As if it had been typed.
    void offer(const QUrl &url); ///< One where a server was found, with the cursor on it; the user may take it.

signals:
    void baseUrlChanged(); ///< The provider has another one now.

private:
    void keep();
    void look();
    void start(const ProviderConfig &config);
    void showFound();
    void showEndpoints();
    void offerToUse(const QUrl &url);
    void updateReset();
    std::optional<Origin> origin() const;

    const ProviderId m_provider;
    const Services m_services;
    QLineEdit *m_url = nullptr; // child of this, as all below
    QPushButton *m_reset = nullptr;
    EndpointLabel *m_endpoints = nullptr;
    ResultLabel *m_note = nullptr;
    BusyIndicator *m_busy = nullptr;
    ResultLabel *m_found = nullptr;
    QPushButton *m_useFound = nullptr; // hidden unless another address is offered
    BaseUrlProbe *m_probe = nullptr; // null while none runs
};

} // namespace freshet
