// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/citation.h"
#include "core/history/history_store.h"

namespace freshet {

// What exported documents say around the messages, in the language of the program. Pure but for that.

QString speakerWord(const StoredMessage &message); ///< "Question", "Answer", "Instructions".
QString messageDetails(const StoredMessage &message); ///< "2026-11-29 16:35 · qwen3:8b · cut off".
QString attachedWord(const Attachment &attachment); ///< "Attached: notes.txt".
QString sourcesWord();
QString thoughtsWord();
QString sourceWords(const Source &source); ///< "manual.pdf, page 3 — Guide › Keys".

} // namespace freshet
