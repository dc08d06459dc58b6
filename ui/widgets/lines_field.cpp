// SPDX-License-Identifier: MIT
#include "ui/widgets/lines_field.h"

#include <QEvent>
#include <QSignalBlocker>

using namespace std::chrono_literals;

namespace freshet {

namespace {
constexpr int kLinesMargin = 8;
} // namespace

LinesField::LinesField(int lines, QWidget *parent) : QPlainTextEdit(parent), m_lines(lines)
{
    setTabChangesFocus(true);
    viewport()->setAutoFillBackground(false); // the style draws the ground with its round corners
    document()->setDocumentMargin(kLinesMargin);
    m_pause.setSingleShot(true);
    m_pause.setInterval(400ms);
    connect(&m_pause, &QTimer::timeout, this, &LinesField::tell);
    connect(this, &QPlainTextEdit::textChanged, &m_pause, qOverload<>(&QTimer::start));
    fitHeight();
}

void LinesField::setText(const QString &text)
{
    if (text == toPlainText())
        return;
    const QSignalBlocker silent(this);
    setPlainText(text);
}

void LinesField::tell()
{
    m_pause.stop();
    emit edited(toPlainText());
}

void LinesField::focusOutEvent(QFocusEvent *event)
{
    QPlainTextEdit::focusOutEvent(event);
    if (m_pause.isActive())
        tell();
}

void LinesField::hideEvent(QHideEvent *event)
{
    QPlainTextEdit::hideEvent(event);
    if (m_pause.isActive())
        tell();
}

void LinesField::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fitHeight();
}

void LinesField::fitHeight() { setFixedHeight(fontMetrics().lineSpacing() * m_lines + 2 * kLinesMargin + 4); }

} // namespace freshet
