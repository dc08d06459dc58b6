// SPDX-License-Identifier: MIT
#include "core/query/prompt_builder.h"

#include "core/chat/image_policy.h"
#include "core/query/delimiter_code.h"

#include <QRegularExpression>

#include <algorithm>
#include <limits>
#include <numeric>

namespace freshet {

namespace {

constexpr qsizetype kMostSourceTokens = 12'000;
constexpr qsizetype kMostSourceTokensUnknown = 6'000; // where the model's window is not known
constexpr double kSourceShare = 0.4; // of the context window
constexpr double kRecentShare = 0.25; // of it that the last turns of the chat may keep from the sources
constexpr qsizetype kPromptMessageTokens = 8; // what a message costs besides its text

QString contextStart(QStringView code)
{
    return QString(QStringLiteral("\n\n<context-") + code + QStringLiteral(">\n"));
}
QString contextEnd(QStringView code) { return QString(QStringLiteral("\n</context-") + code + u'>'); }

/// Takes from @p text what could end or start one of our elements.
QString withoutOurTags(QString text)
{
    static const QRegularExpression tag(
        QStringLiteral("[<\uff1c\ufe64](?=[\\s\\p{Cf}]*[/\uff0f]?[\\s\\p{Cf}]*(?:source|context))"),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    return text.replace(tag, QStringLiteral("&lt;"));
}

QString sourceAttribute(QLatin1String name, const QString &value)
{
    if (value.isEmpty())
        return {};
    const QString escaped = value.simplified().toHtmlEscaped();
    return QString(u' ' + name + QStringLiteral("=\"") + escaped + u'"');
}

/// Of elements that hold @p sources.
QString sourcesCode(const QList<Source> &sources)
{
    QStringList texts;
    for (const Source &source : sources)
        texts << source.title << source.heading << source.text;
    return delimiterCode(texts);
}

QString sourceElement(const Source &source, const QString &code)
{
    return QString(QStringLiteral("<source-") + code
        + sourceAttribute(QLatin1String("id"), QString::number(source.number))
        + sourceAttribute(QLatin1String("title"), source.title)
        + sourceAttribute(QLatin1String("heading"), source.heading)
        + sourceAttribute(QLatin1String("page"), source.page ? QString::number(*source.page) : QString())
        + QStringLiteral(">\n") + withoutOurTags(source.text) + QStringLiteral("\n</source-") + code + u'>');
}

/// Takes what fits from the front of @p parts' sources.
void addSources(const PromptParts &parts, qsizetype most, qsizetype &room, Prompt &prompt)
{
    const QString code = sourcesCode(parts.sources);
    qsizetype &taken = prompt.costs.passages;
    for (const Source &source : parts.sources) {
        const qsizetype tokens = estimatedTokens(sourceElement(source, code));
        if (taken + tokens > most)
            break;
        taken += tokens;
        prompt.sources << source;
    }
    prompt.droppedSources = parts.sources.size() - prompt.sources.size();
    if (parts.sources.isEmpty())
        taken = std::clamp<qsizetype>(parts.expectedSources, 0, most);
    room -= taken;
}

/// @p message with those of its pictures that may be sent; @p bytes is how many those of the prompt may still have.
ChatMessage withoutRefusedPictures(ChatMessage message, const PromptParts &parts, qsizetype &bytes)
{
    if (!parts.mayDropPictures)
        return message;
    QList<ChatImage> kept;
    for (const ChatImage &image : std::as_const(message.images)) {
        if (!parts.canSee.value_or(true) || image.bytes.size() > bytes)
            continue;
        bytes -= image.bytes.size();
        kept << image;
    }
    message.images = kept;
    return message;
}

/// Takes what fits from the end of the history; an answer not without its question.
QList<ChatMessage> fittingHistory(const PromptParts &parts, qsizetype room, Prompt &prompt)
{
    QList<ChatMessage> kept; // newest first
    QList<qsizetype> tokens;
    qsizetype bytes = kMaxImageBytes;
    for (const ChatImage &image : parts.images)
        bytes -= image.bytes.size();
    for (auto message = parts.history.crbegin(); message != parts.history.crend(); ++message) {
        const ChatMessage shown = withoutRefusedPictures(*message, parts, bytes);
        const qsizetype cost
            = estimatedTokens(shown.text) + shown.images.size() * kPictureTokens + kPromptMessageTokens;
        if (cost > room)
            break;
        room -= cost;
        kept << shown;
        tokens << cost;
    }
    const bool isCut = kept.size() < parts.history.size();
    while (isCut && !kept.isEmpty() && kept.last().role == ChatRole::Assistant) {
        kept.removeLast();
        tokens.removeLast();
    }
    std::reverse(kept.begin(), kept.end());
    prompt.costs.history += std::accumulate(tokens.cbegin(), tokens.cend(), qsizetype(0));
    prompt.droppedMessages = parts.history.size() - kept.size();
    for (qsizetype i = 0; i < kept.size(); ++i)
        prompt.droppedPictures += parts.history.at(prompt.droppedMessages + i).images.size() - kept.at(i).images.size();
    return kept;
}

} // namespace

QString questionText(const QString &question, const QString &extraContext)
{
    if (extraContext.isEmpty())
        return question;
    const QString code = delimiterCode({extraContext});
    return QString(question + contextStart(code) + withoutOurTags(extraContext) + contextEnd(code));
}

QString questionWithoutContext(const QString &text)
{
    if (text.size() <= kDelimiterCodeSize)
        return text;
    const QStringView code = QStringView(text).chopped(1).last(kDelimiterCodeSize);
    // The context has no tag of its own, so the last one is ours: the question may speak of one.
    const qsizetype start = text.endsWith(contextEnd(code)) ? text.lastIndexOf(contextStart(code)) : -1;
    return start < 0 ? text : text.first(start);
}

PromptCosts PromptBuilder::fixedCosts(const PromptParts &parts) const
{
    PromptCosts costs;
    costs.window = parts.contextTokens;
    if (parts.isFromDocuments)
        costs.system = estimatedTokens(m_templates.sources);
    costs.system += estimatedTokens(parts.instructions);
    costs.system += costs.system > 0 ? kPromptMessageTokens : 0;
    costs.question = estimatedTokens(parts.question) + kPromptMessageTokens;
    if (!parts.begun.isEmpty())
        costs.history = estimatedTokens(parts.begun) + estimatedTokens(m_templates.goOn) + 2 * kPromptMessageTokens;
    costs.attachments = estimatedTokens(parts.extraContext) + parts.images.size() * kPictureTokens;
    if (parts.contextTokens)
        costs.answer = std::min(parts.answerTokens.value_or(*parts.contextTokens / 4), *parts.contextTokens / 2);
    return costs;
}

qsizetype PromptBuilder::roomForSources(const PromptParts &parts) const
{
    if (!parts.contextTokens)
        return kMostSourceTokensUnknown;
    const PromptCosts costs = fixedCosts(parts);
    const auto shareOf = [&](double share) { return static_cast<qsizetype>(*parts.contextTokens * share); };
    qsizetype recent = 0;
    for (const ChatMessage &message : parts.history)
        recent += estimatedTokens(message.text) + message.images.size() * kPictureTokens + kPromptMessageTokens;
    const qsizetype room = *parts.contextTokens - costs.answer - costs.sent() - std::min(recent, shareOf(kRecentShare));
    return std::max<qsizetype>(0, std::min({room, shareOf(kSourceShare), kMostSourceTokens}));
}

Prompt PromptBuilder::build(const PromptParts &parts) const
{
    Prompt prompt{.costs = fixedCosts(parts)};
    qsizetype room = parts.contextTokens ? *parts.contextTokens - prompt.costs.answer - prompt.costs.sent()
                                         : std::numeric_limits<qsizetype>::max();
    if (parts.isFromDocuments)
        addSources(parts, roomForSources(parts), room, prompt);
    const QList<ChatMessage> history = fittingHistory(parts, room, prompt);

    QStringList system{parts.instructions.trimmed()};
    if (parts.isFromDocuments && (!prompt.sources.isEmpty() || prompt.droppedSources == 0))
        system << systemText(prompt.sources);
    system.removeAll(QString());
    if (!system.isEmpty())
        prompt.messages << ChatMessage{ChatRole::System, system.join(QStringLiteral("\n\n"))};
    prompt.messages << history
                    << ChatMessage{ChatRole::User, questionText(parts.question, parts.extraContext), parts.images};
    if (!parts.begun.isEmpty()) {
        prompt.messages << ChatMessage{ChatRole::Assistant, parts.begun}
                        << ChatMessage{ChatRole::User, m_templates.goOn};
    }
    return prompt;
}

QString PromptBuilder::systemText(const QList<Source> &sources) const
{
    if (sources.isEmpty())
        return m_templates.noSources;
    const QString code = sourcesCode(sources);
    QStringList elements;
    for (const Source &source : sources)
        elements << sourceElement(source, code);
    const QString mark = QStringLiteral("{{sources}}");
    const qsizetype at = m_templates.sources.indexOf(mark);
    Q_ASSERT(at >= 0);
    return QString(m_templates.sources.first(at) + elements.join(QStringLiteral("\n\n"))
        + m_templates.sources.sliced(at + mark.size()));
}

} // namespace freshet
