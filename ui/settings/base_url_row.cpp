// SPDX-License-Identifier: MIT
#include "ui/settings/base_url_row.h"

#include "core/diagnosis/base_url_probe.h"
#include "core/providers/base_url.h"
#include "core/providers/provider_registry.h"
#include "core/settings/keys.h"
#include "core/settings/settings_store.h"
#include "ui/settings/endpoint_label.h"
#include "ui/settings/settings_page.h"
#include "ui/widgets/busy_indicator.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/result_label.h"
#include "ui/widgets/wrap_layout.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace freshet {

BaseUrlRow::BaseUrlRow(const ProviderId &provider, const QString &title, const Services &services, QWidget *parent)
    : QWidget(parent), m_provider(provider), m_services(services)
{
    auto *const label = new QLabel(title, this);
    m_url = new QLineEdit(services.providers.baseUrl(provider).toString(), this);
    const std::optional<Error> error = services.providers.baseUrlError(provider);
    if (error) // what can be mended is shown
        m_url->setText(services.settings.get(keys::baseUrl(provider)));
    m_url->setPlaceholderText(QStringLiteral("http://127.0.0.1:8000/v1"));
    setPlainToolTip(*m_url, tr("Where the server is. A pasted endpoint is shortened to its base."));
    label->setBuddy(m_url);
    m_reset = settingsButton(tr("R&eset"), this);
    m_reset->setAccessibleName(tr("Reset the base URL"));
    setPlainToolTip(*m_reset, tr("Use the provider's own base URL"));
    m_endpoints = new EndpointLabel(this);
    m_note = new ResultLabel(this);
    m_note->say(error ? error->message : QString());
    m_busy = new BusyIndicator(this);
    m_found = new ResultLabel(this);
    m_found->setObjectName("baseUrlFound");
    m_useFound = settingsButton({}, this);
    m_useFound->hide();

    auto *const row = new WrapLayout;
    row->addWidget(m_url);
    row->addWidget(m_reset);
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(label);
    column->addLayout(row);
    column->addWidget(m_endpoints);
    column->addWidget(m_note);
    auto *const found = new QHBoxLayout;
    found->setSpacing(8);
    found->addWidget(m_busy);
    found->addWidget(m_found, 1);
    column->addLayout(found);
    column->addWidget(m_useFound, 0, Qt::AlignLeft);
    connect(m_url, &QLineEdit::textChanged, this, &BaseUrlRow::showEndpoints);
    connect(m_url, &QLineEdit::editingFinished, this, &BaseUrlRow::keep);
    connect(m_reset, &QPushButton::clicked, this, [this] { take({}); });
    updateReset();
    showEndpoints();
}

void BaseUrlRow::showEndpoints() { m_endpoints->showFor(m_url->text(), *m_services.providers.find(m_provider)); }

std::optional<Origin> BaseUrlRow::origin() const { return Origin::of(m_services.providers.baseUrl(m_provider)); }

void BaseUrlRow::take(const QString &url)
{
    m_url->setText(url);
    keep();
}

void BaseUrlRow::keep()
{
    ProviderRegistry &providers = m_services.providers;
    if (!providers.baseUrlError(m_provider) && m_url->text().trimmed() == providers.baseUrl(m_provider).toString()) {
        m_note->say({});
        return;
    }
    const std::optional<Origin> before = origin();
    if (const Status kept = providers.setBaseUrl(m_provider, m_url->text()); !kept) {
        m_note->say(kept.error().message);
        return;
    }
    const bool isOwn = providers.hasBaseUrlOverride(m_provider);
    m_services.settings.set(keys::baseUrl(m_provider), isOwn ? providers.baseUrl(m_provider).toString() : QString());
    m_url->setText(providers.baseUrl(m_provider).toString());
    const bool isElsewhere = before && origin() && *before != *origin();
    m_note->say(isElsewhere ? tr("This is another server. A key stored for %1 stays there and is not sent to %2.")
                                  .arg(before->toString(), origin()->toString())
                            : QString());
    if (const QString warning = baseUrlWarning(providers.baseUrl(m_provider)); !warning.isEmpty() && !isElsewhere)
        m_note->say(warning);
    updateReset();
    emit baseUrlChanged();
    look();
}

void BaseUrlRow::look()
{
    delete std::exchange(m_probe, nullptr);
    m_busy->hide();
    m_found->say({});
    m_useFound->hide();
    if (!origin())
        return;
    m_services.providers.resolve(m_provider, this, [this](const Result<ProviderConfig> &config) {
        if (config && config->baseUrl == m_services.providers.baseUrl(m_provider))
            start(*config); // where a key is missing, the question waits for it
    });
}

void BaseUrlRow::start(const ProviderConfig &config)
{
    delete m_probe;
    m_probe = new BaseUrlProbe(m_services.http, config, BaseUrlProbe::Places::All, this);
    connect(m_probe, &BaseUrlProbe::finished, this, &BaseUrlRow::showFound);
    m_busy->show();
    m_found->say(tr("Looking for a server there…"));
}

void BaseUrlRow::showFound()
{
    BaseUrlProbe *const probe = std::exchange(m_probe, nullptr);
    probe->deleteLater();
    m_busy->hide();
    m_found->say(probe->sentence());
    const std::optional<BaseUrlCandidate> found = probe->found();
    const ProviderInfo &info = *m_services.providers.find(m_provider);
    if (probe->verdict() != BaseUrlProbe::Verdict::WorksElsewhere || !found || found->dialect != info.dialect)
        return; // of another dialect: the sentence tells what it is
    offerToUse(found->base);
}

void BaseUrlRow::askForUrl() { m_url->setFocus(Qt::OtherFocusReason); }

void BaseUrlRow::offer(const QUrl &url)
{
    if (url == m_services.providers.baseUrl(m_provider))
        return;
    m_found->say(
        tr("A server that speaks as this provider does was found at %1.").arg(url.toString(QUrl::FullyEncoded)));
    offerToUse(url);
    m_useFound->setFocus(Qt::OtherFocusReason);
}

void BaseUrlRow::offerToUse(const QUrl &url)
{
    const QString address = url.toString(QUrl::FullyEncoded);
    m_useFound->setText(plainLabel(tr("Use %1").arg(address)));
    m_useFound->disconnect(this);
    connect(m_useFound, &QPushButton::clicked, this, [this, address] { take(address); });
    m_useFound->show();
}

void BaseUrlRow::updateReset() { m_reset->setEnabled(m_services.providers.hasBaseUrlOverride(m_provider)); }

} // namespace freshet
