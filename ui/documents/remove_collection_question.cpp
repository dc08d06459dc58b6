// SPDX-License-Identifier: MIT
#include "ui/documents/remove_collection_question.h"

#include "ui/documents/collection_words.h"

#include <QCoreApplication>
#include <QMessageBox>
#include <QPushButton>

namespace freshet {

namespace {
/// The context of these texts for translators.
struct RemoveCollectionQuestion {
    Q_DECLARE_TR_FUNCTIONS(RemoveCollectionQuestion)
};
} // namespace

void askToRemoveCollection(const CollectionName &collection, QWidget &asker, const std::function<void()> &remove)
{
    auto *const question = new QMessageBox(QMessageBox::NoIcon, RemoveCollectionQuestion::tr("Remove a collection"),
        RemoveCollectionQuestion::tr(
            "Remove \"%1\" from Freshet? Your files stay where they are; Freshet only forgets what it read in them.")
            .arg(collectionTitle(collection)),
        QMessageBox::Cancel, asker.window());
    question->setTextFormat(Qt::PlainText);
    question->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton *const yes
        = question->addButton(RemoveCollectionQuestion::tr("Remove the collection"), QMessageBox::DestructiveRole);
    question->setDefaultButton(QMessageBox::Cancel);
    QObject::connect(yes, &QPushButton::clicked, &asker, remove);
    question->open();
}

} // namespace freshet
