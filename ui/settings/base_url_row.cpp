// SPDX-License-Identifier: MIT
#include "ui/settings/base_url_row.h"

#include "core/providers/provider_registry.h"
#include "core/settings/keys.h"
#include "core/settings/settings_store.h"
#include "ui/settings/settings_page.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/result_label.h"

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
    m_url->setPlaceholderText(QStringLiteral("http://127.0.0.1:8000/v1"));
    m_url->setToolTip(plainToolTip(tr("Where the server is. A pasted endpoint is shortened to its base.")));
    label->setBuddy(m_url);
    m_reset = settingsButton(tr("R&eset"), this);
    m_reset->setAccessibleName(tr("Reset the base URL"));
    m_reset->setToolTip(plainToolTip(tr("Use the provider's own base URL")));
    m_note = new ResultLabel(this);

    auto *const row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_url, 1);
    row->addWidget(m_reset);
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(label);
    column->addLayout(row);
    column->addWidget(m_note);
    connect(m_url, &QLineEdit::editingFinished, this, &BaseUrlRow::keep);
    connect(m_reset, &QPushButton::clicked, this, [this] { take({}); });
    updateReset();
}

std::optional<Origin> BaseUrlRow::origin() const { return Origin::of(m_services.providers.baseUrl(m_provider)); }

void BaseUrlRow::take(const QString &url)
{
    m_url->setText(url);
    keep();
}

void BaseUrlRow::keep()
{
    ProviderRegistry &providers = m_services.providers;
    if (m_url->text().trimmed() == providers.baseUrl(m_provider).toString()) {
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
    updateReset();
    emit baseUrlChanged();
}

void BaseUrlRow::updateReset() { m_reset->setEnabled(m_services.providers.hasBaseUrlOverride(m_provider)); }

} // namespace freshet
