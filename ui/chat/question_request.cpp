// SPDX-License-Identifier: MIT
#include "ui/chat/question_request.h"

#include "core/settings/generation_defaults.h"
#include "core/settings/keys.h"
#include "core/settings/settings_store.h"

namespace freshet {

QueryRequest requestFromSettings(
    const SettingsStore &settings, const ModelRef &model, const QList<CollectionName> &collections)
{
    return {.instructions = settings.get(keys::instructions),
        .model = model,
        .retrieval = {.collections = collections, .topK = settings.get(keys::chatPassages)},
        .options = generationDefaults(settings)};
}

} // namespace freshet
