// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QString>

namespace freshet {

/// A part of running text.
struct InlinePiece {
    enum class Kind { Text, Link, Citation, LineBreak };

    Kind kind = Kind::Text;
    qsizetype begin = 0;
    qsizetype end = 0;
    int number = 0; ///< Of a citation.

    bool operator==(const InlinePiece &) const = default;
};

/// Finds what Markdown does not mark: bare web addresses, the `[1, 2]` that writtenMarkerAt() knows where all of its
/// numbers are of @p sources, and `<br>`. The pieces are adjacent and make up the whole text. In linear time.
QList<InlinePiece> scanInline(QStringView text, const QList<int> &sources);

/// What `&amp;` and its like stand for; an unknown one stands for itself.
QString entityText(const QString &entity);

} // namespace freshet
