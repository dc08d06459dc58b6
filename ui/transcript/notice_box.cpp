// SPDX-License-Identifier: MIT
#include "ui/transcript/notice_box.h"

#include "ui/transcript/display_text.h"

#include <QFontMetrics>
#include <QTextCursor>
#include <QtMath>

namespace freshet {

namespace {

constexpr int kNoticePadding = 14;
constexpr int kNoticeIcon = 20;
constexpr int kButtonHeight = 32;
constexpr int kButtonGap = 8;
constexpr int kNarrow = 260;

} // namespace

NoticeBox::NoticeBox(const MessageNotice &notice, const TranscriptContext &context, int width)
    : m_notice(notice), m_context(context), m_width(width)
{
    m_document.setUndoRedoEnabled(false);
    m_document.setDocumentMargin(0);
    m_document.setDefaultFont(context.type.body());
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    m_document.setDefaultTextOption(option);
    setText();
}

void NoticeBox::toggleDetail()
{
    m_isDetailOpen = !m_isDetailOpen;
    setText();
}

QPoint NoticeBox::textOrigin() const
{
    if (m_notice.isQuiet)
        return {m_context.px(kNoticePadding), m_context.px(kNoticePadding)};
    const bool isNarrow = m_width < m_context.px(kNarrow); // with the icon above the text
    return isNarrow ? QPoint(m_context.px(kNoticePadding), m_context.px(kNoticePadding + kNoticeIcon + 6))
                    : QPoint(m_context.px(kNoticePadding + kNoticeIcon + 10), m_context.px(kNoticePadding));
}

QRect NoticeBox::iconRect() const
{
    const int side = m_context.px(kNoticeIcon);
    return {m_context.px(kNoticePadding), m_context.px(kNoticePadding), side, side};
}

void NoticeBox::setText()
{
    m_document.clear();
    QTextBlockFormat lines;
    lines.setLineHeight(m_context.type.lineHeight(), QTextBlockFormat::MinimumHeight);
    QTextCharFormat title;
    title.setForeground(m_notice.isQuiet ? m_context.theme.muted : m_context.theme.danger);
    title.setFontWeight(m_notice.isQuiet ? QFont::Normal : QFont::DemiBold);
    QTextCharFormat advice;
    advice.setForeground(m_context.theme.text);
    QTextCursor cursor(&m_document);
    cursor.beginEditBlock();
    cursor.setBlockFormat(lines);
    cursor.insertText(displayText(m_notice.title), title);
    lines.setTopMargin(m_context.px(2));
    if (!m_notice.advice.isEmpty()) {
        cursor.insertBlock(lines, advice);
        cursor.insertText(displayText(m_notice.advice), advice);
    }
    if (m_isDetailOpen) {
        QTextCharFormat detail;
        detail.setFont(m_context.type.code());
        detail.setProperty(QTextFormat::FontPixelSize, m_context.px(12));
        detail.setForeground(m_context.theme.muted);
        lines.setTopMargin(m_context.px(8));
        cursor.insertBlock(lines, detail);
        cursor.insertText(displayText(m_notice.detail), detail);
    }
    cursor.endEditBlock();
    m_document.setTextWidth(std::max(m_width - textOrigin().x() - m_context.px(kNoticePadding), 1));
    placeControls();
}

void NoticeBox::placeControls()
{
    m_controls.clear();
    for (const MessageAction action : m_notice.actions) {
        m_controls.append({.kind = MessageControl::Kind::Action,
            .rect = {},
            .action = action,
            .label = labelOf(action),
            .isInNotice = true,
            .url = {}});
    }
    if (!m_notice.detail.isEmpty()) {
        m_controls.append({.kind = MessageControl::Kind::ToggleDetail,
            .rect = {},
            .label = m_isDetailOpen ? tr("Hide details") : tr("Details"),
            .isInNotice = true,
            .url = {}});
    }
    const QFontMetrics metrics(m_context.type.body());
    const int left = textOrigin().x();
    const int buttonHeight = m_context.px(kButtonHeight);
    const int gap = m_context.px(kButtonGap);
    int height = buttonHeight;
    int x = left;
    int y = textOrigin().y() + qCeil(m_document.size().height()) + m_context.px(12);
    for (MessageControl &control : m_controls) {
        const int right = m_width - m_context.px(kNoticePadding);
        const int words = metrics.horizontalAdvance(control.label);
        const int width = std::min(words + m_context.px(24), right - left);
        if (x > left && x + width > right) {
            x = left;
            y += height + gap;
        }
        height = buttonHeight + (words > width ? metrics.lineSpacing() : 0); // a row of its own, in two lines
        control.rect = {x, y, width, height};
        x += width + gap;
    }
    m_height = m_controls.isEmpty() ? y : y + height + m_context.px(kNoticePadding);
}

} // namespace freshet
