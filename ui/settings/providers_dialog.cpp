// SPDX-License-Identifier: MIT
#include "ui/settings/providers_dialog.h"

#include "core/providers/provider_registry.h"
#include "ui/widgets/row_delegate.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QListWidget>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace freshet {

ProvidersDialog::ProvidersDialog(const ProviderPage::Services &services, QWidget *parent)
    : QDialog(parent), m_services(services), m_list(new QListWidget(this)), m_pages(new QStackedWidget(this))
{
    setWindowTitle(tr("Providers"));
    m_list->setAccessibleName(tr("Providers"));
    m_list->setItemDelegate(new RowDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    m_list->setFixedWidth(200);
    m_list->viewport()->setAutoFillBackground(false);
    for (const ProviderInfo &provider : services.providers.providers()) {
        auto *const item = new QListWidgetItem(provider.name, m_list);
        item->setData(RowUserRole, provider.id);
    }
    m_pages->setAutoFillBackground(true);
    m_pages->setBackgroundRole(QPalette::Base);
    auto *const buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_close = buttons->button(QDialogButtonBox::Close);
    m_close->setAutoDefault(false); // Enter in a field keeps the field

    auto *const row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(m_list);
    row->addWidget(m_pages, 1);
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 12);
    column->addLayout(row, 1);
    auto *const foot = new QHBoxLayout;
    foot->setContentsMargins(12, 0, 12, 0);
    foot->addWidget(buttons);
    column->addLayout(foot);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_list, &QListWidget::currentRowChanged, this, &ProvidersDialog::showPage);
    m_list->setCurrentRow(0);
    resize(720, 520);
}

void ProvidersDialog::showProvider(const ProviderId &provider)
{
    for (int row = 0; row < m_list->count(); ++row) {
        if (m_list->item(row)->data(RowUserRole).toString() == provider)
            m_list->setCurrentRow(row);
    }
}

void ProvidersDialog::showPage(int row)
{
    if (row < 0)
        return;
    const ProviderId provider = m_list->item(row)->data(RowUserRole).toString();
    ProviderPage *&page = m_made[provider];
    if (!page) {
        page = new ProviderPage(provider, m_services, m_pages);
        m_pages->addWidget(page);
        connect(page, &ProviderPage::useRequested, this, &ProvidersDialog::useRequested);
        QWidget *before = m_list;
        const QList<QWidget *> parts = page->findChildren<QWidget *>();
        for (QWidget *part : parts) {
            if ((part->focusPolicy() & Qt::TabFocus) == 0)
                continue;
            setTabOrder(before, part);
            before = part;
        }
        setTabOrder(before, m_close);
    }
    m_pages->setCurrentWidget(page);
}

} // namespace freshet
