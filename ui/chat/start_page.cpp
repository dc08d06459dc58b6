// SPDX-License-Identifier: MIT
#include "ui/chat/start_page.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace freshet {

namespace {

constexpr int kCardWidth = 560; ///< At 14 px text.

/// A quiet box in the palette's colours.
class StartCard : public QWidget {
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(palette().color(QPalette::Mid));
        painter.setBrush(palette().color(QPalette::Window));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
    }
};

} // namespace

StartPage::StartPage(QWidget *parent)
    : QScrollArea(parent), m_title(new QLabel), m_card(new StartCard), m_rows(new QVBoxLayout(m_card))
{
    auto *const page = new QWidget;
    m_title->setTextFormat(Qt::PlainText);
    m_title->setAlignment(Qt::AlignCenter);
    m_title->setWordWrap(true);
    m_rows->setContentsMargins(16, 12, 12, 12);
    m_rows->setSpacing(8);

    auto *const middle = new QHBoxLayout;
    middle->addStretch(1);
    middle->addWidget(m_card, 100);
    middle->addStretch(1);
    auto *const column = new QVBoxLayout(page);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(16);
    column->addStretch(2);
    column->addWidget(m_title);
    column->addLayout(middle);
    column->addStretch(3);
    setWidget(page);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    page->setAutoFillBackground(true);
    page->setBackgroundRole(QPalette::Base);
    fitFont();
    rebuildCard();
}

void StartPage::setModel(const QString &label, bool isQuotesOnly)
{
    m_title->setText(isQuotesOnly ? tr("What would you like to know?") : tr("Ask %1").arg(label));
    m_isQuotesOnly = isQuotesOnly;
    rebuildCard();
}

void StartPage::fitFont()
{
    QFont font = this->font();
    font.setPixelSize(QFontInfo(font).pixelSize() * 20 / 14);
    font.setBold(true);
    m_title->setFont(font);
    m_card->setMaximumWidth(kCardWidth * QFontInfo(this->font()).pixelSize() / 14);
}

void StartPage::changeEvent(QEvent *event)
{
    QScrollArea::changeEvent(event);
    if (event->type() != QEvent::FontChange)
        return;
    fitFont();
    stackRows();
}

void StartPage::resizeEvent(QResizeEvent *event)
{
    stackRows();
    QScrollArea::resizeEvent(event);
}

/// Buttons beside their sentences, or below where the sentences would be narrow.
void StartPage::stackRows()
{
    const bool isNarrow = width() < 60 * fontMetrics().averageCharWidth();
    const auto direction = isNarrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight;
    for (int i = 0; i < m_rows->count(); ++i) {
        if (QWidget *const row = m_rows->itemAt(i)->widget())
            static_cast<QBoxLayout *>(row->layout())->setDirection(direction);
    }
}

void StartPage::setOffers(const QList<Offer> &offers)
{
    m_offers = offers;
    rebuildCard();
}

void StartPage::rebuildCard()
{
    while (QLayoutItem *const item = m_rows->takeAt(0)) {
        if (QWidget *const row = item->widget())
            row->deleteLater();
        delete item;
    }
    m_card->setVisible(m_isQuotesOnly);
    if (!m_isQuotesOnly)
        return;
    addRow(tr("No model is chosen yet. Until then, questions are answered with quotes from your documents and from "
              "the built-in guide."),
        tr("Add documents…"), [this] { emit addDocumentsRequested(); });
    for (const Offer &offer : std::as_const(m_offers)) {
        const int count = offer.server.models;
        const QString models = count == 0 ? tr("no model yet")
            : count == 1                  ? tr("1 model")
                                          : tr("%1 models").arg(count);
        addRow(tr("%1 is running here with %2.").arg(offer.name, models), tr("Use it"),
            [this, server = offer.server] { emit useRequested(server); });
    }
    addRow(m_offers.isEmpty() ? tr("For a model on this computer start Ollama or LM Studio, or add a provider with "
                                   "its API key.")
                              : tr("Or add a provider with its API key."),
        tr("Add a provider…"), [this] { emit addProviderRequested(); });
    stackRows();
}

void StartPage::addRow(const QString &sentence, const QString &buttonText, const std::function<void()> &action)
{
    auto *const row = new QWidget(m_card);
    auto *const text = new QLabel(sentence, row);
    text->setTextFormat(Qt::PlainText);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    text->setSizePolicy(policy);
    text->setWordWrap(true);
    auto *const button = new QPushButton(buttonText, row);
    button->setAccessibleDescription(sentence);
    button->setMinimumWidth(150);
    auto *const line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(12);
    line->addWidget(text, 1);
    line->addWidget(button);
    m_rows->addWidget(row);
    connect(button, &QPushButton::clicked, this, action);
}

} // namespace freshet
