// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

namespace freshet {

inline constexpr qsizetype kDelimiterCodeSize = 16; ///< Hexadecimal digits: 64 bits.

/// What stands behind the names of the elements that @p texts of documents are given to a model in:
/// `<source-91f0c53e72ab88d4 id="1">`. Nobody who writes a document can know it, so none can close its element or open
/// another one, in whatever spelling a model would take for a tag.
///
/// It is drawn from the texts, by a key that the program makes up when it starts and that never leaves it. So other
/// texts have another code, and one that a model gave away is worth nothing to a document that is written after it. The
/// same texts have the same one: what a preview shows is what is sent, and a request begins with the same bytes as
/// the one before where a question is asked again, or where files went with earlier questions of a chat, which are sent
/// each time. Providers that keep the beginnings of requests find them then. Passages are sent with their own question
/// only, behind rules that are always the same.
QString delimiterCode(const QStringList &texts);

} // namespace freshet
