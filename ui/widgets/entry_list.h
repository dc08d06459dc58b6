// SPDX-License-Identifier: MIT
#pragma once

#include <QListView>

namespace freshet {

/// A list of entries that each have a title and, below it, muted details (RowDetail): both wrap, nothing is cut off. As
/// high as its entries, up to a limit; then it scrolls. Keeps an entry current while there is one.
class EntryList : public QListView {
    Q_OBJECT

public:
    /// @p mostLines of plain text are its greatest height.
    EntryList(const QString &accessibleName, int mostLines, QWidget *parent);

    void setModel(QAbstractItemModel *model) override;

signals:
    void currentMoved(); ///< Another entry is current, or it says something else.

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void onRowsChanged();
    void fitHeight();

    const int m_mostLines;
};

} // namespace freshet
