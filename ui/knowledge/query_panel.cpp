// SPDX-License-Identifier: MIT
#include "ui/knowledge/query_panel.h"

#include "ui/knowledge/expected_quote.h"
#include "ui/knowledge/reason_words.h"
#include "ui/settings/settings_page.h"
#include "ui/theme/icon_loader.h"
#include "ui/widgets/field_buttons.h"
#include "ui/widgets/own_focus_view.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/result_label.h"
#include "ui/widgets/row_delegate.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSplitter>
#include <QTextBlock>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace freshet {

namespace {

QString documentOf(const Source &source)
{
    return source.path.isEmpty() ? source.title : QFileInfo(source.path).fileName();
}

/// What tells it from others of its document: "page 3 · Keys › Keychain".
QString passagePlace(const Source &source)
{
    QStringList parts;
    if (source.page)
        parts << QueryPanel::tr("page %1").arg(*source.page);
    if (!source.heading.isEmpty())
        parts << source.heading;
    return parts.join(QStringLiteral(" · "));
}

} // namespace

QueryPanel::QueryPanel(QWidget *parent)
    : QWidget(parent),
      m_field(new QLineEdit(this)),
      m_ask(settingsButton(tr("&Search"), this)),
      m_about(new ResultLabel(this)),
      m_list(new OwnFocusView<QListWidget>(this)),
      m_detail(new QWidget(this)),
      m_place(new QLabel(m_detail)),
      m_expect(settingsButton(tr("E&xpect this passage"), m_detail)),
      m_text(new QPlainTextEdit(m_detail)),
      m_reasonList(new OwnFocusView<QTreeWidget>(m_detail))
{
    m_field->setPlaceholderText(tr("A question as you would ask it"));
    m_field->setAccessibleName(tr("Query"));
    addClearButton(*m_field);
    addFieldPicture(*m_field, loadIcon(IconName::Search, IconTint::Muted));
    m_list->setAccessibleName(tr("Passages"));
    m_list->setItemDelegate(new RowDelegate(m_list));
    m_list->setMouseTracking(true);
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_place->setTextFormat(Qt::PlainText);
    m_place->setWordWrap(true);
    m_place->setForegroundRole(QPalette::PlaceholderText);
    setPlainToolTip(*m_expect,
        tr("Saves the question with this passage, to see whether it is still found after a change. Select words in the "
           "passage to expect just these."));
    m_text->setReadOnly(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setTabChangesFocus(true);
    m_text->setAccessibleName(tr("Text of the passage"));
    m_reasonList->setHeaderLabels({tr("Reasons for its place"), tr("Adds")});
    m_reasonList->setAccessibleName(tr("Reasons for its place"));
    m_reasonList->setRootIsDecorated(false);
    m_reasonList->setWordWrap(true);
    m_reasonList->setAllColumnsShowFocus(true);
    m_reasonList->header()->setStretchLastSection(false);
    m_reasonList->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_reasonList->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_reasonList->headerItem()->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);

    auto *const top = new QHBoxLayout;
    top->addWidget(m_field, 1);
    top->addWidget(m_ask);
    auto *const detail = new QVBoxLayout(m_detail);
    detail->setContentsMargins(0, 0, 0, 0);
    auto *const place = new QHBoxLayout;
    place->addWidget(m_place, 1);
    place->addWidget(m_expect, 0, Qt::AlignTop);
    detail->addLayout(place);
    detail->addWidget(m_text, 1);
    detail->addWidget(m_reasonList, 1);
    auto *const split = new QSplitter(Qt::Vertical, this);
    split->setChildrenCollapsible(false);
    split->addWidget(m_list);
    split->addWidget(m_detail);
    split->setStretchFactor(0, 1);
    split->setStretchFactor(1, 3);
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(8);
    column->addLayout(top);
    column->addWidget(m_about);
    column->addWidget(split, 1);
    setFocusProxy(m_field);
    connect(m_field, &QLineEdit::returnPressed, this, &QueryPanel::ask);
    connect(m_ask, &QPushButton::clicked, this, &QueryPanel::ask);
    connect(m_expect, &QPushButton::clicked, this, &QueryPanel::expect);
    connect(m_list, &QListWidget::currentRowChanged, this, &QueryPanel::showPassage);
    clear();
}

void QueryPanel::ask()
{
    const QString query = m_field->text().trimmed();
    if (query.isEmpty())
        return;
    m_asking = query;
    emit asked(query);
}

void QueryPanel::expect()
{
    const int row = m_list->currentRow();
    if (row < 0 || row >= m_sources.size() || m_asked.isEmpty())
        return;
    const Source &source = m_sources.at(row);
    QString chosen = m_text->textCursor().selectedText().trimmed();
    chosen.replace(QChar::ParagraphSeparator, u'\n');
    emit expected(m_asked,
        {.documentId = source.documentId,
            .page = source.page,
            .quote = chosen.isEmpty() ? expectedQuote(source.text, m_reasons.value(row).marks) : chosen});
}

QString QueryPanel::query() const { return m_field->text().trimmed(); }

void QueryPanel::say(const QString &sentence) { m_about->say(sentence); }

void QueryPanel::clear()
{
    setResult({}, {});
    m_about->say({});
}

void QueryPanel::setMarkColor(const QColor &color)
{
    m_markColor = color;
    showPassage(m_list->currentRow());
}

void QueryPanel::setResult(const QList<Source> &sources, const QList<RankReasons> &reasons)
{
    m_asked = m_asking;
    m_sources = sources;
    m_reasons = reasons;
    {
        const QSignalBlocker silent(m_list);
        m_list->clear();
        for (const Source &source : sources) {
            auto *const item
                = new QListWidgetItem(tr("%1. %2").arg(QLocale().toString(source.number), documentOf(source)), m_list);
            const QString place = passagePlace(source);
            item->setData(RowDetail, place);
            item->setData(RowDetailYields, true);
            item->setData(Qt::AccessibleTextRole,
                place.isEmpty() ? item->text() : QString(item->text() + QStringLiteral(", ") + place));
        }
        m_list->setCurrentRow(sources.isEmpty() ? -1 : 0);
    }
    m_list->setVisible(!sources.isEmpty());
    m_detail->setVisible(!sources.isEmpty());
    showPassage(m_list->currentRow());
}

void QueryPanel::showPassage(int row)
{
    if (row < 0 || row >= m_sources.size())
        return;
    const Source &source = m_sources.at(row);
    const QString place = passagePlace(source);
    m_place->setText(place.isEmpty() ? source.title : QString(source.title + QStringLiteral(" · ") + place));
    m_text->setPlainText(source.text);
    const RankReasons reasons = m_reasons.value(row);
    QList<QTextEdit::ExtraSelection> marks;
    for (const auto &[start, length] : reasons.marks) {
        QTextEdit::ExtraSelection mark;
        mark.format.setBackground(m_markColor);
        mark.format.setFontWeight(QFont::Bold); // by more than colour
        mark.cursor = QTextCursor(m_text->document());
        mark.cursor.setPosition(static_cast<int>(start));
        mark.cursor.setPosition(
            static_cast<int>(std::min(start + length, source.text.size())), QTextCursor::KeepAnchor);
        marks << mark;
    }
    m_text->setExtraSelections(marks);
    m_reasonList->clear();
    const QList<ReasonRow> rows = reasonRows(reasons);
    for (const ReasonRow &reason : rows) {
        auto *const item = new QTreeWidgetItem(m_reasonList, {reason.words, reason.figure});
        item->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
        item->setData(0, Qt::ToolTipRole, plainToolTip(reason.words));
    }
}

} // namespace freshet
