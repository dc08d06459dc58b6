// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QString>
#include <QTextCharFormat>
#include <QUrl>

#include <utility>

class QTextCursor;
class QTextDocument;
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

/// Each character of this format stands for @p written: for the source of a formula, say.
void setWritten(QTextCharFormat &format, const QString &written);
QString writtenFor(const QTextCharFormat &format); ///< Empty: it is the character itself.

/// Leads from the characters of a document in which each formula is its source to those of one that has drawn some,
/// where a formula is one character.
class DrawnPlaces {
public:
    DrawnPlaces() = default; ///< For a document without formulas.
    explicit DrawnPlaces(const QTextDocument &drawn);

    /// Of the characters from @p begin to @p end in the other document: first and one past the last.
    std::pair<int, int> range(int begin, int end) const;
    int sourceOf(int drawn) const; ///< The way back.

private:
    struct Formula {
        int source; ///< Where its source begins, and how long that is.
        int length;
        int drawn;
    };

    int placeOf(int source, bool isEnd) const;

    QList<Formula> m_formulas;
};

/// For copying: what was written in the place of what stands for it.
QTextDocumentFragment asWritten(const QTextDocumentFragment &fragment);

/// The text of a document, with the source of its formulas.
QString writtenText(const QTextDocument &document);

/// The address when it is one that may be offered as a link: http, https or mailto; else an empty one.
QUrl offeredLink(const QString &address);

} // namespace freshet
