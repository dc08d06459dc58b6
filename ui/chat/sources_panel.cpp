// SPDX-License-Identifier: MIT
#include "ui/chat/sources_panel.h"

#include "ui/theme/icon_loader.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/row_delegate.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QSet>
#include <QTextBlock>
#include <QTextBoundaryFinder>
#include <QToolButton>
#include <QVBoxLayout>

namespace freshet {

namespace {

constexpr qsizetype kShortestMarkedWord = 4;
constexpr int kSourceRowsShown = 6;

template <typename Visit>
void forEachWord(const QString &text, Visit visit)
{
    QTextBoundaryFinder finder(QTextBoundaryFinder::Word, text);
    for (qsizetype start = 0; finder.toNextBoundary() >= 0; start = finder.position()) {
        const qsizetype length = finder.position() - start;
        if (length >= kShortestMarkedWord && text.at(start).isLetterOrNumber())
            visit(start, length);
    }
}

QString placeOf(const Source &source)
{
    QStringList parts;
    if (source.page)
        parts << SourcesPanel::tr("page %1").arg(*source.page);
    if (!source.heading.isEmpty())
        parts << source.heading;
    return parts.join(QStringLiteral(" · "));
}

QString supportWords(Support support)
{
    switch (support) {
    case Support::Supported:
        return {};
    case Support::Weak:
        return SourcesPanel::tr("This passage supports the answer only in part. Read it yourself.");
    case Support::NotFound:
        return SourcesPanel::tr("This passage does not seem to say what the answer says.");
    }
    return {};
}

} // namespace

QList<std::pair<qsizetype, qsizetype>> sharedWords(const QString &passage, const QString &citing)
{
    QSet<QString> wanted;
    forEachWord(citing, [&](qsizetype start, qsizetype length) { wanted << citing.mid(start, length).toCaseFolded(); });
    QList<std::pair<qsizetype, qsizetype>> found;
    forEachWord(passage, [&](qsizetype start, qsizetype length) {
        if (wanted.contains(passage.mid(start, length).toCaseFolded()))
            found.append({start, length});
    });
    return found;
}

SourcesPanel::SourcesPanel(QWidget *parent) : QWidget(parent)
{
    auto *const title = new QLabel(tr("Sources"), this);
    QFont bold = title->font();
    bold.setBold(true);
    title->setFont(bold);
    auto *const close = new QToolButton(this);
    close->setIcon(loadIcon(IconName::Close));
    close->setToolTip(tr("Close (Esc)"));
    close->setAccessibleName(tr("Close the sources"));
    connect(close, &QToolButton::clicked, this, &SourcesPanel::closeRequested);

    m_list = new QListWidget(this);
    m_list->setAccessibleName(tr("Passages"));
    m_list->setItemDelegate(new RowDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    m_list->viewport()->setAutoFillBackground(false);
    connect(m_list, &QListWidget::currentRowChanged, this, &SourcesPanel::showCurrent);
    m_place = new ElidedLabel(this);
    m_place->setForegroundRole(QPalette::PlaceholderText);
    m_support = new QLabel(this);
    m_support->setWordWrap(true);
    m_passage = new QPlainTextEdit(this);
    m_passage->setReadOnly(true);
    m_passage->setFrameShape(QFrame::NoFrame);
    m_passage->setAccessibleName(tr("Passage"));
    m_passage->document()->setDocumentMargin(12);
    m_passage->viewport()->setAutoFillBackground(false);
    setFocusProxy(m_list);

    auto *const head = new QHBoxLayout;
    head->setContentsMargins(12, 8, 8, 0);
    head->addWidget(title, 1);
    head->addWidget(close);
    auto *const about = new QVBoxLayout;
    about->setContentsMargins(16, 0, 12, 0);
    about->addWidget(m_place);
    about->addWidget(m_support);
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addLayout(head);
    column->addWidget(m_list);
    column->addLayout(about);
    column->addWidget(m_passage, 1);
}

void SourcesPanel::setMarkColor(const QColor &color)
{
    m_markColor = color;
    showCurrent();
}

void SourcesPanel::setContent(const Content &content, int currentNumber)
{
    m_content = content;
    m_list->clear();
    int row = 0;
    for (const Source &source : content.sources) {
        auto *const item = new QListWidgetItem(QString::number(source.number) % u"  " % source.title, m_list);
        item->setToolTip(source.path.isEmpty() ? source.title : source.path);
        if (source.page)
            item->setData(RowDetail, tr("p. %1").arg(*source.page));
        if (source.number == currentNumber)
            row = m_list->count() - 1;
    }
    const int rowHeight = m_list->sizeHintForRow(0);
    m_list->setFixedHeight(std::max(rowHeight, 1) * std::min(m_list->count(), kSourceRowsShown) + 4);
    m_list->setCurrentRow(row);
    showCurrent();
}

int SourcesPanel::currentNumber() const
{
    const int row = m_list->currentRow();
    return row >= 0 && row < m_content.sources.size() ? m_content.sources.at(row).number : 0;
}

void SourcesPanel::showCurrent()
{
    const int row = m_list->currentRow();
    if (row < 0 || row >= m_content.sources.size())
        return;
    const Source &source = m_content.sources.at(row);
    m_place->setText(placeOf(source));
    m_place->setVisible(!m_place->text().isEmpty());
    m_support->setText(supportWords(m_content.support.value(source.number, Support::Supported)));
    m_support->setVisible(!m_support->text().isEmpty());
    m_passage->setPlainText(source.text);

    QList<QTextEdit::ExtraSelection> marks;
    const auto words = sharedWords(source.text, m_content.citingTexts.value(source.number));
    for (const auto &[start, length] : words) {
        QTextEdit::ExtraSelection mark;
        mark.format.setBackground(m_markColor);
        mark.cursor = QTextCursor(m_passage->document());
        mark.cursor.setPosition(static_cast<int>(start));
        mark.cursor.setPosition(static_cast<int>(start + length), QTextCursor::KeepAnchor);
        marks << mark;
    }
    m_passage->setExtraSelections(marks);
}

} // namespace freshet
