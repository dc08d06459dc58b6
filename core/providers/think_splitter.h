// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace freshet {

/// Separates `<think>…</think>` and its relatives from the text of a model that is served without a reasoning parser.
///
/// Only a tag that opens the answer counts, so a tag that the answer merely quotes stays text. Some prompt templates
/// hold the opening tag themselves: then an end tag that closes its line, with no opening tag before it, tells that all
/// text so far was reasoning. Tags may be cut anywhere; what might become one is held back.
class ThinkSplitter {
public:
    struct Piece {
        QString reasoning;
        QString text;
        bool textWasReasoning = false; ///< Said before this piece: all text given out so far was reasoning.
    };

    Piece push(const QString &delta);
    Piece end(); ///< What was held back, at the end of the answer.

    /// The server separates reasoning itself: all text from here on is text.
    void pass() { m_passesAll = true; }

private:
    enum class State { Start, Inside, AfterThought, Text, Plain };

    bool step(Piece &piece, bool isLast);
    bool stepStart(Piece &piece, bool isLast);
    bool stepInside(Piece &piece, bool isLast);
    bool stepAfterThought(bool isLast);
    bool stepText(Piece &piece, bool isLast);

    State m_state = State::Start;
    QString m_held;
    QLatin1String m_endTag;
    bool m_passesAll = false;
};

} // namespace freshet
