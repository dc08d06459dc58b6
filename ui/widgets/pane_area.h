// SPDX-License-Identifier: MIT
#pragma once

#include <QPointer>
#include <QWidget>

#include <optional>

namespace freshet {

/// A middle that is always there, and a pane on either side that comes and goes.
///
/// Where the window is too narrow a pane lies over the middle instead of beside it. A pane that was beside it hides by
/// itself when the window gets too narrow, and comes back with the room. Its inner edge can be dragged.
class PaneArea : public QWidget {
    Q_OBJECT

public:
    enum class Side { Left, Right };
    enum class Visibility { Hidden, Shown, ShownWhereBeside };

    explicit PaneArea(QWidget *parent = nullptr);

    void setMiddle(QWidget *middle); ///< Takes it as a child.
    void setPane(
        Side side, QWidget *pane, int width, int besideFrom); ///< Takes it as a child; beside from that width on.
    void setPaneWidth(Side side, int width);
    void setVisibility(Side side, Visibility visibility);
    Visibility visibility(Side side) const; ///< What setVisibility() takes to have it so again.
    bool isShown(Side side) const;
    bool isOverlay(Side side) const; ///< Whether it lies (or would lie) over the middle.

    QSize minimumSizeHint() const override;

signals:
    void shownChanged(freshet::PaneArea::Side side, bool isShown);
    /// The user wants the pane that wide, at each move of the mouse; whoever keeps the widths answers with
    /// setPaneWidth().
    void widthDragged(freshet::PaneArea::Side side, int width);
    void widthChosen(freshet::PaneArea::Side side, int width); ///< Once, where the edge was let go: to be stored.

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override; ///< The edges.

private:
    struct Pane {
        QPointer<QWidget> widget; // child of this
        QWidget *edge = nullptr; // child of this
        int width = 0;
        int besideFrom = 0;
        bool isWanted = false; ///< By the user, given the room.
        bool isShown = false;
        bool wasOverlay = false;
    };

    Pane &pane(Side side) { return side == Side::Left ? m_left : m_right; }
    const Pane &pane(Side side) const { return side == Side::Left ? m_left : m_right; }
    void setShown(Side side, bool isShown);
    bool isAtLeft(Side side) const;
    QWidget *makeEdge();
    void dragEdge(Side side, const QMouseEvent &event);
    void arrange();

    QPointer<QWidget> m_middle; // child of this
    Pane m_left;
    Pane m_right;
    std::optional<int> m_dragged; ///< The width that the last move of the mouse asked for, while an edge is held.
};

} // namespace freshet
