// SPDX-License-Identifier: MIT
#include "ui/chat/sources_panel.h"

#include "ui/theme/icon_loader.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/own_focus_view.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/result_label.h"
#include "ui/widgets/row_delegate.h"
#include "ui/widgets/wrap_layout.h"

#include <QAction>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QSet>
#include <QTextBlock>
#include <QTextBoundaryFinder>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace freshet {

namespace {

constexpr qsizetype kShortestMarkedWord = 4; ///< Shorter ones mean nothing alone.
constexpr qsizetype kShortestRun = 4;
constexpr int kSourceRowsShown = 6;

struct Word {
    qsizetype start = 0;
    qsizetype end = 0;
    QString folded; ///< May be longer or shorter than the word.
};

QList<Word> wordsOf(const QString &text)
{
    QList<Word> words;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Word, text);
    for (qsizetype start = 0; finder.toNextBoundary() >= 0; start = finder.position()) {
        if (finder.position() > start && text.at(start).isLetterOrNumber())
            words << Word{start, finder.position(), text.sliced(start, finder.position() - start).toCaseFolded()};
    }
    return words;
}

QString nearestHeading(const Source &source) { return source.heading.section(u'›', -1).trimmed(); }

/// Where the passage begins as it is shown: behind the Markdown heading that opens it, since placeOf() tells it.
qsizetype shownFrom(const Source &source)
{
    const QString name = nearestHeading(source);
    qsizetype from = source.text.indexOf(u'\n');
    if (name.isEmpty() || from < 0 || !source.text.startsWith(u'#') || !source.text.first(from).endsWith(name))
        return 0;
    while (from < source.text.size() && source.text.at(from).isSpace())
        ++from;
    return from;
}

using TextSpan = std::pair<qsizetype, qsizetype>; // start and length

/// The sentences of @p source that @p citations rest on, in its shown text; each once, in its order.
QList<TextSpan> quotesIn(const Source &source, const QList<Citation> &citations)
{
    const qsizetype from = source.start + shownFrom(source);
    QList<TextSpan> quotes;
    for (const Citation &citation : citations) {
        const qsizetype start = std::max(citation.quoteStart, from);
        const qsizetype end = std::min(citation.quoteEnd, source.start + source.text.size());
        if (citation.number == source.number && end > start && !quotes.contains(TextSpan(start - from, end - start)))
            quotes << TextSpan(start - from, end - start);
    }
    std::sort(quotes.begin(), quotes.end());
    return quotes;
}

/// The nearest heading, which tells passages of one document from each other; else the document.
QString rowText(const Source &source) { return source.heading.isEmpty() ? source.title : nearestHeading(source); }

QString rowDetail(const Source &source)
{
    if (source.page)
        return SourcesPanel::tr("p. %1").arg(*source.page);
    if (source.heading.isEmpty())
        return {};
    return source.title == rowText(source) ? QFileInfo(source.path).fileName() : source.title;
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

/// What to say of the worst of a passage's citations, so that no doubt is hidden.
QString supportWords(int number, const QList<Citation> &citations)
{
    Support weakest = Support::Supported;
    bool isUnverified = false;
    for (const Citation &citation : citations) {
        if (citation.number != number)
            continue;
        weakest = std::max(weakest, citation.support); // the enum's first value is the strongest
        isUnverified |= citation.isUnverified;
    }
    switch (weakest) {
    case Support::Supported:
        return {};
    case Support::Weak:
        return isUnverified
            ? SourcesPanel::tr("This passage is in another language than the answer, so it was not checked.")
            : SourcesPanel::tr("This passage supports the answer only in part. Read it yourself.");
    case Support::NotFound:
        return SourcesPanel::tr("This passage does not seem to say what the answer says.");
    }
    return {};
}

} // namespace

QList<std::pair<qsizetype, qsizetype>> sharedWords(const QString &passage, const QString &citing)
{
    QSet<QString> single;
    QSet<std::pair<QString, QString>> pairs;
    QString before;
    const QList<Word> cited = wordsOf(citing);
    for (const Word &word : cited) {
        single << word.folded;
        pairs << std::pair(std::exchange(before, word.folded), word.folded);
    }
    const QList<Word> words = wordsOf(passage);
    const auto goesOn = [&](qsizetype at) {
        return at < words.size() && pairs.contains({words.at(at - 1).folded, words.at(at).folded});
    };
    QList<std::pair<qsizetype, qsizetype>> runs;
    QList<std::pair<qsizetype, qsizetype>> alone;
    for (qsizetype first = 0, next = 0; first < words.size(); first = next) {
        for (next = first + 1; goesOn(next);)
            ++next;
        if (next - first >= kShortestRun) {
            runs.append({words.at(first).start, words.at(next - 1).end - words.at(first).start});
            continue;
        }
        for (const Word &word : words.sliced(first, next - first)) {
            if (word.end - word.start >= kShortestMarkedWord && single.contains(word.folded))
                alone.append({word.start, word.end - word.start});
        }
    }
    return runs.isEmpty() ? alone : runs;
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

    m_list = new OwnFocusView<QListWidget>(this);
    m_list->setAccessibleName(tr("Passages"));
    m_list->setItemDelegate(new RowDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    m_list->viewport()->setAutoFillBackground(false);
    m_list->setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(m_list, &QListWidget::currentRowChanged, this, &SourcesPanel::showCurrent);
    m_place = new ElidedLabel(this);
    m_place->setForegroundRole(QPalette::PlaceholderText);
    m_support = new QLabel(this);
    m_support->setWordWrap(true);
    m_support->setTextFormat(Qt::PlainText);
    m_fileButtons = makeFileButtons();
    m_ofFile = new ResultLabel(this);
    m_ofFile->setContentsMargins(16, 0, 12, 0);
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
    auto *const files = new QHBoxLayout;
    files->setContentsMargins(10, 0, 12, 0); // so that the icons stand below the text
    files->addWidget(m_fileButtons);
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addLayout(head);
    column->addWidget(m_list);
    column->addLayout(about);
    column->addLayout(files);
    column->addWidget(m_ofFile);
    column->addWidget(m_passage, 1);
}

/// In the list's menu; @p request is emitted with the passage that is shown.
QAction *SourcesPanel::makeFileAction(const QIcon &icon, const QString &text, Request request)
{
    auto *const action = new QAction(icon, text, this);
    action->setShortcutContext(Qt::WidgetShortcut);
    m_list->addAction(action);
    connect(action, &QAction::triggered, this, [this, request] {
        m_ofFile->say({});
        if (const int row = m_list->currentRow(); row >= 0 && row < m_content.sources.size())
            emit(this->*request)(m_content.sources.at(row));
    });
    return action;
}

QWidget *SourcesPanel::makeFileButtons()
{
    m_open = makeFileAction(loadIcon(IconName::Document), tr("Open file"), &SourcesPanel::openRequested);
    m_open->setShortcuts({Qt::Key_Return, Qt::Key_Enter});
    m_showInFolder
        = makeFileAction(loadIcon(IconName::Folder), tr("Show in folder"), &SourcesPanel::showInFolderRequested);
    auto *const box = new QWidget(this);
    auto *const line = new WrapLayout(box);
    line->setContentsMargins(0, 0, 0, 0);
    for (QAction *const action : {m_open, m_showInFolder}) {
        auto *const button = new QToolButton(box);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::StrongFocus);
        button->setDefaultAction(action);
        line->addWidget(button);
    }
    return box;
}

void SourcesPanel::sayOfFile(const QString &sentence) { m_ofFile->say(sentence); }

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
        auto *const item = new QListWidgetItem(QString::number(source.number) % u"  " % rowText(source), m_list);
        item->setToolTip(plainToolTip(source.path.isEmpty() ? source.title : source.path));
        item->setData(RowDetail, rowDetail(source));
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
    m_place->setVisible(!m_place->text().isEmpty() && m_place->text() != rowText(source));
    QStringList notes{supportWords(source.number, m_content.citations)};
    if (!source.alsoIn.isEmpty())
        notes << tr("Nearly the same is in %1.").arg(source.alsoIn.join(QStringLiteral(", ")));
    notes.removeAll(QString());
    m_support->setText(notes.join(u'\n'));
    m_support->setVisible(!m_support->text().isEmpty());
    m_open->setEnabled(!source.path.isEmpty());
    m_showInFolder->setEnabled(!source.path.isEmpty());
    m_fileButtons->setVisible(!source.path.isEmpty());
    m_ofFile->say({});
    showPassage(source);
}

void SourcesPanel::showPassage(const Source &source)
{
    const QString text = source.text.sliced(shownFrom(source));
    m_passage->setPlainText(text);

    QList<QTextEdit::ExtraSelection> marks;
    QList<TextSpan> spans = quotesIn(source, m_content.citations);
    if (spans.isEmpty())
        spans = sharedWords(text, m_content.citingTexts.value(source.number));
    for (const auto &[start, length] : std::as_const(spans)) {
        QTextEdit::ExtraSelection mark;
        mark.format.setBackground(m_markColor);
        mark.cursor = QTextCursor(m_passage->document());
        mark.cursor.setPosition(static_cast<int>(start));
        mark.cursor.setPosition(static_cast<int>(std::min(start + length, text.size())), QTextCursor::KeepAnchor);
        marks << mark;
    }
    m_passage->setExtraSelections(marks);
    if (!marks.isEmpty()) {
        QTextCursor first = m_passage->textCursor();
        first.setPosition(marks.constFirst().cursor.selectionStart());
        m_passage->setTextCursor(first);
        m_passage->ensureCursorVisible();
    }
}

} // namespace freshet
