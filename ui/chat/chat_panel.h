// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QStackedLayout;

namespace freshet {

class ChatHeader;
class Composer;
class EndpointIndicator;
class NoticeBar;
class StartPage;
class StatusLine;
class TranscriptView;

/// The middle of the window: header, transcript or start page, composer. Arranges only; takes dropped files.
class ChatPanel : public QWidget {
    Q_OBJECT

public:
    enum class Page { Start, Transcript };

    explicit ChatPanel(QWidget *parent = nullptr);

    void setPage(Page page);

    ChatHeader &header() { return *m_header; }
    NoticeBar &notice() { return *m_notice; }
    const NoticeBar &notice() const { return *m_notice; }
    StartPage &startPage() { return *m_start; }
    TranscriptView &transcript() { return *m_transcript; }
    const TranscriptView &transcript() const { return *m_transcript; }
    Composer &composer() { return *m_composer; }
    StatusLine &status() { return *m_status; }
    EndpointIndicator &endpoint() { return *m_endpoint; }

signals:
    void filesDropped(const QStringList &paths);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    ChatHeader *m_header = nullptr; // child of this, as all below
    NoticeBar *m_notice = nullptr;
    StartPage *m_start = nullptr;
    TranscriptView *m_transcript = nullptr;
    Composer *m_composer = nullptr;
    StatusLine *m_status = nullptr;
    EndpointIndicator *m_endpoint = nullptr;
    QStackedLayout *m_pages = nullptr;
};

} // namespace freshet
