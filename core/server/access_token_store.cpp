// SPDX-License-Identifier: MIT
#include "core/server/access_token_store.h"

#include "core/base/log_categories.h"
#include "core/base/owner_file.h"
#include "core/server/access_token_file.h"
#include "core/server/token_secret.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace freshet {

namespace {

constexpr std::chrono::minutes kUseFlushInterval{1};
constexpr qint64 kLargestTokenFile = 1024 * 1024;
constexpr qsizetype kMostTokens = 100; // each request is compared with all
constexpr qsizetype kLongestTokenName = 64;

/// Names are shown beside what a tool asks: what cannot be seen, or turns text around, could make one look like
/// another.
QString cleanTokenName(const QString &name)
{
    QString clean;
    for (const char32_t character : name.toUcs4())
        clean += QChar::isPrint(character) ? QString::fromUcs4(&character, 1) : QStringLiteral(" ");
    return clean.simplified();
}

bool isUsedUp(const TokenBudget &budget, const TokenUse &use)
{
    return use.queries >= budget.queries.value_or(use.queries + 1)
        || use.tokens >= budget.tokens.value_or(use.tokens + 1);
}

AccessTokenFile loadTokenFile(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return {};
    if (!file.open(QFile::ReadOnly) || file.size() > kLargestTokenFile)
        return {.state = AccessTokenFile::State::Broken};
    file.setPermissions(owner_file::kPermissions);
    return readAccessTokens(file.readAll());
}

Error noSuchToken()
{
    return {.kind = ErrorKind::NotFound, .message = AccessTokenStore::tr("This token is no longer there.")};
}

Error cannotSaveTokens(const QString &path)
{
    return {.kind = ErrorKind::Storage,
        .message = AccessTokenStore::tr("The tokens of tools cannot be saved: %1 is not writable.")
                       .arg(QDir::toNativeSeparators(path))};
}

} // namespace

AccessTokenStore::AccessTokenStore(const QString &jsonPath, const Clock &clock, QObject *parent)
    : QObject(parent), m_path(jsonPath), m_clock(clock), m_flushTimer(this)
{
    m_flushTimer.setSingleShot(true);
    m_flushTimer.setInterval(kUseFlushInterval);
    connect(&m_flushTimer, &QTimer::timeout, this, &AccessTokenStore::flushUse);
    load();
}

AccessTokenStore::~AccessTokenStore()
{
    if (m_flushTimer.isActive())
        flushUse();
}

void AccessTokenStore::load()
{
    const AccessTokenFile file = loadTokenFile(m_path);
    m_tokens = file.tokens;
    if (file.state == AccessTokenFile::State::Usable)
        return;
    const bool isNewer = file.state == AccessTokenFile::State::Newer;
    const QString aside = owner_file::freeNameAside(m_path, QLatin1String(isNewer ? "newer" : "broken"));
    m_isFileOurs = QFile::rename(m_path, aside);
    const QString shownAside = QDir::toNativeSeparators(aside);
    if (!m_isFileOurs)
        m_notice = tr("The file of the tools' tokens, %1, cannot be used and could not be moved aside; remove it to "
                      "let tools in again.")
                       .arg(QDir::toNativeSeparators(m_path));
    else if (isNewer)
        m_notice = tr("The tools' tokens are from a newer Freshet, so no tool is let in until you make new ones; the "
                      "newer file is now %1.")
                       .arg(shownAside);
    else
        m_notice = tr("The tools' tokens could not be read, so no tool is let in until you make new ones; the old "
                      "file is now %1.")
                       .arg(shownAside);
    qCWarning(logServer).noquote() << m_notice;
}

std::optional<AccessToken> AccessTokenStore::token(const TokenId &id) const
{
    const AccessToken *found = entry(id);
    return found ? std::optional(*found) : std::nullopt;
}

std::optional<AccessToken> AccessTokenStore::find(QByteArrayView presented) const
{
    return findByDigest(m_tokens, tokenDigest(presented));
}

Result<AccessTokenStore::Created> AccessTokenStore::create(const QString &name, TokenScopes scopes)
{
    const Secret secret = generateTokenSecret();
    const auto token = newToken(name, secret.reveal(), scopes);
    if (!token)
        return failure(token.error());
    if (const Status status = replaceTokens(QList(m_tokens) << *token); !status)
        return failure(status.error());
    return Created{.id = token->id, .secret = secret};
}

Result<AccessToken> AccessTokenStore::newToken(const QString &name, const QByteArray &secret, TokenScopes scopes) const
{
    const auto clean = checkedName(name, {});
    if (!clean)
        return failure(clean.error());
    if (m_tokens.size() >= kMostTokens)
        return failure({.kind = ErrorKind::BadRequest,
            .message = tr("There are %1 tokens already; revoke one that no tool needs.").arg(kMostTokens)});
    return AccessToken{.id = generateTokenId(),
        .name = *clean,
        .scopes = scopes,
        .digest = tokenDigest(secret),
        .created = m_clock().toUTC()};
}

Result<QString> AccessTokenStore::checkedName(const QString &name, const TokenId &ownId) const
{
    const QString clean = cleanTokenName(name);
    if (clean.isEmpty() || clean.size() > kLongestTokenName)
        return failure({.kind = ErrorKind::BadRequest,
            .message = tr("A tool's name has 1 to %1 characters; choose another one.").arg(kLongestTokenName)});
    const bool isTaken = std::any_of(m_tokens.begin(), m_tokens.end(), [&](const AccessToken &token) {
        return token.id != ownId && token.name.compare(clean, Qt::CaseInsensitive) == 0;
    });
    if (isTaken)
        return failure({.kind = ErrorKind::BadRequest,
            .message = tr("There is a token for \"%1\" already; choose another name, or revoke it.").arg(clean)});
    return clean;
}

Status AccessTokenStore::setName(const TokenId &id, const QString &name)
{
    const auto clean = checkedName(name, id);
    if (!clean)
        return failure(clean.error());
    return edit(id, [&](AccessToken &token) { token.name = *clean; });
}

Status AccessTokenStore::setScopes(const TokenId &id, TokenScopes scopes)
{
    return edit(id, [&](AccessToken &token) { token.scopes = scopes; });
}

Status AccessTokenStore::setBudget(const TokenId &id, const TokenBudget &budget)
{
    return edit(id, [&](AccessToken &token) { token.budget = budget; });
}

Status AccessTokenStore::edit(const TokenId &id, const std::function<void(AccessToken &)> &change)
{
    QList<AccessToken> tokens = m_tokens;
    const auto found
        = std::find_if(tokens.begin(), tokens.end(), [&](const AccessToken &token) { return token.id == id; });
    if (found == tokens.end())
        return failure(noSuchToken());
    change(*found);
    return replaceTokens(tokens);
}

Result<TokenId> AccessTokenStore::adopt(
    const QString &name, const Secret &secret, TokenScopes scopes, const TokenBudget &budget)
{
    const QByteArray bytes = secret.reveal();
    if (!isTokenSecret(bytes))
        return failure({.kind = ErrorKind::BadRequest,
            .message = tr("A token has %1 to %2 characters: letters, digits and - . _ ~. Make one with, for example, "
                          "`openssl rand -hex 32`.")
                           .arg(kShortestTokenSecret)
                           .arg(kLongestTokenSecret)});
    auto token = newToken(name, bytes, scopes);
    if (!token)
        return failure(token.error());
    token->budget = budget;
    token->lifetime = AccessToken::Lifetime::Session;
    m_tokens << *token;
    emit changed();
    return token->id;
}

Status AccessTokenStore::revoke(TokenId id)
{
    if (!entry(id))
        return failure(noSuchToken());
    const QByteArray before = writeAccessTokens(m_tokens);
    m_tokens.removeIf([&](const AccessToken &token) { return token.id == id; });
    const Status saved = writeAccessTokens(m_tokens) == before ? Status() : save(m_tokens);
    emit changed();
    emit revoked(id);
    return saved;
}

void AccessTokenStore::count(const TokenId &id, qint64 queries, qint64 tokens)
{
    AccessToken *token = entry(id);
    if (!token)
        return;
    TokenUse use = useToday(id);
    const bool wasUsedUp = isUsedUp(token->budget, use);
    use.queries += queries;
    use.tokens += tokens;
    token->use = use;
    token->lastUsed = m_clock().toUTC();
    const bool isReached = !wasUsedUp && isUsedUp(token->budget, use);
    if (token->lifetime == AccessToken::Lifetime::UntilRevoked && !m_flushTimer.isActive())
        m_flushTimer.start();
    emit used(id);
    if (isReached)
        emit budgetReached(id);
}

TokenUse AccessTokenStore::useToday(const TokenId &id) const
{
    const QDate today = m_clock().toLocalTime().date();
    const AccessToken *token = entry(id);
    return token && token->use.day == today ? token->use : TokenUse{.day = today};
}

bool AccessTokenStore::isOverBudget(const TokenId &id) const
{
    const AccessToken *token = entry(id);
    return !token || isUsedUp(token->budget, useToday(id));
}

AccessToken *AccessTokenStore::entry(const TokenId &id)
{
    const AccessToken *found = std::as_const(*this).entry(id);
    return found ? &m_tokens[found - m_tokens.constData()] : nullptr;
}

const AccessToken *AccessTokenStore::entry(const TokenId &id) const
{
    const auto found
        = std::find_if(m_tokens.begin(), m_tokens.end(), [&](const AccessToken &token) { return token.id == id; });
    return found == m_tokens.end() ? nullptr : &*found;
}

Status AccessTokenStore::replaceTokens(const QList<AccessToken> &tokens)
{
    if (tokens == m_tokens)
        return {};
    if (writeAccessTokens(tokens) != writeAccessTokens(m_tokens)) {
        if (const Status status = save(tokens); !status)
            return status;
    }
    m_tokens = tokens;
    emit changed();
    return {};
}

Status AccessTokenStore::save(const QList<AccessToken> &tokens)
{
    if (!m_isFileOurs || !owner_file::replace(m_path, writeAccessTokens(tokens)))
        return failure(cannotSaveTokens(m_path));
    m_flushTimer.stop();
    return {};
}

void AccessTokenStore::flushUse()
{
    const Status saved = save(m_tokens);
    if (saved || std::exchange(m_isSaveProblemTold, true))
        return;
    qCWarning(logServer).noquote() << saved.error().message;
    emit saveFailed(saved.error().message);
}

} // namespace freshet
