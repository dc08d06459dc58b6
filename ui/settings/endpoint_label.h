// SPDX-License-Identifier: MIT
#pragma once

#include <QLabel>

namespace freshet {

struct ProviderInfo;

/// Shows, quietly, every address that a provider is asked at below a base URL. Hidden while that is none.
class EndpointLabel : public QLabel {
    Q_OBJECT

public:
    explicit EndpointLabel(QWidget *parent);

    /// @p typed as it stands in the field; an empty one is the provider's own.
    void showFor(const QString &typed, const ProviderInfo &provider);
};

} // namespace freshet
