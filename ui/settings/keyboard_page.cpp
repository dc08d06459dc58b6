// SPDX-License-Identifier: MIT
#include "ui/settings/keyboard_page.h"

#include "ui/settings/key_field.h"
#include "ui/shortcuts/shortcut_controller.h"
#include "ui/widgets/own_focus_view.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/result_label.h"
#include "ui/widgets/wrap_layout.h"

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace freshet {

namespace {

constexpr int kCommandRole = Qt::UserRole;
constexpr int kListLeastHeight = 220;
constexpr int kKeysWidth = 220;
constexpr int kColumnLeastLetters = 12;

QString shown(const QKeySequence &keys) { return keys.toString(QKeySequence::NativeText); }

} // namespace

SettingsPageText KeyboardPage::text()
{
    return {.title = tr("Keyboard"),
        .words = tr("keys shortcuts hotkeys bindings"),
        .rows = {{tr("&Commands and their keys"), tr("rebind change remove reset conflict")}}};
}

KeyboardPage::KeyboardPage(ShortcutController &shortcuts, QWidget *parent)
    : SettingsPage(text(), parent), m_shortcuts(shortcuts), m_list(new OwnFocusView<QTreeWidget>(&body()))
{
    m_list->setHeaderLabels({tr("Command"), tr("Keys")});
    m_list->setAccessibleName(tr("Commands"));
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->setMinimumHeight(kListLeastHeight);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setMinimumSectionSize(fontMetrics().averageCharWidth() * kColumnLeastLetters);
    m_list->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);

    QWidget *const row = labelled(Commands, m_list,
        tr("Choose a command, then press its new keys in the field under the list. They work at once."));
    m_result = new ResultLabel(row);
    auto *const column = static_cast<QVBoxLayout *>(row->layout());
    column->insertWidget(column->indexOf(m_list) + 1, makeEditor());
    column->insertWidget(column->indexOf(m_list) + 2, m_result);
    column->insertWidget(column->indexOf(m_list) + 3, makeButtons());
    column->setStretchFactor(m_list, 1);
    addRow(Commands, row, Stretch::Yes);

    listCommands();
    connect(m_list, &QTreeWidget::currentItemChanged, this, &KeyboardPage::onCurrentChanged);
    connect(&shortcuts, &ShortcutController::changed, this, &KeyboardPage::showKeys);
    m_list->setCurrentItem(m_list->topLevelItem(0));
}

QWidget *KeyboardPage::makeEditor()
{
    auto *const box = new QWidget(&body());
    m_keys = new KeyField(box);
    m_keys->setMaximumWidth(kKeysWidth);
    auto *const label = new QLabel(tr("&New keys"), box);
    label->setBuddy(m_keys);
    m_keys->setAccessibleName(tr("New keys"));
    m_take = settingsButton(tr("&Take them from there"), box);
    m_take->hide();
    auto *const line = new WrapLayout(box);
    line->addWidget(label);
    line->addWidget(m_keys);
    line->addWidget(m_take);
    connect(m_keys, &KeyField::pressed, this, &KeyboardPage::onPressed);
    connect(m_take, &QPushButton::clicked, this, [this] {
        m_shortcuts.takeOver(current(), m_keys->keys());
        m_take->hide();
        m_result->say(tr("%1 has %2 now.").arg(m_shortcuts.textOf(current()), shown(m_keys->keys())));
    });
    return box;
}

QWidget *KeyboardPage::makeButtons()
{
    auto *const box = new QWidget(&body());
    m_remove = settingsButton(tr("Re&move the keys"), box);
    m_reset = settingsButton(tr("&Usual keys"), box);
    m_resetAll = settingsButton(tr("Usual keys for &all"), box);
    connect(m_remove, &QPushButton::clicked, this, [this] { setKeys({}); });
    connect(m_reset, &QPushButton::clicked, this, [this] {
        m_shortcuts.reset(current());
        onCurrentChanged();
    });
    connect(m_resetAll, &QPushButton::clicked, this, [this] {
        m_shortcuts.resetAll();
        onCurrentChanged();
        m_result->say(tr("All commands have their usual keys again."));
    });
    auto *const line = new WrapLayout(box);
    for (QPushButton *button : {m_remove, m_reset, m_resetAll})
        line->addWidget(button);
    return box;
}

void KeyboardPage::listCommands()
{
    for (const QString &command : m_shortcuts.map().commands()) {
        auto *const item = new QTreeWidgetItem(m_list, {m_shortcuts.textOf(command), QString()});
        item->setData(0, kCommandRole, command);
    }
    showKeys();
}

void KeyboardPage::showKeys()
{
    bool isChanged = false;
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
        QTreeWidgetItem &item = *m_list->topLevelItem(i);
        const QString command = item.data(0, kCommandRole).toString();
        const bool isUsual = m_shortcuts.map().isUsual(command);
        isChanged |= !isUsual;
        item.setText(1, keysText(command));
        item.setToolTip(1, plainToolTip(conflictOf(command)));
        QFont font = m_list->font();
        font.setBold(!isUsual);
        item.setFont(1, font);
    }
    m_resetAll->setEnabled(isChanged);
    if (!current().isEmpty()) {
        m_reset->setEnabled(!m_shortcuts.map().isUsual(current()));
        m_remove->setEnabled(!m_shortcuts.map().keysOf(current()).isEmpty());
    }
}

QString KeyboardPage::keysText(const QString &command) const
{
    QStringList texts;
    for (const QKeySequence &keys : m_shortcuts.map().keysOf(command)) {
        const bool isShared = !m_shortcuts.map().othersWith(keys, command).isEmpty();
        texts << (isShared ? tr("%1 (taken twice)").arg(shown(keys)) : shown(keys));
    }
    return texts.join(QStringLiteral(", "));
}

QString KeyboardPage::conflictOf(const QString &command) const
{
    for (const QKeySequence &keys : m_shortcuts.map().keysOf(command)) {
        const QStringList others = m_shortcuts.map().othersWith(keys, command);
        if (!others.isEmpty())
            return tr("%1 belongs to \"%2\", too, so it does nothing.")
                .arg(shown(keys), m_shortcuts.textOf(others.first()));
    }
    return {};
}

void KeyboardPage::onCurrentChanged()
{
    m_keys->setKeys(m_shortcuts.map().keysOf(current()).value(0));
    m_take->hide();
    m_result->say(conflictOf(current()));
    showKeys();
}

void KeyboardPage::onPressed(const QKeySequence &keys)
{
    const QString command = current();
    m_take->hide();
    m_result->say({});
    if (command.isEmpty())
        return;
    if (const auto refusal = refusalOf(keys)) {
        switch (*refusal) {
        case ShortcutRefusal::TypesText:
            return m_result->say(tr("%1 alone types text. Hold Ctrl, Alt or Meta with it.").arg(shown(keys)));
        case ShortcutRefusal::EditsText:
            return m_result->say(tr("%1 works in every text field already. Choose other keys.").arg(shown(keys)));
        case ShortcutRefusal::NotOne:
            return;
        }
    }
    const QStringList others = m_shortcuts.map().othersWith(keys, command);
    if (!others.isEmpty()) {
        m_result->say(tr("%1 belongs to \"%2\".").arg(shown(keys), m_shortcuts.textOf(others.first())));
        m_take->show();
        return;
    }
    setKeys({keys});
    m_result->say(tr("%1 has %2 now.").arg(m_shortcuts.textOf(command), shown(keys)));
}

void KeyboardPage::setKeys(const QList<QKeySequence> &keys)
{
    m_shortcuts.setKeys(current(), keys);
    if (keys.isEmpty())
        onCurrentChanged();
}

QString KeyboardPage::current() const
{
    const QTreeWidgetItem *const item = m_list->currentItem();
    return item ? item->data(0, kCommandRole).toString() : QString();
}

} // namespace freshet
