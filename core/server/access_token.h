// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QDate>
#include <QDateTime>
#include <QFlags>
#include <QMetaType>
#include <QString>
#include <QStringList>

#include <optional>

namespace freshet {

/// What a tool may do with its token.
enum class TokenScope : quint8 {
    Query = 1, ///< Ask models.
    Models = 2, ///< See models and settings.
    Refresh = 4, ///< Fetch model lists again.
    Documents = 8, ///< Read from the user's documents: search, and retrieval in a query (R22).
};
Q_DECLARE_FLAGS(TokenScopes, TokenScope)
Q_DECLARE_OPERATORS_FOR_FLAGS(TokenScopes)

inline constexpr TokenScope kAllTokenScopes[]
    = {TokenScope::Query, TokenScope::Models, TokenScope::Refresh, TokenScope::Documents};

TokenScopes allTokenScopes();
QLatin1String toWord(TokenScope scope); ///< "query", "models", "refresh", "documents".
std::optional<TokenScope> tokenScopeFromString(QStringView word);
QStringList toWords(TokenScopes scopes);

using TokenId = QString;

/// How much a tool may use on one day.
struct TokenBudget {
    std::optional<qint64> queries = 200; ///< Unset: no limit.
    std::optional<qint64> tokens = 1'000'000; ///< Of models, prompt and answer together. Unset: no limit.

    bool operator==(const TokenBudget &) const = default;
};

struct TokenUse {
    QDate day; ///< Local time.
    qint64 queries = 0;
    qint64 tokens = 0;

    bool operator==(const TokenUse &) const = default;
};

/// One tool's key to the local endpoint. The secret itself is kept nowhere.
struct AccessToken {
    enum class Lifetime {
        UntilRevoked,
        Session, ///< Never written to the file.
    };

    TokenId id;
    QString name; ///< The tool's, as the user sees it.
    TokenScopes scopes;
    QByteArray digest; ///< SHA-256 of the secret, 32 bytes.
    QDateTime created; ///< UTC.
    QDateTime lastUsed; ///< UTC; invalid: never.
    TokenBudget budget;
    TokenUse use; ///< Of its day, which may be gone by: see AccessTokenStore::useToday().
    Lifetime lifetime = Lifetime::UntilRevoked;

    bool operator==(const AccessToken &) const = default;
};

} // namespace freshet

Q_DECLARE_METATYPE(freshet::AccessToken)
