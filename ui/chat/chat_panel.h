// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme/icon_loader.h"
#include "ui/theme/theme.h"
#include "ui/transcript/transcript_view.h"

#include <QPointer>
#include <QWidget>

class QFrame;
class QLabel;
class QStackedLayout;

namespace freshet {

class ChatHeader;
class CompareView;
class Composer;
class EndpointIndicator;
class FindBar;
class IconLabel;
class NoticeBar;
class StartPage;
class StatusLine;
class UndoBar;

/// A chat: header, transcript or start page, composer. Arranges only; takes dropped files.
///
/// The quick form has the composer on top, neither header nor start page: without messages it is as low as the
/// composer.
class ChatPanel : public QWidget {
    Q_OBJECT

public:
    enum class Page { Start, Transcript, Compare };

    enum class Form { Window, Quick };

    explicit ChatPanel(QWidget *parent = nullptr, Form form = Form::Window);

    void setPage(Page page);
    Page page() const;
    void setTheme(const Theme &theme, double zoom); ///< Of what paints by itself.
    void setTextOptions(const TextOptions &options);

    void setSign(
        IconName icon, const QString &sentence); ///< What is special about this chat, above it; empty: nothing.
    QString sign() const;

    void openFind(); ///< With what is selected, if that is a few words. Nothing on the start page.
    /// Shows that message, with these words marked in it and the find bar open on them; without words only the message.
    void showFound(const QString &message, const QStringList &words);
    bool closeFind(); ///< Gives the focus back where it was. False when it was closed.
    bool isFinding() const;
    void stepFind(TranscriptView::Step step); ///< Opens it where it is closed.

    ChatHeader &header() { return *m_header; }
    NoticeBar &notice() { return *m_notice; }
    const NoticeBar &notice() const { return *m_notice; }
    UndoBar &undo() { return *m_undo; }
    StartPage &startPage() { return *m_start; }
    const FindBar &findBar() const { return *m_find; }
    FindBar &findBar() { return *m_find; }
    TranscriptView &transcript() { return *m_transcript; }
    const TranscriptView &transcript() const { return *m_transcript; }
    CompareView &compare(); ///< Made at its first use.
    Composer &composer() { return *m_composer; }
    StatusLine &status() { return *m_status; }
    EndpointIndicator &endpoint() { return *m_endpoint; }

signals:
    void pageChanged(freshet::ChatPanel::Page page);
    void filesDropped(const QStringList &paths);
    void pictureDropped(const QImage &picture);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void arrange();
    void connectFind();
    void showFindBar();
    void placeFind();
    void makeSign();

    const Form m_form;
    ChatHeader *m_header = nullptr; // child of this, as all below
    NoticeBar *m_notice = nullptr;
    UndoBar *m_undo = nullptr;
    QFrame *m_sign = nullptr;
    IconLabel *m_signIcon = nullptr;
    QLabel *m_signText = nullptr;
    IconName m_signOf = {};
    QWidget *m_middle = nullptr; ///< Around the pages: a page that is shown becomes the last of the children.
    StartPage *m_start = nullptr;
    TranscriptView *m_transcript = nullptr;
    CompareView *m_compare = nullptr; // null until first used
    FindBar *m_find = nullptr; ///< Over the transcript: opening it moves no text.
    Composer *m_composer = nullptr;
    StatusLine *m_status = nullptr;
    EndpointIndicator *m_endpoint = nullptr;
    QStackedLayout *m_pages = nullptr;
    QLabel *m_dropHint = nullptr; ///< Over the panel while something is dragged over it.
    Theme m_theme;
    double m_zoom = 1;
    TextOptions m_textOptions;
    QPointer<QWidget> m_focusBeforeFind; // not owned
};

} // namespace freshet
