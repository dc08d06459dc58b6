// SPDX-License-Identifier: MIT
#include "core/server/access_token.h"

namespace freshet {

TokenScopes allTokenScopes()
{
    TokenScopes scopes;
    for (const TokenScope scope : kAllTokenScopes)
        scopes |= scope;
    return scopes;
}

QLatin1String toWord(TokenScope scope)
{
    switch (scope) {
    case TokenScope::Query:
        return QLatin1String("query");
    case TokenScope::Models:
        return QLatin1String("models");
    case TokenScope::Refresh:
        return QLatin1String("refresh");
    case TokenScope::Documents:
        return QLatin1String("documents");
    }
    Q_UNREACHABLE();
}

std::optional<TokenScope> tokenScopeFromString(QStringView word)
{
    for (const TokenScope scope : kAllTokenScopes) {
        if (word == toWord(scope))
            return scope;
    }
    return std::nullopt;
}

QStringList toWords(TokenScopes scopes)
{
    QStringList words;
    for (const TokenScope scope : kAllTokenScopes) {
        if (scopes & scope)
            words << toWord(scope);
    }
    return words;
}

} // namespace freshet
