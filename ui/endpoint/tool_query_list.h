// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace freshet {

class EntryList;
class ToolQueryModel;

/// The queries of other tools, with a button that stops the chosen one.
class ToolQueryList : public QWidget {
    Q_OBJECT

public:
    ToolQueryList(ToolQueryModel &model, QWidget *parent); ///< @p model outlives it.

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void updateState();

    ToolQueryModel &m_model;
    QLabel *m_nothing = nullptr; // child of this, as all below
    EntryList *m_list = nullptr;
    QPushButton *m_stop = nullptr;
};

} // namespace freshet
