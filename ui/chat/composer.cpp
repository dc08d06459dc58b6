// SPDX-License-Identifier: MIT
#include "ui/chat/composer.h"

#include "ui/chat/composer_field.h"
#include "ui/theme/icon_loader.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

namespace freshet {

namespace {
constexpr double kComposerRadius = 12;
} // namespace

Composer::Composer(QWidget *parent) : QFrame(parent), m_field(new ComposerField(this))
{
    m_field->viewport()->setAutoFillBackground(false);
    setFocusProxy(m_field);

    auto *const attach = new QToolButton(this);
    attach->setIcon(loadIcon(IconName::Plus));
    attach->setToolTip(tr("Add documents to search in"));
    attach->setAccessibleName(attach->toolTip());

    m_pasteChip = new QToolButton(this);
    m_pasteChip->setIcon(loadIcon(IconName::Close));
    m_pasteChip->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_pasteChip->setToolTip(tr("Remove the pasted text"));
    m_pasteChip->hide();

    m_sendOrStop = new QToolButton(this);
    m_sendOrStop->setObjectName("sendOrStop");
    m_sendOrStop->setFixedSize(32, 32);

    auto *const buttons = new QHBoxLayout;
    buttons->setSpacing(4);
    buttons->addWidget(attach);
    buttons->addWidget(m_pasteChip);
    buttons->addStretch();
    buttons->addWidget(m_sendOrStop);
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(8, 6, 8, 6);
    column->setSpacing(2);
    column->addWidget(m_field);
    column->addLayout(buttons);

    connect(attach, &QToolButton::clicked, this, &Composer::attachRequested);
    connect(m_pasteChip, &QToolButton::clicked, this, [this] { setPasted({}); });
    connect(m_sendOrStop, &QToolButton::clicked, this,
        [this] { m_activity == Activity::Answering ? emit stopRequested() : submit(); });
    connect(m_field, &ComposerField::sendPressed, this, &Composer::submit);
    connect(m_field, &ComposerField::upPressedWhenEmpty, this, [this] {
        if (m_pasted.isEmpty())
            emit lastQuestionRequested();
    });
    connect(m_field, &ComposerField::largeTextPasted, this, &Composer::addPasted);
    connect(m_field, &ComposerField::filesPasted, this, &Composer::filesPasted);
    connect(m_field, &ComposerField::focusChanged, this, qOverload<>(&QWidget::update));
    connect(m_field, &ComposerField::textChanged, this, &Composer::updateButtons);
    updateButtons();
}

Composer::Draft Composer::draft() const
{
    m_field->commitComposed();
    return {m_field->toPlainText(), m_pasted};
}

void Composer::setDraft(const Draft &draft)
{
    m_field->setPlainText(draft.text);
    m_field->moveCursor(QTextCursor::End);
    setPasted(draft.pasted);
}

void Composer::addText(const QString &text)
{
    const Draft written = draft();
    setDraft({written.text.isEmpty() ? text : QString(written.text % QStringLiteral("\n\n") % text), written.pasted});
}

void Composer::setActivity(Activity activity)
{
    m_activity = activity;
    updateButtons();
}

void Composer::setSendKey(SendKey key)
{
    m_field->setSendKey(key == SendKey::Enter ? ComposerField::SendKey::Enter : ComposerField::SendKey::ControlEnter);
}

void Composer::setHeightLimit(int height) { m_field->setHeightLimit(height); }

void Composer::addPasted(const QString &text)
{
    setPasted(m_pasted.isEmpty() ? text : QString(m_pasted % QStringLiteral("\n\n") % text));
}

void Composer::setPasted(const QString &text)
{
    m_pasted = text;
    const QString size = QLocale().formattedDataSize(text.size(), 1, QLocale::DataSizeTraditionalFormat);
    m_pasteChip->setText(tr("Pasted text, %1").arg(size));
    m_pasteChip->setVisible(!text.isEmpty());
    updateButtons();
}

void Composer::updateButtons()
{
    const bool isStop = m_activity == Activity::Answering;
    const bool hasQuestion = !m_pasted.isEmpty() || !m_field->document()->isEmpty();
    m_sendOrStop->setIcon(loadIcon(
        isStop ? IconName::Stop : IconName::Send, isStop || !hasQuestion ? IconTint::Text : IconTint::OnAccent));
    m_sendOrStop->setToolTip(isStop ? tr("Stop (Esc)") : tr("Send"));
    m_sendOrStop->setAccessibleName(isStop ? tr("Stop") : tr("Send"));
    m_sendOrStop->setEnabled(isStop || hasQuestion);
    update();
}

void Composer::submit()
{
    if (m_activity == Activity::Answering)
        return;
    const Draft written = draft();
    QString question = written.text.trimmed();
    if (!written.pasted.isEmpty())
        question += (question.isEmpty() ? QString() : QStringLiteral("\n\n")) + written.pasted;
    if (!question.isEmpty())
        emit submitted(question);
}

void Composer::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool isFocused = m_field->hasFocus();
    painter.setPen(QPen(palette().color(isFocused ? QPalette::Highlight : QPalette::Mid), isFocused ? 2 : 1));
    painter.setBrush(palette().color(QPalette::Base));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), kComposerRadius, kComposerRadius);
    if (m_activity == Activity::Idle && m_sendOrStop->isEnabled()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(palette().color(QPalette::Highlight));
        painter.drawRoundedRect(QRectF(m_sendOrStop->geometry()), 8, 8);
    }
}

} // namespace freshet
