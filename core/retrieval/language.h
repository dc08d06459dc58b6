// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringView>

namespace freshet {

/// A natural language, by the name that Snowball gives it: "english", "german" … Empty: none that we know.
using Language = QString;

/// The language that most of @p text is written in, by its script and its commonest words. English when nothing
/// speaks for another one, since code and lists of names are stemmed least badly that way.
Language detectedLanguage(QStringView text);

/// Whether a case-folded word says nothing about the subject: "the", "what", "und".
bool isStopWord(QStringView foldedWord, const Language &language);

} // namespace freshet
