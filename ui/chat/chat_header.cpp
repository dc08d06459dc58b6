// SPDX-License-Identifier: MIT
#include "ui/chat/chat_header.h"

#include "ui/language/word_list.h"
#include "ui/theme/icon_loader.h"
#include "ui/widgets/plain_text.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QToolButton>

namespace freshet {

namespace {

QToolButton *headerButton(IconName icon, const QString &tip, QWidget *parent)
{
    auto *const button = new QToolButton(parent);
    button->setIcon(loadIcon(icon));
    setPlainToolTip(*button, tip);
    button->setAccessibleName(tip);
    button->setMinimumSize(32, 32);
    return button;
}

/// A button that says its value: it opens a list.
QToolButton *headerChoice(const QString &tip, QWidget *parent)
{
    auto *const button = new QToolButton(parent);
    setPlainToolTip(*button, tip);
    button->setMinimumHeight(32);
    return button;
}

} // namespace

ChatHeader::ChatHeader(QWidget *parent)
    : QWidget(parent),
      m_chats(headerButton(IconName::Panel, tr("Show or hide the chats (F9)"), this)),
      m_model(headerChoice(tr("Choose a model (Ctrl+M)"), this)),
      m_documents(headerChoice(tr("Documents to search in"), this)),
      m_sources(headerButton(IconName::Document, tr("Show the sources of the last answer"), this)),
      m_more(headerButton(IconName::More, tr("Menu"), this))
{
    m_sources->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_sources->hide();

    auto *const row = new QHBoxLayout(this);
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
    connect(m_documents, &QToolButton::clicked, this, &ChatHeader::documentsRequested);
    connect(m_more, &QToolButton::clicked, this, &ChatHeader::moreRequested);
}

void ChatHeader::setModelLabel(const QString &label)
{
    m_modelLabel = label;
    fitLabels();
}

void ChatHeader::setDocumentsLabel(const QString &label, const QString &shortLabel)
{
    m_documentsLabel = label;
    m_documentsShort = shortLabel;
    fitLabels();
}

void ChatHeader::setSourcesCount(int count)
{
    m_sources->setText(tr("Sources: %1").arg(count));
    m_sources->setVisible(count > 0);
    fitLabels();
}

QSize ChatHeader::minimumSizeHint() const { return {300, QWidget::minimumSizeHint().height()}; }

void ChatHeader::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitLabels();
}

void ChatHeader::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fitLabels();
}

void ChatHeader::fitLabels()
{
    const bool isNarrow = width() < 560;
    m_sources->setToolButtonStyle(isNarrow ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
    const QString arrow = QStringLiteral(" ▾");
    const int fixed = 3 * 32 + (isNarrow ? 0 : 90) + 2 * (fontMetrics().horizontalAdvance(arrow) + 16) + 40;
    const int room = std::max(120, width() - fixed);
    const auto set = [&](QToolButton *button, const QString &text, int width, const QString &what) {
        button->setText(plainLabel(fontMetrics().elidedText(text, Qt::ElideRight, width)) % arrow);
        button->setAccessibleName(sentenceRow({what, text}));
    };
    const auto widthOf = [&](const QString &text) { return fontMetrics().horizontalAdvance(text) + 2; };
    // The documents take what the model leaves, and two fifths where both are long.
    const int most = std::max(room * 2 / 5, room - widthOf(m_modelLabel));
    const QString documents = isNarrow || widthOf(m_documentsLabel) > most ? m_documentsShort : m_documentsLabel;
    const int forDocuments = std::min(widthOf(documents), most);
    set(m_documents, documents, forDocuments, tr("Documents to search in:"));
    set(m_model, m_modelLabel, room - forDocuments, tr("Model:"));
}

} // namespace freshet
