// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/embedding_types.h"

#include <QByteArray>
#include <QString>

namespace freshet {

/// {"n":1,"dimensions":768,"embedding":[…]} and a line end: each number as short as it can be read back exactly.
QByteArray embeddingJsonLine(qsizetype n, const EmbeddingVector &vector);

/// The heads of the columns of embeddingLine().
QString embeddingHeadLine();

/// For people: dimensions, norm, similarity with @p first, the first numbers, and how @p text begins.
QString embeddingLine(qsizetype n, const QString &text, const EmbeddingVector &vector, const EmbeddingVector &first);

} // namespace freshet
