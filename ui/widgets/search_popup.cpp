// SPDX-License-Identifier: MIT
#include "ui/widgets/search_popup.h"

#include "ui/theme/icon_loader.h"
#include "ui/widgets/accessible_role.h"
#include "ui/widgets/field_buttons.h"
#include "ui/widgets/row_delegate.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace freshet {

SearchPopup::SearchPopup(const QString &placeholder, const QString &listName, QWidget *parent)
    : QFrame(parent, Qt::Popup), m_field(new QLineEdit(this)), m_view(new QListView(this))
{
    setAccessibleRole(*this, QAccessible::Grouping);
    setAccessibleName(placeholder);
    setFrameShape(QFrame::StyledPanel);
    m_field->setPlaceholderText(placeholder);
    m_field->setAccessibleName(placeholder);
    addFieldPicture(*m_field, loadIcon(IconName::Search, IconTint::Muted));
    m_field->installEventFilter(this);
    m_view->setItemDelegate(new RowDelegate(m_view));
    m_view->setUniformItemSizes(true);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setMouseTracking(true);
    m_view->setFocusPolicy(Qt::NoFocus);
    m_view->setAccessibleName(listName);

    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 8);
    column->addWidget(m_field);
    column->addWidget(m_view);
    connect(m_field, &QLineEdit::textChanged, this, &SearchPopup::typedChanged);
    connect(m_view, &QListView::clicked, this, &SearchPopup::activated);
}

QString SearchPopup::typed() const { return m_field->text(); }

void SearchPopup::setTyped(const QString &text) { m_field->setText(text); }

void SearchPopup::openAt(const QRect &place, const QRect &room)
{
    const QSize size = place.size().boundedTo(room.size());
    const QPoint corner(std::clamp(place.x(), room.left(), room.right() - size.width() + 1),
        std::clamp(place.y(), room.top(), room.bottom() - size.height() + 1));
    setGeometry({corner, size});
    if (isVisible())
        return;
    show();
    m_field->setFocus();
}

int SearchPopup::heightAround() const { return m_field->sizeHint().height() + 40; }

void SearchPopup::selectFirst()
{
    m_view->setCurrentIndex({});
    step(1);
}

void SearchPopup::step(int direction)
{
    const QAbstractItemModel &model = *m_view->model();
    for (int row = m_view->currentIndex().row() + direction; row >= 0 && row < model.rowCount(); row += direction) {
        const QModelIndex index = model.index(row, 0);
        if (!index.flags().testFlag(Qt::ItemIsSelectable))
            continue;
        m_view->setCurrentIndex(index);
        emit moved(index);
        return;
    }
}

bool SearchPopup::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_field || event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    switch (key) {
    case Qt::Key_Down:
        step(1);
        return true;
    case Qt::Key_Up:
        step(-1);
        return true;
    case Qt::Key_PageDown:
    case Qt::Key_PageUp: {
        QScrollBar *const bar = m_view->verticalScrollBar();
        bar->setValue(bar->value() + (key == Qt::Key_PageDown ? bar->pageStep() : -bar->pageStep()));
        return true;
    }
    case Qt::Key_Return:
    case Qt::Key_Enter:
        emit activated(m_view->currentIndex());
        return true;
    default:
        return QFrame::eventFilter(watched, event);
    }
}

} // namespace freshet
