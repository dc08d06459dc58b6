// SPDX-License-Identifier: MIT
#include "ui/settings/key_field.h"

#include <QKeyEvent>

namespace freshet {

namespace {

bool leavesField(const QKeyEvent &event)
{
    const bool isPlain = !(event.modifiers() & ~Qt::ShiftModifier);
    return isPlain && (event.key() == Qt::Key_Tab || event.key() == Qt::Key_Backtab);
}

/// As shortcuts have it: where Shift makes another sign of a key, it is that sign's and not held beside it.
QKeySequence sequenceOf(const QKeyEvent &event)
{
    Qt::KeyboardModifiers modifiers = event.modifiers() & ~Qt::KeypadModifier & ~Qt::GroupSwitchModifier;
    const QString text = event.text();
    const bool isSign = !text.isEmpty() && text.at(0).isPrint() && !text.at(0).isLetter() && !text.at(0).isSpace();
    if (isSign)
        modifiers &= ~Qt::ShiftModifier;
    return QKeySequence(QKeyCombination(modifiers, static_cast<Qt::Key>(event.key())));
}

} // namespace

KeyField::KeyField(QWidget *parent) : QLineEdit(parent)
{
    setReadOnly(true);
    setContextMenuPolicy(Qt::NoContextMenu);
}

void KeyField::setKeys(const QKeySequence &keys)
{
    m_keys = keys;
    setText(keys.toString(QKeySequence::NativeText));
}

bool KeyField::event(QEvent *event)
{
    // Said to be ours, a key comes here although it is a shortcut of the window.
    if (event->type() == QEvent::ShortcutOverride && !leavesField(*static_cast<QKeyEvent *>(event))) {
        event->accept();
        return true;
    }
    return QLineEdit::event(event);
}

void KeyField::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Control:
    case Qt::Key_Shift:
    case Qt::Key_Alt:
    case Qt::Key_Meta:
    case Qt::Key_AltGr:
    case Qt::Key_unknown:
        return;
    default:
        event->accept();
        setKeys(sequenceOf(*event));
        emit pressed(m_keys);
    }
}

} // namespace freshet
