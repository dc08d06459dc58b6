// SPDX-License-Identifier: MIT
#include "core/providers/base_url.h"

#include "core/base/origin.h"
#include "core/providers/pasted_address.h"

#include <QRegularExpression>

#include <initializer_list>

namespace freshet {

namespace {

QRegularExpression pathEnding(const char *pattern)
{
    return QRegularExpression(
        QLatin1String("(?:") + QLatin1String(pattern) + QLatin1String(")$"), QRegularExpression::CaseInsensitiveOption);
}

bool dropEnding(QString &path, const QRegularExpression &ending)
{
    const qsizetype before = path.size();
    path.remove(ending);
    return path.size() != before;
}

/// Of OpenAI's API and all that look like it, of Ollama, Anthropic, and of what servers have beside them.
bool dropEndpoint(QString &path)
{
    static const QRegularExpression endpoints[] = {
        pathEnding("/chat/completions|/completions|/responses(/[^/]+)?|/models|/embeddings|/engines"),
        pathEnding("/images/(generations|edits)|/audio/(speech|transcriptions|translations)|/moderations|/re-?rank"),
        pathEnding("/api/(chat|embed|embeddings|generate|tags|show|ps|version|pull)"),
        pathEnding("/messages(/count_tokens|/batches)?|/complete"),
        pathEnding("(?<=/v1)/models(/[^/]+){1,3}"), // one model; before a version, /models/x is a part of the base
        pathEnding("/hf-inference/models/.+/pipeline/[a-z-]+"),
        pathEnding("/(healthz?|readyz|props|tokenize)"),
    };
    for (const QRegularExpression &endpoint : endpoints) {
        if (dropEnding(path, endpoint))
            return true;
    }
    return false;
}

/// "/v1/v1", and "/v4/v1", which is what other programs make of a base that does not begin at /v1.
bool dropDoubledVersion(QString &path)
{
    static const QRegularExpression doubled(
        QStringLiteral("(/v\\d+[a-z]*)\\1$|(/v[2-9])/v1$"), QRegularExpression::CaseInsensitiveOption);
    const auto match = doubled.match(path);
    if (match.hasMatch())
        path.replace(match.capturedStart(), match.capturedLength(), match.captured(1) + match.captured(2));
    return match.hasMatch();
}

/// Doubled ones, and whatever an address does not end with.
void dropSlashes(QString &path)
{
    static const QRegularExpression several(QStringLiteral("/{2,}"));
    path.replace(several, QStringLiteral("/"));
    static const QRegularExpression idleEnd(QStringLiteral("[/.,;:!)'*]+$")); // addressIn() would take it off, too
    path.remove(idleEnd);
}

bool isGoogles(Dialect dialect) { return dialect == Dialect::Gemini || dialect == Dialect::GeminiInteractions; }

/// "/models/x:generateContent", "/interactions" and the address of the compatible API.
bool dropGoogleEnding(QString &path)
{
    static const QRegularExpression endings = pathEnding("/(models|tunedModels)/[^/]+(:\\w+)?|/interactions|/openai");
    return dropEnding(path, endings);
}

/// LM Studio has three families of addresses below one root; the base names the /v1 one.
bool nameLmStudiosV1(QString &path)
{
    static const QRegularExpression native = pathEnding("/api/v1/chat|/api/v[01]");
    if (!dropEnding(path, native))
        return false;
    path += QLatin1String("/v1");
    return true;
}

bool dropDialectEnding(QString &path, Dialect dialect)
{
    static const QRegularExpression ollama = pathEnding("/v1|/api");
    if (dialect == Dialect::LmStudio)
        return nameLmStudiosV1(path);
    if (dialect == Dialect::Ollama)
        return dropEnding(path, ollama);
    return isGoogles(dialect) && dropGoogleEnding(path);
}

/// A version that shouts is the same one.
void lowerLastPart(QString &path)
{
    static const QRegularExpression known = pathEnding("/v\\d+(alpha|beta)?|/api|/openai");
    if (const auto match = known.match(path); match.hasMatch())
        path.replace(match.capturedStart(), match.capturedLength(), match.captured().toLower());
}

QString basePath(QString path, Dialect dialect)
{
    static const QRegularExpression version = pathEnding("/v\\d+[a-z]*");
    dropSlashes(path);
    while (dropEndpoint(path) || dropDoubledVersion(path) || dropDialectEnding(path, dialect))
        dropSlashes(path);
    lowerLastPart(path);
    const bool hasVersion = path.contains(version);
    if (dialect == Dialect::Anthropic && !hasVersion)
        return path + QLatin1String("/v1"); // its own programs are given a base without it, wherever it is
    if (!path.isEmpty() || dialect == Dialect::Ollama || dialect == Dialect::Quotes)
        return path;
    return isGoogles(dialect) ? QStringLiteral("/v1beta") : QStringLiteral("/v1");
}

} // namespace

Result<QUrl> normalizedBaseUrl(const QString &typed, Dialect dialect)
{
    Result<QUrl> url = addressIn(typed);
    if (url) {
        url = url->adjusted(QUrl::NormalizePathSegments);
        url->setPath(basePath(url->path(QUrl::FullyEncoded), dialect), QUrl::TolerantMode);
    }
    return url;
}

Result<QUrl> normalizedBaseUrl(const QString &typed, const ProviderInfo &info)
{
    const Result<QUrl> url = addressIn(typed);
    QString path = url ? url->path() : QString();
    dropSlashes(path);
    if (url && path.isEmpty() && Origin::of(*url) == Origin::of(info.defaultBaseUrl))
        return info.defaultBaseUrl;
    return normalizedBaseUrl(typed, info.dialect);
}

QString baseUrlWarning(const QUrl &base)
{
    const auto origin = Origin::of(base);
    if (!origin || origin->scheme == QLatin1String("https") || origin->isLoopback())
        return {};
    return isNearHost(origin->host)
        ? QStringLiteral("What is asked and answered can be read by anyone in the same network, and no key is sent.")
        : QStringLiteral(
            "What is asked and answered can be read by anyone on the way, and no key is sent. Use https:// "
            "if %1 speaks it.")
              .arg(origin->host);
}

} // namespace freshet
