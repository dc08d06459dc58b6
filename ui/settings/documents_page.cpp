// SPDX-License-Identifier: MIT
#include "ui/settings/documents_page.h"

#include "core/retrieval/embedding_options.h"
#include "core/retrieval/retrieval_service.h"
#include "core/settings/keys.h"
#include "core/settings/settings_store.h"
#include "ui/documents/collection_words.h"
#include "ui/documents/document_controller.h"
#include "ui/documents/remove_collection_question.h"
#include "ui/widgets/own_focus_view.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/result_label.h"
#include "ui/widgets/wrap_layout.h"

#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace freshet {

namespace {

constexpr int kNameRole = Qt::UserRole;
constexpr int kPassagesWidth = 120;

CollectionName collectionOf(const QTreeWidgetItem &item) { return item.data(0, kNameRole).toString(); }

} // namespace

SettingsPageText DocumentsPage::text()
{
    return {.title = tr("Documents"),
        .words = tr("files retrieval sources"),
        .rows = {{tr("New chats &answer from these collections"), tr("index guide default remove add folder")},
            {tr("&Passages for a question"), tr("top k how many context")},
            {tr("&Embedding model"), tr("vectors meaning semantic similar hybrid")}}};
}

DocumentsPage::DocumentsPage(const Services &services, QWidget *parent)
    : SettingsPage(text(), parent), m_services(services)
{
    addPassages();
    addEmbeddingModel();
    addCollections();
    connect(&services.retrieval, &RetrievalService::collectionsListed, this, &DocumentsPage::showCollections);
    connect(&services.retrieval, &RetrievalService::collectionsChanged, this, [this] {
        if (isVisible())
            m_services.retrieval.listCollections();
    });
    services.settings.bind(keys::chatCollections, this, [this](const QStringList &) { showTicks(); });
}

void DocumentsPage::showEvent(QShowEvent *event)
{
    SettingsPage::showEvent(event);
    m_services.retrieval.listCollections();
}

void DocumentsPage::addPassages()
{
    auto *const count = new QSpinBox(&body());
    count->setRange(keys::chatPassages.clean(0), keys::chatPassages.clean(1000));
    count->setMaximumWidth(kPassagesWidth);
    m_services.settings.bind(keys::chatPassages, count, [count](int value) { count->setValue(value); });
    connect(count, &QSpinBox::valueChanged, this,
        [this](int value) { m_services.settings.set(keys::chatPassages, value); });
    addRow(Passages,
        labelled(Passages, count, tr("The best ones go along with each question. More cost more and take longer.")));
}

void DocumentsPage::addEmbeddingModel()
{
    auto *const model = new QLineEdit(&body());
    model->setPlaceholderText(tr("none; for example %1").arg(QLatin1String("ollama/nomic-embed-text")));
    m_services.settings.bind(keys::embeddingModel, model, [model](const QString &word) {
        if (model->text() != word)
            model->setText(word);
    });
    connect(model, &QLineEdit::editingFinished, this,
        [this, model] { m_services.settings.set(keys::embeddingModel, model->text()); });
    QWidget *const row = labelled(EmbeddingModel, model,
        tr("Finds passages by their meaning, too. The texts of your documents, and each question, go to its "
           "provider. Empty: words alone find them."));
    m_embedding = new ResultLabel(row);
    row->layout()->addWidget(m_embedding);
    addRow(EmbeddingModel, row);
    connect(&m_services.retrieval, &RetrievalService::embeddingStateChanged, this, &DocumentsPage::showEmbedding);
    m_services.settings.bind(keys::embeddingModel, m_embedding, [this](const QString &) { showEmbedding(); });
}

/// What the background does about the texts. No counts: screen readers say each change.
void DocumentsPage::showEmbedding()
{
    const EmbeddingState &state = m_services.retrieval.embeddingState();
    if (m_services.settings.get(keys::embeddingModel).isEmpty())
        m_embedding->say({});
    else if (!m_services.retrieval.hasEmbeddingModel())
        m_embedding->say(tr("No provider is called so. Write the provider and its model, such as %1.")
                             .arg(QLatin1String("ollama/nomic-embed-text")));
    else if (state.error && state.activity == EmbeddingState::Activity::Running)
        m_embedding->say(tr("%1 It is tried again by itself.").arg(state.error->message));
    else if (state.error)
        m_embedding->say(state.error->message);
    else if (state.activity == EmbeddingState::Activity::Running)
        m_embedding->say(tr("Your documents are being embedded in the background."));
    else if (state.activity == EmbeddingState::Activity::Complete)
        m_embedding->say(tr("Your documents are embedded."));
    else
        m_embedding->say({});
}

void DocumentsPage::addCollections()
{
    m_list = new OwnFocusView<QTreeWidget>(&body());
    m_list->setHeaderLabels({tr("Collection"), tr("Documents"), tr("Passages")});
    m_list->setAccessibleName(tr("Collections")); // a list does not take its label's name by itself
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->setMinimumHeight(160);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    connect(m_list, &QTreeWidget::itemChanged, this, [this](QTreeWidgetItem *item) { onTicked(*item); });
    connect(m_list, &QTreeWidget::currentItemChanged, this, &DocumentsPage::updateRemove);

    QWidget *const row = labelled(Collections, m_list,
        tr("Passages of ticked ones go along with questions, until you choose others above a chat."));
    m_result = new ResultLabel(row);
    auto *const column = static_cast<QVBoxLayout *>(row->layout());
    column->insertWidget(column->indexOf(m_list) + 1, makeButtons());
    column->addWidget(m_result);
    column->setStretchFactor(m_list, 1);
    updateRemove();
    addRow(Collections, row, Stretch::Yes);
}

QWidget *DocumentsPage::makeButtons()
{
    auto *const box = new QWidget(&body());
    QPushButton *const addFiles = settingsButton(tr("Add &files…"), box);
    QPushButton *const addFolder = settingsButton(tr("Add a f&older…"), box);
    m_remove = settingsButton(tr("Re&move…"), box);
    setPlainToolTip(*m_remove, tr("Takes the collection out of Freshet. The files themselves stay."));
    m_remove->setAccessibleDescription(m_list->headerItem()->text(0));
    connect(addFiles, &QPushButton::clicked, &m_services.documents, &DocumentController::chooseFiles);
    connect(addFolder, &QPushButton::clicked, &m_services.documents, &DocumentController::chooseFolder);
    connect(m_remove, &QPushButton::clicked, this, &DocumentsPage::askToRemove);
    auto *const line = new WrapLayout(box);
    for (QPushButton *button : {addFiles, addFolder, m_remove})
        line->addWidget(button);
    return box;
}

void DocumentsPage::showCollections(const QList<CollectionInfo> &collections)
{
    const QSignalBlocker silent(m_list);
    const CollectionName current = m_list->currentItem() ? collectionOf(*m_list->currentItem()) : CollectionName();
    m_list->clear();
    const QLocale locale;
    for (const CollectionInfo &collection : collections) {
        auto *const item = new QTreeWidgetItem(m_list,
            {collectionTitle(collection.name), locale.toString(collection.documents),
                locale.toString(collection.passages)});
        item->setData(0, kNameRole, collection.name);
        for (const int column : {1, 2})
            item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
        if (collection.name == current || !m_list->currentItem())
            m_list->setCurrentItem(item);
    }
    showTicks();
    updateRemove();
}

void DocumentsPage::showTicks()
{
    const QSignalBlocker silent(m_list);
    const QStringList ticked = m_services.settings.get(keys::chatCollections);
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
        QTreeWidgetItem *const item = m_list->topLevelItem(i);
        item->setCheckState(0, ticked.contains(collectionOf(*item)) ? Qt::Checked : Qt::Unchecked);
    }
    m_list->viewport()->update();
}

void DocumentsPage::onTicked(const QTreeWidgetItem &item)
{
    m_services.documents.setSearchedByNewChats(collectionOf(item), item.checkState(0) == Qt::Checked);
}

void DocumentsPage::updateRemove()
{
    const QTreeWidgetItem *const item = m_list->currentItem();
    // The guide would be back at the next start.
    m_remove->setEnabled(item && collectionOf(*item) != kGuideCollection);
}

void DocumentsPage::askToRemove()
{
    const CollectionName collection = collectionOf(*m_list->currentItem());
    askToRemoveCollection(collection, *this, [this, collection] { remove(collection); });
}

void DocumentsPage::remove(const CollectionName &collection)
{
    IndexReply *const reply = m_services.retrieval.removeCollection(collection, this);
    connect(reply, &IndexReply::finished, this, [this, reply, collection] {
        reply->deleteLater();
        if (reply->error()) {
            m_result->say(reply->error()->message);
            return;
        }
        m_services.documents.setSearchedByNewChats(collection, false);
        m_result->say(
            tr("Removed \"%1\" with %2.").arg(collectionTitle(collection), documentCount(reply->summary().removed)));
    });
}

} // namespace freshet
