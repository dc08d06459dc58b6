// SPDX-License-Identifier: MIT
#include "ui/transcript/message_painter.h"

#include "ui/transcript/display_text.h"

#include <QAbstractTextDocumentLayout>
#include <QPainter>
#include <QTextBlock>

#include <algorithm>

namespace freshet {

namespace {

using Kind = MessageControl::Kind;
using Section = MessageItem::Section;

constexpr int kBoxRadius = 8;

} // namespace

MessagePainter::MessagePainter(
    QPainter &painter, const TranscriptContext &context, const TranscriptSelection &selection, const QRect &visible)
    : m_painter(painter), m_context(context), m_selection(selection), m_visible(visible)
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
    for (const Section section : {Section::Reasoning, Section::Text}) {
        if (item.isShown(section))
            paintFlow(item, index, section, origin);
    }
    if (!layout.phase.isEmpty())
        paintLabel(layout.phase.translated(origin), m_context.type.body(), theme.muted, item.phase());
    if (item.notice())
        paintNotice(*item.notice(), layout.notice.translated(origin));
    const QList<MessageControl> controls = item.controls();
    for (const MessageControl &control : controls) {
        const bool isFooterIcon = control.kind == Kind::Action && !control.isInNotice;
        if (!isFooterIcon || look.isActive)
            paintControl(control, origin, look, item.isShown(Section::Reasoning));
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

void MessagePainter::paintFlow(MessageItem &item, size_t index, Section section, const QPoint &origin)
{
    BlockFlow &flow = item.flow(section);
    if (flow.blocks().empty())
        return;
    const QPoint flowOrigin = origin + item.flowOrigin(section);
    for (size_t i = flow.blockAt(m_visible.top() - flowOrigin.y()); i < flow.blocks().size(); ++i) {
        if (flowOrigin.y() + flow.blocks()[i].y > m_visible.bottom())
            break;
        paintBlock(flow, i, flowOrigin, m_selection.within(index, section, i));
    }
    if (section == Section::Reasoning) {
        const QRect bar(flowOrigin.x() - m_context.px(12), flowOrigin.y(), 2, flow.height());
        m_painter.fillRect(bar, m_context.theme.border);
    }
}

void MessagePainter::paintBlock(BlockFlow &flow, size_t index, const QPoint &origin, std::pair<int, int> selected)
{
    const BlockKind kind = flow.blocks()[index].span.kind;
    const QRect rect = flow.blockRect(index).translated(origin);
    if (kind == BlockKind::Rule) {
        m_painter.fillRect(QRect(rect.x(), rect.center().y(), rect.width(), 1), m_context.theme.border);
        return;
    }
    BlockDocument &document = flow.document(index);
    const QRect textRect = flow.textRect(index).translated(origin);
    const QPoint textOrigin = flow.textOrigin(index) + origin;
    if (kind == BlockKind::Code)
        paintCodeFrame(flow, index, rect);

    QAbstractTextDocumentLayout::PaintContext context;
    context.palette.setColor(QPalette::Text, m_context.theme.text);
    if (selected.first < selected.second) {
        const int end = document.characterCount() - 1;
        QAbstractTextDocumentLayout::Selection selection;
        selection.cursor = QTextCursor(&document);
        selection.cursor.setPosition(std::min(selected.first, end));
        selection.cursor.setPosition(std::min(selected.second, end), QTextCursor::KeepAnchor);
        selection.format.setForeground(m_context.theme.text); // an accent would fade on the tint
        selection.format.setBackground(blend(m_context.theme.surface, m_context.theme.accent, 0.32));
        context.selections.append(selection);
    }
    m_painter.save();
    const bool isWide = flow.blocks()[index].contentWidth > textRect.width();
    const QRect seen = isWide ? m_visible.intersected(textRect) : m_visible;
    if (isWide)
        m_painter.setClipRect(textRect, Qt::IntersectClip);
    m_painter.translate(textOrigin);
    context.clip = QRectF(seen.translated(-textOrigin));
    document.documentLayout()->draw(&m_painter, context);
    m_painter.restore();
    if (kind == BlockKind::Quote || kind == BlockKind::ListItem)
        paintQuoteBars(document, textOrigin);
    if (isWide && !flow.isCarriedOn(index))
        paintScrollStrip(flow, index, origin);
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

void MessagePainter::paintScrollStrip(const BlockFlow &flow, size_t index, const QPoint &origin)
{
    const BlockFlow::Block &block = flow.blocks()[index];
    const QRect text = flow.textRect(index).translated(origin);
    const int bottom = flow.blockRect(index).translated(origin).bottom() - m_context.px(4);
    const double scale = double(text.width()) / block.contentWidth;
    const QRect handle(
        text.x() + int(block.scrollX * scale), bottom - m_context.px(4), int(text.width() * scale), m_context.px(4));
    QColor color = m_context.theme.text;
    color.setAlphaF(0.25F);
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
    fillRound(rect, theme.dangerGround);
    paintIcon(IconName::Warning, notice.iconRect().translated(rect.topLeft()).center(), theme.danger);
    m_painter.save();
    m_painter.translate(rect.topLeft() + notice.textOrigin());
    QAbstractTextDocumentLayout::PaintContext context;
    notice.document().documentLayout()->draw(&m_painter, context);
    m_painter.restore();
}

void MessagePainter::paintControl(
    const MessageControl &control, const QPoint &origin, const MessageLook &look, bool isOpen)
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
            fillRound(rect, theme.surface, blend(theme.dangerGround, theme.danger, 0.35));
        if (isHot)
            fillRound(rect, ground);
        m_painter.setFont(m_context.type.body());
        m_painter.setPen(isQuiet ? color : theme.text);
        m_painter.drawText(rect, int(Qt::AlignCenter) | Qt::TextWordWrap, control.label);
    } else if (control.kind == Kind::ShowAll) {
        paintLabel(rect, m_context.type.body(), theme.accent, control.label);
    } else {
        if (isHot)
            fillRound(rect, ground);
        switch (control.kind) {
        case Kind::ToggleReasoning:
            paintIcon(isOpen ? IconName::ChevronDown : IconName::ChevronRight,
                QPoint(rect.x() + m_context.px(8), rect.center().y()), color);
            paintLabel(rect.adjusted(m_context.px(20), 0, 0, 0), m_context.type.small(), color, control.label);
            break;
        case Kind::CopyCode:
            paintCopyCode(rect, isCopied, color);
            break;
        default: {
            const IconName icon = isCopied              ? IconName::Check
                : control.action == MessageAction::Copy ? IconName::Copy
                : control.action == MessageAction::Edit ? IconName::Edit
                                                        : IconName::Refresh;
            paintIcon(icon, rect.center(), isCopied ? theme.ok : color);
        }
        }
    }
}

void MessagePainter::paintCopyCode(const QRect &rect, bool isCopied, const QColor &color)
{
    const QString label = isCopied ? tr("Copied") : labelOf(MessageAction::Copy);
    const QRect inner = rect.adjusted(0, 0, -m_context.px(8), 0);
    paintLabel(inner, m_context.type.small(), color, label, Qt::AlignRight);
    const int left = inner.right() - QFontMetrics(m_context.type.small()).horizontalAdvance(label) - m_context.px(12);
    paintIcon(isCopied ? IconName::Check : IconName::Copy, QPoint(left, rect.center().y()),
        isCopied ? m_context.theme.ok : color);
}

void MessagePainter::paintLabel(
    const QRect &rect, const QFont &font, const QColor &color, const QString &text, Qt::Alignment alignment)
{
    m_painter.setFont(font);
    m_painter.setPen(color);
    const QString shown = QFontMetrics(font).elidedText(text, Qt::ElideRight, rect.width());
    m_painter.drawText(rect, int(alignment | Qt::AlignVCenter) | Qt::TextSingleLine, shown);
}

void MessagePainter::paintIcon(IconName icon, const QPoint &center, const QColor &color)
{
    const int side = m_context.px(16);
    const QPixmap pixmap = iconPixmap(icon, side, color, m_painter.device()->devicePixelRatio());
    m_painter.drawPixmap(center - QPoint(side / 2 - 1, side / 2 - 1), pixmap);
}

void MessagePainter::fillRound(const QRect &rect, const QColor &fill, const QColor &line, double lineWidth)
{
    m_painter.save();
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_painter.setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    m_painter.setPen(line.isValid() ? QPen(line, lineWidth) : QPen(Qt::NoPen));
    const double inset = line.isValid() ? lineWidth / 2 : 0;
    const int radius = m_context.px(kBoxRadius);
    m_painter.drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), radius, radius);
    m_painter.restore();
}

} // namespace freshet
