// SPDX-License-Identifier: MIT
#include "ui/chat/chat_panel.h"

#include "ui/chat/chat_header.h"
#include "ui/chat/composer.h"
#include "ui/chat/start_page.h"
#include "ui/endpoint/endpoint_indicator.h"
#include "ui/transcript/transcript_view.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/status_line.h"

#include <QDropEvent>
#include <QMimeData>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace freshet {

namespace {
constexpr int kColumnWidth = 792; ///< 760 of text and the space beside it.
} // namespace

ChatPanel::ChatPanel(QWidget *parent)
    : QWidget(parent),
      m_header(new ChatHeader(this)),
      m_notice(new NoticeBar(this)),
      m_start(new StartPage(this)),
      m_transcript(new TranscriptView(this)),
      m_composer(new Composer(this)),
      m_status(new StatusLine(this)),
      m_endpoint(new EndpointIndicator(this)),
      m_pages(new QStackedLayout)
{
    m_transcript->setFrameShape(QFrame::NoFrame);
    m_pages->addWidget(m_start);
    m_pages->addWidget(m_transcript);

    auto *const writing = new QVBoxLayout;
    writing->setSpacing(2);
    writing->addWidget(m_composer);
    auto *const below = new QHBoxLayout;
    below->addWidget(m_status, 1);
    below->addStretch();
    below->addWidget(m_endpoint);
    writing->addLayout(below);
    auto *const centred = new QHBoxLayout;
    centred->setContentsMargins(16, 8, 16, 12);
    m_composer->setMaximumWidth(kColumnWidth);
    centred->addStretch(1);
    centred->addLayout(writing, 1000);
    centred->addStretch(1);
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_notice);
    column->addLayout(m_pages, 1);
    column->addLayout(centred);
    setAcceptDrops(true);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    setFocusProxy(m_composer);
}

void ChatPanel::setPage(Page page) { m_pages->setCurrentIndex(page == Page::Start ? 0 : 1); }

void ChatPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_composer->setHeightLimit(height() * 2 / 5);
}

void ChatPanel::dragEnterEvent(QDragEnterEvent *event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (std::any_of(urls.cbegin(), urls.cend(), [](const QUrl &url) { return url.isLocalFile(); }))
        event->acceptProposedAction();
}

void ChatPanel::dropEvent(QDropEvent *event)
{
    QStringList paths;
    for (const QUrl &url : event->mimeData()->urls()) {
        if (url.isLocalFile())
            paths << url.toLocalFile();
    }
    if (paths.isEmpty())
        return;
    event->acceptProposedAction();
    emit filesDropped(paths);
}

} // namespace freshet
