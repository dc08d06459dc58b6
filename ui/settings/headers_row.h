// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/origin.h"
#include "core/domain/provider_info.h"

#include <QWidget>

#include <optional>

class QPushButton;

namespace freshet {

class ExtraHeaderStore;
class LinesField;
class ProviderRegistry;
class ResultLabel;

/// Headers that go with every request to a provider, for a gateway in front of it. Their values may be secrets: they go
/// in and never come out; only the names are shown.
class HeadersRow : public QWidget {
    Q_OBJECT

public:
    struct Services {
        const ProviderRegistry &providers;
        ExtraHeaderStore &headers;
    };

    HeadersRow(const ProviderInfo &provider, const QString &title, const Services &services, QWidget *parent);

    void showNames(); ///< Of those for the present base URL; call it when that has changed.

private:
    void keep();
    void save(const QList<ExtraHeader> &headers);
    std::optional<Origin> origin() const;

    const ProviderId m_provider;
    const Dialect m_dialect;
    const Services m_services;
    LinesField *m_field = nullptr; // child of this, as all below
    QPushButton *m_save = nullptr;
    QPushButton *m_remove = nullptr;
    ResultLabel *m_state = nullptr;
};

} // namespace freshet
