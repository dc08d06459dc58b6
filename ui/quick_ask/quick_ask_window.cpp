// SPDX-License-Identifier: MIT
#include "ui/quick_ask/quick_ask_window.h"

#include "core/base/error.h"
#include "core/settings/keys.h"
#include "core/settings/settings_store.h"
#include "ui/archive/archive_controller.h"
#include "ui/chat/chat_controller.h"
#include "ui/chat/chat_panel.h"
#include "ui/chat/composer.h"
#include "ui/chat/composer_controller.h"
#include "ui/documents/document_controller.h"
#include "ui/models/favourite_models.h"
#include "ui/models/model_choice.h"
#include "ui/models/model_picker.h"
#include "ui/theme/theme_controller.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/show_in_front.h"
#include "ui/widgets/status_line.h"

#include <QCheckBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QScreen>
#include <QShortcut>
#include <QToolButton>
#include <QVBoxLayout>

namespace freshet {

namespace {

constexpr int kQuickWidth = 640;
constexpr int kAnswerHeight = 340; ///< What an answer adds.
constexpr int kDocumentsWidth = 20; ///< Of the label, in characters.

QToolButton *footerButton(QWidget *parent)
{
    auto *const button = new QToolButton(parent);
    button->setMinimumHeight(28);
    return button;
}

} // namespace

QuickAskWindow::QuickAskWindow(const WindowServices &services, const WindowShares &shares, QWidget *parent)
    : QWidget(parent, Qt::Window | Qt::WindowStaysOnTopHint),
      m_services(services),
      m_model(new ModelChoice(services.settings, services.providers, services.models, this)),
      m_favourites(new FavouriteModels(services.settings, this)),
      m_documents(new DocumentController(services.retrieval, shares.collections, *this)),
      m_controller(new ChatController(services.queries, services.history, services.settings, *m_model, shares.drafts,
          shares.collections, DraftStore::NewChat::Own, this)),
      m_archive(new ArchiveController(services.history, *this, shares.isArchiveBusy))
{
    setAutoFillBackground(true);
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    connectController();
    makeParts();
    bindSettings();
    addKeys();
}

QuickAskWindow::~QuickAskWindow()
{
    // While what they speak to is there.
    delete m_picker;
    delete m_archive;
    delete m_controller;
}

NoticeBar &QuickAskWindow::notice() { return m_chat->notice(); }

/// Once, and again in another language.
void QuickAskWindow::makeParts()
{
    setWindowTitle(tr("Quick question"));
    m_parts = new QWidget(this);
    m_chat = new ChatPanel(m_parts, ChatPanel::Form::Quick);
    m_modelButton = footerButton(m_parts);
    setPlainToolTip(*m_modelButton, tr("Choose a model"));
    m_documentsButton = footerButton(m_parts);
    setPlainToolTip(*m_documentsButton, tr("Documents to search in"));
    m_temporary = new QCheckBox(tr("Temporary"), m_parts);
    m_temporary->setMinimumHeight(28);
    setPlainToolTip(*m_temporary, tr("Nothing of a temporary chat is stored."));
    m_openInWindow = footerButton(m_parts);
    m_openInWindow->setText(tr("Open in window"));
    setPlainToolTip(*m_openInWindow, tr("Go on with this chat in a window (Ctrl+O)"));

    auto *const footer = new QHBoxLayout;
    footer->setContentsMargins(16, 6, 16, 8);
    footer->setSpacing(12);
    footer->addWidget(m_modelButton);
    footer->addWidget(m_documentsButton);
    footer->addWidget(m_temporary);
    footer->addStretch();
    footer->addWidget(m_openInWindow);
    auto *const column = new QVBoxLayout(m_parts);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_chat, 1);
    column->addLayout(footer);
    layout()->addWidget(m_parts);

    connect(m_modelButton, &QToolButton::clicked, this, &QuickAskWindow::pickModel);
    connect(m_documentsButton, &QToolButton::clicked, this,
        [this] { m_documents->menu().popup(m_documentsButton->mapToGlobal(m_documentsButton->rect().bottomLeft())); });
    connect(m_openInWindow, &QToolButton::clicked, this, &QuickAskWindow::openInWindow);
    connect(m_temporary, &QCheckBox::toggled, this, [this](bool isOn) { // assistive programs do it without a click
        if (isOn == m_services.history.isTemporary(m_controller->current()))
            return;
        if (isOn)
            m_controller->newTemporaryChat();
        else
            m_controller->newChat();
        m_chat->setFocus();
    });
    connect(m_chat, &ChatPanel::pageChanged, this, &QuickAskWindow::fit);
    connect(m_chat, &ChatPanel::pageChanged, this, &QuickAskWindow::updateButtons);
    m_chat->setTheme(m_services.theme.theme(), m_services.theme.typography().zoom());
    showTextOptions();
    m_documents->showOn(*m_chat, *m_controller);
    m_controller->showOn(*m_chat);
    updateButtons();
    fit();
}

void QuickAskWindow::connectController()
{
    connect(m_model, &ModelChoice::changed, this, &QuickAskWindow::updateButtons);
    connect(m_documents, &DocumentController::labelChanged, this, &QuickAskWindow::showDocuments);
    connect(m_controller, &ChatController::currentChanged, this, &QuickAskWindow::updateButtons);
    connect(m_controller, &ChatController::answeringChanged, this, &QuickAskWindow::updateButtons);
    connect(m_controller, &ChatController::chooseModelRequested, this, &QuickAskWindow::pickModel);
    connect(m_controller, &ChatController::settingsRequested, this, &QuickAskWindow::openSettings);
    connect(
        m_controller, &ChatController::sourcesRequested, this, &QuickAskWindow::openInWindow); // there they have room
    connect(m_controller, &ChatController::saveSelectionRequested, m_archive, &ArchiveController::saveSelection);
    connect(m_archive, &ArchiveController::told, this,
        [this](const QString &sentence) { m_chat->notice().showAgain(sentence); });
    connect(m_archive, &ArchiveController::exported, this,
        [this](const QString &path) { m_chat->status().showResult(tr("Exported to %1").arg(path)); });
    connect(m_controller, &ChatController::answered, this, [this] { m_isUnseen = !isVisible(); });
}

void QuickAskWindow::bindSettings()
{
    connect(&m_services.theme, &ThemeController::themeChanged, this, [this] {
        m_chat->setTheme(m_services.theme.theme(), m_services.theme.typography().zoom());
        fit();
    });
    m_services.settings.bind(keys::wrapCode, this, [this](bool) { showTextOptions(); });
    m_services.settings.bind(keys::drawFormulas, this, [this](bool) { showTextOptions(); });
}

void QuickAskWindow::showTextOptions()
{
    const SettingsStore &settings = m_services.settings;
    m_chat->setTextOptions(
        {.wrapsCode = settings.get(keys::wrapCode), .drawsFormulas = settings.get(keys::drawFormulas)});
}

void QuickAskWindow::addKeys()
{
    connect(new QShortcut(Qt::Key_Escape, this), &QShortcut::activated, this, &QuickAskWindow::giveUp);
    connect(new QShortcut(QKeySequence::New, this), &QShortcut::activated, this, &QuickAskWindow::beginAnew);
    connect(new QShortcut(QKeySequence::Open, this), &QShortcut::activated, this, &QuickAskWindow::openInWindow);
}

void QuickAskWindow::open()
{
    if (!isVisible()) {
        if (m_controller->answering().isEmpty() && !m_isUnseen)
            beginAnew();
        const QRect room = screen()->availableGeometry();
        move(room.center().x() - width() / 2, room.top() + room.height() / 5);
    }
    m_isUnseen = false;
    showInFront(*this);
    m_documents->lookAtChat();
    m_chat->setFocus();
}

void QuickAskWindow::beginAnew()
{
    m_controller->newChat();
    m_chat->setFocus();
}

void QuickAskWindow::giveUp()
{
    if (!m_chat->composer().giveUpEdit())
        hide();
}

void QuickAskWindow::openInWindow()
{
    if (m_chat->page() == ChatPanel::Page::Start)
        return;
    emit windowRequested(m_controller->current());
    hide(); // not before: a program without any window ends
}

void QuickAskWindow::openSettings(const ProviderId &provider, ErrorKind why)
{
    emit settingsRequested(provider, why);
    hide();
}

void QuickAskWindow::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    emit hidden();
}

void QuickAskWindow::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        speakAnew();
}

void QuickAskWindow::speakAnew()
{
    unsetLocale(); // its numbers and dates are those of the new language
    delete std::exchange(m_picker, nullptr);
    const std::unique_ptr<QWidget> old(m_parts);
    const ChatPanel &oldChat = *m_chat;
    layout()->removeWidget(old.get());
    makeParts();
    m_chat->notice().takeOver(oldChat.notice());
}

void QuickAskWindow::pickModel()
{
    if (!m_picker) {
        m_picker = new ModelPicker(m_services.models, m_services.providers, *m_favourites, this);
        connect(m_picker, &ModelPicker::chosen, m_model, &ModelChoice::choose);
        connect(m_picker, &ModelPicker::setUpRequested, this,
            [this](const ProviderId &provider) { openSettings(provider, ErrorKind::Cancelled); });
    }
    m_picker->openBelow(*m_modelButton, m_model->current());
}

/// As high as what there is to see.
void QuickAskWindow::fit()
{
    const int around = m_parts->minimumSizeHint().height();
    const bool isAnswered = m_chat->page() != ChatPanel::Page::Start;
    resize(std::max(width(), kQuickWidth), isAnswered ? around + kAnswerHeight : around);
}

void QuickAskWindow::showDocuments()
{
    if (!m_parts)
        return;
    const QString label = m_documents->shortLabel();
    const int most = kDocumentsWidth * fontMetrics().averageCharWidth();
    m_documentsButton->setText(
        plainLabel(fontMetrics().elidedText(label, Qt::ElideRight, most)) + QStringLiteral(" ▾"));
    m_documentsButton->setAccessibleName(tr("Documents to search in: %1").arg(label));
}

void QuickAskWindow::updateButtons()
{
    if (!m_parts)
        return;
    m_modelButton->setText(plainLabel(m_model->label()) + QStringLiteral(" ▾"));
    m_modelButton->setAccessibleName(tr("Model: %1").arg(m_model->label()));
    m_documents->setQuotesOnly(m_model->isQuotesOnly());
    const bool isBegun = m_chat->page() != ChatPanel::Page::Start;
    m_temporary->setChecked(m_services.history.isTemporary(m_controller->current()));
    m_temporary->setEnabled(!isBegun);
    m_openInWindow->setEnabled(isBegun);
}

} // namespace freshet
