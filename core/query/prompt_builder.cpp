// SPDX-License-Identifier: MIT
#include "core/query/prompt_builder.h"

#include <QRegularExpression>

#include <algorithm>
#include <limits>

namespace freshet {

namespace {

constexpr qsizetype kMostSourceCharacters = 24'000;
constexpr double kSourceShare = 0.4; // of the context window
constexpr qsizetype kPromptMessageTokens = 8; // what a message costs besides its text
constexpr qsizetype kImageTokens = 1200; // about what the vendors count for a picture as large as a screen

/// Takes from @p text what could end or start one of our elements.
QString withoutOurTags(QString text)
{
    static const QRegularExpression tag(
        QStringLiteral("<(?=\\s*/?\\s*(?:source|context))"), QRegularExpression::CaseInsensitiveOption);
    return text.replace(tag, QStringLiteral("&lt;"));
}

QString sourceAttribute(QLatin1String name, const QString &value)
{
    if (value.isEmpty())
        return {};
    const QString escaped = value.simplified().toHtmlEscaped();
    return QString(u' ' + name + QStringLiteral("=\"") + escaped + u'"');
}

QString sourceElement(const Source &source)
{
    return QString(QStringLiteral("<source") + sourceAttribute(QLatin1String("id"), QString::number(source.number))
        + sourceAttribute(QLatin1String("title"), source.title)
        + sourceAttribute(QLatin1String("heading"), source.heading)
        + sourceAttribute(QLatin1String("page"), source.page ? QString::number(*source.page) : QString())
        + QStringLiteral(">\n") + withoutOurTags(source.text) + QStringLiteral("\n</source>"));
}

QString promptUserText(const PromptParts &parts)
{
    if (parts.extraContext.isEmpty())
        return parts.question;
    return QString(parts.question + QStringLiteral("\n\n<context>\n") + withoutOurTags(parts.extraContext)
        + QStringLiteral("\n</context>"));
}

} // namespace

qsizetype estimatedTokens(QStringView text)
{
    qsizetype quarters = 0;
    for (const QChar c : text)
        quarters += c.unicode() < 0x250 ? 1 : c.unicode() < 0x2e80 ? 2 : 4; // Latin, other alphabets, Han and the like
    return (quarters + 3) / 4;
}

Prompt PromptBuilder::build(const PromptParts &parts) const
{
    const QString question = promptUserText(parts);
    qsizetype room = std::numeric_limits<qsizetype>::max();
    if (parts.contextTokens) {
        const qsizetype answer
            = std::min(parts.answerTokens.value_or(*parts.contextTokens / 4), *parts.contextTokens / 2);
        room = *parts.contextTokens - answer - estimatedTokens(question) - estimatedTokens(m_templates.sources)
            - estimatedTokens(parts.instructions) - parts.images.size() * kImageTokens - 2 * kPromptMessageTokens;
    }

    Prompt prompt;
    qsizetype sourceCharacters = 0;
    qsizetype sourceRoom = parts.contextTokens ? static_cast<qsizetype>(*parts.contextTokens * kSourceShare) : room;
    for (const Source &source : parts.sources) {
        const qsizetype tokens = estimatedTokens(sourceElement(source));
        sourceCharacters += source.text.size();
        if (sourceCharacters > kMostSourceCharacters || tokens > std::min(room, sourceRoom))
            break;
        room -= tokens;
        sourceRoom -= tokens;
        prompt.sources << source;
    }

    qsizetype kept = 0; // messages from the end of the history
    while (kept < parts.history.size()) {
        const ChatMessage &message = parts.history.at(parts.history.size() - 1 - kept);
        const qsizetype tokens
            = estimatedTokens(message.text) + message.images.size() * kImageTokens + kPromptMessageTokens;
        if (tokens > room)
            break;
        room -= tokens;
        ++kept;
    }
    QList<ChatMessage> history = parts.history.last(kept);
    while (kept < parts.history.size() && !history.isEmpty() && history.first().role == ChatRole::Assistant)
        history.removeFirst(); // an answer without its question

    QStringList system{parts.instructions.trimmed()};
    if (parts.isFromDocuments)
        system << systemText(prompt.sources);
    system.removeAll(QString());
    if (!system.isEmpty())
        prompt.messages << ChatMessage{ChatRole::System, system.join(QStringLiteral("\n\n"))};
    prompt.messages << history << ChatMessage{ChatRole::User, question, parts.images};
    prompt.droppedMessages = parts.history.size() - history.size();
    return prompt;
}

QString PromptBuilder::systemText(const QList<Source> &sources) const
{
    if (sources.isEmpty())
        return m_templates.noSources;
    QStringList elements;
    for (const Source &source : sources)
        elements << sourceElement(source);
    const QString mark = QStringLiteral("{{sources}}");
    const qsizetype at = m_templates.sources.indexOf(mark);
    Q_ASSERT(at >= 0);
    return QString(m_templates.sources.first(at) + elements.join(QStringLiteral("\n\n"))
        + m_templates.sources.sliced(at + mark.size()));
}

} // namespace freshet
