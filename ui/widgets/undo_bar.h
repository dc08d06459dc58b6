// SPDX-License-Identifier: MIT
#pragma once

#include <QFrame>
#include <QTimer>

#include <functional>

class QLabel;
class QPushButton;

namespace freshet {

/// Says what was just done, and offers to take it back. It goes by itself after a while, but never under the pointer or
/// the keyboard; one offer at a time, the newest.
class UndoBar : public QFrame {
    Q_OBJECT

public:
    explicit UndoBar(QWidget *parent = nullptr);

    /// @p undo is called at most once.
    void offer(const QString &sentence, const std::function<void()> &undo);
    void close(); ///< The offer is over; nothing is taken back.
    bool isOffering() const { return static_cast<bool>(m_undo); }
    QString text() const;
    void undo(); ///< As its button does; nothing where nothing is offered.

private:
    void onTime();

    QLabel *m_label = nullptr; // child of this, as all below
    QPushButton *m_button = nullptr;
    QTimer m_time;
    std::function<void()> m_undo;
};

} // namespace freshet
