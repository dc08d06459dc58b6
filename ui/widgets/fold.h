// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QToolButton;

namespace freshet {

/// A heading that opens and closes what is below it; closed at first.
class Fold : public QWidget {
    Q_OBJECT

public:
    Fold(const QString &title, QWidget *parent);

    void setContent(QWidget *content); ///< Takes it as a child.
    void setOpen(bool isOpen);

private:
    QToolButton *m_button = nullptr; // child of this, as all below
    QWidget *m_content = nullptr;
    bool m_isOpen = false;
};

} // namespace freshet
