// SPDX-License-Identifier: MIT
#include "ui/settings/provider_models.h"

#include "core/models/model_refresh_service.h"
#include "ui/language/word_list.h"
#include "ui/models/model_list_model.h"
#include "ui/settings/settings_page.h"
#include "ui/theme/icon_loader.h"
#include "ui/widgets/busy_indicator.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/result_label.h"
#include "ui/widgets/wrap_layout.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace freshet {

ProviderModels::ProviderModels(const ProviderId &provider, const ModelTable::Services &services, QWidget *parent)
    : QWidget(parent), m_provider(provider), m_models(services.models)
{
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(makeRefresh());
    m_result = new ResultLabel(this);
    m_result->setObjectName("refreshResult");
    column->addWidget(m_result);
    column->addWidget(new ModelTable(provider, services, this), 1);
    connect(&m_models, &ModelRefreshService::refreshStarted, this, [this](const ProviderId &id) {
        if (id == m_provider)
            showState();
    });
    connect(&m_models, &ModelRefreshService::refreshFinished, this, [this](const ProviderId &id) {
        if (id != m_provider)
            return;
        tellResult();
        showState();
    });
    showState();
}

QWidget *ProviderModels::makeRefresh()
{
    auto *const box = new QWidget(this);
    m_refresh = settingsButton(tr("&Refresh models"), box);
    m_refresh->setIcon(loadIcon(IconName::Refresh));
    setPlainToolTip(*m_refresh, tr("Asks the provider which models it has, with the key that is saved"));
    m_busy = new BusyIndicator(box);
    m_age = new ElidedLabel(box);
    m_age->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_age->setForegroundRole(QPalette::PlaceholderText);
    connect(m_refresh, &QPushButton::clicked, this, &ProviderModels::refresh);
    auto *const line = new WrapLayout(box);
    line->addWidget(m_refresh);
    line->addWidget(m_busy);
    line->addWidget(m_age);
    return box;
}

void ProviderModels::setAddressKnown(bool isKnown)
{
    m_isAddressKnown = isKnown;
    showState();
}

void ProviderModels::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    showState();
}

void ProviderModels::refresh()
{
    m_isAsked = true;
    m_result->say({});
    m_models.refresh(m_provider, ModelRefreshService::Mode::Force);
    showState();
}

void ProviderModels::showState()
{
    const ModelRefreshService::State state = m_models.state(m_provider);
    // Not disabled while it runs: that would throw the keyboard's focus elsewhere.
    m_refresh->setEnabled(m_isAddressKnown);
    m_busy->setVisible(state.isRefreshing);
    if (state.isRefreshing)
        m_age->setText(tr("Asking for the models…"));
    else if (!state.refreshedAt.isValid())
        m_age->setText(state.models.isEmpty() ? tr("Never asked.") : tr("Never asked; what is listed is built in."));
    else
        m_age->setText(
            tr("Refreshed %1.")
                .arg(agoWords(std::chrono::seconds(state.refreshedAt.secsTo(QDateTime::currentDateTime())))));
    if (!state.isRefreshing && state.error)
        m_result->say(state.error->message);
}

void ProviderModels::tellResult()
{
    const ModelRefreshService::State state = m_models.state(m_provider);
    if (state.error || !std::exchange(m_isAsked, false)) {
        if (!state.error)
            m_result->say({});
        m_isAsked = false;
        return;
    }
    QStringList news;
    if (state.added > 0)
        news << tr("%1 new").arg(state.added);
    if (state.gone > 0)
        news << tr("%1 gone").arg(state.gone);
    const auto count = std::count_if(state.models.cbegin(), state.models.cend(),
        [](const ModelInfo &model) { return model.origin == ModelOrigin::Live && !model.isGone(); });
    const QString models = count == 1 ? tr("It works: 1 model") : tr("It works: %1 models").arg(count);
    m_result->say(news.isEmpty() ? tr("%1.").arg(models) : tr("%1, %2.").arg(models, wordList(news)));
}

} // namespace freshet
