// SPDX-License-Identifier: MIT
#include "ui/transcript/find_bar.h"

#include "ui/theme/icon_loader.h"
#include "ui/widgets/announcement.h"
#include "ui/widgets/plain_text.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPainter>
#include <QToolButton>

namespace freshet {

namespace {

using namespace std::chrono_literals;

constexpr auto kTypingPause = 700ms;
constexpr int kFieldWidth = 200;
constexpr int kRadius = 8;

QString wordsFor(const TranscriptView::FindState &state)
{
    if (state.count == 0)
        return state.isDone ? FindBar::tr("Not found") : FindBar::tr("Searching…");
    const QLocale locale;
    return FindBar::tr("%1 of %2").arg(locale.toString(state.number), locale.toString(state.count));
}

} // namespace

FindBar::FindBar(QWidget *parent) : QWidget(parent), m_field(new QLineEdit(this)), m_state(new QLabel(this))
{
    setAccessibleName(tr("Find in this chat"));
    m_field->setPlaceholderText(tr("Find in this chat"));
    m_field->setAccessibleName(tr("Find in this chat"));
    m_field->setMinimumWidth(kFieldWidth / 2);
    m_field->installEventFilter(this);
    m_state->setForegroundRole(QPalette::PlaceholderText);
    m_state->setMinimumWidth(fontMetrics().horizontalAdvance(tr("%1 of %2").arg(888).arg(888)));
    m_state->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    QSizePolicy keepsPlace = m_state->sizePolicy();
    keepsPlace.setRetainSizeWhenHidden(true);
    m_state->setSizePolicy(keepsPlace);
    becomeNotification(*m_state);

    auto *const row = new QHBoxLayout(this);
    row->setContentsMargins(8, 4, 4, 4);
    row->setSpacing(4);
    row->addWidget(m_field, 1);
    row->addWidget(m_state);
    m_cases = addButton(tr("Match upper and lower case"));
    m_cases->setText(tr("Aa", "button: match upper and lower case"));
    m_cases->setCheckable(true);
    m_previous = addButton(tr("Previous hit (Shift+F3)"));
    m_previous->setIcon(loadIcon(IconName::ChevronUp));
    m_next = addButton(tr("Next hit (F3)"));
    m_next->setIcon(loadIcon(IconName::ChevronDown));
    QToolButton *const close = addButton(tr("Close (Esc)"));
    close->setIcon(loadIcon(IconName::Close));

    m_pause.setSingleShot(true);
    m_pause.setInterval(kTypingPause);
    connect(&m_pause, &QTimer::timeout, this, [this] {
        if (m_state->isVisible() && !m_state->text().isEmpty())
            announce(*m_state);
    });
    connect(m_field, &QLineEdit::textChanged, this, &FindBar::changed);
    connect(m_cases, &QToolButton::toggled, this, &FindBar::changed);
    connect(m_previous, &QToolButton::clicked, this, [this] { emit stepRequested(TranscriptView::Step::Previous); });
    connect(m_next, &QToolButton::clicked, this, [this] { emit stepRequested(TranscriptView::Step::Next); });
    connect(close, &QToolButton::clicked, this, &FindBar::closeRequested);
    setState({});
}

QToolButton *FindBar::addButton(const QString &tip)
{
    auto *const button = new QToolButton(this);
    button->setAutoRaise(true);
    setPlainToolTip(*button, tip);
    button->setAccessibleName(tip);
    layout()->addWidget(button);
    return button;
}

QString FindBar::text() const { return m_field->text(); }

Qt::CaseSensitivity FindBar::cases() const { return m_cases->isChecked() ? Qt::CaseSensitive : Qt::CaseInsensitive; }

void FindBar::setText(const QString &text) { m_field->setText(text); }

void FindBar::edit()
{
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

void FindBar::setState(const TranscriptView::FindState &state)
{
    m_previous->setEnabled(state.count > 0);
    m_next->setEnabled(state.count > 0);
    const QString words = text().isEmpty() ? QString() : wordsFor(state);
    if (words == m_state->text())
        return;
    m_state->setText(words);
    m_pause.start();
}

QString FindBar::stateText() const { return m_state->text(); }

void FindBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(palette().window());
    painter.setPen(palette().color(QPalette::Mid));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), kRadius, kRadius);
}

/// Esc is a key of the window, too; here it closes, whatever else it could stop.
bool FindBar::event(QEvent *event)
{
    const bool isKey = event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress;
    if (!isKey || static_cast<QKeyEvent *>(event)->key() != Qt::Key_Escape)
        return QWidget::event(event);
    event->accept();
    if (event->type() == QEvent::KeyPress)
        emit closeRequested();
    return true;
}

bool FindBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto *const key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            const bool isBack = key->modifiers() & Qt::ShiftModifier;
            emit stepRequested(isBack ? TranscriptView::Step::Previous : TranscriptView::Step::Next);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace freshet
