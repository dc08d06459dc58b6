// SPDX-License-Identifier: MIT
#include "ui/search/search_panel.h"

#include "ui/search/search_result_delegate.h"
#include "ui/search/search_result_model.h"
#include "ui/search/search_words.h"
#include "ui/theme/icon_loader.h"
#include "ui/theme/theme.h"
#include "ui/widgets/accessible_role.h"
#include "ui/widgets/announcement.h"
#include "ui/widgets/field_buttons.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QVBoxLayout>

namespace freshet {

namespace {

constexpr int kSearchWidth = 720;
constexpr int kSearchHeight = 620;
constexpr int kSearchMargin = 16;
constexpr int kSearchTop = 48;
constexpr int kRowsAPage = 5;

} // namespace

SearchPanel::SearchPanel(QWidget &window, const Clock &clock)
    : QFrame(&window),
      m_window(window),
      m_results(new SearchResultModel(clock, this)),
      m_delegate(new SearchResultDelegate(this)),
      m_field(new QLineEdit(this)),
      m_about(new QLabel(this)),
      m_progress(new QLabel(this)),
      m_list(new QListView(this))
{
    setAccessibleRole(*this, QAccessible::Grouping);
    hide();
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setAccessibleName(tr("Search all chats"));
    m_field->setPlaceholderText(tr("Search all chats"));
    m_field->setAccessibleName(m_field->placeholderText());
    m_field->setAccessibleDescription(SearchWords::filters());
    addFieldPicture(*m_field, loadIcon(IconName::Search, IconTint::Muted));
    addClearButton(*m_field);
    m_field->setModified(false);
    m_field->installEventFilter(this);
    for (QLabel *const label : {m_about, m_progress}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setForegroundRole(QPalette::PlaceholderText);
        becomeNotification(*label);
    }
    m_list->setModel(m_results);
    m_list->setItemDelegate(m_delegate);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    m_list->setFocusPolicy(Qt::NoFocus); // the keys stay with the field
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setResizeMode(QListView::Adjust);
    m_list->setAccessibleName(tr("Messages that were found"));

    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(8);
    column->addWidget(m_field);
    column->addWidget(m_about);
    column->addWidget(m_progress);
    column->addWidget(m_list, 1);

    window.installEventFilter(this);
    connect(m_field, &QLineEdit::textChanged, this, &SearchPanel::textChanged);
    connect(m_field, &QLineEdit::textChanged, this, &SearchPanel::showStatus);
    connect(m_list, &QListView::clicked, this, &SearchPanel::activate);
    showStatus();
}

void SearchPanel::setTheme(const Theme &theme)
{
    m_delegate->setMarkColors(theme.searchMark, theme.text);
    m_list->viewport()->update();
}

void SearchPanel::open()
{
    if (isHidden()) {
        m_focusBefore = QApplication::focusWidget();
        place();
        show();
        raise();
    }
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

void SearchPanel::close()
{
    if (isHidden())
        return;
    hide();
    QWidget *const before = m_focusBefore && m_focusBefore->isVisible() ? m_focusBefore.data() : &m_window;
    before->setFocus(Qt::OtherFocusReason);
}

QString SearchPanel::text() const { return m_field->text(); }

void SearchPanel::setText(const QString &text) { m_field->setText(text); }

void SearchPanel::setResult(const SearchResult &result)
{
    const SearchResultModel::Target before = m_results->targetOf(m_list->currentIndex());
    const bool isSame = m_result.typed == result.typed; // more was found meanwhile: the choice stays
    m_result = result;
    m_results->setResult(result);
    for (int row = 0; isSame && row < m_results->rowCount(); ++row) {
        const QModelIndex index = m_results->index(row);
        const SearchResultModel::Target target = m_results->targetOf(index);
        if (target.chat == before.chat && target.message == before.message && (index.flags() & Qt::ItemIsSelectable))
            m_list->setCurrentIndex(index);
    }
    if (!m_list->currentIndex().isValid())
        step(1);
    if (!isSame)
        m_list->scrollToTop();
    showStatus();
}

void SearchPanel::setState(const SearchState &state)
{
    m_state = state;
    showStatus();
}

QString SearchPanel::statusText() const { return m_about->text(); }

void SearchPanel::showStatus()
{
    const bool isAsking = !m_result.typed.trimmed().isEmpty();
    QString about = SearchWords::filters();
    if (isAsking) {
        about = SearchWords::count(m_result);
        if (const QString more = SearchWords::about(m_result); !more.isEmpty())
            about += u' ' + more;
    }
    if (const QString values = SearchWords::values(m_field->text()); !values.isEmpty())
        about = values;
    if (about != m_about->text()) {
        m_about->setText(about);
        if (m_about->isVisible())
            announce(*m_about);
    }
    m_progress->setText(SearchWords::progress(m_state));
    m_progress->setVisible(!m_progress->text().isEmpty());
}

void SearchPanel::activate(const QModelIndex &index)
{
    if (!index.flags().testFlag(Qt::ItemIsSelectable))
        return;
    const SearchResultModel::Target target = m_results->targetOf(index);
    hide();
    emit chosen(target.chat, target.message, target.words);
}

void SearchPanel::step(int direction, int count)
{
    QModelIndex last;
    for (int row = m_list->currentIndex().row() + direction; row >= 0 && row < m_results->rowCount() && count > 0;
         row += direction) {
        const QModelIndex index = m_results->index(row);
        if (!index.flags().testFlag(Qt::ItemIsSelectable))
            continue;
        last = index;
        --count;
    }
    if (!last.isValid())
        return;
    m_list->setCurrentIndex(last);
    m_list->scrollTo(last);
    if (last.row() == 1) // with the title of its chat
        m_list->scrollToTop();
}

void SearchPanel::place()
{
    const QRect room = m_window.rect().adjusted(kSearchMargin, kSearchMargin, -kSearchMargin, -kSearchMargin);
    const int width = std::min(kSearchWidth, room.width());
    const int top = std::min(kSearchTop, std::max(room.top(), room.height() - kSearchHeight));
    setGeometry(m_window.rect().center().x() - width / 2, std::max(top, room.top()), width,
        std::min(kSearchHeight, room.height()));
}

/// Esc is a key of the window, too; here it closes.
bool SearchPanel::event(QEvent *event)
{
    const bool isKey = event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress;
    if (!isKey || static_cast<QKeyEvent *>(event)->key() != Qt::Key_Escape)
        return QFrame::event(event);
    event->accept();
    if (event->type() == QEvent::KeyPress)
        close();
    return true;
}

bool SearchPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == &m_window && event->type() == QEvent::Resize && !isHidden())
        place();
    if (watched == m_field && event->type() == QEvent::KeyPress)
        return handleKey(static_cast<QKeyEvent *>(event)->key());
    return QFrame::eventFilter(watched, event);
}

bool SearchPanel::handleKey(int key)
{
    switch (key) {
    case Qt::Key_Down:
        step(1);
        return true;
    case Qt::Key_Up:
        step(-1);
        return true;
    case Qt::Key_PageDown:
        step(1, kRowsAPage);
        return true;
    case Qt::Key_PageUp:
        step(-1, kRowsAPage);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        activate(m_list->currentIndex());
        return true;
    default:
        return false;
    }
}

} // namespace freshet
