// SPDX-License-Identifier: MIT
#include "ui/language/language_controller.h"

#include "core/settings/keys.h"
#include "ui/theme/ui_resources.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QTranslator>

#include <algorithm>

namespace freshet {

namespace {

QString languageFor(const QLocale &system)
{
    const QStringList known = keys::languages();
    const QStringList wanted = system.uiLanguages(); // "de-CH", "zh-Hant-TW"
    for (const QString &name : wanted) {
        const auto isIt = [language = QLocale(name).language()](
                              const QString &other) { return QLocale(other).language() == language; };
        if (const auto nearest = std::find_if(known.cbegin(), known.cend(), isIt); nearest != known.cend())
            return *nearest;
    }
    return known.first();
}

} // namespace

LanguageController::LanguageController() : LanguageController(&QLocale::system) { }

LanguageController::LanguageController(SystemLocale systemLocale)
    : m_systemLocale(std::move(systemLocale)), m_language(keys::languages().constFirst())
{
}

LanguageController::~LanguageController() = default;

void LanguageController::setChoice(const QString &choice)
{
    const QLocale system = m_systemLocale();
    const QString language = choice.isEmpty() ? languageFor(system) : choice;
    const QLocale usual(language);
    QLocale::setDefault(system.language() == usual.language() ? system : usual); // Swiss German stays Swiss
    if (language == m_language)
        return;
    m_language = language;
    m_translators.clear();
    if (language == keys::languages().constFirst())
        return;
    load(QStringLiteral("qtbase_"), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    initUiResources();
    load(QStringLiteral("freshet_"), QStringLiteral(":/freshet/ui/translations"));
}

/// What is not there is left out: Qt's own words may not be installed.
void LanguageController::load(const QString &name, const QString &folder)
{
    auto translator = std::make_unique<QTranslator>();
    if (!translator->load(name + m_language, folder))
        return;
    QCoreApplication::installTranslator(translator.get());
    m_translators.push_back(std::move(translator));
}

} // namespace freshet
