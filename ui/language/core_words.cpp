// SPDX-License-Identifier: MIT
#include "ui/language/core_words.h"

#include <QCoreApplication>

namespace freshet {

namespace {

/// What resources/providers/catalog.json has that is no name.
[[maybe_unused]] constexpr const char *kCatalogWords[] = {
    QT_TRANSLATE_NOOP("CoreWords", "OpenAI-compatible server"),
    QT_TRANSLATE_NOOP("CoreWords", "Quotes from documents"),
};

} // namespace

QString spokenWord(const QString &english)
{
    return QCoreApplication::translate("CoreWords", english.toUtf8().constData());
}

} // namespace freshet
