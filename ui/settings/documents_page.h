// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/document_info.h"
#include "ui/settings/settings_page.h"

class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace freshet {

class DocumentController;
class ResultLabel;
class RetrievalService;
class SettingsStore;

/// The collections of documents: which of them questions are answered from, and how much of them goes along.
class DocumentsPage : public SettingsPage {
    Q_OBJECT

public:
    struct Services {
        SettingsStore &settings;
        RetrievalService &retrieval;
        DocumentController &documents;
    };

    static SettingsPageText text();
    DocumentsPage(const Services &services, QWidget *parent);

protected:
    void showEvent(QShowEvent *event) override;

private:
    enum Row { Collections, Passages, EmbeddingModel };

    void addCollections();
    void addPassages();
    void addEmbeddingModel();
    void showEmbedding();
    QWidget *makeButtons();
    void showCollections(const QList<CollectionInfo> &collections);
    void showTicks();
    void onTicked(const QTreeWidgetItem &item);
    void updateRemove();
    void askToRemove();
    void remove(const CollectionName &collection);

    const Services m_services;
    QTreeWidget *m_list = nullptr; // child of this, as all below
    QPushButton *m_remove = nullptr;
    ResultLabel *m_result = nullptr;
    ResultLabel *m_embedding = nullptr;
};

} // namespace freshet
