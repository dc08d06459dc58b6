// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QStringList>

#include <array>
#include <memory>

namespace freshet {

/// The files that say what is left out of a folder, the weightier one last.
inline constexpr std::array kIgnoreFiles{QLatin1String(".gitignore"), QLatin1String(".freshetignore")};

/// What the ignore files of some folders leave out: git's patterns, see gitignore(5).
///
/// A deeper folder outweighs the ones above it, a later line an earlier one, and `.freshetignore` the `.gitignore`
/// beside it. As with git, nothing below a folder that is left out comes back: do not look into one. A copy costs
/// little.
class IgnoreRules {
public:
    enum class Entry { File, Folder };

    /// These rules and those in @p folder, which is at or below the folders before it. What cannot be read says
    /// nothing.
    IgnoreRules with(const QString &folder) const;

    bool isIgnored(const QString &path, Entry entry) const; ///< @p path is below every folder of these rules.

private:
    struct Rule {
        QStringList parts; ///< Of the pattern, between its slashes.
        bool isForAnyFolder = false; ///< The pattern is a name, wherever it is found.
        bool isException = false; ///< "!": what it names is not left out.
        bool isForFolders = false;
    };
    struct Level {
        QString folder; ///< With a slash behind it.
        QList<Rule> rules;
    };

    static void read(const QString &path, QList<Rule> &rules);
    static void parse(QString line, QList<Rule> &rules);
    static bool matches(const Rule &rule, const QList<QStringView> &path);

    QList<std::shared_ptr<const Level>> m_levels;
};

/// Whether @p text, the name of an entry, matches a pattern of `*`, `?`, `[a-z]`, `[!a]`, `[[:digit:]]` and `\x`, in
/// steps of at most the product of their lengths.
bool matchesGlob(QStringView text, QStringView pattern);

} // namespace freshet
