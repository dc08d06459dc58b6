// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QHash>
#include <QStringList>

namespace freshet {

/// The options and words of one command, read by the rules that people expect: `--name value` or `--name=value`,
/// anywhere among the words; `--` ends the options; a lone `-` is a word.
class CommandOptions {
public:
    enum class Takes { Nothing, Value };
    using Known = QHash<QString, Takes>; ///< Names without the dashes.

    /// An error names the option that is unknown or lacks its value.
    static Result<CommandOptions> read(const QStringList &arguments, const Known &known);

    bool has(const char *name) const { return m_values.contains(QLatin1String(name)); }
    QString value(const char *name) const { return m_values.value(QLatin1String(name)).value(0); } ///< The last given.
    QStringList values(const char *name) const; ///< In the order given.
    const QStringList &words() const { return m_words; }

private:
    QHash<QString, QStringList> m_values; // the last given first
    QStringList m_words;
};

} // namespace freshet
