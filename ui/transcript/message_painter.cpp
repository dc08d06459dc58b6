// SPDX-License-Identifier: MIT
#include "ui/transcript/message_painter.h"

#include "ui/math/formula_object.h"
#include "ui/transcript/display_text.h"
#include "ui/transcript/text_rects.h"

#include <QAbstractTextDocumentLayout>
#include <QPainter>
#include <QTextBlock>

#include <algorithm>

namespace freshet {

namespace {

using Kind = MessageControl::Kind;
using Section = MessageItem::Section;

constexpr int kMarkRadius = 4;
constexpr size_t kFewHits = 50; // more are only looked at where they are seen

/// Others of the footer show when the pointer or the keyboard is there.
bool isAlwaysSeen(MessageAction action)
{
    return action == MessageAction::PreviousBranch || action == MessageAction::NextBranch
        || action == MessageAction::Continue || action == MessageAction::CompareBranches;
}

/// QRect::center() is a pixel off above the edge of the view, where numbers are negative.
QPoint centerOf(const QRect &rect) { return rect.topLeft() + QPoint((rect.width() - 1) / 2, (rect.height() - 1) / 2); }

IconName iconOf(MessageAction action)
{
    switch (action) {
    case MessageAction::Copy:
        return IconName::Copy;
    case MessageAction::Edit:
        return IconName::Edit;
    case MessageAction::PreviousBranch:
        return IconName::ChevronLeft;
    case MessageAction::NextBranch:
        return IconName::ChevronRight;
    default:
        return IconName::Refresh;
    }
}

} // namespace

MessagePainter::MessagePainter(
    QPainter &painter, const TranscriptContext &context, const TextMarks &marks, const QRect &visible)
    : m_painter(painter), m_context(context), m_marks(marks), m_visible(visible)
{
}

void MessagePainter::paint(MessageItem &item, size_t index, const QPoint &origin, const MessageLook &look)
{
    const Theme &theme = m_context.theme;
    const MessageItem::Layout &layout = item.layout();
    if (look.isCurrent) {
        const QRect bar(
            origin.x() - m_context.px(12), origin.y() + m_context.px(8), 2, layout.height - m_context.px(16));
        m_painter.fillRect(bar, theme.accent);
    }
    if (!layout.bubble.isEmpty())
        fillRound(layout.bubble.translated(origin), theme.userMessage);
    item.attachmentRow().paint(m_painter, m_context, origin);
    for (const Section section : {Section::Reasoning, Section::Text}) {
        if (item.isShown(section))
            paintFlow(item, index, section, origin, look.hot);
    }
    if (!layout.phase.isEmpty())
        paintLabel(layout.phase.translated(origin), m_context.type.body(), theme.muted, item.phase());
    if (item.notice())
        paintNotice(*item.notice(), layout.notice.translated(origin));
    const QList<MessageControl> controls = item.controls(m_visible.top() - origin.y(), m_visible.bottom() - origin.y());
    for (const MessageControl &control : controls) {
        const bool isFooterIcon = control.kind == Kind::Action && !control.isInNotice;
        const bool isSeen = !isFooterIcon || isAlwaysSeen(control.action) || look.isActive;
        if (isSeen && control.kind != Kind::ScrollStrip)
            paintControl(item, control, origin, look);
    }
    if (!layout.branch.isEmpty()) {
        paintLabel(layout.branch.translated(origin), m_context.type.small(), theme.muted, item.branchLabel(),
            Qt::AlignHCenter);
    }
    paintFooter(layout, origin);
    if (look.focused.kind != Kind::None)
        fillRound(look.focused.rect.translated(origin), {}, theme.accent, 2);
}

void MessagePainter::paintFooter(const MessageItem::Layout &layout, const QPoint &origin)
{
    QRect line = layout.footerText.translated(origin);
    line.setHeight(line.height() / std::max(int(layout.footerLines.size()), 1));
    for (const QString &text : layout.footerLines) {
        paintLabel(line, m_context.type.small(), m_context.theme.muted, text, Qt::AlignRight);
        line.translate(0, line.height());
    }
}

void MessagePainter::paintFlow(
    MessageItem &item, size_t index, Section section, const QPoint &origin, const MessageControl &hot)
{
    BlockFlow &flow = item.flow(section);
    if (flow.blocks().empty())
        return;
    const QPoint flowOrigin = origin + item.flowOrigin(section);
    for (size_t i = flow.blockAt(m_visible.top() - flowOrigin.y()); i < flow.blocks().size(); ++i) {
        if (flowOrigin.y() + flow.blocks()[i].y > m_visible.bottom())
            break;
        paintBlock(flow, {.message = index, .section = section, .block = i, .position = 0}, flowOrigin);
        const bool isHot = hot.kind == Kind::ScrollStrip && hot.block == i && section == Section::Text;
        if (!flow.stripRect(i).isEmpty())
            paintStrip(flow, i, flowOrigin, isHot);
    }
    if (section == Section::Reasoning) {
        const QRect bar(flowOrigin.x() - m_context.px(12), flowOrigin.y(), 2, flow.height());
        m_painter.fillRect(bar, m_context.theme.border);
    }
}

void MessagePainter::paintBlock(BlockFlow &flow, const TextPlace &place, const QPoint &origin)
{
    const size_t index = place.block;
    const BlockKind kind = flow.blocks()[index].span.kind;
    const QRect rect = flow.blockRect(index).translated(origin);
    if (kind == BlockKind::Rule) {
        m_painter.fillRect(QRect(rect.x(), centerOf(rect).y(), rect.width(), 1), m_context.theme.border);
        return;
    }
    BlockDocument &document = flow.document(index);
    const QRect textRect = flow.textRect(index).translated(origin);
    const QPoint textOrigin = flow.textOrigin(index) + origin;
    if (kind == BlockKind::Code)
        paintCodeFrame(flow, index, rect);

    PaintContext context;
    context.palette.setColor(QPalette::Text, m_context.theme.text);
    const bool isWide = flow.blocks()[index].contentWidth > textRect.width();
    const QRect seen = isWide ? m_visible.intersected(textRect) : m_visible;
    const QList<QRect> current = markHits(context, document, place, seen.translated(-textOrigin));
    const auto selected = m_marks.selection.within(place.message, place.section, index);
    if (selected.first < selected.second) {
        mark(context, document, document.places().range(selected.first, selected.second),
            blend(m_context.theme.surface, m_context.theme.accent, 0.32));
        markSelected(context.selections.last().format);
    }
    m_painter.save();
    if (isWide)
        m_painter.setClipRect(textRect, Qt::IntersectClip);
    m_painter.translate(textOrigin);
    context.clip = QRectF(seen.translated(-textOrigin));
    flow.highlight(index, context.clip);
    document.documentLayout()->draw(&m_painter, context);
    drawSelectedFormulas(document, &m_painter);
    for (const QRect &line : current) // colour alone would not tell it from the other hits
        fillRound(line.adjusted(-2, -1, 2, 1), {}, m_context.theme.accent, 2, kMarkRadius);
    m_painter.restore();
    if (kind == BlockKind::Quote || kind == BlockKind::ListItem)
        paintQuoteBars(document, textOrigin);
}

/// Marks what is found in the seen part, and gives the lines of the current hit.
QList<QRect> MessagePainter::markHits(
    PaintContext &context, BlockDocument &document, const TextPlace &block, const QRect &seen)
{
    const auto hits = m_marks.search.within(block.message, block.section, block.block);
    int from = 0;
    int to = document.characterCount();
    if (hits.size() > kFewHits) {
        const int margin = 2 * m_context.type.lineHeight();
        const QAbstractTextDocumentLayout *layout = document.documentLayout();
        from = layout->hitTest(QPointF(seen.left(), seen.top() - margin), Qt::FuzzyHit);
        to = layout->hitTest(QPointF(seen.right(), seen.bottom() + margin), Qt::FuzzyHit);
    }
    if (hits.empty())
        return {};
    QList<QRect> current;
    const DrawnPlaces places = document.places();
    for (const TranscriptSearch::Hit &hit : hits) {
        const auto [begin, end] = places.range(hit.position, hit.position + hit.length);
        if (end < from || begin > to || end >= document.characterCount())
            continue;
        mark(context, document, {begin, end}, m_context.theme.searchMark);
        markSelected(context.selections.last().format);
        const TextPlace place{
            .message = block.message, .section = block.section, .block = block.block, .position = hit.position};
        if (m_marks.search.current() == place)
            current = textRects(document, begin, end - begin);
    }
    return current;
}

void MessagePainter::mark(
    PaintContext &context, BlockDocument &document, std::pair<int, int> range, const QColor &ground)
{
    const int end = document.characterCount() - 1;
    QAbstractTextDocumentLayout::Selection selection;
    selection.cursor = QTextCursor(&document);
    selection.cursor.setPosition(std::min(range.first, end));
    selection.cursor.setPosition(std::min(range.second, end), QTextCursor::KeepAnchor);
    selection.format.setForeground(m_context.theme.text); // an accent would fade on the tint
    selection.format.setBackground(ground);
    context.selections.append(selection);
}

void MessagePainter::paintCodeFrame(const BlockFlow &flow, size_t index, const QRect &rect)
{
    const Theme &theme = m_context.theme;
    fillRound(rect, theme.sunken, theme.border);
    const QString &language = flow.blocks()[index].span.language;
    const QRect header(rect.x() + m_context.px(12), rect.y(), rect.width() / 2, flow.headerHeight());
    paintLabel(header, m_context.type.small(), theme.muted,
        language.isEmpty() ? tr("Code") : displayText(language, TextUse::Exact));
}

void MessagePainter::paintQuoteBars(BlockDocument &document, const QPoint &origin)
{
    const QAbstractTextDocumentLayout *layout = document.documentLayout();
    const auto levelOf = [](const QTextBlock &block) {
        return block.isValid() ? block.blockFormat().intProperty(QTextFormat::BlockQuoteLevel) : 0;
    };
    double top = 0;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        const QTextBlock below = block.next();
        // Down to the next paragraph, so that a bar has no gaps.
        const double bottom = below.isValid() && levelOf(below) > 0
            ? layout->blockBoundingRect(below).top()
            : layout->blockBoundingRect(block).bottom() + m_context.px(3);
        const int level = levelOf(block);
        const double step = m_context.px(kQuoteIndent);
        const QTextBlockFormat format = block.blockFormat();
        const bool isMirrored = format.rightMargin() > 0; // see MarkdownBuilder::mirrorRightToLeft()
        const double margin = (isMirrored ? format.rightMargin() : format.leftMargin()) - level * step;
        for (int i = 0; i < level; ++i) {
            const double x = margin + i * step;
            const double width = m_context.px(3);
            const QRectF bar(isMirrored ? document.textWidth() - x - width : x, top, width, bottom - top);
            m_painter.fillRect(bar.translated(origin), m_context.theme.border);
        }
        top = level > 0 || !below.isValid() ? bottom : layout->blockBoundingRect(below).top();
    }
}

void MessagePainter::paintStrip(const BlockFlow &flow, size_t index, const QPoint &origin, bool isHot)
{
    const int thin = m_context.px(isHot ? 1 : 3);
    const QRect handle = flow.stripHandle(index).translated(origin).adjusted(0, thin, 0, -thin);
    QColor color = m_context.theme.text;
    color.setAlphaF(isHot ? 0.5F : 0.25F);
    m_painter.save();
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(color);
    m_painter.drawRoundedRect(handle, handle.height() / 2.0, handle.height() / 2.0);
    m_painter.restore();
}

void MessagePainter::paintNotice(NoticeBox &notice, const QRect &rect)
{
    const Theme &theme = m_context.theme;
    if (notice.notice().isQuiet) {
        fillRound(rect, {}, theme.border);
    } else {
        fillRound(rect, theme.dangerGround);
        paintIcon(IconName::Warning, centerOf(notice.iconRect().translated(rect.topLeft())), theme.danger);
    }
    m_painter.save();
    m_painter.translate(rect.topLeft() + notice.textOrigin());
    PaintContext context;
    notice.document().documentLayout()->draw(&m_painter, context);
    m_painter.restore();
}

void MessagePainter::paintControl(
    const MessageItem &item, const MessageControl &control, const QPoint &origin, const MessageLook &look)
{
    const Theme &theme = m_context.theme;
    const QRect rect = control.rect.translated(origin);
    const bool isHot = control == look.hot;
    const bool isCopied = control == look.copied;
    const QColor color = isHot ? theme.text : theme.muted;
    QColor ground = theme.text;
    ground.setAlphaF(0.07F);

    if (control.isInNotice) {
        const bool isQuiet = control.kind == Kind::ToggleDetail;
        if (!isQuiet)
            fillRound(rect, theme.surface,
                item.notice()->notice().isQuiet ? theme.border : blend(theme.dangerGround, theme.danger, 0.35));
        if (isHot)
            fillRound(rect, ground);
        m_painter.setFont(m_context.type.body());
        m_painter.setPen(isQuiet ? color : theme.text);
        m_painter.drawText(rect, int(Qt::AlignCenter) | Qt::TextWordWrap, control.label);
    } else if (control.kind == Kind::ShowAll
        || (control.kind == Kind::Action && control.action == MessageAction::Continue)) {
        paintLabel(rect, m_context.type.body(), theme.accent, control.label);
    } else {
        if (isHot)
            fillRound(rect, ground);
        switch (control.kind) {
        case Kind::ToggleReasoning:
            paintIcon(item.isShown(Section::Reasoning) ? IconName::ChevronDown : IconName::ChevronRight,
                QPoint(rect.x() + m_context.px(8), centerOf(rect).y()), color);
            paintLabel(rect.adjusted(m_context.px(20), 0, 0, 0), m_context.type.small(), color, item.reasoningLine());
            break;
        case Kind::CopyCode:
            paintCopyCode(rect, isCopied, color);
            break;
        default:
            if (control.action != MessageAction::CompareBranches) // its words are painted without it, too
                paintIcon(
                    isCopied ? IconName::Check : iconOf(control.action), centerOf(rect), isCopied ? theme.ok : color);
        }
    }
}

void MessagePainter::paintCopyCode(const QRect &rect, bool isCopied, const QColor &color)
{
    const QString label = isCopied ? tr("Copied") : labelOf(MessageAction::Copy);
    const QRect inner = rect.adjusted(0, 0, -m_context.px(8), 0);
    paintLabel(inner, m_context.type.small(), color, label, Qt::AlignRight);
    const int left = inner.right() - QFontMetrics(m_context.type.small()).horizontalAdvance(label) - m_context.px(12);
    paintIcon(isCopied ? IconName::Check : IconName::Copy, QPoint(left, centerOf(rect).y()),
        isCopied ? m_context.theme.ok : color);
}

void MessagePainter::paintLabel(
    const QRect &rect, const QFont &font, const QColor &color, const QString &text, Qt::Alignment alignment)
{
    m_painter.setFont(font);
    m_painter.setPen(color);
    const QString shown = QFontMetrics(font).elidedText(text, Qt::ElideRight, rect.width());
    const Qt::Alignment place = alignment | Qt::AlignVCenter | Qt::AlignAbsolute; // whatever the window runs like
    m_painter.drawText(rect, int(place) | Qt::TextSingleLine, shown);
}

void MessagePainter::paintIcon(IconName icon, const QPoint &center, const QColor &color)
{
    const int side = m_context.px(16);
    const QPixmap pixmap = iconPixmap(icon, side, color, m_painter.device()->devicePixelRatio());
    m_painter.drawPixmap(center - QPoint(side / 2 - 1, side / 2 - 1), pixmap);
}

void MessagePainter::fillRound(const QRect &rect, const QColor &fill, const QColor &line, double lineWidth, int radius)
{
    m_painter.save();
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_painter.setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    m_painter.setPen(line.isValid() ? QPen(line, lineWidth) : QPen(Qt::NoPen));
    const double inset = line.isValid() ? lineWidth / 2 : 0;
    const int round = m_context.px(radius);
    m_painter.drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), round, round);
    m_painter.restore();
}

} // namespace freshet
