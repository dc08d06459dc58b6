// SPDX-License-Identifier: MIT
#include "ui/transcript/message_item.h"

#include <QFontMetrics>
#include <QLocale>

#include <algorithm>

namespace freshet {

namespace {

using Kind = MessageControl::Kind;

constexpr int kFoldAboveLines = 24;
constexpr qsizetype kFoldAboveChars = 4'000;
constexpr int kFoldedLines = 12;
constexpr qsizetype kFoldedChars = 1'500;
constexpr int kBubblePadding = 12;
constexpr int kRowHeight = 28;
constexpr int kThinkingWidth = 180;

/// The part of a long text that is shown at first; all of a short one.
QString foldedText(const QString &text)
{
    qsizetype end = -1;
    int lines = 0;
    while (lines < kFoldedLines && (end = text.indexOf(u'\n', end + 1)) >= 0)
        ++lines;
    const bool isLong = text.size() > kFoldAboveChars || text.count(u'\n') > kFoldAboveLines;
    if (!isLong)
        return text;
    return text.first(std::min({kFoldedChars, text.size(), end < 0 ? text.size() : end}));
}

} // namespace

MessageItem::MessageItem(const TranscriptMessage &message, TranscriptContext &context, int width)
    : m_context(context),
      m_message(message),
      m_reasoning(context, BlockSplitter::Mode::Markdown, TextTone::Reasoning),
      m_text(context, message.role == ChatRole::User ? BlockSplitter::Mode::Plain : BlockSplitter::Mode::Markdown,
          message.role == ChatRole::User ? TextTone::User : TextTone::Answer),
      m_width(width)
{
    setTexts();
}

TranscriptMessage MessageItem::message() const
{
    TranscriptMessage message = m_message;
    if (m_message.role != ChatRole::User)
        message.text = m_text.text();
    message.reasoning = m_reasoning.text();
    return message;
}

QString MessageItem::reasoningLabel() const { return isThinking() ? tr("Thinking") : tr("Thought"); }

QString MessageItem::reasoningLine() const
{
    return isThinking() && !m_message.phase.isEmpty() ? m_message.phase : reasoningLabel();
}

void MessageItem::setMessage(const TranscriptMessage &message)
{
    m_message = message;
    m_isRevealing = isRevealing(); // over when the answer is
    setTexts();
}

void MessageItem::setPhase(const QString &line)
{
    m_message.phase = line;
    arrange();
}

void MessageItem::setRevealing(bool isRevealing) { m_isRevealing = isRevealing; }

void MessageItem::setSources(const QList<int> &numbers)
{
    m_message.sources = numbers;
    m_message.citations.clear();
    m_text.setMarks({.numbers = numbers, .checked = {}});
}

void MessageItem::append(Section section, const QString &delta) { flow(section).append(delta); }

void MessageItem::restart()
{
    m_message.text.clear();
    m_message.reasoning.clear();
    m_message.phase.clear();
    m_message.footer.clear();
    m_message.notice.reset();
    m_message.state = MessageState::Streaming;
    m_isRevealing = false;
    setTexts();
}

void MessageItem::showNotice(const MessageNotice &notice)
{
    m_message = message();
    m_message.notice = notice;
    m_message.state = MessageState::Done;
    m_message.phase.clear();
    setTexts();
}

void MessageItem::toggleReasoning()
{
    m_isReasoningOpen = !m_isReasoningOpen;
    arrange();
}

void MessageItem::toggleDetail()
{
    m_notice->toggleDetail();
    arrange();
}

void MessageItem::showAll()
{
    m_hiddenLines.clear();
    m_text.setText(m_message.text, BlockSplitter::TextEnd::Final);
    arrange();
}

bool MessageItem::unfold(Section section, size_t block, int end)
{
    if (section == Section::Reasoning) {
        if (m_isReasoningOpen)
            return false;
        toggleReasoning();
        return true;
    }
    if (!isFolded())
        return false;
    m_text.sync();
    const size_t count = m_text.blocks().size();
    if (block < count && end < m_text.document(block).characterCount())
        return false;
    showAll();
    return true;
}

void MessageItem::sync()
{
    m_reasoning.sync();
    m_text.sync();
    arrange();
}

bool MessageItem::renewFormulas()
{
    bool hasAny = false;
    for (BlockFlow *flow : {&m_reasoning, &m_text}) {
        for (size_t i = 0; i < flow->blocks().size(); ++i) {
            if (!flow->hasNewFormulas(i))
                continue;
            flow->renewFormulas(i, std::nullopt);
            hasAny = true;
        }
    }
    return hasAny;
}

int MessageItem::renewFormulas(Section section, size_t block, int y)
{
    const int moved = flow(section).renewFormulas(block, y);
    arrange();
    return moved;
}

void MessageItem::setWidth(int width)
{
    if (width == m_width)
        return;
    m_width = width;
    if (m_notice)
        m_notice = std::make_unique<NoticeBox>(m_notice->notice(), m_context, width);
    arrange();
}

void MessageItem::restyle()
{
    m_reasoning.restyle();
    m_text.restyle();
    if (m_notice)
        m_notice = std::make_unique<NoticeBox>(m_notice->notice(), m_context, m_width);
    arrange();
}

bool MessageItem::prepare(int top, int bottom)
{
    const int before = m_layout.height;
    bool hasChanged = false;
    for (const Section section : {Section::Reasoning, Section::Text}) {
        if (isShown(section)) {
            const int y = flowOrigin(section).y();
            hasChanged |= flow(section).prepare(top - y, bottom - y);
        }
    }
    if (hasChanged || role() == ChatRole::User) // the bubble follows the width of its text
        arrange();
    return m_layout.height != before;
}

bool MessageItem::isShown(Section section) const
{
    return section == Section::Text ? !m_text.isEmpty() : m_isReasoningOpen && !m_reasoning.isEmpty();
}

MessageItem::Source MessageItem::source(Section section) const
{
    if (section == Section::Reasoning || !isFolded())
        return {.text = flow(section).text(), .blocks = flow(section).spans()};
    BlockSplitter splitter(BlockSplitter::Mode::Plain);
    splitter.feed(m_message.text, BlockSplitter::TextEnd::Final);
    return {.text = m_message.text, .blocks = splitter.blocks()};
}

QPoint MessageItem::flowOrigin(Section section) const
{
    return section == Section::Text ? QPoint(m_layout.textX, m_layout.textY)
                                    : QPoint(m_layout.reasoningX, m_layout.reasoningY);
}

QList<MessageControl> MessageItem::controls(int top, int bottom) const
{
    QList<MessageControl> controls;
    const auto add = [&controls](Kind kind, const QRect &rect, const QString &label) -> MessageControl & {
        return controls.emplace_back(MessageControl{.kind = kind, .rect = rect, .label = label, .url = {}});
    };
    if (!m_layout.reasoningHeader.isEmpty()) {
        const QFontMetrics metrics(m_context.type.small());
        QRect rect = m_layout.reasoningHeader.translated(m_context.px(-6), 0);
        // The phase counts seconds: a button that changed with them could not be pressed while they pass.
        rect.setWidth(isThinking() ? std::min(m_context.px(kThinkingWidth), rect.width())
                                   : metrics.horizontalAdvance(reasoningLabel()) + m_context.px(32));
        add(Kind::ToggleReasoning, rect, reasoningLabel());
    }
    if (role() != ChatRole::User) {
        const int textTop = flowOrigin(Section::Text).y();
        for (size_t i = m_text.blockAt(top - textTop); i < m_text.blocks().size(); ++i) {
            const BlockFlow::Block &block = m_text.blocks()[i];
            if (textTop + block.y > bottom)
                break;
            if (!block.document)
                continue;
            if (block.span.kind == BlockKind::Code)
                add(Kind::CopyCode, copyRect(i), tr("Copy code")).block = i;
            if (const QRect strip = m_text.stripRect(i); !strip.isEmpty())
                add(Kind::ScrollStrip, strip.translated(flowOrigin(Section::Text)), tr("Scroll sideways")).block = i;
        }
    }
    if (isFolded()) {
        const int width = QFontMetrics(m_context.type.body()).horizontalAdvance(m_hiddenLines);
        const QRect &bubble = m_layout.bubble;
        const int padding = m_context.px(kBubblePadding);
        add(Kind::ShowAll,
            {bubble.x() + padding, bubble.bottom() - m_context.px(kRowHeight + 4), width, m_context.px(kRowHeight)},
            m_hiddenLines);
    }
    if (isRevealing())
        add(Kind::ShowAll, revealRect(), tr("Show all"));
    if (m_notice) {
        QList<MessageControl> notice = m_notice->controls();
        for (MessageControl &control : notice)
            control.rect.translate(m_layout.notice.topLeft());
        controls += notice;
    }
    const QList<MessageAction> actions = footerActions();
    const int side = m_context.px(kRowHeight);
    const bool isRight = role() == ChatRole::User;
    int x = isRight ? m_layout.footer.right() + 1 - int(actions.size()) * side - branchWidth()
                    : m_layout.footer.x() - m_context.px(6) + branchWidth() + goOnWidth();
    for (const MessageAction action : actions) {
        add(Kind::Action, {x, m_layout.footer.y(), side, side}, labelOf(action)).action = action;
        x += side;
    }
    if (!m_layout.goOn.isEmpty())
        add(Kind::Action, m_layout.goOn, labelOf(MessageAction::Continue)).action = MessageAction::Continue;
    if (const QRect &branch = m_layout.branch; !branch.isEmpty()) {
        if (m_message.branch > 1)
            add(Kind::Action, {branch.x() - side, branch.y(), side, side}, labelOf(MessageAction::PreviousBranch))
                .action
                = MessageAction::PreviousBranch;
        if (role() != ChatRole::User)
            add(Kind::Action, branch, labelOf(MessageAction::CompareBranches)).action = MessageAction::CompareBranches;
        if (m_message.branch < m_message.branches)
            add(Kind::Action, {branch.right() + 1, branch.y(), side, side}, labelOf(MessageAction::NextBranch)).action
                = MessageAction::NextBranch;
    }
    return controls;
}

QString MessageItem::branchLabel() const
{
    return QStringLiteral("%1/%2").arg(QLocale().toString(m_message.branch), QLocale().toString(m_message.branches));
}

int MessageItem::goOnWidth() const
{
    if (!m_message.canContinue || isStreaming())
        return 0;
    return QFontMetrics(m_context.type.body()).horizontalAdvance(labelOf(MessageAction::Continue)) + m_context.px(12);
}

int MessageItem::branchWidth() const
{
    if (m_message.branches < 2)
        return 0;
    return 2 * m_context.px(kRowHeight) + QFontMetrics(m_context.type.small()).horizontalAdvance(branchLabel())
        + m_context.px(4);
}

QRect MessageItem::copyRect(size_t block) const
{
    const QRect rect = m_text.blockRect(block).translated(flowOrigin(Section::Text));
    const int width = QFontMetrics(m_context.type.small()).horizontalAdvance(tr("Copied")) + m_context.px(36);
    return {rect.right() - width - m_context.px(3), rect.y() + m_context.px(2), width, m_context.px(kRowHeight)};
}

/// In the row of the footer, which is there anyway: nothing jumps.
QRect MessageItem::revealRect() const
{
    const int width = QFontMetrics(m_context.type.body()).horizontalAdvance(tr("Show all"));
    return {m_layout.footer.topLeft() + QPoint(branchWidth(), 0), QSize(width, m_context.px(kRowHeight))};
}

QList<MessageAction> MessageItem::footerActions() const
{
    if (isStreaming())
        return {};
    if (role() == ChatRole::User)
        return {MessageAction::Copy, MessageAction::Edit};
    const bool canRegenerate
        = m_message.canBeAskedAgain && (!m_notice || !m_notice->notice().actions.contains(MessageAction::Retry));
    return canRegenerate ? QList{MessageAction::Copy, MessageAction::Regenerate} : QList{MessageAction::Copy};
}

void MessageItem::setTexts()
{
    const auto textEnd = isStreaming() ? BlockSplitter::TextEnd::Open : BlockSplitter::TextEnd::Final;
    m_hiddenLines.clear();
    if (role() == ChatRole::User) {
        const QString folded = foldedText(m_message.text);
        if (folded.size() < m_message.text.size()) {
            const QLocale locale;
            const qsizetype lines = m_message.text.count(u'\n') + (m_message.text.endsWith(u'\n') ? 0 : 1);
            m_hiddenLines = lines > kFoldedLines
                ? tr("Show all %1 lines").arg(locale.toString(lines))
                : tr("Show all %1 characters").arg(locale.toString(m_message.text.size()));
        }
        m_text.setText(folded, textEnd);
    } else {
        m_text.setMarks({.numbers = m_message.sources, .checked = m_message.citations});
        m_text.setText(m_message.text, textEnd);
        m_message.text.clear();
    }
    m_reasoning.setText(m_message.reasoning, textEnd);
    m_message.reasoning.clear();
    m_notice = m_message.notice ? std::make_unique<NoticeBox>(*m_message.notice, m_context, m_width) : nullptr;
    arrange();
}

void MessageItem::arrange()
{
    m_layout = {};
    if (role() == ChatRole::User)
        arrangeUser();
    else
        arrangeAnswer();
}

void MessageItem::arrangeUser()
{
    const int padding = m_context.px(kBubblePadding);
    m_text.setWidth(std::max(m_width * 4 / 5 - 2 * padding, 1));
    int width = m_text.fitToText();
    int height = m_text.height() + m_context.px(16);
    if (isFolded()) {
        width = std::max(width, QFontMetrics(m_context.type.body()).horizontalAdvance(m_hiddenLines));
        height += m_context.px(kRowHeight);
    }
    m_attachments
        = AttachmentRow(m_message.attachments, m_context, m_width, m_context.px(12), AttachmentRow::Side::Right);
    const int y = m_context.px(12) + m_attachments.height();
    m_layout.bubble = {m_width - width - 2 * padding, y, width + 2 * padding, height};
    m_layout.textX = m_layout.bubble.x() + padding;
    m_layout.textY = y + m_context.px(7);
    arrangeFooter(y + height + m_context.px(2));
}

void MessageItem::arrangeAnswer()
{
    int y = m_context.px(4);
    m_text.setWidth(m_width);
    const int indent = m_context.px(16);
    m_reasoning.setWidth(std::max(m_width - indent, 1));
    if (!m_reasoning.isEmpty()) {
        m_layout.reasoningHeader = {0, y, m_width, m_context.px(kRowHeight)};
        y += m_context.px(kRowHeight + 4);
        m_layout.reasoningX = indent;
        m_layout.reasoningY = y;
        if (m_isReasoningOpen)
            y += m_reasoning.height() + m_context.px(12);
    }
    m_layout.textY = y;
    y += m_text.height();
    if (!m_message.attachments.isEmpty()) {
        const int gap = m_text.isEmpty() ? 0 : m_context.px(8);
        m_attachments = AttachmentRow(m_message.attachments, m_context, m_width, y + gap, AttachmentRow::Side::Left);
        y += gap + m_attachments.height();
    }
    if (!m_message.phase.isEmpty() && !isThinking()) {
        y += m_text.isEmpty() ? 0 : m_context.px(8);
        m_layout.phase = {0, y, m_width, m_context.type.lineHeight()};
        y += m_layout.phase.height();
    }
    if (m_notice) {
        y += m_text.isEmpty() ? 0 : m_context.px(12);
        m_layout.notice = {0, y, m_width, m_notice->height()};
        y += m_notice->height();
    }
    arrangeFooter(y + m_context.px(4));
}

void MessageItem::arrangeFooter(int y)
{
    const int side = m_context.px(kRowHeight);
    m_layout.footer = m_layout.footerText = {0, y, m_width, side};
    if (const int width = branchWidth(); width > 0) {
        const int x = role() == ChatRole::User ? m_width - width : -m_context.px(6);
        m_layout.branch = {x + side, y, width - 2 * side, side};
    }
    if (const int width = goOnWidth(); width > 0)
        m_layout.goOn = {branchWidth(), y, width - m_context.px(12), side};
    if (!isStreaming() && !m_message.footer.isEmpty()) {
        const int actions = role() == ChatRole::User
            ? 0
            : int(footerActions().size()) * side + branchWidth() + goOnWidth() + m_context.px(2);
        const QFontMetrics metrics(m_context.type.small());
        m_layout.footerText.setLeft(actions);
        m_layout.footerLines = {m_message.footer};
        if (metrics.horizontalAdvance(m_message.footer) > m_layout.footerText.width()) {
            m_layout.footerLines = brokenFooter(metrics);
            m_layout.footerText = {0, y + side, m_width, int(m_layout.footerLines.size()) * metrics.lineSpacing()};
        }
    }
    m_layout.height = m_layout.footerText.bottom() + 1 + m_context.px(8);
}

QStringList MessageItem::brokenFooter(const QFontMetrics &metrics) const
{
    const QString separator = QStringLiteral(" · ");
    QStringList lines;
    const QStringList parts = m_message.footer.split(separator);
    for (const QString &part : parts) {
        if (!lines.isEmpty() && metrics.horizontalAdvance(lines.last() + separator + part) <= m_width)
            lines.last() += separator + part;
        else
            lines.append(part);
    }
    return lines;
}

} // namespace freshet
