// SPDX-License-Identifier: MIT
#include "core/diagnosis/base_url_candidates.h"

#include "core/providers/pasted_address.h"

#include <QRegularExpression>

namespace freshet {

namespace {

QUrl withPath(QUrl base, const QString &path)
{
    base.setPath(path, QUrl::TolerantMode);
    return base;
}

/// The path without the version and what leads to it.
QString rootPath(QString path)
{
    static const QRegularExpression ending(QStringLiteral("(/api|/openai)?(/v\\d+[a-z]*)?(/openai)?$"));
    return path.remove(ending);
}

QStringList openAiPaths(const QString &path)
{
    const QString root = rootPath(path);
    QStringList paths{root + "/v1", root + "/api/v1", root + "/openai/v1", root};
    if (path != root && !path.endsWith(QLatin1String("/v1")))
        paths.prepend(path + "/v1");
    return paths;
}

QList<BaseUrlCandidate> otherPaths(const QUrl &base, Dialect dialect)
{
    const QString path = base.path(QUrl::FullyEncoded);
    const QString root = rootPath(path);
    const auto at = [&base](Dialect spoken, const QString &there) {
        return BaseUrlCandidate{withPath(base, there), spoken};
    };
    QList<BaseUrlCandidate> found;
    switch (dialect) {
    case Dialect::Ollama:
        return {at(dialect, root), at(dialect, root + "/ollama"), at(Dialect::OpenAi, root + "/v1")};
    case Dialect::Gemini:
    case Dialect::GeminiInteractions:
        return {at(dialect, path + "/v1beta"), at(dialect, root + "/v1beta"), at(Dialect::OpenAi, path + "/openai"),
            at(Dialect::OpenAi, root + "/v1")};
    case Dialect::Anthropic:
        return {at(dialect, root + "/anthropic/v1"), at(dialect, root + "/v1"), at(dialect, root + "/api/v1"),
            at(Dialect::OpenAi, root + "/v1")};
    default:
        break;
    }
    const QStringList paths = openAiPaths(path);
    for (const QString &there : paths)
        found << at(dialect, there);
    if (dialect == Dialect::LmStudio)
        found << at(Dialect::OpenAi, root + "/v1");
    return found << at(Dialect::Ollama, root);
}

} // namespace

QList<BaseUrlCandidate> baseUrlCandidates(const QUrl &base, Dialect dialect)
{
    QList<BaseUrlCandidate> found{{base, dialect}};
    const auto add = [&found](const BaseUrlCandidate &candidate) {
        if (!found.contains(candidate))
            found << candidate;
    };
    const QList<BaseUrlCandidate> others = otherPaths(base, dialect);
    for (const BaseUrlCandidate &candidate : others)
        add(candidate);
    QUrl other = base;
    if (base.scheme() == QLatin1String("http"))
        other.setScheme(QStringLiteral("https"));
    else if (isNearHost(base.host()))
        other.setScheme(QStringLiteral("http"));
    add({other, dialect});
    return found;
}

} // namespace freshet
