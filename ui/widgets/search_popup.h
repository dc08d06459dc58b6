// SPDX-License-Identifier: MIT
#pragma once

#include <QFrame>

class QLineEdit;
class QListView;
class QModelIndex;

namespace freshet {

/// A field above a list that drops over the window: type to narrow the list, arrows to move in it, Enter or a click to
/// choose. The keys stay with the field. Rows that cannot be selected (headings) are stepped over.
class SearchPopup : public QFrame {
    Q_OBJECT

public:
    /// @p placeholder is also the field's name for screen readers, @p listName the list's. The view has no model yet.
    SearchPopup(const QString &placeholder, const QString &listName, QWidget *parent);

    QString typed() const;
    void setTyped(const QString &text);
    QListView &view() { return *m_view; }

signals:
    void typedChanged(const QString &text);
    void moved(const QModelIndex &index); ///< By the keys.
    void activated(const QModelIndex &index); ///< Enter or a click; may be invalid.

protected:
    void openAt(const QRect &place, const QRect &room); ///< Moved and cut so that it is within @p room.
    int heightAround() const; ///< What it is higher than its list.
    void selectFirst();

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void step(int direction);

    QLineEdit *m_field = nullptr; // child of this, as below
    QListView *m_view = nullptr;
};

} // namespace freshet
