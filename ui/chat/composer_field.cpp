// SPDX-License-Identifier: MIT
#include "ui/chat/composer_field.h"

#include <QAbstractTextDocumentLayout>
#include <QGuiApplication>
#include <QImage>
#include <QInputMethod>
#include <QKeyEvent>
#include <QMimeData>
#include <QTextBlock>
#include <QUrl>

namespace freshet {

namespace {
constexpr int kFieldPadding = 6;

bool isInFirstLine(const QTextCursor &cursor)
{
    const QTextBlock block = cursor.block();
    return !block.previous().isValid()
        && block.layout()->lineForTextPosition(cursor.positionInBlock()).lineNumber() <= 0;
}

bool isInLastLine(const QTextCursor &cursor)
{
    const QTextBlock block = cursor.block();
    const QTextLayout &layout = *block.layout();
    return !block.next().isValid()
        && layout.lineForTextPosition(cursor.positionInBlock()).lineNumber() >= layout.lineCount() - 1;
}
} // namespace

ComposerField::ComposerField(QWidget *parent) : QPlainTextEdit(parent)
{
    setFrameShape(QFrame::NoFrame);
    setTabChangesFocus(true);
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

void ComposerField::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange)
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
    if (!turnsIntoIntention(*event))
        QPlainTextEdit::keyPressEvent(event);
}

/// The arrow keys, where they would not move the cursor.
bool ComposerField::turnsIntoIntention(const QKeyEvent &event)
{
    if ((event.modifiers() & ~Qt::KeypadModifier) != Qt::NoModifier || m_isComposing)
        return false;
    if (event.key() == Qt::Key_Up && document()->isEmpty())
        emit upPressedWhenEmpty();
    else if (event.key() == Qt::Key_Up && isInFirstLine(textCursor()))
        emit upPressedAtTop();
    else if (event.key() == Qt::Key_Down && isInLastLine(textCursor()))
        emit downPressedAtBottom();
    else
        return false;
    return true;
}

bool ComposerField::canInsertFromMimeData(const QMimeData *source) const
{
    return source->hasText() || source->hasUrls() || source->hasImage();
}

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
    if (text.isEmpty() && source->hasImage()) { // a table of numbers comes with a picture of it, too
        emit picturePasted(qvariant_cast<QImage>(source->imageData()));
        return;
    }
    if (text.size() > kLongestText)
        emit largeTextPasted(text);
    else
        insertPlainText(text);
    ensureCursorVisible();
}

} // namespace freshet
