// SPDX-License-Identifier: MIT
#include "ui/transcript/transcript_view.h"

#include "ui/theme/icon_loader.h"
#include "ui/transcript/message_painter.h"
#include "ui/transcript/transcript_accessible.h"

#include <QElapsedTimer>
#include <QPaintEvent>
#include <QPainter>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QScrollBar>

#include <algorithm>

namespace freshet {

namespace {

using namespace std::chrono_literals;
using Section = MessageItem::Section;

constexpr int kColumnWidth = 760;
constexpr auto kFrame = 16ms;
constexpr auto kSlowestFrame = 500ms;

} // namespace

TranscriptView::TranscriptView(QWidget *parent)
    : QAbstractScrollArea(parent),
      m_column(builtInTheme(ThemeVariant::Light)),
      m_keeper(m_column),
      m_pill(new QPushButton(viewport()))
{
    installTranscriptAccessibility();
    setAccessibleName(tr("Conversation"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn); // a bar that comes and goes would change the width
    viewport()->setMouseTracking(true);
    verticalScrollBar()->setSingleStep(40);
    // Only what a hand does decides about following; ranges and values change for many reasons.
    connect(verticalScrollBar(), &QScrollBar::actionTriggered, this, &TranscriptView::onScrolledByHand);
    m_flush.setSingleShot(true);
    m_flush.setTimerType(Qt::PreciseTimer);
    connect(&m_flush, &QTimer::timeout, this, &TranscriptView::flush);
    m_copiedTimer.setSingleShot(true);
    connect(&m_copiedTimer, &QTimer::timeout, this, [this] {
        m_copied.reset();
        viewport()->update();
    });
    m_pill->setIcon(loadIcon(IconName::ArrowDown));
    m_pill->setCursor(Qt::PointingHandCursor);
    m_pill->hide();
    connect(m_pill, &QPushButton::clicked, this, &TranscriptView::follow);
}

TranscriptView::~TranscriptView() = default;

void TranscriptView::setTheme(const Theme &theme, double zoom)
{
    const Typography type(zoom);
    m_keeper.keepLine();
    m_column.setTheme(theme, type);
    m_pill->setFont(type.small());
    QPalette ground = palette(); // the scroll bar stands on the same ground as the text
    ground.setColor(QPalette::Window, theme.surface);
    setPalette(ground);
    verticalScrollBar()->setSingleStep(type.px(40));
    QResizeEvent resized(viewport()->size(), viewport()->size());
    resizeEvent(&resized);
}

void TranscriptView::setMessages(const QList<TranscriptMessage> &messages)
{
    m_grown.clear();
    m_selection.clear();
    m_current.reset();
    m_focused = {};
    m_hot.reset();
    m_pressed.reset();
    m_copied.reset();
    m_column.setMessages(messages);
    m_hasNews = false;
    follow();
}

void TranscriptView::appendMessage(const TranscriptMessage &message)
{
    m_column.append(message);
    if (message.role == ChatRole::User)
        follow();
    else
        settle();
}

void TranscriptView::replaceMessage(const TranscriptMessage &message)
{
    change(message.id, [&message](MessageItem &item) { item.setMessage(message); });
}

void TranscriptView::removeMessagesFrom(const QString &id)
{
    const auto index = m_column.indexOf(id);
    if (!index)
        return;
    m_selection.clear();
    m_current.reset();
    m_hot.reset();
    m_pressed.reset();
    m_copied.reset();
    m_column.truncate(*index);
    settle();
}

void TranscriptView::clear() { setMessages({}); }

QList<TranscriptMessage> TranscriptView::messages() const
{
    QList<TranscriptMessage> messages;
    for (size_t i = 0; i < m_column.count(); ++i)
        messages.append(m_column.item(i).message());
    return messages;
}

void TranscriptView::startAnswer(const QString &id)
{
    appendMessage({.id = id,
        .role = ChatRole::Assistant,
        .state = MessageState::Streaming,
        .text = {},
        .reasoning = {},
        .phase = {},
        .footer = {},
        .sources = {}});
}

void TranscriptView::setPhase(const QString &id, const QString &line)
{
    change(id, [&line](MessageItem &item) { item.setPhase(line); });
}

void TranscriptView::setRevealing(const QString &id, bool isRevealing)
{
    const MessageItem *item = m_column.find(id);
    if (item && item->isRevealing() != isRevealing)
        change(id, [isRevealing](MessageItem &changed) { changed.setRevealing(isRevealing); });
}

void TranscriptView::setSources(const QString &id, const QList<int> &numbers)
{
    change(id, [&numbers](MessageItem &item) { item.setSources(numbers); });
}

void TranscriptView::appendText(const QString &id, const QString &delta) { append(id, Section::Text, delta); }

void TranscriptView::appendReasoning(const QString &id, const QString &delta) { append(id, Section::Reasoning, delta); }

void TranscriptView::append(const QString &id, Section section, const QString &delta)
{
    MessageItem *item = m_column.find(id);
    if (!item)
        return;
    item->append(section, delta);
    m_grown.insert(id);
    if (m_flush.isActive())
        return;
    // A frame that was dear is followed by a pause, so that one eighth of the time at most goes into frames. After the
    // pause a token is shown at once.
    using std::chrono::milliseconds;
    const auto pause = std::clamp<milliseconds>(std::chrono::ceil<milliseconds>(8 * m_lastCost), kFrame, kSlowestFrame);
    const milliseconds rested = m_sinceFlush.isValid() ? milliseconds(m_sinceFlush.elapsed()) : pause;
    m_flush.start(std::max(milliseconds(0), pause - rested));
}

void TranscriptView::restartAnswer(const QString &id)
{
    change(id, [](MessageItem &item) { item.restart(); });
}

void TranscriptView::finishAnswer(const TranscriptMessage &answer)
{
    replaceMessage(answer);
    if (const auto index = m_column.indexOf(answer.id))
        announceMessage(*this, *index);
}

void TranscriptView::showError(const QString &id, const MessageNotice &notice)
{
    change(id, [&notice](MessageItem &item) {
        item.sync();
        item.showNotice(notice);
    });
    if (const auto index = m_column.indexOf(id))
        announceMessage(*this, *index);
}

void TranscriptView::change(const QString &id, const std::function<void(MessageItem &)> &apply)
{
    const auto index = m_column.indexOf(id);
    if (!index)
        return;
    apply(m_column.item(*index));
    m_column.updateHeight(*index);
    settle();
}

void TranscriptView::flush()
{
    QElapsedTimer timer;
    timer.start();
    for (const QString &id : std::as_const(m_grown)) {
        if (const auto index = m_column.indexOf(id)) {
            m_column.item(*index).sync();
            m_column.updateHeight(*index);
        }
    }
    m_grown.clear();
    m_hasNews |= !m_keeper.isFollowing();
    settle();
    m_lastCost = std::chrono::nanoseconds(timer.nsecsElapsed());
    m_sinceFlush.start();
}

void TranscriptView::settle()
{
    const QScopedValueRollback guard(m_isSettling, true);
    m_keeper.setViewHeight(viewport()->height());
    m_keeper.settle();
    QScrollBar *bar = verticalScrollBar();
    bar->setPageStep(viewport()->height());
    bar->setRange(0, int(std::min<qint64>(m_keeper.mostTop(), std::numeric_limits<int>::max())));
    bar->setValue(int(m_keeper.top()));
    placePill();
    viewport()->update();
}

bool TranscriptView::isFollowing() const { return m_keeper.isFollowing(); }

void TranscriptView::follow()
{
    setFollowing(true);
    settle();
}

void TranscriptView::setFollowing(bool isFollowing)
{
    const bool hasChanged = isFollowing != m_keeper.isFollowing();
    m_keeper.setFollowing(isFollowing);
    m_hasNews &= !isFollowing;
    if (hasChanged)
        emit followingChanged(isFollowing);
}

void TranscriptView::onScrolledByHand()
{
    const QScrollBar *bar = verticalScrollBar();
    setFollowing(bar->sliderPosition() >= bar->maximum());
}

void TranscriptView::scrollContentsBy(int, int)
{
    if (m_isSettling)
        return;
    m_keeper.scrollTo(verticalScrollBar()->value());
    settle();
}

void TranscriptView::placePill()
{
    const bool isFar = m_keeper.mostTop() - m_keeper.top() > viewport()->height();
    const bool isWanted = !m_keeper.isFollowing() && (m_hasNews || isFar);
    if (isWanted) {
        m_pill->setText(m_hasNews ? tr("New text") : tr("To the end"));
        m_pill->adjustSize();
        m_pill->move((viewport()->width() - m_pill->width()) / 2,
            viewport()->height() - m_pill->height() - m_column.context().px(12));
    }
    m_pill->setVisible(isWanted);
}

QPoint TranscriptView::columnOrigin() const
{
    return {(viewport()->width() - m_column.width()) / 2, -int(m_keeper.top())};
}

void TranscriptView::resizeEvent(QResizeEvent *)
{
    const TranscriptContext &context = m_column.context();
    const int margin = context.px(viewport()->width() < 600 ? 20 : 28);
    const int width = std::clamp(viewport()->width() - 2 * margin, 120, context.px(kColumnWidth));
    if (width != m_column.width()) {
        m_keeper.keepLine();
        m_column.setWidth(width);
    }
    settle();
}

void TranscriptView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    const TranscriptContext &context = m_column.context();
    painter.fillRect(event->rect(), context.theme.surface);
    MessagePainter messages(painter, context, m_selection, event->rect());
    const QPoint origin = columnOrigin();
    if (m_column.count() == 0)
        return;
    for (size_t i = m_column.indexAt(event->rect().top() - origin.y()); i < m_column.count(); ++i) {
        const QPoint top = origin + QPoint(0, int(m_column.top(i)));
        if (top.y() > event->rect().bottom())
            break;
        MessageLook look;
        look.isCurrent = m_current == i && hasFocus();
        look.isActive = look.isCurrent || (m_hot && m_hot->message == i);
        if (m_hot && m_hot->message == i)
            look.hot = m_hot->control;
        if (m_copied && m_copied->message == i)
            look.copied = m_copied->control;
        if (look.isCurrent)
            look.focused = m_focused;
        messages.paint(m_column.item(i), i, top, look);
    }
}

} // namespace freshet
