// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QSplitter;
class QTabWidget;

namespace freshet {

class ChatCollectionStore;
class CollectionPanel;
class DocumentsPanel;
class EvaluationController;
class EvaluationPanel;
class EvaluationService;
class KnowledgeController;
class QueryPanel;
class RetrievalService;
class SettingsStore;
class ThemeController;

/// The window about the user's documents: collections, what is in them and what failed, a query to try on them, and
/// questions that tell how well search finds them. One in the program, beside its other windows. Closing hides it;
/// indexing goes on.
class KnowledgeWindow : public QWidget {
    Q_OBJECT

public:
    struct Services {
        RetrievalService &retrieval;
        EvaluationService &evaluation;
        SettingsStore &settings;
        ThemeController &theme;
        ChatCollectionStore &chats; ///< Follow a collection that is renamed or taken away.
    };

    explicit KnowledgeWindow(const Services &services, QWidget *parent = nullptr);
    ~KnowledgeWindow() override;

    void open(); ///< In front, with what the index has now.

signals:
    void hidden();

protected:
    bool focusNextPrevChild(bool isForwards) override;
    void changeEvent(QEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void makeParts();
    void fitToZoom();

    const Services m_services;
    KnowledgeController *m_controller; // child of this, as all below
    EvaluationController *m_evaluations;
    int m_listWidth; ///< At the normal size of text.
    QSplitter *m_parts = nullptr;
    QTabWidget *m_tabs = nullptr;
    CollectionPanel *m_collections = nullptr;
    DocumentsPanel *m_documents = nullptr;
    QueryPanel *m_query = nullptr;
    EvaluationPanel *m_evaluation = nullptr;
};

} // namespace freshet
