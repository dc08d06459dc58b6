// SPDX-License-Identifier: MIT
#include "ui/chat/chat_header.h"

#include "ui/theme/icon_loader.h"

#include <QHBoxLayout>
#include <QToolButton>

namespace freshet {

namespace {

QToolButton* headerButton(IconName icon, const QString& tip, QWidget* parent)
{
    auto* const button = new QToolButton(parent);
    button->setIcon(loadIcon(icon));
    button->setToolTip(tip);
    button->setAccessibleName(tip);
    button->setMinimumSize(32, 32);
    return button;
}

/// A button that says its value, with a small arrow: it opens a list.
QToolButton* headerChoice(const QString& tip, QWidget* parent)
{
    QToolButton* const button = headerButton(IconName::ChevronDown, tip, parent);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    // The arrow belongs behind the words.
    button->setLayoutDirection(parent->layoutDirection() == Qt::LeftToRight ? Qt::RightToLeft : Qt::LeftToRight);
    return button;
}

} // namespace

ChatHeader::ChatHeader(QWidget* parent)
    : QWidget(parent),
      m_chats(headerButton(IconName::Panel, tr("Show or hide the chats (F9)"), this)),
      m_model(headerChoice(tr("Choose a model (Ctrl+M)"), this)),
      m_documents(headerChoice(tr("Documents to search in"), this)),
      m_sources(headerButton(IconName::Document, tr("Show the sources of the last answer"), this)),
      m_more(headerButton(IconName::More, tr("Menu"), this))
{
    m_documents->setPopupMode(QToolButton::InstantPopup);
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_sources->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_sources->hide();

    auto* const row = new QHBoxLayout(this);
    row->setContentsMargins(8, 6, 8, 6);
    row->setSpacing(4);
    row->addWidget(m_chats);
    row->addWidget(m_model);
    row->addWidget(m_documents);
    row->addStretch();
    row->addWidget(m_sources);
    row->addWidget(m_more);

    connect(m_chats, &QToolButton::clicked, this, &ChatHeader::chatsRequested);
    connect(m_model, &QToolButton::clicked, this, &ChatHeader::modelRequested);
    connect(m_sources, &QToolButton::clicked, this, &ChatHeader::sourcesRequested);
}

void ChatHeader::setModelLabel(const QString& label)
{
    m_modelLabel = label;
    fitLabels();
}

void ChatHeader::setDocumentsLabel(const QString& label)
{
    m_documentsLabel = label;
    fitLabels();
}

void ChatHeader::setMenus(QMenu* documents, QMenu* more)
{
    m_documents->setMenu(documents);
    m_more->setMenu(more);
}

void ChatHeader::setSourcesCount(int count)
{
    m_sources->setText(tr("Sources: %1").arg(count));
    m_sources->setVisible(count > 0);
    fitLabels();
}

QSize ChatHeader::minimumSizeHint() const { return { 300, QWidget::minimumSizeHint().height() }; }

void ChatHeader::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitLabels();
}

void ChatHeader::fitLabels()
{
    const bool isNarrow = width() < 560;
    m_sources->setToolButtonStyle(isNarrow ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
    constexpr int iconsAndPadding = 190;
    const int room = std::max(60, (width() - iconsAndPadding - (isNarrow ? 0 : 110)) / 2);
    const auto set = [&](QToolButton* button, const QString& text, const QString& what) {
        button->setText(fontMetrics().elidedText(text, Qt::ElideMiddle, room));
        button->setAccessibleName(what % u' ' % text);
    };
    set(m_model, m_modelLabel, tr("Model:"));
    set(m_documents, m_documentsLabel, tr("Documents to search in:"));
}

} // namespace freshet
