// SPDX-License-Identifier: MIT
#pragma once

#include "ui/shortcuts/shortcut_map.h"

#include <QObject>

class QAction;

namespace freshet {

class SettingsStore;

/// Gives the actions of a window the keys that the user wants them to have, and keeps those in the settings.
///
/// An action is known by its object name, which the settings keep: it never changes and is never translated. The keys
/// that an action has when it comes here are its usual ones.
class ShortcutController : public QObject {
    Q_OBJECT

public:
    /// Outlived by @p actions and @p settings.
    ShortcutController(const QList<QAction *> &actions, SettingsStore &settings, QObject *parent);

    const ShortcutMap &map() const { return m_map; }
    QString textOf(const QString &command) const; ///< As menus show it, without marks.
    void setKeys(const QString &command, const QList<QKeySequence> &keys);
    /// Gives @p keys to @p command alone: whoever had them loses them.
    void takeOver(const QString &command, const QKeySequence &keys);
    void reset(const QString &command);
    void resetAll();

signals:
    void changed();

private:
    void store();
    void apply();

    QHash<QString, QAction *> m_actions; // not owned
    SettingsStore &m_settings;
    ShortcutMap m_map;
};

} // namespace freshet
