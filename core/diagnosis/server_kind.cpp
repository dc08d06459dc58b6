// SPDX-License-Identifier: MIT
#include "core/diagnosis/server_kind.h"

#include <array>
#include <utility>

namespace freshet {

namespace {

/// Who says to own a model, as the servers write it.
constexpr std::array kOwners{std::pair{"llamacpp", "llama.cpp"}, std::pair{"vllm", "vLLM"},
    std::pair{"library", "Ollama"}, std::pair{"organization_owner", "LM Studio"}, std::pair{"sglang", "SGLang"},
    std::pair{"koboldcpp", "KoboldCpp"}, std::pair{"tabbyAPI", "TabbyAPI"}, std::pair{"Aphrodite", "Aphrodite"}};

} // namespace

QString serverKind(const HttpResponse &list)
{
    // The body may be cut, so it is not parsed.
    QByteArray body = list.body;
    body.replace(' ', "");
    for (const auto &[owner, name] : kOwners) {
        const QByteArray member = QByteArrayLiteral("\"owned_by\":\"") + owner + '"';
        if (body.contains(member))
            return QString::fromLatin1(name);
    }
    if (body.contains("\"max_context_length\":") && body.contains("\"publisher\":"))
        return QStringLiteral("LM Studio");
    if (body.contains("\"modified_at\":") && body.contains("\"digest\":"))
        return QStringLiteral("Ollama");
    return {};
}

bool isWebPage(const HttpResponse &response)
{
    return response.body.trimmed().startsWith('<') || response.header("content-type").toLower().contains("text/html");
}

QString dialectName(Dialect dialect)
{
    switch (dialect) {
    case Dialect::Ollama:
        return QStringLiteral(QT_TRANSLATE_NOOP("CoreWords", "Ollama's own API"));
    case Dialect::LmStudio:
        return QStringLiteral(QT_TRANSLATE_NOOP("CoreWords", "LM Studio's API"));
    case Dialect::Gemini:
    case Dialect::GeminiInteractions:
        return QStringLiteral(QT_TRANSLATE_NOOP("CoreWords", "Google's API"));
    case Dialect::Anthropic:
        return QStringLiteral(QT_TRANSLATE_NOOP("CoreWords", "Anthropic's API"));
    case Dialect::OpenAi:
    case Dialect::OpenAiResponses:
    case Dialect::Quotes:
        break;
    }
    return QStringLiteral(QT_TRANSLATE_NOOP("CoreWords", "an OpenAI-compatible API"));
}

} // namespace freshet
