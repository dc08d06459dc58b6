// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/server/access_token.h"

#include <QByteArrayView>
#include <QList>
#include <QObject>
#include <QTimer>

#include <functional>
#include <optional>

namespace freshet {

/// The tokens of the tools that may use the local endpoint, and what each used today.
///
/// Kept in one JSON file that the owner alone can read, and that is replaced as a whole. One that cannot be what we
/// wrote is moved aside as NAME.broken-DATE, one of a newer Freshet as NAME.newer-DATE, and no token is valid then.
/// Changes of tokens are on the disk when the call returns; use is written at most once a minute, and at destruction.
class AccessTokenStore : public QObject {
    Q_OBJECT

public:
    struct Created {
        TokenId id;
        Secret secret; ///< Shown once; nobody can get it again.
    };

    explicit AccessTokenStore(const QString &jsonPath, const Clock &clock = systemClock, QObject *parent = nullptr);
    ~AccessTokenStore() override;

    /// A sentence for the user about what was wrong with the file at the start; empty when all was well.
    const QString &notice() const { return m_notice; }

    const QList<AccessToken> &tokens() const { return m_tokens; } ///< Oldest first, those of the session too.
    std::optional<AccessToken> token(const TokenId &id) const;

    /// The token whose secret this is. Takes the same time whichever it is, and wherever the digests differ.
    std::optional<AccessToken> find(QByteArrayView presented) const;

    /// At most 100 tokens. Names are 1 to 64 characters after cleaning, and no two are equal but for case; else
    /// BadRequest. When the file cannot be written: Storage, and nothing has changed.
    Result<Created> create(const QString &name, TokenScopes scopes);
    Status setName(const TokenId &id, const QString &name);
    Status setScopes(const TokenId &id, TokenScopes scopes);
    Status setBudget(const TokenId &id, const TokenBudget &budget);

    /// A token for this session that is never written. The secret: 32 to 256 letters, digits and `-._~`; the name as
    /// for create().
    Result<TokenId> adopt(
        const QString &name, const Secret &secret, TokenScopes scopes, const TokenBudget &budget = {});

    /// Invalid from now on, in any case. An error says that it will be back at the next start, as the file cannot be
    /// written.
    Status revoke(TokenId id); ///< By value: the caller may name it out of tokens().

    /// Counts use for today, and marks the token as used; 0 and 0 does only that.
    void count(const TokenId &id, qint64 queries, qint64 tokens);
    TokenUse useToday(const TokenId &id) const;
    bool isOverBudget(const TokenId &id) const; ///< A limit is reached: no further query today. Also an unknown token.

signals:
    void changed(); ///< A token was added, revoked or edited.
    void used(const QString &id); ///< count() was called.
    void revoked(const QString &id); ///< Its connections must end now. After changed().
    void budgetReached(const QString &id); ///< By the count() before.
    void saveFailed(const QString &sentence); ///< Once: the use of tokens is not kept.

private:
    void load();
    AccessToken *entry(const TokenId &id);
    const AccessToken *entry(const TokenId &id) const;
    Result<AccessToken> newToken(const QString &name, const QByteArray &secret, TokenScopes scopes) const;
    Result<QString> checkedName(const QString &name, const TokenId &ownId) const; ///< The clean one.
    Status edit(const TokenId &id, const std::function<void(AccessToken &)> &change);
    Status replaceTokens(const QList<AccessToken> &tokens);
    Status save(const QList<AccessToken> &tokens);
    void flushUse();

    const QString m_path;
    const Clock m_clock;
    QList<AccessToken> m_tokens;
    QString m_notice;
    QTimer m_flushTimer;
    bool m_isFileOurs = true; ///< False: what lies there must not be overwritten.
    bool m_isSaveProblemTold = false;
};

} // namespace freshet
