// SPDX-License-Identifier: MIT
#pragma once

#include "ui/settings/model_table.h"

class QPushButton;

namespace freshet {

class BusyIndicator;
class ElidedLabel;
class ResultLabel;

/// One provider's models with how old the list is, and asking for it anew.
class ProviderModels : public QWidget {
    Q_OBJECT

public:
    ProviderModels(const ProviderId &provider, const ModelTable::Services &services, QWidget *parent);

    void setAddressKnown(bool isKnown); ///< Without one there is nobody to ask.

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeRefresh();
    void refresh();
    void showState();
    void tellResult();

    const ProviderId m_provider;
    ModelRefreshService &m_models;
    QPushButton *m_refresh = nullptr; // child of this, as all below
    BusyIndicator *m_busy = nullptr;
    ElidedLabel *m_age = nullptr;
    ResultLabel *m_result = nullptr;
    bool m_isAddressKnown = true;
    bool m_isAsked = false; ///< By the button; the result is told then.
};

} // namespace freshet
