// SPDX-License-Identifier: MIT
#include "core/providers/openai_model_family.h"

#include <QRegularExpression>

#include <cstdlib>
#include <utility>

namespace freshet {

namespace {

using Sampling = OpenAiModelFamily::Sampling;

const QStringList &allEfforts()
{
    static const QStringList efforts{"none", "minimal", "low", "medium", "high", "xhigh", "max"};
    return efforts;
}

/// From @p weakest to @p strongest; of the words between them only "minimal" is rare.
QStringList efforts(const char *weakest, const char *strongest)
{
    QStringList some = allEfforts().mid(allEfforts().indexOf(QLatin1String(weakest)));
    some = some.first(some.indexOf(QLatin1String(strongest)) + 1);
    if (some.first() != QLatin1String("minimal"))
        some.removeOne(QStringLiteral("minimal"));
    return some;
}

/// A fine-tuned model is of its base model's family: "ft:gpt-4o-mini:org::id".
QString openAiBaseId(const QString &id) { return id.startsWith(QLatin1String("ft:")) ? id.section(u':', 1, 1) : id; }

struct OpenAiVersion {
    int major = 0;
    int minor = 0;
    QString rest; ///< "-mini", "-sol-2026-09-29" …
};

std::optional<OpenAiVersion> gptVersion(const QString &id)
{
    static const QRegularExpression form(QStringLiteral("^gpt-(\\d{1,2})(?:\\.(\\d{1,2}))?(?:(-.*)|$)"));
    const QRegularExpressionMatch match = form.match(id);
    if (!match.hasMatch())
        return std::nullopt;
    return OpenAiVersion{match.captured(1).toInt(), match.captured(2).toInt(), match.captured(3)};
}

OpenAiModelFamily gpt5Family(int minor, OpenAiSurface surface)
{
    if (minor == 0)
        return {.sampling = Sampling::Refused, .efforts = efforts("minimal", "high")};
    const char *const strongest = minor == 1                ? "high"
        : minor >= 6 && surface == OpenAiSurface::Responses ? "max"
                                                            : "xhigh";
    return {.sampling = Sampling::TakenWithoutReasoning, .efforts = efforts("none", strongest)};
}

std::optional<OpenAiModelFamily> gpt6Family(const OpenAiVersion &version, OpenAiSurface surface)
{
    const bool isAstra = version.rest.startsWith(QLatin1String("-astra"));
    if (version.minor == 0 && !isAstra)
        return OpenAiModelFamily{.sampling = Sampling::TakenWithoutReasoning, .efforts = efforts("none", "max")};
    if (version.minor > 2)
        return std::nullopt;
    return OpenAiModelFamily{.sampling = Sampling::Refused,
        .efforts = efforts("low", surface == OpenAiSurface::Responses ? "max" : "xhigh"),
        .takesStop = !(isAstra && version.minor == 0)};
}

/// Takes out what the family refuses; says so.
void dropSampling(FittedOptions &fitted, const OpenAiModelFamily &family, const QString &model)
{
    GenerationOptions &options = fitted.options;
    const bool reasons = options.reasoningEffort != QLatin1String("none");
    if (family.sampling == Sampling::Taken || (family.sampling == Sampling::TakenWithoutReasoning && !reasons))
        return;
    const QString why = family.sampling == Sampling::Refused
        ? QStringLiteral("%1 does not take it").arg(model)
        : QStringLiteral("%1 takes it only with the reasoning effort \"none\"").arg(model);
    if (std::exchange(options.temperature, {}))
        fitted.notes << QStringLiteral("sent without temperature: ") + why;
    if (std::exchange(options.topP, {}))
        fitted.notes << QStringLiteral("sent without top_p: ") + why;
}

void fitEffort(FittedOptions &fitted, const OpenAiModelFamily &family, const QString &model)
{
    const QString asked = fitted.options.reasoningEffort;
    if (asked.isEmpty() || family.efforts.contains(asked))
        return;
    if (family.efforts.isEmpty()) {
        fitted.options.reasoningEffort.clear();
        if (asked != QLatin1String("none")) // which is what such a model does
            fitted.notes << QStringLiteral("sent without a reasoning effort: %1 does not reason").arg(model);
        return;
    }
    const QString nearest = nearestEffort(asked, family.efforts);
    if (nearest.isEmpty()) // the server knows its own new words
        return;
    fitted.options.reasoningEffort = nearest;
    fitted.notes
        << QStringLiteral("sent with the reasoning effort \"%1\": %2 does not take \"%3\"").arg(nearest, model, asked);
}

/// What the Responses API has no field for, whichever the model.
void dropWhatResponsesLacks(FittedOptions &fitted)
{
    if (!std::exchange(fitted.options.stop, {}).isEmpty())
        fitted.notes << QStringLiteral("sent without stop: the Responses API does not take it");
    if (std::exchange(fitted.options.seed, {}))
        fitted.notes << QStringLiteral("sent without seed: the Responses API does not take it");
}

} // namespace

QString nearestEffort(const QString &effort, const QStringList &known)
{
    const auto wanted = allEfforts().indexOf(effort);
    QString nearest;
    qsizetype distance = allEfforts().size();
    for (const QString &word : known) {
        const qsizetype steps = std::abs(allEfforts().indexOf(word) - wanted);
        if (wanted >= 0 && steps <= distance) {
            nearest = word;
            distance = steps;
        }
    }
    return nearest;
}

bool isOpenAiReasoningModel(const QString &id)
{
    static const QRegularExpression oSeries(QStringLiteral("^o\\d+(-|$)"));
    const QString base = openAiBaseId(id);
    if (oSeries.match(base).hasMatch())
        return true;
    const auto version = gptVersion(base);
    const bool isPlainChat = version && version->minor == 0 && version->rest.startsWith(QLatin1String("-chat"));
    return version && version->major >= 5 && !isPlainChat;
}

bool isOpenAiModelWithoutVision(const QString &id)
{
    static const QRegularExpression ids(
        QStringLiteral("^(gpt-3\\.5|gpt-4(-\\d{4}|-32k.*)?$|o1-mini|o1-preview|o3-mini)"));
    return ids.match(openAiBaseId(id)).hasMatch();
}

bool isResponsesOnly(const QString &id)
{
    static const QRegularExpression ids(
        QStringLiteral("^(o\\d+-pro|codex-|computer-use-preview|gpt-daybreak-|gpt-5\\.6-cyber"
                       "|gpt-\\S+-(pro|codex)($|-))|-deep-research"));
    return ids.match(openAiBaseId(id)).hasMatch();
}

std::optional<OpenAiModelFamily> openAiModelFamily(const QString &id, OpenAiSurface surface)
{
    static const QRegularExpression plain(
        QStringLiteral("^(gpt-4o|gpt-4\\.1|gpt-3\\.5|gpt-4($|-)|chatgpt-4o|gpt-5-chat)"));
    static const QRegularExpression oSeries(QStringLiteral("^o\\d+(-|$)"));
    const QString base = openAiBaseId(id);
    if (plain.match(base).hasMatch())
        return OpenAiModelFamily{};
    if (oSeries.match(base).hasMatch())
        return OpenAiModelFamily{.sampling = Sampling::Refused, .efforts = efforts("low", "high")};
    const auto version = gptVersion(base);
    if (version && version->major == 5)
        return gpt5Family(version->minor, surface);
    if (version && version->major == 6)
        return gpt6Family(*version, surface);
    return std::nullopt;
}

FittedOptions fittedToOpenAiFamily(const ModelRef &model, const GenerationOptions &asked, OpenAiSurface surface)
{
    FittedOptions fitted{.options = asked, .notes = {}};
    if (surface == OpenAiSurface::Responses)
        dropWhatResponsesLacks(fitted);
    const auto family = openAiModelFamily(model.model, surface);
    if (!family)
        return fitted;
    fitEffort(fitted, *family, model.model);
    dropSampling(fitted, *family, model.model);
    if (!family->takesStop && !std::exchange(fitted.options.stop, {}).isEmpty())
        fitted.notes << QStringLiteral("sent without stop: %1 does not take it").arg(model.model);
    return fitted;
}

} // namespace freshet
