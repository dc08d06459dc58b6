// SPDX-License-Identifier: MIT
#include "ui/knowledge/knowledge_window.h"

#include "core/settings/keys.h"
#include "core/settings/settings_store.h"
#include "ui/knowledge/collection_panel.h"
#include "ui/knowledge/documents_panel.h"
#include "ui/knowledge/evaluation_controller.h"
#include "ui/knowledge/evaluation_panel.h"
#include "ui/knowledge/knowledge_controller.h"
#include "ui/knowledge/query_panel.h"
#include "ui/theme/theme_controller.h"
#include "ui/widgets/reading_order.h"
#include "ui/widgets/show_in_front.h"
#include "ui/widgets/typed_texts.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QShortcut>
#include <QSplitter>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <memory>
#include <utility>

namespace freshet {

namespace {

constexpr QSize kFirstKnowledgeSize(1080, 700);
constexpr int kCollectionsWidth = 230;
constexpr int kAboveTabs = 8;
constexpr int kBesideTabs = 12; ///< As beside what is in them.

/// How much wider than at the normal size of text the list is: half of what that grows by.
double collectionsGrowth(double zoom) { return 1 + std::max(zoom - 1, 0.0) / 2; }

} // namespace

KnowledgeWindow::KnowledgeWindow(const Services &services, QWidget *parent)
    : QWidget(parent, Qt::Window),
      m_services(services),
      m_controller(new KnowledgeController(services.retrieval, services.chats, this)),
      m_evaluations(new EvaluationController(services.evaluation, this)),
      m_listWidth(kCollectionsWidth)
{
    setAutoFillBackground(true);
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    connect(m_controller, &KnowledgeController::collectionChosen, m_evaluations, &EvaluationController::setCollections);
    connect(m_controller, &KnowledgeController::collectionRenamed, m_evaluations, &EvaluationController::followRename);
    connect(m_controller, &KnowledgeController::documentsListed, m_evaluations, &EvaluationController::setDocuments);
    makeParts();
    connect(&services.theme, &ThemeController::themeChanged, this, [this] {
        m_query->setMarkColor(m_services.theme.theme().searchMark);
        fitToZoom();
    });
    for (const QKeySequence &keys : {QKeySequence(QKeySequence::Close), QKeySequence(Qt::Key_Escape)})
        connect(new QShortcut(keys, this), &QShortcut::activated, this, &QWidget::close);
    connect(new QShortcut(QKeySequence::Find, this), &QShortcut::activated, this, [this] {
        m_tabs->setCurrentWidget(m_query);
        m_query->setFocus(Qt::ShortcutFocusReason);
    });
    if (!restoreGeometry(services.settings.get(keys::knowledgeGeometry)))
        resize(kFirstKnowledgeSize);
}

KnowledgeWindow::~KnowledgeWindow()
{
    if (isVisible())
        m_services.settings.set(keys::knowledgeGeometry, saveGeometry());
    delete m_evaluations; // while their panels are there
    delete m_controller;
}

/// Once, and again in another language.
void KnowledgeWindow::makeParts()
{
    setWindowTitle(tr("Documents"));
    m_parts = new QSplitter(this);
    m_parts->setChildrenCollapsible(false);
    m_collections = new CollectionPanel(m_parts);
    auto *const right = new QWidget(m_parts);
    auto *const room = new QVBoxLayout(right);
    room->setContentsMargins(0, kAboveTabs, 0, 0);
    m_tabs = new QTabWidget(right);
    room->addWidget(m_tabs);
    m_tabs->setDocumentMode(true);
    auto *const inset = new QWidget(m_tabs);
    (new QHBoxLayout(inset))->setContentsMargins(kBesideTabs, 0, 0, 0); // a fixed width alone is not asked for
    m_tabs->setCornerWidget(inset, Qt::TopLeftCorner);
    m_documents = new DocumentsPanel(m_tabs);
    m_query = new QueryPanel(m_tabs);
    m_query->setMarkColor(m_services.theme.theme().searchMark);
    m_tabs->addTab(m_documents, tr("&Documents"));
    m_tabs->addTab(m_query, tr("Try a &query"));
    m_evaluation = new EvaluationPanel(m_tabs);
    m_tabs->addTab(m_evaluation, tr("&Evaluation"));
    m_parts->addWidget(m_collections);
    m_parts->addWidget(right);
    m_parts->setStretchFactor(1, 1);
    connect(m_parts, &QSplitter::splitterMoved, this, [this] {
        m_listWidth = qRound(m_parts->sizes().constFirst() / collectionsGrowth(m_services.theme.typography().zoom()));
    });
    fitToZoom();
    layout()->addWidget(m_parts);
    if (isVisible())
        m_parts->show(); // now, not after a frame without it
    m_evaluations->showOn({*m_evaluation, *m_query});
    m_controller->showOn({*m_collections, *m_documents, *m_query});
}

void KnowledgeWindow::fitToZoom()
{
    const int list = qRound(m_listWidth * collectionsGrowth(m_services.theme.typography().zoom()));
    m_parts->setSizes({list, width() - list});
}

void KnowledgeWindow::open()
{
    m_controller->refresh();
    showInFront(*this);
}

bool KnowledgeWindow::focusNextPrevChild(bool isForwards)
{
    return focusInReadingOrder(*this, isForwards) || QWidget::focusNextPrevChild(isForwards);
}

void KnowledgeWindow::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_services.settings.set(keys::knowledgeGeometry, saveGeometry());
    emit hidden();
}

void KnowledgeWindow::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::LanguageChange)
        return;
    const std::unique_ptr<QSplitter> old(std::exchange(m_parts, nullptr));
    const int tab = m_tabs->currentIndex();
    const TypedTexts typed = typedTexts(*m_query);
    unsetLocale(); // its numbers and dates are those of the new language
    makeParts();
    typeAgain(*m_query, typed);
    m_tabs->setCurrentIndex(tab);
}

} // namespace freshet
