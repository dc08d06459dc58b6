// SPDX-License-Identifier: MIT
#include "ui/shortcuts/shortcut_controller.h"

#include "core/settings/keys.h"
#include "core/settings/settings_store.h"

#include <QAction>

namespace freshet {

ShortcutController::ShortcutController(const QList<QAction *> &actions, SettingsStore &settings, QObject *parent)
    : QObject(parent), m_settings(settings)
{
    for (QAction *const action : actions) {
        m_actions.insert(action->objectName(), action);
        m_map.add(action->objectName(), action->shortcuts());
    }
    settings.bind(keys::shortcuts, this, [this](const QStringList &changes) {
        m_map.setChanges(changes);
        apply();
    });
}

QString ShortcutController::textOf(const QString &command) const
{
    QString text = m_actions.value(command)->text();
    if (text.endsWith(u'…'))
        text.chop(1);
    return text.remove(u'&');
}

void ShortcutController::setKeys(const QString &command, const QList<QKeySequence> &keys)
{
    m_map.setKeys(command, keys);
    store();
}

void ShortcutController::takeOver(const QString &command, const QKeySequence &keys)
{
    for (const QString &other : m_map.othersWith(keys, command)) {
        QList<QKeySequence> left = m_map.keysOf(other);
        left.removeAll(keys);
        m_map.setKeys(other, left);
    }
    m_map.setKeys(command, {keys});
    store();
}

void ShortcutController::reset(const QString &command)
{
    m_map.reset(command);
    store();
}

void ShortcutController::resetAll()
{
    m_map.resetAll();
    store();
}

void ShortcutController::store() { m_settings.set(keys::shortcuts, m_map.changes()); } // which comes back to apply()

void ShortcutController::apply()
{
    for (auto action = m_actions.cbegin(); action != m_actions.cend(); ++action)
        action.value()->setShortcuts(m_map.keysOf(action.key()));
    emit changed();
}

} // namespace freshet
