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

TranscriptView::TranscriptView(QWidget *parent, std::shared_ptr<TranscriptServices> services)
    : QAbstractScrollArea(parent),
      m_services(std::move(services)),
      m_column(builtInTheme(ThemeVariant::Light), &m_services->math),
      m_keeper(m_column),
      m_search(m_column),
      m_pill(new QPushButton(viewport()))
{
    installTranscriptAccessibility();
    setAccessibleName(tr("Conversation"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn); // a bar that comes and goes would change the width
    viewport()->setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent); // so that what has moved is moved, and not painted again
    verticalScrollBar()->setSingleStep(40);
    // Only what a hand does decides about following; ranges and values change for many reasons.
    connect(verticalScrollBar(), &QScrollBar::actionTriggered, this, &TranscriptView::onScrolledByHand);
    m_flush.setSingleShot(true);
    m_flush.setTimerType(Qt::PreciseTimer);
    connect(&m_flush, &QTimer::timeout, this, &TranscriptView::flush);
    m_findTimer.setSingleShot(true);
    connect(&m_findTimer, &QTimer::timeout, this, &TranscriptView::goOnFinding);
    m_column.setHighlights(&m_services->highlights);
    m_recolor.setSingleShot(true);
    connect(&m_recolor, &QTimer::timeout, viewport(), qOverload<>(&QWidget::update));
    connect(&m_services->highlights, &HighlightService::colored, this, [this] {
        if (!m_recolor.isActive())
            m_recolor.start(kFrame);
    });
    connect(&m_services->math, &MathRenderer::formulasDone, this, &TranscriptView::renewFormulas);
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

void TranscriptView::setOptions(const TextOptions &options)
{
    if (options == m_column.context().options)
        return;
    m_keeper.keepLine();
    m_column.setOptions(options);
    m_focused = {};
    m_hot.reset();
    settle();
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
    m_search.everythingChanged();
    contentChanged({});
    updateHold();
    m_hasNews = false;
    follow();
}

void TranscriptView::appendMessage(const TranscriptMessage &message)
{
    m_column.append(message);
    m_search.countChanged();
    contentChanged({});
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
    m_search.countChanged();
    contentChanged({});
    updateHold();
    settle();
}

void TranscriptView::replaceMessagesFrom(const QString &id, const QList<TranscriptMessage> &messages)
{
    removeMessagesFrom(id);
    for (const TranscriptMessage &message : messages)
        m_column.append(message);
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
    m_speaker.restart(id);
    change(id, [](MessageItem &item) { item.restart(); });
}

void TranscriptView::finishAnswer(const TranscriptMessage &answer)
{
    replaceMessage(answer);
    ended(answer.id);
}

void TranscriptView::showError(const QString &id, const MessageNotice &notice)
{
    change(id, [&notice](MessageItem &item) {
        item.sync();
        item.showNotice(notice);
    });
    ended(id);
}

void TranscriptView::ended(const QString &id)
{
    const auto index = m_column.indexOf(id);
    if (!index)
        return;
    announceMessage(*this, *index);
    if (m_speaksAnswers)
        m_speaker.finish(m_column.item(*index));
}

void TranscriptView::change(const QString &id, const std::function<void(MessageItem &)> &apply)
{
    const auto index = m_column.indexOf(id);
    if (!index)
        return;
    apply(m_column.item(*index));
    m_column.updateHeight(*index);
    contentChanged(*index);
    settle();
}

void TranscriptView::flush()
{
    QElapsedTimer timer;
    timer.start();
    const qint64 top = m_keeper.top();
    const bool wasPillShown = m_pill->isVisible();
    qint64 changed = std::numeric_limits<qint64>::max(); // from there to the end of the view
    for (const QString &id : std::as_const(m_grown)) {
        if (const auto index = m_column.indexOf(id)) {
            MessageItem &item = m_column.item(*index);
            const MessageItem::Layout before = item.layout();
            const qint64 growth = growthOf(*index);
            item.sync();
            if (m_speaksAnswers)
                m_speaker.follow(item);
            const bool hasMoved = before.reasoningHeader != item.layout().reasoningHeader
                || before.reasoningY != item.layout().reasoningY || before.textY != item.layout().textY;
            changed = std::min(changed, hasMoved ? m_column.top(*index) : growth);
            m_column.updateHeight(*index);
            contentChanged(*index);
        }
    }
    m_grown.clear();
    m_hasNews |= !m_keeper.isFollowing();
    arrange();
    if (wasPillShown || m_pill->isVisible())
        viewport()->update();
    else
        updateBelow(changed - top);
    m_lastCost = std::chrono::nanoseconds(timer.nsecsElapsed());
    m_sinceFlush.start();
}

/// What is above @p y, where it was shown before settle(), has only moved.
void TranscriptView::updateBelow(qint64 y)
{
    const int height = viewport()->height();
    const auto kept = int(std::clamp<qint64>(y, 0, height));
    const auto moved = int(std::clamp<qint64>(m_keeper.moved(), -height, height));
    const int from = std::clamp(kept + moved, 0, height);
    if (moved != 0)
        viewport()->scroll(0, moved, QRect(0, 0, viewport()->width(), std::max(kept, from)));
    viewport()->update(0, from, viewport()->width(), height - from);
}

void TranscriptView::renewFormulas()
{
    if (m_keeper.renewFormulas())
        settle();
}

/// What is shown of a message may change from there on when text is appended to it: in its last block, or in the one
/// before, which an unfinished line may turn out to belong to.
qint64 TranscriptView::growthOf(size_t message) const
{
    const MessageItem &item = m_column.item(message);
    const qint64 top = m_column.top(message);
    if (item.flow(MessageItem::Section::Text).blocks().empty())
        return top;
    int y = item.height();
    for (const MessageItem::Section section : {MessageItem::Section::Reasoning, MessageItem::Section::Text}) {
        if (!item.isShown(section))
            continue;
        const auto &blocks = item.flow(section).blocks();
        const size_t before = blocks.size() > 1 ? blocks.size() - 2 : 0;
        y = std::min(y, item.flowOrigin(section).y() + (blocks.empty() ? 0 : blocks[before].y));
    }
    return top + y;
}

void TranscriptView::settle()
{
    arrange();
    viewport()->update();
}

void TranscriptView::arrange()
{
    const QScopedValueRollback guard(m_isSettling, true);
    m_keeper.setViewHeight(viewport()->height());
    m_keeper.settle();
    QScrollBar *bar = verticalScrollBar();
    bar->setPageStep(viewport()->height());
    bar->setRange(int(m_keeper.leastTop()), int(std::min<qint64>(m_keeper.mostTop(), std::numeric_limits<int>::max())));
    bar->setValue(int(m_keeper.top()));
    placePill();
}

bool TranscriptView::isFollowing() const { return m_keeper.isFollowing(); }

void TranscriptView::follow()
{
    setFollowing(true);
    settle();
}

std::optional<ScrollKeeper::Place> TranscriptView::place() const
{
    return isFollowing() || m_column.count() == 0 ? std::nullopt : std::optional(m_keeper.place());
}

void TranscriptView::showPlace(const ScrollKeeper::Place &place)
{
    if (place.message >= m_column.count())
        return;
    setFollowing(false);
    m_keeper.goTo(place);
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

/// While text is selected or searched for, it stays where it is; the pill brings back to the end all the same.
void TranscriptView::updateHold()
{
    const bool isHeld = m_isFinding || hasSelection();
    if (isHeld == std::exchange(m_isHeld, isHeld))
        return;
    if (isHeld) {
        m_followsAfterwards = isFollowing();
        setFollowing(false);
    } else if (m_followsAfterwards && m_keeper.top() >= m_keeper.mostTop()) {
        setFollowing(true);
    }
    placePill();
}

void TranscriptView::onScrolledByHand()
{
    const QScrollBar *bar = verticalScrollBar();
    m_followsAfterwards = bar->sliderPosition() >= bar->maximum();
    setFollowing(!m_isHeld && m_followsAfterwards);
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
    MessagePainter messages(painter, context, {m_selection, m_search}, event->rect());
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
