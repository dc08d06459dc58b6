// SPDX-License-Identifier: MIT
#include "ui/settings/connection_step_view.h"

#include "core/diagnosis/server_kind.h"
#include "ui/language/core_words.h"
#include "ui/language/word_list.h"
#include "ui/settings/settings_page.h"
#include "ui/theme/theme.h"
#include "ui/widgets/accessible_role.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/wrap_layout.h"

#include <QEvent>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QStyleOptionFocusRect>
#include <QVBoxLayout>

namespace freshet {

namespace {

using StepState = ConnectionStepState;

constexpr int kStepPadding = 6;
constexpr int kStepIconGap = 8;

IconName iconOf(StepState state)
{
    switch (state) {
    case StepState::Waiting:
        return IconName::More;
    case StepState::Running:
        return IconName::Refresh;
    case StepState::Ok:
        return IconName::Check;
    case StepState::Warning:
        return IconName::Warning;
    case StepState::Failed:
        return IconName::Close;
    case StepState::Skipped:
        return IconName::Minus;
    }
    Q_UNREACHABLE();
}

QColor colorOf(StepState state, const Theme &theme)
{
    switch (state) {
    case StepState::Ok:
        return theme.ok;
    case StepState::Warning:
        return theme.warning;
    case StepState::Failed:
        return theme.danger;
    case StepState::Running:
        return theme.text;
    default:
        return theme.muted;
    }
}

QString timeWords(std::chrono::milliseconds time)
{
    if (time < std::chrono::seconds(1))
        return ConnectionStepView::tr("%1\u00a0ms").arg(time.count());
    return ConnectionStepView::tr("%1\u00a0s")
        .arg(QLocale().toString(static_cast<double>(time.count()) / 1000.0, 'f', 1));
}

/// The sentence of the fix, in the language that is spoken.
QString fixWords(const ConnectionFix &fix)
{
    using Kind = ConnectionFix::Kind;
    switch (fix.kind) {
    case Kind::UseBaseUrl:
        return ConnectionStepView::tr("Use %1").arg(fix.url.toString(QUrl::FullyEncoded));
    case Kind::UseOtherDialect:
        return ConnectionStepView::tr("Use it as %1").arg(spokenWord(dialectName(fix.dialect)));
    case Kind::ChooseModel:
        return ConnectionStepView::tr("Use the model %1").arg(fix.model);
    default:
        return spokenWord(fix.sentence);
    }
}

/// "ok, 34 ms"; what was not done took no time.
QString resultWords(const ConnectionStep &step)
{
    const QString word = spokenWord(connectionStateWord(step.state));
    const bool isDone
        = step.state == StepState::Ok || step.state == StepState::Warning || step.state == StepState::Failed;
    return isDone ? ConnectionStepView::tr("%1, %2").arg(word, timeWords(step.duration)) : word;
}

void tell(QLabel *label, const QString &text)
{
    label->setText(breakable(text));
    label->setVisible(!text.isEmpty());
}

} // namespace

ConnectionStepView::ConnectionStepView(QWidget *parent) : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleRole(*this, QAccessible::ListItem);
    auto *const column = new QVBoxLayout(this);
    column->setSpacing(4);
    column->addLayout(makeHead());
    m_sentence = makeText(QPalette::WindowText);
    m_advice = makeText(QPalette::WindowText);
    m_detail = makeText(QPalette::PlaceholderText);
    for (QLabel *label : {m_sentence, m_advice, m_detail})
        column->addWidget(label);
    m_fixes = new WrapLayout;
    column->addLayout(m_fixes);
    fit();
}

WrapLayout *ConnectionStepView::makeHead()
{
    m_name = new QLabel(this);
    m_name->setTextFormat(Qt::PlainText);
    m_name->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred); // the result goes to the far side
    m_result = new QLabel(this);
    m_result->setTextFormat(Qt::PlainText);
    m_result->setForegroundRole(QPalette::PlaceholderText);
    auto *const head = new WrapLayout;
    head->addWidget(m_name);
    head->addWidget(m_result);
    return head;
}

QLabel *ConnectionStepView::makeText(QPalette::ColorRole role)
{
    auto *const label = new QLabel(this);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setForegroundRole(role);
    label->hide();
    return label;
}

void ConnectionStepView::setStep(const ConnectionStep &step, Sentence sentence)
{
    const bool hasOtherFixes = step.fixes != m_step.fixes;
    m_step = step;
    m_name->setText(spokenWord(connectionStepName(step.id)));
    m_result->setText(resultWords(step));
    m_sentence->setForegroundRole(step.state == StepState::Skipped ? QPalette::PlaceholderText : QPalette::WindowText);
    tell(m_sentence, sentence == Sentence::Shown ? step.sentence : QString());
    tell(m_advice, step.advice);
    setDetails(m_details);
    if (hasOtherFixes)
        addFixes();
    describe();
    fit();
}

void ConnectionStepView::setDetails(Details details)
{
    m_details = details;
    tell(m_detail, details == Details::Shown ? m_step.detail : QString());
}

void ConnectionStepView::addFixes()
{
    removeFixes();
    QWidget *before = this;
    for (const ConnectionFix &fix : std::as_const(m_step.fixes)) {
        const QString words = fixWords(fix);
        QPushButton *const button = settingsButton(plainLabel(words), this);
        button->setMinimumWidth(1); // an address may be longer than the page is wide
        setPlainToolTip(*button, words);
        button->setAccessibleDescription(m_step.sentence);
        connect(button, &QPushButton::clicked, this, [this, fix] { emit fixChosen(fix); });
        m_fixes->addWidget(button);
        button->show();
        setTabOrder(before, button);
        before = button;
        m_fixButtons << button;
    }
}

/// Later: it may be one of them that asks for it.
void ConnectionStepView::removeFixes()
{
    for (QWidget *button : std::as_const(m_fixButtons)) {
        button->hide();
        button->deleteLater();
    }
    m_fixButtons.clear();
}

void ConnectionStepView::describe()
{
    setAccessibleName(tr("%1: %2").arg(spokenWord(connectionStepName(m_step.id)), resultWords(m_step)));
    QStringList sentences{m_step.sentence, m_step.advice, m_step.detail};
    sentences.removeAll(QString());
    setAccessibleDescription(sentenceRow(sentences));
}

/// To the font and the colours as they are now.
void ConnectionStepView::fit()
{
    QFont bold = font();
    bold.setBold(true);
    m_name->setFont(bold);
    m_icon = iconOf(m_step.state);
    m_iconColor = colorOf(m_step.state, builtInTheme(variantOf(palette())));
    layout()->setContentsMargins(
        kStepPadding + fontMetrics().height() + kStepIconGap, kStepPadding, kStepPadding, kStepPadding);
    update();
}

void ConnectionStepView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange)
        fit();
}

void ConnectionStepView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const int side = fontMetrics().height();
    const QRect icon = QStyle::visualRect(layoutDirection(), rect(), {kStepPadding, kStepPadding, side, side});
    painter.drawPixmap(icon, iconPixmap(m_icon, side, m_iconColor, devicePixelRatioF()));
    if (!hasFocus())
        return;
    QStyleOptionFocusRect ring;
    ring.initFrom(this);
    style()->drawPrimitive(QStyle::PE_FrameFocusRect, &ring, &painter, this);
}

} // namespace freshet
