// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace freshet {

/// What core and the catalog have in English, in the language that is spoken: a word that is marked with
/// QT_TRANSLATE_NOOP("CoreWords", …), or the name of a provider. All else comes back as it is.
QString spokenWord(const QString &english);

} // namespace freshet
