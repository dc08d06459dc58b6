// SPDX-License-Identifier: MIT
#include "ui/chat/prompt_words.h"

#include "ui/chat/budget_meter.h"

#include <QCoreApplication>
#include <QLocale>

namespace freshet {

namespace {

/// The context of these texts for translators.
struct PromptWords {
    Q_DECLARE_TR_FUNCTIONS(PromptWords)
};

template <typename Number>
void addOption(QStringList &options, QLatin1String name, const std::optional<Number> &value)
{
    if (value)
        options << QString(name + QStringLiteral(" = ") + QString::number(*value));
}

QString optionsText(const GenerationOptions &options)
{
    QStringList words;
    addOption(words, QLatin1String("temperature"), options.temperature);
    addOption(words, QLatin1String("top_p"), options.topP);
    addOption(words, QLatin1String("max_tokens"), options.maxTokens);
    addOption(words, QLatin1String("seed"), options.seed);
    addOption(words, QLatin1String("thinking_budget"), options.thinkingBudget);
    if (!options.reasoningEffort.isEmpty())
        words << QStringLiteral("reasoning_effort = ") + options.reasoningEffort;
    for (const QString &stop : options.stop)
        words << QStringLiteral("stop = \"%1\"").arg(stop);
    return words.isEmpty() ? PromptWords::tr("as the provider decides") : words.join(QStringLiteral(", "));
}

QString titleOf(const ChatMessage &message)
{
    const QString who = message.role == ChatRole::System ? PromptWords::tr("Instructions (system)")
        : message.role == ChatRole::User                 ? PromptWords::tr("You (user)")
                                                         : PromptWords::tr("Answer (assistant)");
    return PromptWords::tr("%1, about %2 tokens")
        .arg(who, QLocale().toString(estimatedTokens(message.text) + message.images.size() * kPictureTokens));
}

} // namespace

QString promptText(const PromptView &view)
{
    QStringList parts{PromptWords::tr("Model: %1").arg(view.model) + u'\n'
        + PromptWords::tr("Options: %1").arg(optionsText(view.options))};
    const QString leftOut = leftOutWords(view.prompt);
    const QStringList notes = view.notes + (leftOut.isEmpty() ? QStringList() : QStringList{leftOut});
    if (!notes.isEmpty())
        parts << notes.join(u'\n');
    for (const ChatMessage &message : view.prompt.messages) {
        QString part = QStringLiteral("── ") + titleOf(message) + QStringLiteral(" ──\n");
        part += message.text;
        for (const ChatImage &image : message.images) {
            part += u'\n'
                + PromptWords::tr("[a picture, %1, %2]")
                      .arg(QString::fromLatin1(image.mimeType),
                          QLocale().formattedDataSize(image.bytes.size(), 0, QLocale::DataSizeTraditionalFormat));
        }
        parts << part;
    }
    return parts.join(QStringLiteral("\n\n"));
}

} // namespace freshet
