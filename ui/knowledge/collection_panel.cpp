// SPDX-License-Identifier: MIT
#include "ui/knowledge/collection_panel.h"

#include "ui/documents/collection_words.h"
#include "ui/documents/remove_collection_question.h"
#include "ui/settings/settings_page.h"
#include "ui/widgets/own_focus_view.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/row_delegate.h"
#include "ui/widgets/wrap_layout.h"

#include <QAction>
#include <QInputDialog>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace freshet {

namespace {

constexpr int kCollectionRole = RowUserRole;
constexpr int kDocumentsRole = RowUserRole + 1; ///< How many there are.
constexpr int kLongestCollectionName = 100;

CollectionName nameOf(const QListWidgetItem *item) { return item ? item->data(kCollectionRole).toString() : QString(); }

} // namespace

CollectionPanel::CollectionPanel(QWidget *parent)
    : QWidget(parent),
      m_list(new OwnFocusView<QListWidget>(this)),
      m_new(settingsButton(tr("&New…"), this)),
      m_rename(settingsButton(tr("&Rename…"), this)),
      m_remove(settingsButton(tr("Re&move…"), this))
{
    m_list->setAccessibleName(tr("Collections"));
    m_list->setItemDelegate(new RowDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->viewport()->setAutoFillBackground(false);
    setPlainToolTip(*m_new, tr("Make a collection for documents that belong together"));
    setPlainToolTip(*m_rename, tr("Give the collection another name (F2)"));
    setPlainToolTip(*m_remove, tr("Takes the collection out of Freshet. The files themselves stay."));
    m_rename->setAccessibleDescription(tr("Collection"));
    m_remove->setAccessibleDescription(tr("Collection"));
    connect(m_list, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem *item) {
        updateButtons();
        emit currentChanged(nameOf(item));
    });
    connect(m_new, &QPushButton::clicked, this, &CollectionPanel::askForName);
    connect(m_rename, &QPushButton::clicked, this, qOverload<>(&CollectionPanel::askForNewName));
    connect(m_remove, &QPushButton::clicked, this, &CollectionPanel::askToRemove);
    m_list->setContextMenuPolicy(Qt::ActionsContextMenu);
    addToMenu(tr("New…"), QStringLiteral("newCollection"), &CollectionPanel::askForName);
    m_renameEntry
        = addToMenu(tr("Rename…"), QStringLiteral("renameCollection"), qOverload<>(&CollectionPanel::askForNewName));
    m_renameEntry->setShortcut(Qt::Key_F2);
    m_removeEntry = addToMenu(tr("Remove…"), QStringLiteral("removeCollection"), &CollectionPanel::askToRemove);
    auto *const buttons = new WrapLayout;
    for (QPushButton *button : {m_new, m_rename, m_remove})
        buttons->addWidget(button);
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 8);
    column->setSpacing(8);
    column->addWidget(m_list, 1);
    column->addLayout(buttons);
    setFocusProxy(m_list);
    updateButtons();
}

void CollectionPanel::setCollections(const QList<CollectionInfo> &collections)
{
    const CollectionName before = current();
    {
        const QSignalBlocker silent(m_list);
        m_list->clear();
        for (const CollectionInfo &collection : collections) {
            auto *const item = new QListWidgetItem(collectionTitle(collection.name), m_list);
            const QString count = QLocale().toString(collection.documents);
            const QString told = documentCount(collection.documents);
            item->setData(kCollectionRole, collection.name);
            item->setData(kDocumentsRole, collection.documents);
            item->setData(RowDetail, collection.isLocalOnly ? tr("%1, local").arg(count) : count);
            item->setData(Qt::AccessibleTextRole,
                QString(item->text() + QStringLiteral(", ")
                    + (collection.isLocalOnly ? tr("%1, only for models on this machine").arg(told) : told)));
            item->setData(Qt::ToolTipRole, plainToolTip(item->data(Qt::AccessibleTextRole).toString()));
            if (collection.name == before)
                m_list->setCurrentItem(item);
        }
        if (!m_list->currentItem())
            m_list->setCurrentRow(0);
    }
    updateButtons();
    if (current() != before)
        emit currentChanged(current());
}

void CollectionPanel::setCurrent(const CollectionName &name)
{
    for (int row = 0; row < m_list->count(); ++row) {
        if (nameOf(m_list->item(row)) == name)
            m_list->setCurrentRow(row);
    }
}

CollectionName CollectionPanel::current() const { return nameOf(m_list->currentItem()); }

void CollectionPanel::updateButtons()
{
    // The guide would be back at the next start.
    const bool isOurs = !current().isEmpty() && current() != kGuideCollection;
    // The place for the first file is no collection yet.
    const bool isMade
        = current() != kUserCollection || (isOurs && m_list->currentItem()->data(kDocumentsRole).toInt() > 0);
    m_remove->setEnabled(isOurs);
    m_removeEntry->setEnabled(isOurs);
    m_rename->setEnabled(isOurs && isMade);
    m_renameEntry->setEnabled(isOurs && isMade);
}

QAction *CollectionPanel::addToMenu(const QString &text, const QString &name, void (CollectionPanel::*run)())
{
    auto *const entry = new QAction(text, m_list);
    entry->setObjectName(name);
    entry->setShortcutContext(Qt::WidgetShortcut);
    connect(entry, &QAction::triggered, this, run);
    m_list->addAction(entry);
    return entry;
}

void CollectionPanel::askForNewName() { askForNewName(current(), collectionTitle(current()), {}); }

void CollectionPanel::askForNewName(const CollectionName &collection, const QString &typed, const QString &problem)
{
    const QString label = tr("New name of \"%1\"").arg(collectionTitle(collection));
    auto *const dialog = new QInputDialog(window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Rename a collection"));
    dialog->setLabelText(problem.isEmpty() ? label : QString(problem + u'\n' + label));
    dialog->setTextValue(typed);
    dialog->setOkButtonText(tr("Rename the collection"));
    if (auto *const field = dialog->findChild<QLineEdit *>())
        field->setMaxLength(kLongestCollectionName);
    connect(dialog, &QInputDialog::textValueSelected, this,
        [this, collection](const QString &text) { takeNewName(collection, text); });
    dialog->open();
}

/// The question comes again, with a sentence, where that name cannot be taken.
void CollectionPanel::takeNewName(const CollectionName &collection, const QString &typed)
{
    const QString name = typed.simplified();
    if (name == collection || name == collectionTitle(collection))
        return;
    if (const QString problem = problemOf(name, collection); !problem.isEmpty())
        askForNewName(collection, typed, problem);
    else
        emit renameRequested(collection, name);
}

/// Empty: none.
QString CollectionPanel::problemOf(const QString &name, const CollectionName &collection) const
{
    if (name.isEmpty())
        return tr("A collection needs a name.");
    if (name == kGuideCollection || name == collectionTitle(kGuideCollection))
        return tr("The name \"%1\" belongs to the guide to Freshet. Choose another one.").arg(name);
    for (int row = 0; row < m_list->count(); ++row) {
        const CollectionName other = nameOf(m_list->item(row));
        if (other != collection && (name == other || name == collectionTitle(other)))
            return tr("There is a collection \"%1\" already. Choose another name.").arg(collectionTitle(other));
    }
    return {};
}

void CollectionPanel::askForName()
{
    auto *const dialog = new QInputDialog(window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("New collection"));
    dialog->setLabelText(tr("Name of the collection"));
    dialog->setOkButtonText(tr("Make the collection"));
    if (auto *const field = dialog->findChild<QLineEdit *>())
        field->setMaxLength(kLongestCollectionName);
    connect(dialog, &QInputDialog::textValueSelected, this, [this](const QString &text) {
        if (const QString name = text.simplified(); !name.isEmpty())
            emit newRequested(name);
    });
    dialog->open();
}

void CollectionPanel::askToRemove()
{
    const CollectionName collection = current();
    askToRemoveCollection(collection, *this, [this, collection] { emit removeRequested(collection); });
}

} // namespace freshet
