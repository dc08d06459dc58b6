// SPDX-License-Identifier: MIT
#include "core/settings/generation_defaults.h"

#include "core/settings/keys.h"
#include "core/settings/settings_store.h"

namespace freshet {

GenerationOptions generationDefaults(const SettingsStore &settings)
{
    return {.temperature = settings.get(keys::temperature),
        .topP = settings.get(keys::topP),
        .maxTokens = settings.get(keys::maxTokens),
        .seed = settings.get(keys::seed),
        .reasoningEffort = settings.get(keys::reasoningEffort),
        .stop = settings.get(keys::stopTexts)};
}

GenerationOptions overridden(GenerationOptions usual, const GenerationOptions &asked)
{
    const auto take = [](auto &into, const auto &from) {
        if (from)
            into = from;
    };
    take(usual.temperature, asked.temperature);
    take(usual.topP, asked.topP);
    take(usual.maxTokens, asked.maxTokens);
    take(usual.seed, asked.seed);
    take(usual.thinkingBudget, asked.thinkingBudget);
    if (asked.thinkingBudget) // the two say the same in different words
        usual.reasoningEffort.clear();
    if (!asked.reasoningEffort.isEmpty()) {
        usual.reasoningEffort = asked.reasoningEffort;
        usual.thinkingBudget = asked.thinkingBudget;
    }
    if (!asked.stop.isEmpty())
        usual.stop = asked.stop;
    return usual;
}

} // namespace freshet
