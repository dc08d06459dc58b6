// SPDX-License-Identifier: MIT
#include "ui/palette/command_palette.h"

#include "ui/palette/palette_model.h"

#include <QAction>
#include <QListView>
#include <QScreen>

#include <algorithm>

namespace freshet {

namespace {
constexpr int kPaletteWidth = 560;
constexpr int kPaletteRows = 14;
constexpr int kPaletteTop = 64; // below the header of the window
} // namespace

CommandPalette::CommandPalette(const QList<QAction *> &actions, QWidget *parent)
    : SearchPopup(tr("Find a command or a chat"), tr("Commands and chats"), parent),
      m_list(new PaletteModel(actions, this))
{
    setAccessibleName(tr("Find a command or a chat"));
    view().setModel(m_list);
    connect(this, &SearchPopup::typedChanged, this, [this](const QString &typed) {
        m_list->setTyped(typed);
        selectFirst();
    });
    connect(this, &SearchPopup::activated, this, &CommandPalette::activate);
    connect(m_list, &PaletteModel::modelReset, this, &CommandPalette::selectFirst); // chats came meanwhile
}

void CommandPalette::openOver(const QWidget &window)
{
    setTyped({});
    m_list->setTyped({});
    selectFirst();
    const QScreen &screen = *window.screen();
    const int width = std::min(kPaletteWidth, window.width() - 16);
    const int height = view().sizeHintForRow(0) * kPaletteRows + heightAround();
    const QPoint corner = window.mapToGlobal(QPoint((window.width() - width) / 2, kPaletteTop));
    openAt({corner, QSize(width, std::min(height, window.height() - kPaletteTop))}, screen.availableGeometry());
}

void CommandPalette::setChats(const QList<ConversationInfo> &newestFirst) { m_list->setChats(newestFirst); }

void CommandPalette::activate(const QModelIndex &index)
{
    const QVariant action = index.data(PaletteModel::ActionRole);
    const ConversationId chat = index.data(PaletteModel::ChatRole).toString();
    if (auto *const command = action.value<QAction *>()) {
        hide(); // before, since the command may open something else
        m_list->setRun(command);
        command->trigger();
    } else if (!chat.isEmpty()) {
        hide();
        emit chatChosen(chat);
    } else if (const QString sought = index.data(PaletteModel::SearchRole).toString(); !sought.isEmpty()) {
        hide();
        emit searchChosen(sought);
    }
}

} // namespace freshet
