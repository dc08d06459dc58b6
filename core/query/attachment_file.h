// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/domain/attachment.h"
#include "core/domain/query_types.h"
#include "core/retrieval/document_reader.h"

namespace freshet {

/// The longest text of one file that goes with a question, in UTF-16 units.
inline constexpr qsizetype kMaxAttachedText = 1'000'000;

/// Reads a file that is to go with a question: a picture (PNG, JPEG, WebP, GIF), or the text of a document as the
/// search in documents reads it (plain text in any usual encoding, Markdown, HTML, PDF). By what it holds, not by its
/// name; a picture comes without a thumbnail. Every error is a sentence that names the file. Blocks its thread.
Result<Attachment> readAttachment(const QString &path, const StopCheck &isStopped);

/// Puts @p attachments beside the question: pictures into `images`, texts into `extraContext`.
void attach(QueryRequest &request, const QList<Attachment> &attachments);

/// An earlier question as the model is told it again, with what went with it.
ChatMessage toldQuestion(const QString &question, const QList<Attachment> &attachments);

/// What @p attachment takes of the model's window, estimated.
qsizetype tokensOf(const Attachment &attachment);

} // namespace freshet
