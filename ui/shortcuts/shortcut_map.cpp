// SPDX-License-Identifier: MIT
#include "ui/shortcuts/shortcut_map.h"

#include <algorithm>

namespace freshet {

namespace {

bool isModifierKey(Qt::Key key)
{
    return key == Qt::Key_Control || key == Qt::Key_Shift || key == Qt::Key_Alt || key == Qt::Key_Meta
        || key == Qt::Key_AltGr || key == Qt::Key_unknown;
}

bool worksAlone(Qt::Key key)
{
    return (key >= Qt::Key_F1 && key <= Qt::Key_F35) || key == Qt::Key_Escape
        || (key >= Qt::Key_Back && key < Qt::Key_unknown); // the keys of multimedia keyboards
}

bool editsText(const QKeySequence &keys)
{
    for (const QKeySequence::StandardKey key :
        {QKeySequence::Copy, QKeySequence::Cut, QKeySequence::Paste, QKeySequence::Undo, QKeySequence::Redo,
            QKeySequence::SelectAll, QKeySequence::DeleteStartOfWord, QKeySequence::DeleteEndOfWord,
            QKeySequence::MoveToNextWord, QKeySequence::MoveToPreviousWord, QKeySequence::SelectNextWord,
            QKeySequence::SelectPreviousWord, QKeySequence::MoveToStartOfDocument, QKeySequence::MoveToEndOfDocument}) {
        if (QKeySequence::keyBindings(key).contains(keys))
            return true;
    }
    return false;
}

} // namespace

std::optional<ShortcutRefusal> refusalOf(const QKeySequence &keys)
{
    if (keys.count() != 1 || isModifierKey(keys[0].key()))
        return ShortcutRefusal::NotOne;
    const bool hasModifier = keys[0].keyboardModifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier);
    if (!hasModifier && !worksAlone(keys[0].key()))
        return ShortcutRefusal::TypesText;
    if (editsText(keys))
        return ShortcutRefusal::EditsText;
    return std::nullopt;
}

void ShortcutMap::add(const QString &command, const QList<QKeySequence> &usual)
{
    m_commands << command;
    m_usual.insert(command, usual);
}

QList<QKeySequence> ShortcutMap::keysOf(const QString &command) const
{
    const auto changed = m_changed.constFind(command);
    return changed == m_changed.cend() ? m_usual.value(command) : *changed;
}

bool ShortcutMap::isUsual(const QString &command) const { return !m_changed.contains(command); }

void ShortcutMap::setKeys(const QString &command, const QList<QKeySequence> &keys)
{
    if (keys == m_usual.value(command))
        m_changed.remove(command);
    else if (m_usual.contains(command))
        m_changed.insert(command, keys);
}

void ShortcutMap::reset(const QString &command) { m_changed.remove(command); }

void ShortcutMap::resetAll() { m_changed.clear(); }

QStringList ShortcutMap::othersWith(const QKeySequence &keys, const QString &command) const
{
    QStringList others;
    for (const QString &other : m_commands) {
        if (other != command && keysOf(other).contains(keys))
            others << other;
    }
    return others;
}

QStringList ShortcutMap::changes() const
{
    QStringList changes;
    for (const QString &command : m_commands) {
        const auto changed = m_changed.constFind(command);
        if (changed == m_changed.cend())
            continue;
        QStringList parts{command};
        for (const QKeySequence &keys : *changed)
            parts << keys.toString(QKeySequence::PortableText);
        changes << parts.join(u'\t');
    }
    return changes + m_unknown;
}

void ShortcutMap::setChanges(const QStringList &changes)
{
    m_changed.clear();
    m_unknown.clear();
    for (const QString &change : changes) {
        QStringList parts = change.split(u'\t');
        const QString command = parts.takeFirst();
        if (!m_usual.contains(command)) {
            m_unknown << change;
            continue;
        }
        QList<QKeySequence> keys;
        for (const QString &part : std::as_const(parts)) {
            const QKeySequence one = QKeySequence::fromString(part, QKeySequence::PortableText);
            if (!refusalOf(one) && !keys.contains(one))
                keys << one;
        }
        if (keys.isEmpty() && !parts.isEmpty()) // nothing of it can be used: no reason to be without keys
            continue;
        setKeys(command, keys);
    }
}

} // namespace freshet
