// SPDX-License-Identifier: MIT
#pragma once

#include <QLocale>
#include <QString>

#include <functional>
#include <memory>
#include <vector>

class QTranslator;

namespace freshet {

/// Makes the program speak the language that was chosen, and write numbers and dates as people do who speak it.
///
/// Construct it after the QApplication, and call setChoice() before the first widget. Later calls reach every window as
/// QEvent::LanguageChange. English is in the program: for it nothing is loaded.
class LanguageController {
public:
    /// How the system is set up; called with every choice.
    using SystemLocale = std::function<QLocale()>;

    LanguageController();
    explicit LanguageController(SystemLocale systemLocale);
    ~LanguageController();

    /// One of keys::languages(). Empty: the first of the system's languages that is one of them, wherever and in
    /// whichever script it is spoken, else English.
    void setChoice(const QString &choice);
    const QString &language() const { return m_language; } ///< What is spoken now.

private:
    void load(const QString &name, const QString &folder);

    SystemLocale m_systemLocale;
    QString m_language;
    std::vector<std::unique_ptr<QTranslator>> m_translators; ///< Empty for English.
};

} // namespace freshet
