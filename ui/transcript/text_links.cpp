// SPDX-License-Identifier: MIT
#include "ui/transcript/text_links.h"

#include "ui/transcript/display_text.h"
#include "ui/transcript/text_rects.h"
#include "ui/transcript/text_style.h"

#include <QAbstractTextDocumentLayout>
#include <QTextBlock>

namespace freshet {

namespace {

using Kind = MessageControl::Kind;
using Section = MessageItem::Section;

/// Says in words what the line through or under a mark says.
QString citationLabel(int number, CitationDoubt doubt)
{
    const auto words
        = [number](const char *text) { return QCoreApplication::translate("Transcript", text).arg(number); };
    switch (doubt) {
    case CitationDoubt::Partly:
        return words(QT_TRANSLATE_NOOP("Transcript", "Source %1, which supports this only in part"));
    case CitationDoubt::Unverified:
        return words(QT_TRANSLATE_NOOP("Transcript", "Source %1, in another language and not checked"));
    case CitationDoubt::NotSaid:
        return words(QT_TRANSLATE_NOOP("Transcript", "Source %1, which does not seem to say this"));
    case CitationDoubt::None:
    case CitationDoubt::NoSource:
        break;
    }
    return words(QT_TRANSLATE_NOOP("Transcript", "Source %1"));
}

MessageControl linkOf(const QTextCharFormat &format)
{
    if (const int number = format.intProperty(kCitationProperty); number > 0) {
        return {.kind = Kind::Citation,
            .rect = {},
            .label = citationLabel(number, CitationDoubt(format.intProperty(kCitationDoubtProperty))),
            .number = number,
            .url = {}};
    }
    if (format.isAnchor()) {
        const QUrl url = offeredLink(format.anchorHref());
        return {.kind = Kind::Link, .rect = {}, .label = format.anchorHref(), .url = url};
    }
    return {};
}

} // namespace

MessageControl linkAt(const MessageItem &item, const QPoint &point)
{
    for (const Section section : {Section::Reasoning, Section::Text}) {
        const BlockFlow &flow = item.flow(section);
        const QPoint inFlow = point - item.flowOrigin(section);
        if (!item.isShown(section) || flow.blocks().empty())
            continue;
        const size_t block = flow.blockAt(inFlow.y());
        if (!flow.textRect(block).contains(inFlow) || !flow.blocks()[block].document)
            continue;
        const QPointF inText = inFlow - flow.textOrigin(block);
        const QAbstractTextDocumentLayout *layout = flow.blocks()[block].document->documentLayout();
        if (layout->hitTest(inText, Qt::ExactHit) >= 0)
            return linkOf(layout->formatAt(inText).toCharFormat());
    }
    return {};
}

QList<MessageControl> linksIn(const MessageItem &item)
{
    QList<MessageControl> links;
    const BlockFlow &flow = item.flow(Section::Text);
    for (size_t i = 0; i < flow.blocks().size(); ++i) {
        const BlockDocument *document = flow.blocks()[i].document.get();
        if (!document)
            continue;
        const QPoint origin = item.flowOrigin(Section::Text) + flow.textOrigin(i);
        for (QTextBlock block = document->begin(); block.isValid(); block = block.next()) {
            for (auto it = block.begin(); !it.atEnd(); ++it) {
                MessageControl link = linkOf(it.fragment().charFormat());
                if (link.kind == Kind::None)
                    continue;
                const QTextFragment fragment = it.fragment();
                if (link.kind == Kind::Link)
                    link.label = fragment.text();
                link.rect = textRects(*document, fragment.position(), fragment.length()).value(0).translated(origin);
                links.append(link);
            }
        }
    }
    return links;
}

} // namespace freshet
