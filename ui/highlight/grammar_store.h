// SPDX-License-Identifier: MIT
#pragma once

#include "ui/highlight/grammar.h"

namespace freshet {

/// The grammars of the program, by scope name. Reads and makes each when it is first asked for.
///
/// For one thread: rules and patterns come into being while they are used.
class GrammarStore {
public:
    GrammarStore(); ///< Those that are shipped.
    explicit GrammarStore(Grammar::Source source);

    Grammar &grammar(const QString &scope); ///< One without rules when there is none of this name.

    static QStringList shippedScopes();

private:
    QJsonObject read(const QString &scope);

    Grammar::Source m_source;
    QHash<QString, QJsonObject> m_read;
    std::vector<std::pair<QString, std::unique_ptr<Grammar>>> m_grammars;
};

} // namespace freshet
