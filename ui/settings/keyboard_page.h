// SPDX-License-Identifier: MIT
#pragma once

#include "ui/settings/settings_page.h"
#include "ui/shortcuts/shortcut_map.h"

class QTreeWidget;

namespace freshet {

class KeyField;
class ResultLabel;
class ShortcutController;

/// What each command is called and which keys it has. Keys that another command has are given to the chosen one only
/// when that is said; which one has them is told first.
class KeyboardPage : public SettingsPage {
    Q_OBJECT

public:
    static SettingsPageText text();
    KeyboardPage(ShortcutController &shortcuts, QWidget *parent);

private:
    enum Row { Commands };

    QWidget *makeEditor();
    QWidget *makeButtons();
    void listCommands();
    void showKeys();
    void onCurrentChanged();
    void onPressed(const QKeySequence &keys);
    void setKeys(const QList<QKeySequence> &keys);
    QString current() const;
    QString keysText(const QString &command) const;
    QString conflictOf(const QString &command) const; ///< A sentence; empty where there is none.

    ShortcutController &m_shortcuts;
    QTreeWidget *m_list = nullptr; // child of this, as all below
    KeyField *m_keys = nullptr;
    QPushButton *m_take = nullptr;
    QPushButton *m_remove = nullptr;
    QPushButton *m_reset = nullptr;
    QPushButton *m_resetAll = nullptr;
    ResultLabel *m_result = nullptr;
};

} // namespace freshet
