// SPDX-License-Identifier: MIT
// How a MainWindow looks when it opens, and what is kept of that.
#include "core/settings/keys.h"
#include "core/settings/settings_store.h"
#include "ui/main_window.h"
#include "ui/theme/theme_controller.h"
#include "ui/widgets/pane_area.h"

#include <QCloseEvent>
#include <QScreen>

#include <algorithm>

namespace freshet {

namespace {

constexpr QSize kFirstWindowSize(1180, 780);
constexpr QSize kLeastWindowSize(200, 150); ///< That anybody can have wanted.
constexpr QPoint kBeside(32, 32);

/// How much wider than at the normal size of text the list of chats is: half of what that grows by.
double chatsGrowth(const ThemeController &theme) { return 1 + std::max(theme.typography().zoom() - 1, 0.0) / 2; }

} // namespace

void MainWindow::restoreState()
{
    const SettingsStore &settings = m_services.settings;
    // A geometry that was cut short restores to nothing.
    if (!restoreGeometry(settings.get(keys::windowGeometry)) || size() != size().expandedTo(kLeastWindowSize))
        resize(kFirstWindowSize);
    m_panes->setVisibility(PaneArea::Side::Left,
        settings.get(keys::chatsShown) ? PaneArea::Visibility::ShownWhereBeside : PaneArea::Visibility::Hidden);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    m_services.settings.set(keys::windowGeometry, saveGeometry());
    m_services.settings.set(
        keys::chatsShown, m_panes->visibility(PaneArea::Side::Left) != PaneArea::Visibility::Hidden);
    QMainWindow::closeEvent(event);
    if (event->isAccepted())
        emit closed();
}

void MainWindow::placeBeside(const MainWindow &other)
{
    const QRect room = other.screen()->availableGeometry();
    QRect place = other.normalGeometry().translated(kBeside);
    if (!room.contains(place))
        place.moveTopLeft(room.topLeft());
    setWindowState(Qt::WindowNoState);
    setGeometry(place);
    const bool isHidden = other.m_panes->visibility(PaneArea::Side::Left) == PaneArea::Visibility::Hidden;
    m_panes->setVisibility(
        PaneArea::Side::Left, isHidden ? PaneArea::Visibility::Hidden : PaneArea::Visibility::ShownWhereBeside);
}

int MainWindow::chatsWidth() const { return grownWidth(m_services.settings.get(keys::chatsWidth)); }

int MainWindow::grownWidth(int width) const { return qRound(width * chatsGrowth(m_services.theme)); }

void MainWindow::connectPanes()
{
    const auto ungrown = [this](int width) { return qRound(width / chatsGrowth(m_services.theme)); };
    connect(m_panes, &PaneArea::widthDragged, this, [this, ungrown](PaneArea::Side side, int width) {
        if (side == PaneArea::Side::Left)
            m_panes->setPaneWidth(side, grownWidth(keys::chatsWidth.clean(ungrown(width))));
        else
            m_panes->setPaneWidth(side, keys::sourcesWidth.clean(width));
    });
    // Not at each move: a setting that changes is on the disk before set() returns.
    connect(m_panes, &PaneArea::widthChosen, this, [this, ungrown](PaneArea::Side side, int width) {
        if (side == PaneArea::Side::Left)
            m_services.settings.set(keys::chatsWidth, ungrown(width));
        else
            m_services.settings.set(keys::sourcesWidth, width);
    });
}

void MainWindow::bindPanes()
{
    SettingsStore &settings = m_services.settings;
    settings.bind(keys::chatsWidth, this, [this](int) { m_panes->setPaneWidth(PaneArea::Side::Left, chatsWidth()); });
    settings.bind(keys::sourcesWidth, this, [this](int width) { m_panes->setPaneWidth(PaneArea::Side::Right, width); });
}

} // namespace freshet
