// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/origin.h"
#include "core/domain/model_info.h"

#include <QWidget>

#include <optional>

class QLineEdit;
class QPushButton;

namespace freshet {

class ProviderRegistry;
class ResultLabel;
class SettingsStore;

/// Where a provider's server is. What is typed is kept when the field is left; what cannot be an address stays in the
/// field, with a word about it.
class BaseUrlRow : public QWidget {
    Q_OBJECT

public:
    struct Services {
        ProviderRegistry &providers;
        SettingsStore &settings;
    };

    BaseUrlRow(const ProviderId &provider, const QString &title, const Services &services, QWidget *parent);

    void take(const QString &url); ///< As if it had been typed.

signals:
    void baseUrlChanged(); ///< The provider has another one now.

private:
    void keep();
    void updateReset();
    std::optional<Origin> origin() const;

    const ProviderId m_provider;
    const Services m_services;
    QLineEdit *m_url = nullptr; // child of this, as all below
    QPushButton *m_reset = nullptr;
    ResultLabel *m_note = nullptr;
};

} // namespace freshet
