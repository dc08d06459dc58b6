// SPDX-License-Identifier: MIT
#include "ui/chat/compare_view.h"

#include "ui/theme/icon_loader.h"
#include "ui/transcript/transcript_view.h"
#include "ui/widgets/elided_label.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>

namespace freshet {

namespace {
constexpr int kNarrowestColumn = 280; ///< Below that, the columns scroll sideways.
constexpr double kColumnRadius = 8;

/// Around one answer.
class ColumnBox : public QWidget {
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(palette().color(QPalette::Mid));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), kColumnRadius, kColumnRadius);
    }
};

} // namespace

CompareView::CompareView(const std::shared_ptr<TranscriptServices> &services, QWidget *parent)
    : QWidget(parent), m_services(services), m_question(new ElidedLabel(this))
{
    auto *const close = new QToolButton(this);
    close->setIcon(loadIcon(IconName::Close));
    close->setToolTip(tr("Back to the chat (Esc)"));
    close->setAccessibleName(tr("Back to the chat"));
    connect(close, &QToolButton::clicked, this, &CompareView::closeRequested);
    auto *const top = new QHBoxLayout;
    top->setContentsMargins(16, 8, 12, 4);
    top->addWidget(m_question, 1);
    top->addWidget(close);

    auto *const scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus); // what has the focus in it is scrolled to
    scroll->setWidgetResizable(true);
    scroll->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *const content = new QWidget;
    m_row = new QHBoxLayout(content);
    m_row->setContentsMargins(12, 0, 12, 4);
    m_row->setSpacing(8);
    scroll->setWidget(content);
    content->setAutoFillBackground(false);
    scroll->viewport()->setAutoFillBackground(false);
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addLayout(top);
    column->addWidget(scroll, 1);
}

void CompareView::setTheme(const Theme &theme, double zoom)
{
    m_theme = theme;
    m_zoom = zoom;
    for (const Column &column : m_columns)
        column.transcript->setTheme(theme, zoom);
}

void CompareView::setTextOptions(const TextOptions &options)
{
    m_textOptions = options;
    for (const Column &column : m_columns)
        column.transcript->setOptions(options);
}

void CompareView::setAnswers(const QString &question, const QList<Answer> &answers)
{
    for (const Column &column : m_columns) {
        column.widget->hide();
        column.widget->deleteLater(); // it may be the one whose button was pressed
    }
    m_columns.clear();
    m_question->setText(question.simplified());
    m_question->setAccessibleName(m_question->text());
    for (const Answer &answer : answers)
        m_columns.push_back(makeColumn(answer));
}

CompareView::Column CompareView::makeColumn(const Answer &answer)
{
    auto *const frame = new ColumnBox(this);
    frame->setMinimumWidth(kNarrowestColumn);
    auto *const model = new ElidedLabel(frame);
    model->setText(answer.model);
    model->setAccessibleName(answer.model);
    QFont bold = model->font();
    bold.setBold(true);
    model->setFont(bold);
    auto *const transcript = new TranscriptView(frame, m_services);
    transcript->setSpeaksAnswers(false);
    transcript->setFrameShape(QFrame::NoFrame);
    transcript->setAccessibleName(tr("Answer of %1").arg(answer.model));
    transcript->setTheme(m_theme, m_zoom);
    transcript->setOptions(m_textOptions);
    transcript->setMessages({answer.message});
    auto *const figures = new QLabel(answer.figures, frame);
    figures->setForegroundRole(QPalette::PlaceholderText);
    figures->setWordWrap(true);
    auto *const keep = new QPushButton(tr("Go on with this answer"), frame);
    keep->setAccessibleName(tr("Go on with this answer, %1").arg(answer.model));
    connect(keep, &QPushButton::clicked, this, [this, id = answer.message.id] { emit keepRequested(id); });

    auto *const column = new QVBoxLayout(frame);
    column->setContentsMargins(12, 8, 12, 8);
    column->addWidget(model);
    column->addWidget(transcript, 1);
    column->addWidget(figures);
    column->addWidget(keep, 0, Qt::AlignLeft);
    m_row->addWidget(frame, 1);
    frame->show();
    return {answer.message.id, frame, transcript, figures};
}

void CompareView::setFigures(const QString &answerId, const QString &figures)
{
    for (const Column &column : m_columns) {
        if (column.id == answerId)
            column.figures->setText(figures);
    }
}

QList<TranscriptView *> CompareView::transcripts() const
{
    QList<TranscriptView *> transcripts;
    for (const Column &column : m_columns)
        transcripts << column.transcript;
    return transcripts;
}

} // namespace freshet
