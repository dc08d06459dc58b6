// SPDX-License-Identifier: MIT
#include "ui/chat/composer_field.h"

#include <QAbstractTextDocumentLayout>
#include <QGuiApplication>
#include <QInputMethod>
#include <QKeyEvent>
#include <QMimeData>
#include <QUrl>

namespace freshet {

namespace {
constexpr qsizetype kLargePaste = 20'000; ///< UTF-16 units; laying out more in one field is felt.
constexpr int kFieldPadding = 6;
} // namespace

ComposerField::ComposerField(QWidget *parent) : QPlainTextEdit(parent)
{
    setFrameShape(QFrame::NoFrame);
    setTabChangesFocus(true);
    setPlaceholderText(tr("Ask anything…"));
    setAccessibleName(tr("Your question"));
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    document()->setDocumentMargin(kFieldPadding);
    connect(this, &QPlainTextEdit::textChanged, this, &ComposerField::fitHeight);
    fitHeight();
}

void ComposerField::setHeightLimit(int height)
{
    if (height == m_heightLimit)
        return;
    m_heightLimit = height;
    fitHeight();
}

void ComposerField::commitComposed()
{
    if (m_isComposing)
        QGuiApplication::inputMethod()->commit();
}

void ComposerField::fitHeight()
{
    // The layout counts lines; what it has not laid out counts as one line a block, which is enough to be at the limit.
    const double lines = document()->documentLayout()->documentSize().height();
    const int wanted = qRound(lines * fontMetrics().lineSpacing()) + 2 * kFieldPadding + 2;
    const int least = fontMetrics().lineSpacing() + 2 * kFieldPadding + 2;
    setFixedHeight(std::clamp(wanted, least, std::max(least, m_heightLimit)));
    setVerticalScrollBarPolicy(wanted > m_heightLimit ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
}

void ComposerField::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        fitHeight();
}

void ComposerField::focusInEvent(QFocusEvent *event)
{
    QPlainTextEdit::focusInEvent(event);
    emit focusChanged();
}

void ComposerField::focusOutEvent(QFocusEvent *event)
{
    QPlainTextEdit::focusOutEvent(event);
    emit focusChanged();
}

void ComposerField::inputMethodEvent(QInputMethodEvent *event)
{
    m_isComposing = !event->preeditString().isEmpty();
    QPlainTextEdit::inputMethodEvent(event);
}

void ComposerField::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && !m_isComposing) {
        const Qt::KeyboardModifiers held = event->modifiers() & ~Qt::KeypadModifier;
        if (held == Qt::ControlModifier || (held == Qt::NoModifier && m_sendKey == SendKey::Enter)) {
            emit sendPressed();
            return;
        }
        insertPlainText(QStringLiteral("\n"));
        ensureCursorVisible();
        return;
    }
    if (event->key() == Qt::Key_Up && event->modifiers() == Qt::NoModifier && !m_isComposing && document()->isEmpty()) {
        emit upPressedWhenEmpty();
        return;
    }
    QPlainTextEdit::keyPressEvent(event);
}

bool ComposerField::canInsertFromMimeData(const QMimeData *source) const { return source->hasText(); }

void ComposerField::insertFromMimeData(const QMimeData *source)
{
    QStringList paths;
    for (const QUrl &url : source->urls()) {
        if (url.isLocalFile())
            paths << url.toLocalFile();
    }
    if (!paths.isEmpty()) {
        emit filesPasted(paths);
        return;
    }
    const QString text = source->text();
    if (text.size() > kLargePaste)
        emit largeTextPasted(text);
    else
        insertPlainText(text);
    ensureCursorVisible();
}

} // namespace freshet
