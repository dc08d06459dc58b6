// SPDX-License-Identifier: MIT
#include "ui/chat/composer.h"

#include "core/chat/image_policy.h"
#include "ui/chat/attachment_strip.h"
#include "ui/chat/budget_meter.h"
#include "ui/chat/composer_field.h"
#include "ui/chat/composer_hint.h"
#include "ui/chat/queued_questions.h"
#include "ui/theme/icon_loader.h"
#include "ui/widgets/accessible_role.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <numeric>

namespace freshet {

namespace {

constexpr double kComposerRadius = 12;

} // namespace

QString joinedTexts(const QString &first, const QString &second)
{
    return first.isEmpty() || second.isEmpty() ? QString(first % second) : QString(first % u"\n\n" % second);
}

Composer::Composer(QWidget *parent)
    : QFrame(parent),
      m_queued(new QueuedQuestions(this)),
      m_hint(new ComposerHint(this)),
      m_editRow(makeEditRow()),
      m_strip(new AttachmentStrip(this)),
      m_field(new ComposerField(this)),
      m_attach(makeAttachButton()),
      m_budget(new BudgetMeter(this)),
      m_sendOrStop(new QToolButton(this))
{
    setAccessibleRole(*this, QAccessible::Grouping);
    m_field->viewport()->setAutoFillBackground(false);
    setFocusProxy(m_field);
    m_sendOrStop->setObjectName("sendOrStop");
    m_sendOrStop->setFixedSize(32, 32);

    auto *const buttons = new QHBoxLayout;
    buttons->setSpacing(4);
    buttons->addWidget(m_attach);
    buttons->addStretch();
    buttons->addWidget(m_budget);
    buttons->addWidget(m_sendOrStop);
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(8, 6, 8, 6);
    column->setSpacing(2);
    column->addWidget(m_queued);
    column->addWidget(m_hint);
    column->addWidget(m_editRow);
    column->addWidget(m_strip);
    column->addWidget(m_field);
    column->addLayout(buttons);

    connectField();
    connect(m_sendOrStop, &QToolButton::clicked, this,
        [this] { m_activity == Activity::Answering ? emit stopRequested() : submit(); });
    connect(m_queued, &QueuedQuestions::takeBackRequested, this, &Composer::takeBackRequested);
    connect(m_budget, &BudgetMeter::clicked, this, &Composer::promptRequested);
    connect(m_hint, &ComposerHint::chooseModelRequested, this, &Composer::chooseModelRequested);
    connect(m_hint, &ComposerHint::removeRequested, this, &Composer::removeRefused);
    connect(m_strip, &AttachmentStrip::removeRequested, this, &Composer::removeAttachment);
    connect(m_strip, &AttachmentStrip::removePastedRequested, this, [this] {
        m_pasted.clear();
        showParts();
    });
    connect(m_strip, &AttachmentStrip::emptied, this, [this] { m_field->setFocus(Qt::OtherFocusReason); });
    updateButtons();
}

QToolButton *Composer::makeAttachButton()
{
    auto *const attach = new QToolButton(this);
    attach->setObjectName("attach");
    attach->setIcon(loadIcon(IconName::Plus));
    attach->setToolTip(tr("Attach files, or add documents"));
    attach->setAccessibleName(attach->toolTip());
    auto *const menu = new QMenu(attach);
    menu->setAccessibleName(attach->accessibleName());
    menu->addAction(tr("Attach to this question…"), this, &Composer::attachRequested);
    menu->addSeparator();
    menu->addAction(
        loadIcon(IconName::Document), tr("Add files to my documents…"), this, &Composer::documentsRequested);
    menu->addAction(
        loadIcon(IconName::FolderAdd), tr("Add a folder to my documents…"), this, &Composer::folderRequested);
    // Not QToolButton's own menu: that paints an arrow.
    connect(attach, &QToolButton::clicked, menu,
        [attach, menu] { menu->popup(attach->mapToGlobal(QPoint(0, -menu->sizeHint().height()))); });
    return attach;
}

QWidget *Composer::makeEditRow()
{
    auto *const row = new QWidget(this);
    row->setObjectName("editRow");
    auto *const label = new QLabel(tr("Editing an earlier question: its answers are kept"), row);
    auto *const giveUp = new QToolButton(row);
    giveUp->setIcon(loadIcon(IconName::Close));
    giveUp->setToolTip(tr("Leave the question as it is"));
    giveUp->setAccessibleName(giveUp->toolTip());
    auto *const line = new QHBoxLayout(row);
    line->setContentsMargins(8, 0, 0, 0);
    line->addWidget(label, 1);
    line->addWidget(giveUp);
    row->hide();
    connect(giveUp, &QToolButton::clicked, this, &Composer::takeAway);
    return row;
}

void Composer::connectField()
{
    connect(m_field, &ComposerField::sendPressed, this, &Composer::submit);
    connect(m_field, &ComposerField::upPressedWhenEmpty, this, [this] {
        if (m_pasted.isEmpty() && m_attachments.isEmpty())
            emit lastQuestionRequested();
    });
    connect(m_field, &ComposerField::upPressedAtTop, this, &Composer::earlierRequested);
    connect(m_field, &ComposerField::downPressedAtBottom, this, &Composer::laterRequested);
    connect(m_field, &ComposerField::largeTextPasted, this, &Composer::addPasted);
    connect(m_field, &ComposerField::filesPasted, this, &Composer::filesPasted);
    connect(m_field, &ComposerField::picturePasted, this, &Composer::picturePasted);
    connect(m_field, &ComposerField::focusChanged, this, qOverload<>(&QWidget::update));
    connect(m_field, &ComposerField::textChanged, this, [this] {
        m_hint->setObstacle({});
        updateButtons();
        emit draftChanged();
    });
}

Composer::Draft Composer::draft() const
{
    m_field->commitComposed();
    return draftSoFar();
}

Composer::Draft Composer::draftSoFar() const
{
    return {m_field->toPlainText(), m_pasted, m_attachments, m_editing, m_aside};
}

QString Composer::question() const
{
    const Draft written = draft();
    return joinedTexts(written.text.trimmed(), written.pasted);
}

void Composer::setDraft(const Draft &draft)
{
    const bool isLong = draft.text.size() > ComposerField::kLongestText;
    m_field->setPlainText(isLong ? QString() : draft.text);
    m_field->moveCursor(QTextCursor::End);
    m_pasted = isLong ? joinedTexts(draft.text, draft.pasted) : draft.pasted;
    m_attachments = draft.attachments;
    m_editing = draft.editing;
    m_aside = draft.aside;
    m_editRow->setVisible(!m_editing.isEmpty());
    m_hint->setProblem({});
    showParts();
}

void Composer::setText(const QString &text)
{
    Draft written = draft();
    written.text = text;
    written.pasted.clear();
    setDraft(written);
}

void Composer::add(const QString &text, const QList<Attachment> &attachments)
{
    Draft written = m_aside ? *m_aside : draft();
    written.text = joinedTexts(written.text, text);
    written.attachments << attachments;
    if (!m_aside)
        return setDraft(written);
    m_aside = std::make_shared<const Draft>(written);
    emit draftChanged();
}

void Composer::edit(const QString &id, const QString &text, const QList<Attachment> &attachments)
{
    const Draft written = draft();
    const auto aside = written.editing.isEmpty() ? std::make_shared<const Draft>(written) : written.aside;
    setDraft({text, {}, attachments, id, aside});
}

bool Composer::giveUpEdit()
{
    if (m_editing.isEmpty())
        return false;
    takeAway();
    return true;
}

void Composer::takeAway()
{
    const std::shared_ptr<const Draft> aside = m_aside;
    setDraft(aside ? *aside : Draft());
}

void Composer::addAttachments(const QList<Attachment> &attachments)
{
    m_attachments << attachments;
    showParts();
}

void Composer::setActivity(Activity activity)
{
    m_activity = activity;
    m_field->setPlaceholderText(activity == Activity::Answering ? tr("Ask the next question…") : tr("Ask anything…"));
    updateButtons();
}

void Composer::setQueued(const QStringList &questions) { m_queued->setQuestions(questions); }

void Composer::setSendKey(SendKey key)
{
    m_field->setSendKey(key == SendKey::Enter ? ComposerField::SendKey::Enter : ComposerField::SendKey::ControlEnter);
}

void Composer::setHeightLimit(int height) { m_field->setHeightLimit(height); }

void Composer::setPending(const QStringList &names)
{
    m_pending = names;
    showParts();
}

void Composer::setSight(Sight sight)
{
    if (sight == m_sight)
        return;
    m_sight = sight;
    showParts();
}

void Composer::addPasted(const QString &text)
{
    m_pasted = joinedTexts(m_pasted, text);
    showParts();
}

void Composer::removeAttachment(int index)
{
    if (index < m_attachments.size())
        m_attachments.removeAt(index);
    showParts();
}

void Composer::removeRefused()
{
    m_attachments.removeIf([this](const Attachment &attachment) { return isRefused(attachment); });
    showParts();
    m_field->setFocus(Qt::OtherFocusReason);
}

bool Composer::isRefused(const Attachment &attachment) const
{
    return m_sight == Sight::NoModel || (m_sight == Sight::Impossible && attachment.isPicture());
}

QString Composer::refusal() const
{
    const bool hasRefused = std::any_of(m_attachments.cbegin(), m_attachments.cend(),
        [this](const Attachment &attachment) { return isRefused(attachment); });
    if (!hasRefused)
        return {};
    return m_sight == Sight::NoModel
        ? tr(
            "Answers are quotes from your documents now: what is attached is not read. Choose a model, or ask without.")
        : tr("This model cannot see pictures. Choose another one, or ask without the pictures.");
}

/// What goes with the text has changed, or whether it can.
void Composer::showParts()
{
    m_hint->setObstacle({});
    m_hint->setRefusal(refusal());
    m_strip->setContent({m_attachments, m_pasted, m_pending, m_sight != Sight::Impossible});
    m_budget->setVisible(m_sight != Sight::NoModel); // nothing is sent
    updateButtons();
    emit draftChanged();
}

void Composer::updateButtons()
{
    const bool isStop = m_activity == Activity::Answering;
    const bool hasQuestion = !m_pasted.isEmpty() || !m_attachments.isEmpty() || !m_field->document()->isEmpty();
    m_sendOrStop->setIcon(loadIcon(
        isStop ? IconName::Stop : IconName::Send, isStop || !hasQuestion ? IconTint::Text : IconTint::OnAccent));
    m_sendOrStop->setToolTip(isStop ? tr("Stop (Esc)") : tr("Send"));
    m_sendOrStop->setAccessibleName(isStop ? tr("Stop") : tr("Send"));
    m_sendOrStop->setEnabled(isStop || hasQuestion);
    update();
}

bool Composer::isComplete()
{
    if (const QString why = pendingWords(); !why.isEmpty())
        m_hint->setObstacle(why);
    return m_pending.isEmpty();
}

QString Composer::pendingWords() const
{
    return m_pending.isEmpty() ? QString()
                               : tr("\"%1\" is still being read. Send when it is there.").arg(m_pending.first());
}

/// Why what is there cannot be sent; empty when it can.
QString Composer::obstacle() const
{
    if (!m_pending.isEmpty())
        return pendingWords();
    if (!m_hint->refusal().isEmpty())
        return m_hint->refusal();
    const qsizetype pictures = std::accumulate(m_attachments.cbegin(), m_attachments.cend(), qsizetype(0),
        [](qsizetype sum, const Attachment &attachment) { return sum + attachment.bytes.size(); });
    if (pictures > kMaxImageBytes)
        return tr("The pictures are larger than 20 MB together. Remove one of them.");
    if (question().isEmpty() && !m_attachments.isEmpty())
        return tr("Write a question to go with what is attached.");
    return {};
}

void Composer::submit()
{
    if (const QString why = obstacle(); !why.isEmpty()) {
        if (why != m_hint->refusal()) // which is there with its ways out
            m_hint->setObstacle(why);
        return;
    }
    if (const QString asked = question(); !asked.isEmpty())
        emit submitted(asked, m_editing);
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
