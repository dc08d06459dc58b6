// SPDX-License-Identifier: MIT
#pragma once

#include <QHash>
#include <QKeySequence>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace freshet {

/// Why keys cannot be a command's.
enum class ShortcutRefusal {
    TypesText, ///< A letter or the like without Ctrl, Alt or Meta: it would no longer come into the field.
    EditsText, ///< Copy, paste, undo and so on, which every field has.
    NotOne, ///< Several after one another, none, or a modifier alone.
};

/// Whether @p keys may be bound to a command at all; function keys and Esc may be alone.
std::optional<ShortcutRefusal> refusalOf(const QKeySequence &keys);

/// Which keys each command has: its usual ones, or those that the user gave it. Pure; the order of commands is kept.
class ShortcutMap {
public:
    void add(const QString &command, const QList<QKeySequence> &usual);

    const QStringList &commands() const { return m_commands; }
    QList<QKeySequence> keysOf(const QString &command) const;
    bool isUsual(const QString &command) const;
    void setKeys(const QString &command, const QList<QKeySequence> &keys); ///< None: it has no keys.
    void reset(const QString &command);
    void resetAll();

    /// The other commands that have @p keys, too. While there is one, the keys do nothing.
    QStringList othersWith(const QKeySequence &keys, const QString &command) const;

    /// What differs from the usual, for the settings: "COMMAND\tKEYS\tKEYS…", the keys in portable text.
    QStringList changes() const;
    /// Takes what changes() gave. Keys that are none or are refused are left out; commands that are not known (a newer
    /// Freshet's) are kept for changes().
    void setChanges(const QStringList &changes);

private:
    QStringList m_commands;
    QHash<QString, QList<QKeySequence>> m_usual;
    QHash<QString, QList<QKeySequence>> m_changed;
    QStringList m_unknown; ///< Changes of commands that are not here.
};

} // namespace freshet
