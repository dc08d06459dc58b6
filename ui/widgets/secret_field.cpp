// SPDX-License-Identifier: MIT
#include "ui/widgets/secret_field.h"

#include <QClipboard>
#include <QEvent>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QMimeData>

#include <algorithm>

namespace freshet {

namespace {

constexpr int kSecretLines = 1;

/// As the clipboard histories of KDE and others know it.
QMimeData *secretMimeData(const QString &text)
{
    auto *const data = new QMimeData; // the clipboard takes it
    data->setText(text);
    data->setData(QStringLiteral("x-kde-passwordManagerHint"), QByteArrayLiteral("secret"));
    return data;
}

} // namespace

SecretField::SecretField(QWidget *parent) : LinesField(kSecretLines, parent)
{
    setReadOnly(true);
    setUndoRedoEnabled(false); // nothing of it stays
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWordWrapMode(QTextOption::WrapAnywhere);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setFixedFont();
}

void SecretField::setSecret(const Secret &secret)
{
    setText(QString::fromUtf8(secret.reveal()));
    fitLines();
}

void SecretField::forget() { setText({}); }

void SecretField::copyAll() { QGuiApplication::clipboard()->setMimeData(secretMimeData(toPlainText())); }

QMimeData *SecretField::createMimeDataFromSelection() const { return secretMimeData(textCursor().selectedText()); }

void SecretField::changeEvent(QEvent *event)
{
    LinesField::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        setFixedFont();
}

void SecretField::setFixedFont()
{
    QFont fixed = font();
    fixed.setFamilies({QFontDatabase::systemFont(QFontDatabase::FixedFont).family()});
    document()->setDefaultFont(fixed);
    fitLines();
}

void SecretField::resizeEvent(QResizeEvent *event)
{
    LinesField::resizeEvent(event);
    fitLines();
}

void SecretField::fitLines()
{
    const QFontMetrics metrics(document()->defaultFont());
    const int lines = std::max(1, static_cast<int>(document()->size().height())); // it counts lines, not pixels
    setFixedHeight(
        lines * metrics.lineSpacing() + 2 * static_cast<int>(document()->documentMargin()) + 2 * frameWidth() + 2);
}

} // namespace freshet
