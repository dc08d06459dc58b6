// SPDX-License-Identifier: MIT
#include "ui/chat/chat_panel.h"

#include "ui/chat/chat_header.h"
#include "ui/chat/compare_view.h"
#include "ui/chat/composer.h"
#include "ui/chat/start_page.h"
#include "ui/endpoint/endpoint_indicator.h"
#include "ui/transcript/find_bar.h"
#include "ui/transcript/transcript_view.h"
#include "ui/widgets/accessible_role.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/status_line.h"
#include "ui/widgets/undo_bar.h"

#include <QApplication>
#include <QDropEvent>
#include <QImage>
#include <QLabel>
#include <QMimeData>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QStackedLayout>
#include <QStyle>
#include <QVBoxLayout>

namespace freshet {

namespace {
constexpr int kColumnWidth = 792; ///< 760 of text and the space beside it.
constexpr int kQuickComposerHeight = 200;
constexpr int kFindWidth = 440;
constexpr int kFindMargin = 8;
} // namespace

ChatPanel::ChatPanel(QWidget *parent, Form form)
    : QWidget(parent),
      m_form(form),
      m_header(new ChatHeader(this)),
      m_notice(new NoticeBar(this)),
      m_undo(new UndoBar(this)),
      m_sign(new QFrame(this)),
      m_middle(new QWidget(this)),
      m_start(new StartPage(m_middle)),
      m_transcript(new TranscriptView(m_middle)),
      m_find(new FindBar(m_middle)),
      m_composer(new Composer(this)),
      m_status(new StatusLine(this)),
      m_endpoint(new EndpointIndicator(this)),
      m_pages(new QStackedLayout(m_middle)),
      m_dropHint(
          new QLabel(tr("Drop it here to attach it to your question.\nFolders are added to your documents."), this))
{
    m_dropHint->setAlignment(Qt::AlignCenter);
    m_dropHint->setAutoFillBackground(true);
    m_dropHint->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_dropHint->hide();
    m_transcript->setFrameShape(QFrame::NoFrame);
    m_pages->addWidget(m_start);
    m_pages->addWidget(m_transcript);
    connectFind();
    makeSign();
    arrange();
    setAcceptDrops(true);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    setFocusProxy(m_composer);
}

void ChatPanel::arrange()
{
    auto *const below = new QWidget(this); // as wide as the text above it
    below->setMaximumWidth(kColumnWidth);
    auto *const writing = new QVBoxLayout(below);
    writing->setContentsMargins(0, 0, 0, 0);
    writing->setSpacing(2);
    writing->addWidget(m_composer);
    auto *const lowest = new QHBoxLayout;
    lowest->addWidget(m_status, 1);
    lowest->addStretch();
    lowest->addWidget(m_endpoint);
    writing->addLayout(lowest);
    auto *const centred = new QHBoxLayout;
    centred->setContentsMargins(16, 8, 16, 12);
    centred->addStretch(1);
    centred->addWidget(below, 1000);
    centred->addStretch(1);
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_notice);
    if (m_form == Form::Quick)
        column->addLayout(centred);
    column->addWidget(m_undo);
    column->addWidget(m_sign);
    column->addWidget(m_middle, 1);
    if (m_form == Form::Window)
        column->addLayout(centred);
    if (m_form == Form::Quick) {
        m_header->hide();
        m_start->setFixedHeight(1);
        m_start->widget()->hide(); // what nobody sees is not read aloud either, and Tab does not go there
        m_start->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        m_transcript->setMinimumHeight(1);
    }
}

void ChatPanel::setPage(Page page)
{
    if (page != Page::Transcript)
        closeFind();
    if (page == Page::Compare)
        m_pages->setCurrentWidget(&compare());
    else
        m_pages->setCurrentWidget(page == Page::Start ? static_cast<QWidget *>(m_start) : m_transcript);
    emit pageChanged(page);
}

ChatPanel::Page ChatPanel::page() const
{
    const QWidget *const shown = m_pages->currentWidget();
    return shown == m_start ? Page::Start : shown == m_transcript ? Page::Transcript : Page::Compare;
}

void ChatPanel::setTheme(const Theme &theme, double zoom)
{
    m_theme = theme;
    m_zoom = zoom;
    m_transcript->setTheme(theme, zoom);
    if (m_compare)
        m_compare->setTheme(theme, zoom);
}

void ChatPanel::setTextOptions(const TextOptions &options)
{
    m_textOptions = options;
    m_transcript->setOptions(options);
    if (m_compare)
        m_compare->setTextOptions(options);
}

void ChatPanel::makeSign()
{
    setAccessibleRole(*m_sign, QAccessible::Grouping);
    m_signIcon = new IconLabel(m_sign);
    m_signText = new QLabel(m_sign);
    m_signText->setWordWrap(true);
    m_signText->setTextFormat(Qt::PlainText);
    auto *const row = new QHBoxLayout(m_sign);
    row->setContentsMargins(16, 6, 16, 6);
    row->setSpacing(8);
    row->addWidget(m_signIcon, 0, Qt::AlignTop);
    row->addWidget(m_signText, 1);
    m_sign->setAutoFillBackground(true);
    m_sign->setBackgroundRole(QPalette::Window);
    m_sign->hide();
}

void ChatPanel::setSign(IconName icon, const QString &sentence)
{
    m_signOf = icon;
    const int size = style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, this);
    m_signIcon->setIcon(loadIcon(icon), size);
    m_signIcon->setMinimumHeight(m_signText->fontMetrics().lineSpacing()); // in the middle of the first line
    m_signText->setText(sentence);
    m_sign->setVisible(!sentence.isEmpty());
}

QString ChatPanel::sign() const { return m_signText->text(); }

void ChatPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange && m_signText)
        setSign(m_signOf, sign()); // its icon takes another size
}

CompareView &ChatPanel::compare()
{
    if (!m_compare) {
        m_compare = new CompareView(m_transcript->services(), this);
        m_compare->setTheme(m_theme, m_zoom);
        m_compare->setTextOptions(m_textOptions);
        m_pages->addWidget(m_compare);
    }
    return *m_compare;
}

void ChatPanel::connectFind()
{
    m_find->hide();
    m_transcript->installEventFilter(this);
    connect(m_find, &FindBar::changed, this, [this] { m_transcript->find(m_find->text(), m_find->cases()); });
    connect(m_find, &FindBar::stepRequested, m_transcript, &TranscriptView::stepFind);
    connect(m_find, &FindBar::closeRequested, this, &ChatPanel::closeFind);
    connect(m_transcript, &TranscriptView::findStateChanged, m_find,
        [this] { m_find->setState(m_transcript->findState()); });
}

void ChatPanel::openFind()
{
    if (m_pages->currentWidget() != m_transcript)
        return;
    if (m_find->isHidden()) {
        m_focusBeforeFind = QApplication::focusWidget();
        showFindBar();
        m_transcript->find(m_find->text(), m_find->cases());
    }
    if (const QString meant = m_transcript->selectedLine(); !meant.isEmpty())
        m_find->setText(meant);
    m_find->edit();
}

void ChatPanel::showFound(const QString &message, const QStringList &words)
{
    if (m_pages->currentWidget() != m_transcript)
        return;
    m_transcript->setFocus(Qt::OtherFocusReason);
    if (words.isEmpty()) {
        m_transcript->showMessage(message);
        return;
    }
    {
        const QSignalBlocker isNotTyped(m_find); // as one text they may be nowhere
        m_find->setText(words.join(u' '));
    }
    showFindBar();
    m_transcript->findWords(message, words);
}

void ChatPanel::showFindBar()
{
    placeFind();
    m_find->show();
    m_find->raise();
}

bool ChatPanel::closeFind()
{
    if (m_find->isHidden())
        return false;
    const bool hadFocus = m_find->isAncestorOf(QApplication::focusWidget());
    m_find->hide();
    m_transcript->endFind();
    if (hadFocus) {
        QWidget *const before = m_focusBeforeFind && m_focusBeforeFind->isVisible() ? m_focusBeforeFind.data() : this;
        before->setFocus(Qt::OtherFocusReason);
    }
    return true;
}

bool ChatPanel::isFinding() const { return !m_find->isHidden(); }

void ChatPanel::stepFind(TranscriptView::Step step)
{
    if (m_find->isHidden())
        openFind(); // which shows the first hit
    else
        m_transcript->stepFind(step);
}

void ChatPanel::placeFind()
{
    const int bar = m_transcript->verticalScrollBar()->width();
    QRect room = m_transcript->geometry();
    room.adjust(kFindMargin, kFindMargin, -kFindMargin - bar, 0);
    const int width = std::min(std::max(kFindWidth, m_find->sizeHint().width()), room.width());
    m_find->setGeometry(room.right() + 1 - width, room.top(), width, m_find->sizeHint().height());
}

bool ChatPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_transcript && (event->type() == QEvent::Resize || event->type() == QEvent::Move))
        placeFind();
    return QWidget::eventFilter(watched, event);
}

void ChatPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_composer->setHeightLimit(m_form == Form::Quick ? kQuickComposerHeight : height() * 2 / 5);
    m_dropHint->setGeometry(rect());
}

void ChatPanel::dragEnterEvent(QDragEnterEvent *event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    const bool hasFiles = std::any_of(urls.cbegin(), urls.cend(), [](const QUrl &url) { return url.isLocalFile(); });
    if (!hasFiles && !event->mimeData()->hasImage())
        return;
    event->acceptProposedAction();
    m_dropHint->raise();
    m_dropHint->show();
}

void ChatPanel::dragLeaveEvent(QDragLeaveEvent *) { m_dropHint->hide(); }

void ChatPanel::dropEvent(QDropEvent *event)
{
    m_dropHint->hide();
    QStringList paths;
    for (const QUrl &url : event->mimeData()->urls()) {
        if (url.isLocalFile())
            paths << url.toLocalFile();
    }
    event->acceptProposedAction();
    if (!paths.isEmpty())
        emit filesDropped(paths);
    else if (event->mimeData()->hasImage())
        emit pictureDropped(qvariant_cast<QImage>(event->mimeData()->imageData()));
}

} // namespace freshet
