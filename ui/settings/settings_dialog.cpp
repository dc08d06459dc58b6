// SPDX-License-Identifier: MIT
#include "ui/settings/settings_dialog.h"

#include "core/providers/provider_registry.h"
#include "core/settings/keys.h"
#include "core/settings/settings_store.h"
#include "ui/settings/appearance_page.h"
#include "ui/settings/chat_page.h"
#include "ui/settings/documents_page.h"
#include "ui/settings/endpoint_page.h"
#include "ui/settings/general_page.h"
#include "ui/settings/keyboard_page.h"
#include "ui/settings/provider_page.h"
#include "ui/theme/icon_loader.h"
#include "ui/widgets/field_buttons.h"
#include "ui/widgets/result_label.h"
#include "ui/widgets/row_delegate.h"

#include <QDialogButtonBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace freshet {

namespace {

constexpr QSize kFirstSettingsSize(900, 660);
constexpr int kPageRole = RowUserRole; // its place among the known pages
constexpr int kListWidth = 150;
constexpr int kMostListLetters = 22;

QString endpointPageId() { return QStringLiteral("endpoint"); }

QString providerPageId(const ProviderId &provider) { return QStringLiteral("provider/") + provider; }

} // namespace

SettingsDialog::SettingsDialog(const Services &services, QWidget *parent)
    : QDialog(parent),
      m_services(services),
      m_field(new QLineEdit(this)),
      m_list(new QListWidget(this)),
      m_pages(new QStackedWidget(this)),
      m_nothing(new QLabel(m_pages))
{
    setWindowTitle(tr("Settings"));
    m_field->setPlaceholderText(tr("Search settings"));
    m_field->setAccessibleName(m_field->placeholderText());
    addClearButton(*m_field);
    addFieldPicture(*m_field, loadIcon(IconName::Search, IconTint::Muted));
    m_field->installEventFilter(this);
    m_list->setAccessibleName(tr("Pages"));
    m_list->setItemDelegate(new RowDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->viewport()->setAutoFillBackground(false);
    m_pages->setAutoFillBackground(true);
    m_pages->setBackgroundRole(QPalette::Base);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setWordWrap(true);
    m_nothing->setTextFormat(Qt::PlainText);
    m_nothing->setForegroundRole(QPalette::PlaceholderText);
    m_pages->addWidget(m_nothing);
    arrange();
    listPages();

    connect(m_field, &QLineEdit::textChanged, this, &SettingsDialog::search);
    connect(m_list, &QListWidget::currentRowChanged, this, &SettingsDialog::showPage);
    const auto onKeys = [this](const QKeySequence &keys, auto slot) {
        connect(new QShortcut(keys, this), &QShortcut::activated, this, slot);
    };
    onKeys(QKeySequence::Find, [this] {
        m_field->setFocus(Qt::ShortcutFocusReason);
        m_field->selectAll();
    });
    onKeys(QKeyCombination(Qt::CTRL, Qt::Key_PageDown), [this] { step(1); });
    onKeys(QKeyCombination(Qt::CTRL, Qt::Key_PageUp), [this] { step(-1); });
    if (!restoreGeometry(services.settings.get(keys::settingsGeometry)))
        resize(kFirstSettingsSize);
    const QString last = services.settings.get(keys::settingsPage);
    m_list->setCurrentRow(0);
    choose(last);
    m_list->setFocus();
}

SettingsDialog::~SettingsDialog()
{
    if (isVisible())
        keepGeometry();
}

SettingsDialog::State SettingsDialog::state() const
{
    State state{.typed = m_typed,
        .focus = static_cast<int>(m_pages->currentWidget()->findChildren<QWidget *>().indexOf(focusWidget()))};
    const QList<ResultLabel *> labels = m_pages->currentWidget()->findChildren<ResultLabel *>();
    for (const ResultLabel *const label : labels)
        state.said.append(label->text());
    for (const Page &page : m_known) {
        if (page.made)
            state.typed.insert(page.id, typedTexts(*page.made));
    }
    return state;
}

void SettingsDialog::setState(const State &state)
{
    m_typed = state.typed;
    for (const Page &page : std::as_const(m_known)) {
        if (page.made)
            typeAgain(*page.made, m_typed.take(page.id));
    }
    const QList<ResultLabel *> labels = m_pages->currentWidget()->findChildren<ResultLabel *>();
    for (qsizetype i = 0; i < std::min(labels.size(), state.said.size()); ++i)
        labels.at(i)->say(state.said.at(i));
    if (QWidget *const focus = m_pages->currentWidget()->findChildren<QWidget *>().value(state.focus))
        focus->setFocus(Qt::OtherFocusReason);
}

void SettingsDialog::keepGeometry() { m_services.settings.set(keys::settingsGeometry, saveGeometry()); }

void SettingsDialog::arrange()
{
    auto *const buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_close = buttons->button(QDialogButtonBox::Close);
    m_close->setAutoDefault(false); // Enter in a field keeps the field
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *const row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(m_list);
    row->addWidget(m_pages, 1);
    auto *const head = new QHBoxLayout;
    head->setContentsMargins(12, 12, 12, 8);
    head->addWidget(m_field);
    auto *const foot = new QHBoxLayout;
    foot->setContentsMargins(12, 8, 12, 0);
    foot->addWidget(buttons);
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 12);
    column->setSpacing(0);
    column->addLayout(head);
    column->addLayout(row, 1);
    column->addLayout(foot);
}

void SettingsDialog::listPages()
{
    addPage({QStringLiteral("chat"), ChatPage::text(), [this]() -> SettingsPage * {
                 auto *const page = new ChatPage({m_services.settings, m_services.providers, m_services.models,
                                                     m_services.model, m_services.favourites},
                     m_pages);
                 connect(page, &ChatPage::setUpRequested, this, &SettingsDialog::showProvider);
                 return page;
             }});
    addPage({QStringLiteral("documents"), DocumentsPage::text(), [this]() -> SettingsPage * {
                 return new DocumentsPage({m_services.settings, m_services.retrieval, m_services.documents}, m_pages);
             }});
    addPage({QStringLiteral("appearance"), AppearancePage::text(),
        [this]() -> SettingsPage * { return new AppearancePage(m_services.settings, m_pages); }});
    addPage({QStringLiteral("keyboard"), KeyboardPage::text(),
        [this]() -> SettingsPage * { return new KeyboardPage(m_services.shortcuts, m_pages); }});
    addPage({QStringLiteral("general"), GeneralPage::text(), [this]() -> SettingsPage * {
                 return new GeneralPage({m_services.settings, m_services.providers}, m_pages);
             }});
    addPage({endpointPageId(), EndpointPage::text(), [this]() -> SettingsPage * {
                 return new EndpointPage({m_services.settings, m_services.endpoint, m_services.toolQueries}, m_pages);
             }});

    auto *const heading = new QListWidgetItem(tr("Providers"), m_list);
    heading->setData(RowIsHeader, true);
    heading->setData(kPageRole, -1);
    heading->setFlags(Qt::ItemIsEnabled);
    for (const ProviderInfo &provider : m_services.providers.providers()) {
        addPage(
            {providerPageId(provider.id), ProviderPage::text(provider), [this, id = provider.id]() -> SettingsPage * {
                 auto *const page = new ProviderPage(id,
                     {m_services.providers, m_services.models, m_services.settings, m_services.secrets,
                         m_services.headers, m_services.http, m_services.model, m_services.favourites},
                     m_pages);
                 connect(page, &ProviderPage::providerWanted, this, &SettingsDialog::showProviderAt);
                 return page;
             }});
    }
}

void SettingsDialog::addPage(const Page &page)
{
    auto *const item = new QListWidgetItem(page.text.title, m_list);
    item->setData(kPageRole, static_cast<int>(m_known.size()));
    m_known << page;
}

void SettingsDialog::fitList()
{
    const int widest = m_list->sizeHintForColumn(0);
    int wanted = std::max(widest, kListWidth);
    for (const Page &page : std::as_const(m_known))
        wanted = std::max(wanted, m_list->fontMetrics().horizontalAdvance(page.text.title) + 40);
    const int most = std::max(width() / 4, m_list->fontMetrics().averageCharWidth() * kMostListLetters);
    m_list->setFixedWidth(std::min(wanted, most));
}

void SettingsDialog::resizeEvent(QResizeEvent *event)
{
    QDialog::resizeEvent(event);
    fitList();
}

void SettingsDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::FontChange && m_list)
        fitList();
}

int SettingsDialog::pageOf(int row) const
{
    const QListWidgetItem *const item = m_list->item(row);
    return item ? item->data(kPageRole).toInt() : -1;
}

void SettingsDialog::showProvider(const ProviderId &provider)
{
    if (m_services.providers.find(provider))
        choose(providerPageId(provider));
}

void SettingsDialog::showRemedy(const ProviderId &provider, ErrorKind trouble)
{
    if (!m_services.providers.find(provider))
        return;
    m_field->clear(); // a search may hide the row
    showProvider(provider);
    if (auto *const page = qobject_cast<ProviderPage *>(m_pages->currentWidget()))
        page->showRemedy(trouble);
}

void SettingsDialog::showEndpoint() { choose(endpointPageId()); }

void SettingsDialog::showProviderAt(const ProviderId &provider, const QUrl &baseUrl)
{
    if (!m_services.providers.find(provider))
        return;
    m_field->clear();
    showProvider(provider);
    if (auto *const page = qobject_cast<ProviderPage *>(m_pages->currentWidget()))
        page->offerBaseUrl(baseUrl);
}

void SettingsDialog::choose(const QString &id)
{
    for (int row = 0; row < m_list->count(); ++row) {
        const int page = pageOf(row);
        if (page < 0 || m_known.at(page).id != id)
            continue;
        if (m_list->item(row)->isHidden())
            m_field->clear();
        m_list->setCurrentRow(row);
    }
}

void SettingsDialog::step(int direction)
{
    for (int row = m_list->currentRow() + direction; row >= 0 && row < m_list->count(); row += direction) {
        if (pageOf(row) >= 0 && !m_list->item(row)->isHidden()) {
            m_list->setCurrentRow(row);
            return;
        }
    }
}

void SettingsDialog::search(const QString &typed)
{
    m_search = SettingsSearch(typed);
    int first = -1;
    QListWidgetItem *heading = nullptr;
    for (int row = 0; row < m_list->count(); ++row) {
        QListWidgetItem *const item = m_list->item(row);
        const int page = pageOf(row);
        const bool isFound = page >= 0 && m_search.finds(m_known.at(page).text);
        item->setHidden(!isFound);
        if (page < 0)
            heading = item;
        else if (isFound && heading)
            heading->setHidden(false);
        if (isFound && first < 0)
            first = row;
    }
    for (const Page &page : std::as_const(m_known)) {
        if (page.made)
            page.made->setSearch(m_search);
    }
    if (first < 0) {
        m_nothing->setText(tr("No setting has to do with \"%1\".").arg(typed.trimmed()));
        m_pages->setCurrentWidget(m_nothing);
        return;
    }
    const QListWidgetItem *const current = m_list->currentItem();
    if (!current || current->isHidden())
        m_list->setCurrentRow(first);
    else
        showPage(m_list->currentRow());
}

void SettingsDialog::showPage(int row)
{
    const int place = pageOf(row);
    if (place < 0)
        return;
    Page &page = m_known[place];
    if (!page.made) {
        page.made = page.make();
        m_pages->addWidget(page.made);
        page.made->setSearch(m_search);
        typeAgain(*page.made, m_typed.take(page.id));
        putInTabOrder(*page.made);
    }
    m_pages->setCurrentWidget(page.made);
    m_services.settings.set(keys::settingsPage, page.id);
}

void SettingsDialog::putInTabOrder(SettingsPage &page)
{
    QWidget *before = m_list;
    const QList<QWidget *> parts = page.findChildren<QWidget *>();
    for (QWidget *part : parts) {
        if ((part->focusPolicy() & Qt::TabFocus) == 0 || part->focusProxy())
            continue;
        setTabOrder(before, part);
        before = part;
    }
    setTabOrder(before, m_close);
}

void SettingsDialog::hideEvent(QHideEvent *event)
{
    keepGeometry();
    QDialog::hideEvent(event);
}

bool SettingsDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_field || event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Escape:
        if (m_field->text().isEmpty())
            break;
        m_field->clear();
        return true;
    case Qt::Key_Down:
        m_list->setFocus(Qt::OtherFocusReason);
        return true;
    default:
        break;
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace freshet
