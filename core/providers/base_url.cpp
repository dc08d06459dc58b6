// SPDX-License-Identifier: MIT
#include "core/providers/provider_registry.h"

#include <QHostAddress>
#include <QRegularExpression>

namespace freshet {

namespace {

Result<QUrl> badBaseUrl(const char *sentence)
{
    return failure({.kind = ErrorKind::BadRequest, .message = QString::fromUtf8(sentence)});
}

/// http for what is near (this machine, an address, a name without a dot), https for the rest.
QString withScheme(const QString &typed)
{
    if (typed.contains(QLatin1String("://")))
        return typed;
    const QString host = QUrl(QStringLiteral("http://") + typed).host();
    const bool isNear = !host.contains(u'.') || !QHostAddress(host).isNull();
    return (isNear ? QStringLiteral("http://") : QStringLiteral("https://")) + typed;
}

bool dropEnding(QString &path, QLatin1String ending)
{
    if (!path.endsWith(ending))
        return false;
    path.chop(ending.size());
    return true;
}

void dropSlashes(QString &path)
{
    while (path.endsWith(u'/'))
        path.chop(1);
}

bool isGoogles(Dialect dialect) { return dialect == Dialect::Gemini || dialect == Dialect::GeminiInteractions; }

/// Without "/models/x:generateContent", "/interactions" and the address of the compatible API.
void dropGoogleEndings(QString &path)
{
    static const QRegularExpression method(QStringLiteral("/(models|tunedModels)/[^/]+(:\\w+)?$"));
    path.remove(method);
    dropEnding(path, QLatin1String("/interactions"));
    dropSlashes(path);
    dropEnding(path, QLatin1String("/openai"));
    dropSlashes(path);
}

void dropEndpoint(QString &path, Dialect dialect)
{
    const QLatin1String messages(dialect == Dialect::Anthropic ? "/messages" : "/v1/messages");
    if (dropEnding(path, messages))
        return;
    for (const char *endpoint : {"/chat/completions", "/completions", "/responses", "/models", "/embeddings",
             "/api/chat", "/api/embed", "/api/generate", "/api/tags"}) {
        if (dropEnding(path, QLatin1String(endpoint)))
            return;
    }
}

/// LM Studio has three families of addresses below one root; the base names the /v1 one.
void nameLmStudiosV1(QString &path)
{
    if (dropEnding(path, QLatin1String("/api/v1/chat")) || dropEnding(path, QLatin1String("/api/v1"))
        || dropEnding(path, QLatin1String("/api/v0")))
        path += QLatin1String("/v1");
}

bool startsAtV1(Dialect dialect)
{
    return dialect == Dialect::OpenAi || dialect == Dialect::LmStudio || dialect == Dialect::Anthropic;
}

QString basePath(QString path, Dialect dialect)
{
    dropSlashes(path);
    dropEndpoint(path, dialect);
    dropSlashes(path);
    if (dialect == Dialect::LmStudio)
        nameLmStudiosV1(path);
    if (dialect == Dialect::Ollama) {
        if (!dropEnding(path, QLatin1String("/v1")))
            dropEnding(path, QLatin1String("/api"));
        dropSlashes(path);
    }
    if (isGoogles(dialect)) {
        dropGoogleEndings(path);
        return path.isEmpty() ? QStringLiteral("/v1beta") : path;
    }
    return startsAtV1(dialect) && path.isEmpty() ? QStringLiteral("/v1") : path;
}

} // namespace

Result<QUrl> normalizedBaseUrl(const QString &typed, Dialect dialect)
{
    const QString trimmed = typed.trimmed();
    if (trimmed.isEmpty())
        return badBaseUrl("The base URL is empty.");
    QUrl url(withScheme(trimmed), QUrl::StrictMode);
    url.setScheme(url.scheme().toLower());
    if (!url.userInfo().isEmpty() || url.hasQuery() || url.hasFragment())
        return badBaseUrl(
            "A base URL may hold no user name, no key and no query. Give only the address; a key has its own field.");
    if (url.host() == QLatin1String("0.0.0.0")) // where a server listens, not where it is reached
        url.setHost(QStringLiteral("127.0.0.1"));
    if (!url.isValid() || !Origin::of(url))
        return badBaseUrl(
            "This base URL cannot be read. It looks like http://127.0.0.1:8080/v1 or https://api.example.com/v1.");
    url.setPath(basePath(url.path(), dialect));
    return url;
}

} // namespace freshet
