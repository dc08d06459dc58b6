// SPDX-License-Identifier: MIT
#include "ui/settings/headers_row.h"

#include "core/providers/header_lines.h"
#include "core/providers/provider_registry.h"
#include "core/settings/extra_header_store.h"
#include "ui/language/word_list.h"
#include "ui/settings/settings_page.h"
#include "ui/widgets/lines_field.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/result_label.h"
#include "ui/widgets/wrap_layout.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace freshet {

namespace {
constexpr int kHeaderLines = 2;
} // namespace

HeadersRow::HeadersRow(const ProviderInfo &provider, const QString &title, const Services &services, QWidget *parent)
    : QWidget(parent), m_provider(provider.id), m_dialect(provider.dialect), m_services(services)
{
    auto *const label = new QLabel(title, this);
    m_field = new LinesField(kHeaderLines, this);
    m_field->setPlaceholderText(tr("Name: value"));
    setPlainToolTip(*m_field,
        tr("One a line. Kept in the system's keychain and sent to this server only, for a "
           "gateway in front of it."));
    m_field->setAccessibleDescription(tr("One a line, as name, colon, value"));
    label->setBuddy(m_field);
    m_save = settingsButton(tr("Sa&ve headers"), this);
    m_save->setEnabled(false);
    m_remove = settingsButton(tr("Remove headers"), this);
    m_state = new ResultLabel(this);

    auto *const buttons = new WrapLayout;
    buttons->addWidget(m_save);
    buttons->addWidget(m_remove);
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(label);
    column->addWidget(m_field);
    column->addLayout(buttons);
    column->addWidget(m_state);
    connect(m_field, &LinesField::textChanged, this,
        [this] { m_save->setEnabled(!m_field->toPlainText().trimmed().isEmpty()); });
    connect(m_save, &QPushButton::clicked, this, &HeadersRow::keep);
    connect(m_remove, &QPushButton::clicked, this, [this] { save({}); });
    showNames();
}

std::optional<Origin> HeadersRow::origin() const { return Origin::of(m_services.providers.baseUrl(m_provider)); }

void HeadersRow::showNames()
{
    const auto at = origin();
    const QStringList names = at ? m_services.headers.names(m_provider, *at) : QStringList();
    m_field->setEnabled(at.has_value());
    m_remove->setVisible(!names.isEmpty());
    m_state->say(names.isEmpty() ? QString() : tr("Sent to %1: %2.").arg(at->toString(), wordList(names)));
}

void HeadersRow::keep()
{
    const auto headers = parseHeaderLines(m_field->toPlainText(), m_dialect);
    if (headers)
        save(*headers);
    else
        m_state->say(headers.error().message);
}

void HeadersRow::save(const QList<ExtraHeader> &headers)
{
    const auto at = origin();
    if (!at)
        return;
    m_services.headers.save(m_provider, *at, headers, this, [this](const Status &kept) {
        if (!kept) {
            m_state->say(kept.error().message); // and what was typed stays
            return;
        }
        m_field->clear();
        m_field->setFocus();
        showNames();
    });
}

} // namespace freshet
