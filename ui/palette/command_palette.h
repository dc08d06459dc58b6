// SPDX-License-Identifier: MIT
#pragma once

#include "core/history/history_store.h"
#include "ui/widgets/search_popup.h"

class QAction;

namespace freshet {

class PaletteModel;

/// One field for everything that the window can do and every chat that there is.
class CommandPalette : public SearchPopup {
    Q_OBJECT

public:
    /// @p actions outlive this.
    CommandPalette(const QList<QAction *> &actions, QWidget *parent);

    void openOver(const QWidget &window);
    void setChats(const QList<ConversationInfo> &newestFirst);

signals:
    void chatChosen(const freshet::ConversationId &id);
    void searchChosen(const QString &sought); ///< In all chats.

private:
    void activate(const QModelIndex &index);

    PaletteModel *m_list = nullptr; // child of this
};

} // namespace freshet
