// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QTextCharFormat>
#include <QUrl>

class QTextCursor;
class QTextDocumentFragment;

namespace freshet {

/// Exact is for code and the words of links, which have to be what they look like.
enum class TextUse { Running, Exact };

/// Foreign text made fit to draw: at most eight combining marks on one letter, and visible marks in the place of
/// control and tag characters; where it is Exact, also of what turns the direction of the text and of what takes no
/// room.
QString displayText(const QString &text, TextUse use = TextUse::Running);

/// Inserts displayText(); asWritten() still knows what the marks stand for.
void insertDisplayText(QTextCursor &cursor, const QString &text, const QTextCharFormat &format, TextUse use);

/// For copying: the characters themselves in the place of their marks.
QTextDocumentFragment asWritten(const QTextDocumentFragment &fragment);

/// The address when it is one that may be offered as a link: http, https or mailto; else an empty one.
QUrl offeredLink(const QString &address);

} // namespace freshet
