// SPDX-License-Identifier: MIT
#include "ui/knowledge/documents_panel.h"

#include "ui/documents/collection_words.h"
#include "ui/knowledge/document_list_model.h"
#include "ui/knowledge/indexing_bar.h"
#include "ui/knowledge/watched_folders_line.h"
#include "ui/settings/settings_page.h"
#include "ui/theme/icon_loader.h"
#include "ui/widgets/own_focus_view.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/result_label.h"
#include "ui/widgets/wrap_layout.h"

#include <QAction>
#include <QCheckBox>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QHash>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLabel>
#include <QLocale>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QSignalBlocker>
#include <QTreeView>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

namespace freshet {

namespace {

constexpr int kShortestName = 14; ///< In characters.
constexpr int kShortestState = 20;
constexpr int kLongestName = 40;

QStringList localFilesOf(const QMimeData &data)
{
    QStringList paths;
    const QList<QUrl> urls = data.urls();
    for (const QUrl &url : urls) {
        if (url.isLocalFile())
            paths << url.toLocalFile();
    }
    return paths;
}

} // namespace

DocumentsPanel::DocumentsPanel(QWidget *parent)
    : QWidget(parent),
      m_model(new DocumentListModel(this)),
      m_localOnly(new QCheckBox(tr("Only models on this machine may read this collection"), this)),
      m_watched(new WatchedFoldersLine(this)),
      m_empty(quietLabel({}, this)),
      m_view(new OwnFocusView<QTreeView>(this)),
      m_reason(new ResultLabel(this)),
      m_indexing(new IndexingBar(this)),
      m_result(new ResultLabel(this))
{
    setAcceptDrops(true);
    makeView();
    m_localOnly->setMinimumHeight(28);
    setPlainToolTip(*m_localOnly,
        tr("No passage of it goes to a provider on another machine, neither for an answer nor to find passages by "
           "their "
           "meaning."));
    m_indexing->hide();
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(8);
    column->addWidget(m_localOnly);
    column->addWidget(m_watched);
    column->addWidget(m_empty);
    column->addWidget(m_view, 1);
    column->addWidget(m_reason);
    column->addWidget(makeButtons());
    column->addWidget(m_indexing);
    column->addWidget(m_result);
    connect(m_localOnly, &QCheckBox::toggled, this, &DocumentsPanel::localOnlyChanged);
    connect(m_watched, &WatchedFoldersLine::unwatchRequested, this, &DocumentsPanel::unwatchRequested);
    connect(m_indexing, &IndexingBar::pauseRequested, this, &DocumentsPanel::pauseRequested);
    connect(m_indexing, &IndexingBar::stopRequested, this, &DocumentsPanel::stopRequested);
    updateState();
}

void DocumentsPanel::makeView()
{
    m_view->setModel(m_model);
    m_view->setAccessibleName(tr("Documents"));
    m_view->setRootIsDecorated(false);
    m_view->setItemsExpandable(false);
    m_view->setUniformRowHeights(true);
    m_view->setAllColumnsShowFocus(true);
    m_view->setTabKeyNavigation(false);
    m_view->setTextElideMode(Qt::ElideMiddle);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    QHeaderView *const header = m_view->header();
    header->setSortIndicator(DocumentListModel::Name, Qt::AscendingOrder);
    m_view->setSortingEnabled(true);
    fitColumns();
    m_view->viewport()->installEventFilter(this);
    connect(header, &QHeaderView::sectionResized, this,
        [this](int section) { m_isArranged = m_isArranged || (!m_isFitting && section != DocumentListModel::State); });
    auto *const remove = new QAction(m_view);
    remove->setShortcut(Qt::Key_Delete);
    remove->setShortcutContext(Qt::WidgetShortcut);
    connect(remove, &QAction::triggered, this, &DocumentsPanel::askToRemove);
    m_view->addAction(remove);
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &DocumentsPanel::updateState);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &DocumentsPanel::showReason);
}

/// To what usually stands in them; name and state share the rest, and others give way where that is too little.
void DocumentsPanel::fitColumns()
{
    const QScopedValueRollback fitting(m_isFitting, true);
    const QLocale locale;
    const std::pair<int, QString> samples[] = {{DocumentListModel::Kind, QStringLiteral("XHTML")},
        {DocumentListModel::Size, locale.formattedDataSize(1000, 0, QLocale::DataSizeTraditionalFormat)},
        {DocumentListModel::Passages, QStringLiteral("000,000")},
        {DocumentListModel::Indexed,
            locale.toString(QDateTime(QDate(2026, 12, 30), QTime(22, 30)), QLocale::ShortFormat)}};
    QHeaderView &header = *m_view->header();
    const int room = 2 * fontMetrics().averageCharWidth() + 16; // around the text, and for the mark of the order
    int left = m_view->viewport()->width();
    QHash<int, int> widths;
    for (const auto &[section, sample] : samples) {
        const QString title = m_model->headerData(section, Qt::Horizontal, Qt::DisplayRole).toString();
        const int width
            = room + std::max(fontMetrics().horizontalAdvance(sample), fontMetrics().horizontalAdvance(title));
        header.setSectionHidden(section, false); // while it is hidden, it has no width
        header.resizeSection(section, width);
        widths.insert(section, width);
        left -= width;
    }
    const int sign = fontMetrics().averageCharWidth();
    const int needed = 2 * room + (kShortestName + kShortestState) * sign;
    for (const int section : {DocumentListModel::Kind, DocumentListModel::Size, DocumentListModel::Indexed}) {
        header.setSectionHidden(section, left < needed);
        if (left < needed)
            left += widths.value(section);
    }
    header.resizeSection(
        DocumentListModel::Name, room + std::clamp((left - room) * 2 / 5, kShortestName * sign, kLongestName * sign));
}

bool DocumentsPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_view->viewport() && event->type() == QEvent::Resize && !m_isArranged && !m_isFitting)
        fitColumns();
    return QWidget::eventFilter(watched, event);
}

void DocumentsPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        m_isArranged = false;
        fitColumns();
    }
}

QWidget *DocumentsPanel::makeButtons()
{
    auto *const box = new QWidget(this);
    m_addFiles = settingsButton(tr("Add &files…"), box);
    m_addFolder = settingsButton(tr("Add a f&older…"), box);
    m_retry = settingsButton(tr("&Try again"), box);
    m_remove = settingsButton(tr("Remo&ve…"), box);
    setPlainToolTip(
        *m_retry, tr("Read the failed documents that are chosen once more; all of them where none is chosen"));
    setPlainToolTip(*m_remove, tr("Takes the chosen documents out of the collection. The files themselves stay."));
    m_remove->setAccessibleDescription(tr("Documents"));
    connect(m_addFiles, &QPushButton::clicked, this, &DocumentsPanel::chooseFiles);
    connect(m_addFolder, &QPushButton::clicked, this, &DocumentsPanel::chooseFolder);
    connect(m_retry, &QPushButton::clicked, this, [this] { emit retryRequested(failedPaths()); });
    connect(m_remove, &QPushButton::clicked, this, &DocumentsPanel::askToRemove);
    auto *const line = new WrapLayout(box);
    for (QPushButton *button : {m_addFiles, m_addFolder, m_retry, m_remove})
        line->addWidget(button);
    return box;
}

void DocumentsPanel::setCollection(const CollectionInfo &collection)
{
    const bool isOther = collection.name != m_collection.name;
    m_collection = collection;
    const QSignalBlocker silent(m_localOnly);
    m_localOnly->setChecked(collection.isLocalOnly);
    m_watched->setFolders(collection.folders);
    if (isOther) {
        m_model->setDocuments({});
        m_result->say({});
    }
    updateState();
}

void DocumentsPanel::setDocuments(const QList<DocumentInfo> &documents)
{
    const QStringList chosen = selectedNames();
    const int row = m_view->currentIndex().row();
    const QString current = row >= 0 ? m_model->at(row).name : QString();
    m_model->setDocuments(documents);
    QItemSelection selection;
    for (const QString &name : chosen) {
        if (const int at = m_model->rowOf(name); at >= 0)
            selection.select(m_model->index(at, 0), m_model->index(at, DocumentListModel::State));
    }
    m_view->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    if (const int at = m_model->rowOf(current); at >= 0)
        m_view->selectionModel()->setCurrentIndex(m_model->index(at, 0), QItemSelectionModel::NoUpdate);
    updateState();
}

void DocumentsPanel::setIndexing(const IndexQueue::State &state)
{
    m_result->say({});
    m_indexing->show(state);
}

void DocumentsPanel::setIdle() { m_indexing->hide(); }

void DocumentsPanel::say(const QString &sentence) { m_result->say(sentence); }

QString DocumentsPanel::said() const { return m_result->text(); }

void DocumentsPanel::updateState()
{
    const bool isGuide = m_collection.name == kGuideCollection;
    const bool isOurs = !m_collection.name.isEmpty() && !isGuide;
    m_localOnly->setEnabled(isOurs);
    m_addFiles->setEnabled(isOurs);
    m_addFolder->setEnabled(isOurs);
    m_retry->setVisible(m_model->failures() > 0);
    m_retry->setEnabled(isOurs && !failedPaths().isEmpty());
    m_remove->setEnabled(isOurs && m_view->selectionModel()->hasSelection());
    setAcceptDrops(isOurs);
    const bool isEmpty = m_model->rowCount() == 0;
    m_empty->setText(isGuide ? tr("The guide to Freshet comes with the program and cannot be changed.")
            : isEmpty        ? tr("Nothing is in this collection yet. Drop files or folders here, or add them below.")
            : m_model->failures() == 0
            ? documentCount(m_model->rowCount())
            : tr("%1, %L2 of them failed").arg(documentCount(m_model->rowCount())).arg(m_model->failures()));
    showReason();
}

/// The table has no room for a whole sentence.
void DocumentsPanel::showReason()
{
    const int row = m_view->currentIndex().row();
    const bool hasReason = row >= 0 && row < m_model->rowCount() && !m_model->at(row).failure.isEmpty();
    m_reason->say(hasReason ? breakable(tr("%1: %2").arg(m_model->at(row).name, m_model->at(row).failure)) : QString());
}

QStringList DocumentsPanel::selectedNames() const
{
    QStringList names;
    const QModelIndexList rows = m_view->selectionModel()->selectedRows();
    for (const QModelIndex &row : rows)
        names << m_model->at(row.row()).name;
    return names;
}

QStringList DocumentsPanel::failedPaths() const
{
    const bool isAll = !m_view->selectionModel()->hasSelection();
    QStringList paths;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const DocumentInfo &document = m_model->at(row);
        if (!document.failure.isEmpty() && !document.path.isEmpty()
            && (isAll || m_view->selectionModel()->isRowSelected(row)))
            paths << document.path;
    }
    return paths;
}

void DocumentsPanel::chooseFiles()
{
    auto *const dialog = new QFileDialog(window(), tr("Add files"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, this, &DocumentsPanel::pathsAdded);
    dialog->open();
}

void DocumentsPanel::chooseFolder()
{
    auto *const dialog = new QFileDialog(window(), tr("Add a folder"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    connect(dialog, &QFileDialog::filesSelected, this, &DocumentsPanel::pathsAdded);
    dialog->open();
}

void DocumentsPanel::askToRemove()
{
    const QStringList names = selectedNames();
    if (names.isEmpty() || !m_remove->isEnabled())
        return;
    auto *const question = new QMessageBox(QMessageBox::NoIcon, tr("Remove documents"),
        tr("Take %1 out of \"%2\"? Your files stay where they are; Freshet only forgets what it read in them, until "
           "they are added again.")
            .arg(documentCount(static_cast<int>(names.size())), collectionTitle(m_collection.name)),
        QMessageBox::Cancel, window());
    question->setTextFormat(Qt::PlainText);
    question->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton *const yes = question->addButton(tr("Remove the documents"), QMessageBox::DestructiveRole);
    question->setDefaultButton(QMessageBox::Cancel);
    connect(yes, &QPushButton::clicked, this, [this, names] { emit removeRequested(names); });
    question->open();
}

void DocumentsPanel::dragEnterEvent(QDragEnterEvent *event)
{
    if (!localFilesOf(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void DocumentsPanel::dropEvent(QDropEvent *event)
{
    if (const QStringList paths = localFilesOf(*event->mimeData()); !paths.isEmpty()) {
        event->acceptProposedAction();
        emit pathsAdded(paths);
    }
}

} // namespace freshet
